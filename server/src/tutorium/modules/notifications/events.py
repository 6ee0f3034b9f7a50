"""What notifications tells itself."""

from uuid import UUID

from tutorium.platform.events import Event


class MessageQueued(Event, frozen=True):
    """A letter is due."""

    message_id: UUID
