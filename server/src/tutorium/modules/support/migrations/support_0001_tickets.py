"""Tickets with their threads, clocks and history; macros; the help centre."""

from alembic import op

revision = "support_0001"
down_revision = None
branch_labels = ("support",)
depends_on = ("platform_0001",)


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

CREATE SCHEMA support;

CREATE TABLE support.ticket (
    id uuid PRIMARY KEY,
    number bigint NOT NULL UNIQUE GENERATED ALWAYS AS IDENTITY (START 1001),
    command_id uuid NOT NULL UNIQUE,
    user_id uuid NOT NULL,
    category text NOT NULL,
    priority text NOT NULL CHECK (priority IN ('p1', 'p2', 'p3', 'p4')),
    policy_version bigint NOT NULL,
    subject text NOT NULL,
    state text NOT NULL CHECK (state IN ('new', 'open', 'pending_customer', 'pending_internal', 'on_hold',
        'resolved', 'closed')),
    lesson_id uuid,
    payment_id uuid,
    assignee_id uuid,
    moved_at timestamptz NOT NULL,
    hold_until timestamptz,
    resolution text,
    reopen_count bigint NOT NULL DEFAULT 0,
    messages_count bigint NOT NULL DEFAULT 0,
    notes_count bigint NOT NULL DEFAULT 0,
    rating bigint CHECK (rating BETWEEN 1 AND 5),
    rating_comment text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    last_message_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    search tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('russian', subject)) STORED
);
CREATE INDEX ticket_of_user ON support.ticket (user_id, last_message_at DESC, id DESC);
CREATE INDEX ticket_active ON support.ticket (assignee_id) WHERE state NOT IN ('resolved', 'closed');
CREATE INDEX ticket_search ON support.ticket USING gin (search);

CREATE TABLE support.message (
    id uuid PRIMARY KEY,
    command_id uuid NOT NULL UNIQUE,
    ticket_id uuid NOT NULL REFERENCES support.ticket,
    internal boolean NOT NULL,
    number bigint NOT NULL,
    author_id uuid,
    author_role text NOT NULL CHECK (author_role IN ('customer', 'agent', 'system')),
    text text NOT NULL,
    created_at timestamptz NOT NULL,
    search tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('russian', text)) STORED,
    UNIQUE (ticket_id, internal, number)
);
CREATE INDEX message_search ON support.message USING gin (search);

CREATE TABLE support.attachment (
    id uuid PRIMARY KEY,
    command_id uuid NOT NULL UNIQUE,
    owner_id uuid NOT NULL,
    ticket_id uuid REFERENCES support.ticket,
    message_id uuid REFERENCES support.message,
    name text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    key text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX attachment_of_message ON support.attachment (message_id);
CREATE INDEX attachment_of_owner ON support.attachment (owner_id);
CREATE INDEX attachment_waiting ON support.attachment (created_at) WHERE message_id IS NULL;

-- A clock runs while `since` is set; then `due_at` is when its target is used up.
CREATE TABLE support.clock (
    ticket_id uuid NOT NULL REFERENCES support.ticket,
    kind text NOT NULL,
    calendar text NOT NULL,
    target interval NOT NULL,
    began_at timestamptz NOT NULL,
    spent interval NOT NULL,
    since timestamptz,
    due_at timestamptz,
    told bigint NOT NULL,
    done_at timestamptz,
    PRIMARY KEY (ticket_id, kind),
    CHECK ((since IS NULL) = (due_at IS NULL))
);

CREATE TABLE support.ticket_event (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES support.ticket,
    at timestamptz NOT NULL,
    actor_id uuid,
    actor_role text NOT NULL,
    action text NOT NULL,
    from_state text,
    to_state text NOT NULL,
    reason text NOT NULL DEFAULT ''
);
CREATE INDEX event_of_ticket ON support.ticket_event (ticket_id, at, id);

CREATE TABLE support.macro (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    text text NOT NULL,
    updated_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1
);

CREATE TABLE support.article (
    slug text PRIMARY KEY,
    topic text NOT NULL,
    position bigint NOT NULL,
    title text NOT NULL,
    summary text NOT NULL,
    body text NOT NULL,
    published boolean NOT NULL,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    search tsvector NOT NULL
);
CREATE INDEX article_search ON support.article USING gin (search);

CREATE TABLE support.article_edition (
    slug text NOT NULL REFERENCES support.article,
    version bigint NOT NULL,
    topic text NOT NULL,
    position bigint NOT NULL,
    title text NOT NULL,
    summary text NOT NULL,
    body text NOT NULL,
    published boolean NOT NULL,
    author_id uuid,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (slug, version)
);

CREATE VIEW support.ticket_now AS
SELECT t.id, t.number, t.user_id, t.category, t.priority, t.policy_version, t.subject, t.state, t.lesson_id,
    t.payment_id, t.assignee_id, t.moved_at, t.hold_until, t.resolution, t.reopen_count, t.messages_count,
    t.notes_count, t.rating, t.rating_comment, t.created_at, t.last_message_at, t.version,
    (SELECT min(c.due_at) FROM support.clock c WHERE c.ticket_id = t.id) AS due_at
FROM support.ticket t;
""")
