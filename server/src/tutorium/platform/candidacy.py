"""What a tutor still lacks before he may ask to be verified (domain.md D5.1, V2), across all modules.

One list for everybody: the refusal of the submit names it, the profile and the wizard show it. Each module
that has a condition exposes `candidate_lacks`, and `accounts`, where the submit is, asks for it by name.
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import Literal, get_args
from uuid import UUID

from tutorium.platform import remote
from tutorium.platform.errors import Unavailable
from tutorium.platform.settings import MODULES

Condition = Literal[
    "adult",
    "email",
    "headline",
    "about",
    "subjects",
    "photo",
    "education",
    "languages",
    "lesson_minutes",
    "availability",
    "phone",
    "tax_status",
    "documents_consent",
    "public_profile_consent",
]
CONDITIONS: tuple[Condition, ...] = get_args(Condition)
"""In the order in which they are shown; `subjects` carry levels and prices."""


async def lacking(tutor_id: UUID) -> list[Condition]:
    """All that is missing; Unavailable while a module that has a condition is."""
    return _in_order([each for module in _asked() for each in await _answer(module, tutor_id)])


async def lacking_as_known(tutor_id: UUID) -> list[Condition]:
    """The same for a screen that has to open while a module is away: what that one would say is left out."""
    found: list[Condition] = []
    for module in _asked():
        with suppress(Unavailable):
            found += await _answer(module, tutor_id)
    return _in_order(found)


def _asked() -> list[str]:
    return [module for module in MODULES if f"{module}.candidate_lacks" in remote.exposed_functions()]


async def _answer(module: str, tutor_id: UUID) -> list[Condition]:
    found: list[Condition] = await remote.call(f"{module}.candidate_lacks", tutor_id=tutor_id)
    return found


def _in_order(found: Iterable[Condition]) -> list[Condition]:
    return sorted(found, key=CONDITIONS.index)
