"""What the back office announces, to itself."""

from tutorium.platform.events import Event


class AuditCheckRequested(Event, frozen=True):
    """Somebody wants the whole chain of the audit log walked now."""
