"""Ready answers."""

from uuid import UUID

from tutorium.modules.support import queries
from tutorium.modules.support.model.ticket import Macro
from tutorium.platform import audit, clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.ids import new_id


async def macros() -> list[Macro]:
    """Every ready answer, by name."""
    async with connection() as db:
        return await queries.desk.macros(db)


async def add_macro(*, agent_id: UUID, name: str, text: str) -> Macro:
    """A new one; MacroExists."""
    macro = Macro(new_id(), name.strip(), text.strip(), clock.now(), 1)
    async with transaction() as db:
        await queries.desk.insert_macro(db, macro)
        await audit.record(db, "support.macro_added", subject=f"macro:{macro.id}", actor_id=agent_id)
    return macro


async def change_macro(*, agent_id: UUID, macro_id: UUID, name: str, text: str) -> None:
    """Write one anew; NotFound, MacroExists."""
    async with transaction() as db:
        if not await queries.desk.update_macro(
            db, Macro(macro_id, name.strip(), text.strip(), clock.now(), 0)
        ):
            raise NotFound
        await audit.record(db, "support.macro_changed", subject=f"macro:{macro_id}", actor_id=agent_id)


async def remove_macro(*, agent_id: UUID, macro_id: UUID) -> None:
    """Throw one away; NotFound."""
    async with transaction() as db:
        if not await queries.desk.delete_macro(db, macro_id):
            raise NotFound
        await audit.record(db, "support.macro_removed", subject=f"macro:{macro_id}", actor_id=agent_id)
