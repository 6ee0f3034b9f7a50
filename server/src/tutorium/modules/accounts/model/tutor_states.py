"""Where a tutor's profile can be, and how it gets from one place to another (domain.md D5.1, V1 to V12).

Documents (the module above) says when a tutor is being verified and what was decided; whether somebody
approved is shown to the public depends on his account and his consent as well.
"""

from collections.abc import Sequence
from typing import Literal, get_args

import msgspec

from tutorium.modules.accounts.errors import ProfileStateWrong

TutorState = Literal[
    "draft",
    "submitted",
    "in_verification",
    "changes_requested",
    "approved",
    "listed",
    "rejected",
    "paused_by_tutor",
    "restricted",
    "suspended",
    "closed",
]
STATES: tuple[TutorState, ...] = get_args(TutorState)
FINAL: frozenset[TutorState] = frozenset({"closed"})
VERIFYING: frozenset[TutorState] = frozenset({"submitted", "in_verification", "approved"})
"""A moderator is looking at the profile, or has: it may be edited, but not be left incomplete."""
REVIEWED: frozenset[TutorState] = frozenset({"listed", "paused_by_tutor"})
"""Somebody may be reading the profile: what it says changes only after a moderator has seen it."""


class Transition(msgspec.Struct, frozen=True):
    """One way from state to state; `source` None is the beginning."""

    rule: str
    source: TutorState | None
    target: TutorState
    actor: Literal["tutor", "system", "moderator"]


def _from_any(rule: str, target: TutorState, *, but: set[TutorState]) -> tuple[Transition, ...]:
    return tuple(Transition(rule, state, target, "moderator") for state in STATES if state not in but)


TRANSITIONS: tuple[Transition, ...] = (
    Transition("V1", None, "draft", "tutor"),
    Transition("V2", "draft", "submitted", "tutor"),
    Transition("V3", "submitted", "in_verification", "system"),
    Transition("V4", "in_verification", "changes_requested", "moderator"),
    Transition("V5", "changes_requested", "in_verification", "tutor"),
    Transition("V6", "in_verification", "approved", "moderator"),
    Transition("V6", "approved", "listed", "system"),
    Transition("V7", "in_verification", "rejected", "moderator"),
    # Once `reapply_at` has come.
    Transition("V7", "rejected", "submitted", "tutor"),
    Transition("V8", "listed", "paused_by_tutor", "tutor"),
    Transition("V8", "paused_by_tutor", "listed", "tutor"),
    Transition("V9", "listed", "restricted", "system"),
    Transition("V9", "paused_by_tutor", "restricted", "system"),
    Transition("V10", "restricted", "listed", "system"),
    *_from_any("V11", "suspended", but={"suspended", "closed"}),
    *_from_any("V12", "closed", but={"closed"}),
)
SUBMITTED: dict[TutorState, TutorState] = {
    "draft": "submitted",
    "rejected": "submitted",
    "changes_requested": "in_verification",
}
"""Where a submit leads from where: V2, V7, V5."""


def may(source: TutorState | None, target: TutorState) -> bool:
    """Whether the table has a way from one state to the other."""
    return any((each.source, each.target) == (source, target) for each in TRANSITIONS)


def walk(state: TutorState, path: Sequence[TutorState]) -> TutorState:
    """The end of the path; ProfileStateWrong when the table misses a step of it."""
    for target in path:
        if not may(state, target):
            raise ProfileStateWrong(state=state)
        state = target
    return state
