"""What has been dealt with: an event or a message is applied once by each handler, however often it comes."""

from uuid import UUID

from tutorium.platform import clock, db


async def first_delivery(connection: db.Db, message_id: UUID, handler: str) -> bool:
    """Note in this transaction that the handler has dealt with it; False when it had before."""
    noted = await db.execute(
        connection,
        "INSERT INTO platform.inbox (event_id, handler, received_at) VALUES ($1, $2, $3)"
        " ON CONFLICT DO NOTHING",
        message_id,
        handler,
        clock.now(),
    )
    return noted == 1
