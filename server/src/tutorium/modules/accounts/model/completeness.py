"""How complete a tutor's profile is, and what he is best advised to add next."""

from collections.abc import Callable, Mapping
from typing import Literal

from tutorium.modules.accounts.model import TutorProfile

ProfileStep = Literal[
    "headline", "about", "subjects", "photo", "education", "languages", "lesson_minutes", "meeting_url"
]

STEPS: Mapping[ProfileStep, Callable[[TutorProfile, bool], bool]] = {
    "headline": lambda offer, photo: bool(offer.headline),
    "about": lambda offer, photo: bool(offer.about),
    "subjects": lambda offer, photo: bool(offer.subjects),
    "photo": lambda offer, photo: photo,
    "education": lambda offer, photo: bool(offer.education),
    "languages": lambda offer, photo: bool(offer.languages),
    "lesson_minutes": lambda offer, photo: bool(offer.lesson_minutes),
    "meeting_url": lambda offer, photo: bool(offer.meeting_url),
}
"""In the order in which students miss them; `subjects` carry the prices."""


def steps_left(offer: TutorProfile, *, photo: bool) -> list[ProfileStep]:
    """What is still to be added, the most missed first."""
    return [step for step, done in STEPS.items() if not done(offer, photo)]


def completeness(offer: TutorProfile, *, photo: bool) -> int:
    """Percent of the steps that are done; 100 only with all of them."""
    return 100 * (len(STEPS) - len(steps_left(offer, photo=photo))) // len(STEPS)
