"""The embedded queue: what RabbitMQ does for the product, on a machine that has none.

`broker_send`, `broker_take` and `broker_ack` are its whole interface, for us and for the stand-in of an
external system; decision 0025 describes them. Moments are arguments: each side has a clock of its own.
"""

from alembic import op

revision = "platform_0005"
down_revision = "platform_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
-- Who gets what. The key '' takes what no other binding of the exchange takes: the alternate exchange.
CREATE TABLE platform.broker_binding (
    exchange text NOT NULL,
    routing_key text NOT NULL,
    queue text NOT NULL,
    PRIMARY KEY (exchange, routing_key, queue)
);

CREATE TABLE platform.broker_message (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    queue text NOT NULL,
    properties jsonb NOT NULL,
    body bytea NOT NULL,
    sent_at timestamptz NOT NULL,
    due_at timestamptz,
    taken_until timestamptz,
    deliveries bigint NOT NULL DEFAULT 0
);
CREATE INDEX broker_message_queue ON platform.broker_message (queue, seq);

-- Put a message into every queue bound to the key; how many there are. Of 0 the caller has to think.
CREATE FUNCTION platform.broker_send(
    to_exchange text, with_key text, properties jsonb, body bytea, at timestamptz)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    target text;
    routed bigint := 0;
BEGIN
    FOR target IN
        SELECT b.queue FROM platform.broker_binding b
        WHERE b.exchange = to_exchange AND b.routing_key IN (with_key, '')
          AND (b.routing_key = with_key OR NOT EXISTS (
                SELECT FROM platform.broker_binding c
                WHERE c.exchange = to_exchange AND c.routing_key = with_key))
    LOOP
        INSERT INTO platform.broker_message (queue, properties, body, sent_at)
        VALUES (target, broker_send.properties, broker_send.body, at);
        PERFORM pg_notify('tutorium_broker', target);
        routed := routed + 1;
    END LOOP;
    RETURN routed;
END $$;

-- The oldest messages of a queue that nobody has in hand, taken in hand until a moment: who has not
-- acknowledged one by then gets it again.
CREATE FUNCTION platform.broker_take(from_queue text, most bigint, at timestamptz, until timestamptz)
RETURNS SETOF platform.broker_message LANGUAGE sql AS $$
    UPDATE platform.broker_message m SET taken_until = until, deliveries = m.deliveries + 1
    WHERE m.seq IN (
        SELECT w.seq FROM platform.broker_message w
        WHERE w.queue = from_queue
          AND (w.due_at IS NULL OR w.due_at <= at)
          AND (w.taken_until IS NULL OR w.taken_until <= at)
        ORDER BY w.seq LIMIT most FOR UPDATE SKIP LOCKED)
    RETURNING m.*
$$;

-- The message is done with. False: it took too long, and somebody else has it in hand now.
CREATE FUNCTION platform.broker_ack(number bigint, until timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM platform.broker_message WHERE seq = number AND taken_until = until;
    RETURN FOUND;
END $$;
""")
