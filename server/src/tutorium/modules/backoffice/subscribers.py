"""What the back office does when nobody waits for it."""

from tutorium.modules.backoffice.events import AuditCheckRequested
from tutorium.modules.backoffice.service import audit_log
from tutorium.platform.events import on


@on(AuditCheckRequested)
async def walk_the_chain(event: AuditCheckRequested) -> None:
    """A million rows take longer than a request may: the worker walks, the screen asks how far it is."""
    await audit_log.walk()
