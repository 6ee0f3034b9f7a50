"""The pure rules of auth."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutorium.modules.auth.errors import PasswordWeak, TooYoung
from tutorium.modules.auth.model import NewRole, refuse_unless_of_age, refuse_weak_password, session_life
from tutorium.modules.auth.model.consents import CONSENT_TEXTS

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
    assert [text.kind for text in CONSENT_TEXTS if text.required] == ["offer", "personal_data"]
    assert len({text.hash for text in CONSENT_TEXTS}) == len(CONSENT_TEXTS)
    for text in CONSENT_TEXTS:
        assert set(text.wordings) == {"ru", "en"}
        assert all(wording.title and wording.text for wording in text.wordings.values())
