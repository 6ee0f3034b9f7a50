"""The rules of verification, without a database."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from tutorium.modules.documents.model import DOCUMENT_REASONS, KINDS
from tutorium.modules.documents.model.links import sign, signed_document
from tutorium.modules.documents.model.rules import (
    business_days_later,
    missing,
    reapply_at,
    reasons_of,
    unproved,
    valid_until,
)
from tutorium.modules.documents.model.states import DECIDED, TRANSITIONS, TURNS, may
from tutorium.modules.documents.model.wire import pseudonym
from tutorium.platform.days_off import MOSCOW, is_day_off

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def test_every_state_can_be_reached_and_only_verdicts_end() -> None:
    reached, left = {"uploaded"}, set()
    for each in TRANSITIONS:
        assert each.source is None or each.source in reached or each.source in {t.target for t in TRANSITIONS}
        reached.add(each.target)
        left.add(each.source)
    assert reached - left == {"needs_reupload", "rejected", "expired"}
    assert {"approved", "expiring"} <= DECIDED
    assert not may("sent", "approved", "moderator"), "a moderator decides what waits for him"
    assert not may("manual_review", "approved", "document_system"), "and nobody else"
    assert {turn.rule for turn in TURNS} == {"V3", "V4", "V5", "V6", "V7"}


@given(st.lists(st.text(max_size=20)))
def test_only_known_reasons_are_kept(codes: list[str]) -> None:
    kept = reasons_of(codes)
    assert set(kept) <= set(DOCUMENT_REASONS)
    assert len(kept) == len(set(kept))
    assert bool(kept) == bool(codes)


@given(st.integers(0, 9000), st.integers(1, 9))
def test_business_days_leave_out_days_off(hours: int, days: int) -> None:
    moment = (NOW + timedelta(hours=hours)).astimezone(MOSCOW)
    later = business_days_later(moment, days).astimezone(MOSCOW)
    assert not is_day_off(later.date())
    assert later.time() == moment.time()
    passed = [moment + timedelta(days=n) for n in range(1, (later - moment).days + 1)]
    assert sum(not is_day_off(each.date()) for each in passed) == days


def test_business_days_are_those_of_moscow() -> None:
    """22:00 UTC on 29 December 2026 is the 30th in Moscow; the next working day there is 11 January."""
    assert business_days_later(datetime(2026, 12, 29, 22, tzinfo=UTC), 1) == datetime(
        2027, 1, 10, 22, tzinfo=UTC
    )


def test_a_certificate_holds_24_months_at_most() -> None:
    day = date(2026, 2, 28)
    ends = valid_until("police_certificate", issued_on=day, told=None, decided_on=day)
    assert ends == date(2028, 2, 28)
    earlier = valid_until("police_certificate", issued_on=day, told=date(2027, 1, 1), decided_on=day)
    assert earlier == date(2027, 1, 1)
    assert valid_until("diploma", issued_on=day, told=None, decided_on=day) is None


def test_what_is_missing_and_what_is_unproved() -> None:
    assert missing({}) == ["identity", "selfie"]
    assert missing({"identity": "sent", "selfie": "needs_reupload"}) == ["selfie"]
    assert unproved({"identity": "expiring", "selfie": "sent"}) == ["selfie"]


def test_forgers_never_apply_again() -> None:
    assert reapply_at("forged_documents", now=NOW) is None
    assert reapply_at("other", now=NOW) == NOW + timedelta(days=90)


def test_a_link_works_for_its_document_until_its_moment() -> None:
    document = uuid4()
    token = sign(document, until=NOW, secret="s")
    before = NOW - timedelta(seconds=1)
    assert signed_document(token, now=before, secret="s") == document
    assert signed_document(token, now=NOW, secret="s") is None
    assert signed_document(token, now=before, secret="t") is None
    mine, end, mac = token.split(".")
    others = (f"{uuid4().hex}.{end}.{mac}", f"{mine}.{int(end) + 1}.{mac}", "", "..", f"{mine}.٣.{mac}")
    assert [signed_document(forged, now=before, secret="s") for forged in others] == [None] * 5


def test_a_pseudonym_is_the_same_and_tells_nothing() -> None:
    tutor = uuid4()
    assert pseudonym(tutor, secret="s") == pseudonym(tutor, secret="s") != pseudonym(tutor, secret="t")
    assert tutor.hex[:8] not in pseudonym(tutor, secret="s")
    assert len(set(KINDS)) == 5
