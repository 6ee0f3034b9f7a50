"""The minutes and the money of a credit lot always add up, whatever happens to it (domain.md D3.4, D4.5)."""

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tutorium.modules.subscriptions import model
from tutorium.modules.subscriptions.model import Lot, Reservation
from tutorium.platform.money import price_of

NOBODY = UUID(int=0)
LESSON = UUID(int=1)
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def a_lot(minutes: int = 60, unit_price_kopecks: int = 150_000, **changes: int) -> Lot:
    price = price_of(minutes, unit_price_kopecks)
    return Lot(
        id=NOBODY,
        payer_id=NOBODY,
        learner_id=NOBODY,
        tutor_id=NOBODY,
        source="single",
        lesson_id=LESSON,
        subscription_id=None,
        payment_id=NOBODY,
        minutes=minutes,
        free=changes.get("free", minutes),
        reserved=changes.get("reserved", 0),
        consumed=changes.get("consumed", 0),
        refunded=0,
        unit_price_kopecks=unit_price_kopecks,
        price_kopecks=price,
        left_kopecks=changes.get("left_kopecks", price),
        created_at=NOW,
        expires_at=NOW + model.LIFE,
    )


def a_reservation(minutes: int, lesson_id: UUID = LESSON) -> Reservation:
    return Reservation(lesson_id, NOBODY, NOBODY, minutes, "reserved", 0, 0, None)


def test_the_refund_of_the_rulebook() -> None:
    lot = a_lot(minutes=480, unit_price_kopecks=120_000)
    for charged, reserved in ((60, 60), (60, 60), (60, 60), (30, 60)):
        lot = model.settle(model.reserve(lot, reserved), reserved, charged)
    assert (lot.consumed, lot.free) == (210, 270)
    assert model.refundable_kopecks(lot) == 540_000


def test_a_free_cancellation_gives_the_whole_price_back() -> None:
    cost = model.cancellation(model.reserve(a_lot(), 60), a_reservation(60), 0)
    assert (cost.paid_with, cost.charged_kopecks, cost.refunded_kopecks) == ("card", 0, 150_000)


def test_a_late_cancellation_keeps_half() -> None:
    cost = model.cancellation(model.reserve(a_lot(), 60), a_reservation(60), 30)
    assert (cost.charged_kopecks, cost.refunded_kopecks, cost.returned_minutes) == (75_000, 75_000, 0)


def test_a_lesson_paid_with_credits_gives_minutes_back() -> None:
    lot = model.reserve(a_lot(minutes=120), 60)
    cost = model.cancellation(lot, a_reservation(60, UUID(int=2)), 30)
    assert (cost.paid_with, cost.charged_kopecks) == ("credits", 75_000)
    assert (cost.refunded_kopecks, cost.returned_minutes) == (0, 30)


@given(st.sampled_from([30, 60, 90]), st.integers(100, 10_000_000), st.integers(0, 120))
def test_what_is_charged_and_what_goes_back_make_the_price(minutes: int, unit: int, charge: int) -> None:
    lot = model.reserve(a_lot(minutes, unit), minutes)
    cost = model.cancellation(lot, a_reservation(minutes), charge)
    assert cost.charged_kopecks + cost.refunded_kopecks == lot.price_kopecks
    assert cost.charged_minutes + cost.refunded_minutes == minutes


class LifeOfALot(RuleBasedStateMachine):
    """Reservations, lessons, cancellations and refunds in any order."""

    @initialize(minutes=st.integers(1, 2000), unit=st.integers(1, 5_000_000))
    def bought(self, minutes: int, unit: int) -> None:
        self.lot = a_lot(minutes, unit)
        self.reservations: list[int] = []
        self.charged = self.given_back = 0

    @precondition(lambda self: self.lot.free > 0)
    @rule(data=st.data())
    def reserve(self, data: st.DataObject) -> None:
        minutes = data.draw(st.integers(1, self.lot.free))
        self.lot = model.reserve(self.lot, minutes)
        self.reservations.append(minutes)

    @precondition(lambda self: self.reservations)
    @rule(data=st.data())
    def settle(self, data: st.DataObject) -> None:
        minutes = self.reservations.pop(data.draw(st.integers(0, len(self.reservations) - 1)))
        before = self.lot.left_kopecks
        self.lot = model.settle(self.lot, minutes, data.draw(st.integers(0, minutes)))
        self.charged += before - self.lot.left_kopecks

    @rule()
    def refund(self) -> None:
        self.given_back += model.refundable_kopecks(self.lot)
        self.lot = model.refund(self.lot)

    @invariant()
    def minutes_add_up(self) -> None:
        lot = self.lot
        assert min(lot.free, lot.reserved, lot.consumed, lot.refunded) >= 0
        assert lot.free + lot.reserved + lot.consumed + lot.refunded == lot.minutes
        assert lot.reserved == sum(self.reservations)

    @invariant()
    def money_adds_up(self) -> None:
        assert self.charged + self.given_back + self.lot.left_kopecks == self.lot.price_kopecks
        assert self.lot.left_kopecks >= 0
        if self.lot.free + self.lot.reserved == 0:
            assert self.lot.left_kopecks == 0


TestLifeOfALot = LifeOfALot.TestCase
