"""The pure rules of auth."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutorium.modules.auth.errors import PasswordWeak, TooYoung
from tutorium.modules.auth.model import NewRole, refuse_unless_of_age, refuse_weak_password, session_life
from tutorium.modules.auth.model.consents import CONSENT_KINDS, REQUIRED
from tutorium.modules.auth.model.documents import DOCUMENTS, REGISTRATION_TEXTS

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "password",
    ["123456789", "password1234", "анна-иванова", "anna@example.test", "tutorium2026", "x" * 129],
)
def test_a_guessable_password_is_refused(password: str) -> None:
    with pytest.raises(PasswordWeak) as refused:
        refuse_weak_password(
            password, field="password", about=("anna@example.test", "Анна Иванова"), roles={"student"}
        )
    assert [error.field for error in refused.value.errors] == ["password"]


AGREED_TO = {
    ("offer", "2026-11-01"): "fdd29205f59e",
    ("personal_data", "2026-11-01"): "7a2907197983",
    ("personal_data", "2026-11-25"): "5ea0673eca9a",
    ("marketing", "2026-11-01"): "615f9981b753",
    ("public_profile", "2026-11-25"): "dd44d3482678",
    ("tutor_documents", "2026-11-26"): "22372756de89",
    ("minor_data", "2026-11-25"): "05572c3fe626",
    ("autopay", "2026-11-25"): "376bd20ab484",
}


def test_staff_needs_a_longer_password() -> None:
    password = "vexing-kumquat"
    refuse_weak_password(password, field="password", about=(), roles={"tutor"})
    with pytest.raises(PasswordWeak):
        refuse_weak_password(password, field="password", about=(), roles={"support"})


@settings(deadline=None)  # zxcvbn takes its time on a busy machine
@given(st.text(min_size=73, max_size=128))
def test_any_long_password_is_judged_without_failing(password: str) -> None:
    with suppress(PasswordWeak):
        refuse_weak_password(password, field="password", about=(), roles={"student"})


def test_the_fourteenth_birthday_is_old_enough_for_a_student() -> None:
    refuse_unless_of_age("student", date(2012, 11, 23), today=TODAY)
    with pytest.raises(TooYoung):
        refuse_unless_of_age("student", date(2012, 11, 24), today=TODAY)


def test_tutors_and_guardians_are_adults() -> None:
    refuse_unless_of_age("tutor", date(2008, 11, 23), today=TODAY)
    roles: tuple[NewRole, ...] = ("tutor", "guardian")
    for role in roles:
        with pytest.raises(TooYoung):
            refuse_unless_of_age(role, date(2008, 11, 24), today=TODAY)


def test_the_strictest_role_decides_how_long_a_session_lives() -> None:
    assert session_life({"student"}) == (timedelta(days=14), timedelta(days=30))
    assert session_life({"student", "tutor"}) == (timedelta(hours=24), timedelta(days=7))
    assert session_life({"tutor", "admin"}) == (timedelta(hours=1), timedelta(hours=12))


def test_every_consent_has_its_own_text_in_both_languages() -> None:
    assert [kind for kind in REGISTRATION_TEXTS if kind in REQUIRED] == ["offer", "personal_data"]
    assert set(DOCUMENTS) > CONSENT_KINDS
    editions = [edition for document in DOCUMENTS.values() for edition in document]
    assert len({edition.hash for edition in editions}) == len(editions)
    for edition in editions:
        assert set(edition.wordings) == {"ru", "en"}
        assert all(wording.title and wording.text for wording in edition.wordings.values())


def test_the_editions_of_a_document_follow_each_other_and_say_what_changed() -> None:
    for editions in DOCUMENTS.values():
        versions = [edition.version for edition in editions]
        assert versions == sorted(set(versions))
        for edition in editions[1:]:
            assert set(edition.changes) == {"ru", "en"}


def test_an_edition_that_was_agreed_to_never_changes() -> None:
    """These hashes stand in the records of consents: a change of a text is a new edition."""
    assert {
        (kind, edition.version): edition.hash[:12]
        for kind, editions in DOCUMENTS.items()
        for edition in editions
        if kind in CONSENT_KINDS
    } == AGREED_TO
