"""The one way in which a lesson changes its state."""

from tutorium.modules.lessons import queries
from tutorium.modules.lessons.errors import IllegalTransition
from tutorium.modules.lessons.model.lesson import SYSTEM, Actor, Change, Lesson, State, illegal
from tutorium.platform import clock
from tutorium.platform.db import Db

NOTHING = Change()


async def move(
    db: Db,
    lesson: Lesson,
    to: State,
    *,
    actor: Actor = SYSTEM,
    reason_code: str | None = None,
    change: Change = NOTHING,
) -> None:
    """Move a lesson by the table; IllegalTransition when it is no longer what `lesson` says."""
    if illegal(lesson.state, to) or not await queries.lessons.move(
        db, lesson, to, actor=actor, change=change, reason_code=reason_code, at=clock.now()
    ):
        raise IllegalTransition(state=lesson.state)
