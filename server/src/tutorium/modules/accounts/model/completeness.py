"""How complete a tutor's profile is, and what he is best advised to add next."""

from collections.abc import Sequence
from typing import Literal

from tutorium.modules.accounts.model import TutorProfile
from tutorium.platform.candidacy import CONDITIONS, Condition

ProfileStep = Literal[Condition, "meeting_url"]
STEPS: tuple[ProfileStep, ...] = (*CONDITIONS, "meeting_url")
"""What verification asks for, and one thing it does not."""


def steps_left(missing: Sequence[Condition], offer: TutorProfile) -> list[ProfileStep]:
    """What is still to be added, in the order of the list."""
    return [*missing, *(() if offer.meeting_url else ("meeting_url",))]


def completeness(left: Sequence[ProfileStep]) -> int:
    """Percent of the steps that are done; 100 only with all of them."""
    return 100 * (len(STEPS) - len(left)) // len(STEPS)
