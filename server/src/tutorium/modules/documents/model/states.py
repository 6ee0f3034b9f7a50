"""Where a document and an application can be, and how they get from one place to another (D5.1, D5.3)."""

from typing import Literal

import msgspec

from tutorium.modules.documents.model import ActorKind, ApplicationState, DocumentState

DECIDED: frozenset[DocumentState] = frozenset(
    ("approved", "needs_reupload", "rejected", "expiring", "expired")
)
FINAL: frozenset[DocumentState] = frozenset(("needs_reupload", "rejected", "expired"))
ASKED: frozenset[DocumentState] = frozenset(("sent", "in_review"))
"""The Document System has the request: its replies count, and its link to the file works."""
HOLDS: frozenset[DocumentState] = frozenset(("approved", "expiring"))
"""The document is good: it counts for the listing and gives its badge."""
REPLACEABLE: frozenset[DocumentState] = frozenset(("uploaded", "queued", *DECIDED))
"""A new file of the kind may take its place; what somebody is looking at is waited for."""


class Transition(msgspec.Struct, frozen=True):
    """One way from state to state; `source` None is the beginning."""

    source: DocumentState | None
    target: DocumentState
    actors: frozenset[ActorKind]


def _ways(
    source: DocumentState | None, targets: tuple[DocumentState, ...], *actors: ActorKind
) -> tuple[Transition, ...]:
    return tuple(Transition(source, target, frozenset(actors)) for target in targets)


TRANSITIONS: tuple[Transition, ...] = (
    *_ways(None, ("uploaded",), "tutor"),
    *_ways("uploaded", ("scanning",), "system"),
    *_ways("scanning", ("queued", "needs_reupload"), "system"),
    *_ways("queued", ("sent",), "system"),
    *_ways("sent", ("in_review", "approved", "needs_reupload", "rejected"), "document_system"),
    *_ways("in_review", ("approved", "needs_reupload", "rejected"), "document_system"),
    *_ways("sent", ("manual_review",), "document_system", "system"),
    *_ways("in_review", ("manual_review",), "document_system", "system"),
    *_ways("manual_review", ("approved", "needs_reupload", "rejected"), "moderator"),
    *_ways("approved", ("expiring", "expired"), "system"),
    *_ways("expiring", ("expired",), "system"),
)


def may(source: DocumentState | None, target: DocumentState, actor: ActorKind) -> bool:
    """Whether the table has such a way for this actor."""
    return any(
        (each.source, each.target) == (source, target) and actor in each.actors for each in TRANSITIONS
    )


class Turn(msgspec.Struct, frozen=True):
    """One way of an application from state to state, by its rule in D5.1."""

    rule: Literal["V3", "V4", "V5", "V6", "V7"]
    source: ApplicationState
    target: ApplicationState


TURNS: tuple[Turn, ...] = (
    Turn("V3", "draft", "in_verification"),
    Turn("V4", "in_verification", "changes_requested"),
    Turn("V5", "changes_requested", "in_verification"),
    Turn("V6", "in_verification", "approved"),
    Turn("V7", "in_verification", "rejected"),
    # A rejected tutor may apply again once `reapply_at` has come.
    Turn("V7", "rejected", "in_verification"),
)


def may_turn(source: ApplicationState, target: ApplicationState) -> bool:
    """Whether the table has such a way."""
    return any((each.source, each.target) == (source, target) for each in TURNS)
