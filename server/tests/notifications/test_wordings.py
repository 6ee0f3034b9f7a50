"""The words of letters: complete in both languages, and clear about when and how much."""

from datetime import UTC, datetime
from string import Formatter

import pytest

from tutorium import assembly
from tutorium.modules.accounts.api import REVIEW_REASONS
from tutorium.modules.notifications.model import LETTERS, Topic, in_rubles, in_words
from tutorium.modules.notifications.model.phrases import EDIT_REASONS, REASONS
from tutorium.modules.notifications.model.wordings import WORDINGS
from tutorium.platform.events import subscribers

LESSON = {"lesson_subject", "lesson_time", "minutes", "tutor_name", "learner_name", "price", "charged"}
FILLED: dict[Topic, set[str]] = {
    "confirm_link": {"link"},
    "reset_link": {"link"},
    "change_link": {"link"},
    "changed_email": {"link"},
    "account": {"link"},
    "sign_in": {"device", "address", "time", "link"},
    "profile_edit": {"reason", "note", "link"},
    "phone_code": {"code", "host"},
    "invitation": {"link"},
    "guardianship": {"link"},
    "leaving": {"link"},
    "lesson": LESSON | {"returned", "link"},
    "payment": {"amount", "reason", "link"},
    "refund": {"amount", "link"},
}


@pytest.mark.parametrize("event", LETTERS)
def test_every_letter_has_words_in_both_languages_for_what_is_known(event: str) -> None:
    letter = LETTERS[event]
    wordings = WORDINGS[letter.operation]
    assert set(wordings) == {"ru", "en"}
    for wording in wordings.values():
        asked = {name for _, name, _, _ in Formatter().parse(wording.subject + wording.text) if name}
        is_message = letter.topic == "phone_code"
        assert asked <= FILLED[letter.topic] | (set() if is_message else {"name"})
        assert ("{code}" if is_message else "{link}") in wording.text
        assert bool(wording.subject) is not is_message


def test_no_words_without_a_letter() -> None:
    assert set(WORDINGS) == {letter.operation for letter in LETTERS.values()}
    assert all(set(words) == {"ru", "en"} for words in (REASONS | EDIT_REASONS).values())


def test_every_reason_to_decline_an_edit_has_words() -> None:
    assert set(EDIT_REASONS) == set(REVIEW_REASONS)


def test_every_event_of_the_table_is_listened_to() -> None:
    assembly.load_subscribers()
    listened = {
        event
        for event, handlers in subscribers().items()
        if any(handler.startswith("notifications.") for handler in handlers)
    }
    assert set(LETTERS) == listened - {"notifications.MessageQueued"}


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
