"""Choosing a plan and beginning it: S1."""

from uuid import UUID

import msgspec

from tutorium.modules.accounts import api as accounts
from tutorium.modules.auth import api as auth
from tutorium.modules.subscriptions.errors import (
    AlreadySubscribed,
    BalanceFull,
    EmailNotConfirmed,
    GuardianConsentRequired,
    GuardianPays,
    LearnerRequired,
    LessonFirst,
    OwnLessons,
    PlanNotOffered,
)
from tutorium.modules.subscriptions.model.agenda import next_step
from tutorium.modules.subscriptions.model.plans import (
    Offer,
    Plan,
    balance_cap,
    find_plan,
    plans,
)
from tutorium.modules.subscriptions.model.subscription import Invoice, Subscription, begun
from tutorium.modules.subscriptions.queries import invoices
from tutorium.modules.subscriptions.queries import subscriptions as queries
from tutorium.modules.subscriptions.service import paying
from tutorium.platform import clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.identity import Identity
from tutorium.platform.ids import new_id

ADULT_YEARS = 18
TEACHING = ("listed", "paused_by_tutor")
"""Tutors in these states go on with the students they have."""


class Wish(msgspec.Struct, frozen=True):
    """What somebody wants; `autopay_version` is that of the text beside the separate tick, if he set it."""

    tutor_id: UUID
    subject: str
    level: str | None
    lessons_per_week: int
    minutes: int
    learner_id: UUID | None
    autopay_version: str | None


class Choice(msgspec.Struct, frozen=True):
    """The plans of a tutor, and whether this learner may begin one."""

    tutor: accounts.TutorTerms
    plans: list[Plan]
    eligible: bool


async def choice(*, identity: Identity, tutor_id: UUID, learner_id: UUID | None) -> Choice:
    """What can be subscribed to with a tutor; NotFound when he teaches nobody."""
    tutor = await _tutor(tutor_id)
    learner = learner_id or identity.user_id
    if learner != identity.user_id:
        await _ward(identity, learner)
    async with connection(system=True) as db:  # whom he has taught is told of this one learner only
        eligible = await queries.acquainted(db, learner, tutor_id)
    return Choice(tutor, list(plans(_offers(tutor), tutor.lesson_minutes)), eligible)


async def subscribe(*, identity: Identity, command_id: UUID, wish: Wish) -> Subscription:
    """S1: store the subscription with its first invoice and begin to have it paid; once per command."""
    async with connection() as db:
        subscription = await queries.subscription_by_command(db, command_id)
    if subscription is None:
        subscription = await _begin(identity, command_id, wish)
    await paying.send_open(subscription, email=identity.email)
    return subscription


async def _begin(identity: Identity, command_id: UUID, wish: Wish) -> Subscription:
    learner_id = await _learner(identity, wish)
    tutor = await _tutor(wish.tutor_id)
    plan = find_plan(
        _offers(tutor),
        tutor.lesson_minutes,
        subject=wish.subject,
        level=wish.level,
        lessons_per_week=wish.lessons_per_week,
        minutes=wish.minutes,
    )
    if plan is None:
        raise PlanNotOffered
    payer = await accounts.person(user_id=identity.user_id)
    if wish.autopay_version is not None:
        await consent(identity.user_id, wish.autopay_version)
    new = begun(
        plan,
        subscription_id=new_id(),
        command_id=command_id,
        payer_id=identity.user_id,
        learner_id=learner_id,
        tutor_id=wish.tutor_id,
        timezone=payer.timezone if payer else "Europe/Moscow",
        now=clock.now(),
    )
    async with transaction(system=True) as db:  # another guardian's subscription for the learner counts, too
        return await _store(db, new, save_method=wish.autopay_version is not None)


async def _store(db: Db, new: Subscription, *, save_method: bool) -> Subscription:
    if not await queries.acquainted(db, new.learner_id, new.tutor_id):
        raise LessonFirst
    await refuse_too_much(db, new, new.minutes_per_cycle)
    due = next_step(new)
    if not await queries.insert_subscription(db, new, due.at if due else None):
        if known := await queries.subscription_by_command(db, new.command_id):
            return known
        raise AlreadySubscribed
    await queries.insert_event(
        db,
        new.id,
        at=new.created_at,
        trigger="subscribed",
        from_state=None,
        to_state=new.state,
        actor_id=new.payer_id,
        reason_code=None,
    )
    invoice = Invoice(
        new_id(), new.id, "first", 1, new.minutes_per_cycle, new.price_kopecks, "open", new.created_at
    )
    await invoices.insert_invoice(db, invoice, None)
    await paying.begin_charge(db, invoice, origin="payer", save_method=save_method)
    return new


async def refuse_too_much(db: Db, subscription: Subscription, minutes: int) -> None:
    """BalanceFull when with these minutes more than three cycles would be paid for and not used (D4.5)."""
    found = await queries.balance(
        db,
        payer_id=subscription.payer_id,
        learner_id=subscription.learner_id,
        tutor_id=subscription.tutor_id,
        now=clock.now(),
    )
    held = found.free + found.reserved if found else 0
    cap = balance_cap(subscription.policy_snapshot, subscription.minutes_per_cycle)
    if held + minutes > cap:
        raise BalanceFull(minutes=held, cap=cap)


async def consent(user_id: UUID, text_version: str) -> None:
    """The separate tick: the payer agrees to automatic payments (D9)."""
    await auth.give_consent(
        user_id=user_id, kind="autopay", text_version=text_version, method="payment", subject_id=None
    )


async def _learner(identity: Identity, wish: Wish) -> UUID:
    """An adult subscribes for himself, a guardian for his child or for the young person linked to him."""
    if not identity.email_confirmed:
        raise EmailNotConfirmed
    if wish.tutor_id == identity.user_id:
        raise OwnLessons
    if wish.learner_id is not None and wish.learner_id != identity.user_id:
        if not (await _ward(identity, wish.learner_id)).consented:
            raise GuardianConsentRequired
        return wish.learner_id
    if "student" not in identity.roles:
        raise LearnerRequired
    born, today = identity.birth_date, clock.now().date()
    if today.year - born.year - ((today.month, today.day) < (born.month, born.day)) < ADULT_YEARS:
        raise GuardianPays
    return identity.user_id


async def _ward(identity: Identity, learner_id: UUID) -> accounts.LearnerCard:
    if "guardian" in identity.roles:
        found = await accounts.learner(guardian_id=identity.user_id, learner_id=learner_id)
        if found is not None:
            return found
    raise NotFound


async def _tutor(tutor_id: UUID) -> accounts.TutorTerms:
    tutor = await accounts.tutor(tutor_id=tutor_id)
    if tutor is None or tutor.state not in TEACHING:
        raise NotFound
    return tutor


def _offers(tutor: accounts.TutorTerms) -> list[Offer]:
    return [Offer(each.subject, each.level, each.price_kopecks_per_hour) for each in tutor.subjects]
