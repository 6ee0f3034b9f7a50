"""Money, identifiers and the masks of the log: pure rules."""

import time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tutorium.platform.ids import id_of, new_id
from tutorium.platform.logging import masked
from tutorium.platform.money import kopecks, price_of, rubles, share
from tutorium.platform.web import locale_of

AMOUNTS = some.integers(min_value=0, max_value=10**12)


@given(AMOUNTS)
def test_rubles_are_written_and_read_back(amount: int) -> None:
    assert kopecks(rubles(amount)) == amount


@pytest.mark.parametrize("text", ["", "1", "1.5", "1.505", "-1.00", "1,50", "1e3.00", "١.٠٠0"])
def test_what_is_not_an_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        kopecks(text)


@given(AMOUNTS, some.integers(min_value=0, max_value=10_000))
def test_a_share_is_the_nearest_kopeck_and_halves_go_up(amount: int, basis_points: int) -> None:
    exact = amount * basis_points
    assert -5_000 < exact - share(amount, basis_points) * 10_000 + 1 <= 5_000
    assert 0 <= share(amount, basis_points) <= amount


@given(some.integers(min_value=1, max_value=600), some.integers(min_value=0, max_value=10**7))
def test_a_price_is_the_nearest_kopeck(minutes: int, per_hour: int) -> None:
    assert abs(price_of(minutes, per_hour) * 60 - minutes * per_hour) <= 30
    assert price_of(60, per_hour) == per_hour


def test_an_id_is_a_uuid_7_of_this_moment() -> None:
    made = new_id()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert abs((made.int >> 80) - time.time() * 1000) < 5_000
    assert len({new_id() for _ in range(1_000)}) == 1_000


def test_the_same_parts_give_the_same_id() -> None:
    assert id_of("lesson", UUID(int=1)) == id_of("lesson", UUID(int=1))
    assert id_of("ab", "c") != id_of("a", "bc")


@pytest.mark.parametrize(
    "secret",
    ["anna@example.test", "+7 912 345-67-89", "89123456789", "5555 5555 5555 4444", "token=abc123"],
)
def test_a_log_line_hides_personal_data(secret: str) -> None:
    line = masked(f"before {secret} after")
    assert secret.split("=")[-1] not in line
    assert line.startswith("before ")
    assert line.endswith(" after")


def test_a_log_line_keeps_identifiers() -> None:
    for line in (
        "lesson 01936017-2518-7455-9158-788606562411 of 2026-11-23T21:52:00Z",
        "lesson 01936017-2518-7455-9158-a79161234567",
        "75a4718c2af4221750e44847ef69268abc2c32fb18a3762f3566c79161234567",
    ):
        assert masked(line) == line


@pytest.mark.parametrize(
    ("header", "locale"),
    [("", "ru"), ("en", "en"), ("fr,en;q=0.5", "en"), ("ru-RU,en", "ru"), ("de", "ru"), ("*", "ru")],
)
def test_the_language_is_the_first_of_ours(header: str, locale: str) -> None:
    assert locale_of(header) == locale
