"""The words of letters: complete in both languages, and clear about when and how much."""

from datetime import UTC, datetime
from string import Formatter
from typing import get_args

import pytest

from tutorium import assembly
from tutorium.modules.accounts.api import REVIEW_REASONS
from tutorium.modules.documents.api import ApplicationVerdict
from tutorium.modules.documents.api import Kind as KindOfDocument
from tutorium.modules.notifications.model.phrases import (
    DOCUMENTS,
    EDIT_REASONS,
    NEXT_STEPS,
    OUTCOMES,
    REASONS,
)
from tutorium.modules.notifications.model.table import GIVES, NAMES_OF_OTHERS, ROWS, SMS, TABLE, Source
from tutorium.modules.notifications.model.values import in_rubles, in_words
from tutorium.modules.notifications.model.wordings import WORDINGS
from tutorium.modules.notifications.service.sources import SOURCES
from tutorium.platform.events import subscribers
from tutorium.sandbox.mindbox.operations import OPERATIONS

NO_MESSAGES = {
    "notifications.MessageQueued",
    "notifications.CustomerChanged",
    "accounts.PersonChanged",
    "auth.ConsentGiven",
    "auth.ConsentWithdrawn",
    "auth.UserRegistered",
    "auth.UserRolesChanged",
}
"""What the module listens to for other reasons than telling it."""


@pytest.mark.parametrize("operation", ROWS)
def test_every_letter_has_words_in_both_languages_for_what_is_known(operation: str) -> None:
    row = ROWS[operation]
    assert set(WORDINGS[operation]) == {"ru", "en"}
    for wording in WORDINGS[operation].values():
        words = wording.subject + wording.text + wording.notice
        asked = {name for _, name, _, _ in Formatter().parse(words) if name}
        by_sms = row.channels == SMS
        assert asked <= GIVES[row.source] | ({"host"} if by_sms else {"name"})
        assert ("{code}" if by_sms else "{link}") in wording.text
        assert bool(wording.subject) is not by_sms
        assert bool(wording.notice) is ("centre" in row.channels)
        if "centre" in row.channels:
            kept = {name for _, name, _, _ in Formatter().parse(wording.subject + wording.notice)}
            assert not kept & (NAMES_OF_OTHERS | {"name"})


def test_no_words_without_a_row_and_no_operation_of_two() -> None:
    assert set(WORDINGS) == set(ROWS)
    assert len(ROWS) == sum(len(rows) for rows in TABLE.values())
    assert all(set(words) == {"ru", "en"} for words in (REASONS | EDIT_REASONS).values())


def test_every_source_is_asked_and_says_what_it_gives() -> None:
    sources = {row.source for row in ROWS.values()}
    assert set(SOURCES) == set(GIVES) == sources == set(get_args(Source))


def test_the_sandbox_knows_every_operation() -> None:
    """In the real Mindbox a manager makes them: docs/operations.md lists what the product needs."""
    for operation, row in ROWS.items():
        if row.channels != ("centre",):
            known = OPERATIONS[operation]
            assert known.sends_letter
            assert known.mailing == ("smsMailing" if row.channels == SMS else "emailMailing")


def test_every_reason_to_decline_an_edit_has_words() -> None:
    assert set(EDIT_REASONS) == set(REVIEW_REASONS)


def test_every_document_and_every_verdict_has_words() -> None:
    assert set(DOCUMENTS) == set(get_args(KindOfDocument))
    assert set(OUTCOMES) == set(NEXT_STEPS) == set(get_args(ApplicationVerdict))


def test_every_event_of_the_table_is_listened_to() -> None:
    assembly.load_subscribers()
    listened = {
        event
        for event, handlers in subscribers().items()
        if any(handler.startswith("notifications.") for handler in handlers)
    }
    assert set(TABLE) == listened - NO_MESSAGES


def test_a_time_is_told_on_the_readers_clock_with_its_zone() -> None:
    moment = datetime(2027, 3, 14, 12, 30, tzinfo=UTC)
    assert in_words(moment, timezone="Europe/Moscow", locale="ru") == (
        "воскресенье, 14 марта 2027, 15:30 (Europe/Moscow, UTC+03:00)"
    )
    assert in_words(moment, timezone="America/New_York", locale="en") == (
        "Sunday, 14 March 2027, 08:30 (America/New_York, UTC-04:00)"
    )


@pytest.mark.parametrize(
    ("kopecks", "ru", "en"),
    [
        (0, "0\u00a0₽", "0\u00a0₽"),
        (150_000, "1\u00a0500\u00a0₽", "1,500\u00a0₽"),
        (5, "0,05\u00a0₽", "0.05\u00a0₽"),
    ],
)
def test_sums_read_as_people_write_them(kopecks: int, ru: str, en: str) -> None:
    assert in_rubles(kopecks, locale="ru") == ru.replace(" ", "\u00a0")
    assert in_rubles(kopecks, locale="en") == en.replace(" ", "\u00a0")
