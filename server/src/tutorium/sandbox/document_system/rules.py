"""How the next cases are decided: as a person or a test has said, approved otherwise."""

from typing import Literal

import msgspec

from tutorium.sandbox.document_system.wire import Extracted, Status

Decision = Literal["approve", "reject", "needs_reupload", "silent"]
REASONS: dict[Decision, str] = {"reject": "forged", "needs_reupload": "unreadable"}
STATUSES: dict[Decision, Status] = {
    "approve": "verified",
    "reject": "rejected",
    "needs_reupload": "needs_more",
}


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What becomes of the documents of one kind, or of all; the verdict comes after `delay_seconds`.

    "silent": no answer at all. `name_match`, 0 to 1: how well the name in the document fits.
    """

    decision: Decision
    reason_codes: list[str] = []
    delay_seconds: float = 0.0
    kind: str | None = None
    name_match: float = 0.98

    def __post_init__(self) -> None:
        if self.delay_seconds < 0 or not 0 <= self.name_match <= 1:
            raise ValueError("delay_seconds is 0 or more, name_match is between 0 and 1")

    @property
    def status(self) -> Status:
        """The status of the verdict."""
        return STATUSES[self.decision]

    @property
    def reasons(self) -> list[str]:
        """Why, in codes."""
        return self.reason_codes or ([REASONS[self.decision]] if self.decision in REASONS else [])

    @property
    def extracted(self) -> Extracted:
        """What was read in the document, if it is good."""
        if self.decision != "approve":
            return Extracted()
        return Extracted(number_last4="4417", name_match=self.name_match)


DEFAULT = Rule(decision="approve")
FAULTS = frozenset(
    "silent late failed duplicate out_of_order unknown_case malformed wrong_type wrong_version huge".split()
)
"""Faults of the wire: no answer; a verdict after the deadline; a machine that broke down; an answer twice;
the verdict before the acceptance; and in place of an answer one for a case that nobody has, half of one, one
of another type or version, one of 2 MiB.
"""
