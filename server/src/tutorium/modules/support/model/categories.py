"""What a ticket is about, and how urgent that is (domain.md D7.2)."""

from datetime import datetime, timedelta
from typing import Literal, get_args

Category = Literal[
    "safety",
    "account_taken",
    "lesson",
    "dispute",
    "double_charge",
    "refund",
    "billing",
    "verification",
    "personal_data",
    "question",
    "idea",
]
CATEGORIES: tuple[Category, ...] = get_args(Category)
Priority = Literal["p1", "p2", "p3", "p4"]
PRIORITIES: tuple[Priority, ...] = get_args(Priority)

BY_CATEGORY: dict[Category, Priority] = {
    "safety": "p1",
    "account_taken": "p1",
    "lesson": "p3",
    "dispute": "p2",
    "double_charge": "p2",
    "refund": "p3",
    "billing": "p3",
    "verification": "p3",
    "personal_data": "p3",
    "question": "p4",
    "idea": "p4",
}
SOON = timedelta(hours=2)


def priority_of(category: Category, *, lesson: tuple[datetime, datetime] | None, now: datetime) -> Priority:
    """The priority a ticket begins with; a lesson that runs now or begins within two hours makes it P2."""
    own = BY_CATEGORY[category]
    if category == "lesson" and lesson is not None and lesson[0] - SOON <= now < lesson[1]:
        return "p2"
    return own
