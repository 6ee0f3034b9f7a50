"""Payments and refunds as the staff sees them: payments tells, accounts names the people."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import msgspec

from tutorium.modules.accounts import api as accounts
from tutorium.modules.auth import api as auth
from tutorium.modules.backoffice.service import people
from tutorium.modules.payments import api as payments_api
from tutorium.modules.payments.api import desk as payments
from tutorium.platform.errors import NotFound
from tutorium.platform.identity import Identity

NAMED = 200
Names = dict[UUID, str]


class Search(msgspec.Struct, frozen=True):
    """What somebody looks for: a number, a whole address, or part of a payer's name."""

    text: str | None
    state: payments.PaymentState | None
    at_least: int | None
    at_most: int | None
    since: datetime | None
    until: datetime | None


class Payments(msgspec.Struct, frozen=True):
    """Payments, and the names of their people."""

    items: list[payments.DeskPayment]
    names: Names


class Refunds(msgspec.Struct, frozen=True):
    """Refunds, the names of their people, and the limits by which they are decided."""

    items: list[payments.DeskRefund]
    names: Names
    limits: payments.Limits


class File(msgspec.Struct, frozen=True):
    """A payment with everything, and the names of all its people."""

    found: payments.PaymentFile
    names: Names
    limits: payments.Limits


async def find_payments(search: Search, *, before: UUID | None, limit: int) -> Payments:
    """Newest first. The text names a payment (ours or the Payment System's number) or its payer."""
    named, payer_ids = await _meant(search.text) if search.text else (None, None)
    found = await payments.payments_found(
        named=named,
        payer_ids=payer_ids,
        state=search.state,
        at_least=search.at_least,
        at_most=search.at_most,
        since=search.since,
        until=search.until,
        before=before,
        limit=limit,
    )
    return Payments(found, await _names(each.payer_id for each in found))


async def _meant(text: str) -> tuple[str | None, list[UUID] | None]:
    if "@" in text:
        accounts_found = await auth.find_accounts(
            text=text, named=[], role=None, state=None, before=None, limit=1, staff_too=False
        )
        return None, [each.user_id for each in accounts_found]
    by_name = [each.user_id for each in await accounts.people_named(part=text, limit=NAMED)]
    if by_name:
        return None, by_name
    number = _uuid(text)
    payer = await accounts.people(user_ids=[number]) if number else []
    return (None, [each.user_id for each in payer]) if payer else (text.lower(), None)


async def payment_file(payment_id: UUID) -> File:
    """One payment; NotFound when there is none."""
    found = await payments.payment_file(payment_id=payment_id)
    if found is None:
        raise NotFound
    staff = {each.approved_by for refund in found.refunds for each in refund.approvals}
    names = await _names({found.payment.payer_id, found.payment.tutor_id} | staff)
    return File(found, names, await payments_api.refund_limits())


async def ask_provider(payment_id: UUID) -> payments.ProviderView:
    """What the Payment System says of it now; NotFound."""
    found = await payments.ask_provider(payment_id=payment_id)
    if found is None:
        raise NotFound
    return found


async def refunds(*, before: UUID | None, limit: int, done: bool) -> Refunds:
    """Refunds that are open, or done with."""
    return await _with_names(await payments.refunds_waiting(before=before, limit=limit, done=done))


async def refund(refund_id: UUID) -> Refunds:
    """One refund; NotFound."""
    found = await payments.refund_for_staff(refund_id=refund_id)
    if found is None:
        raise NotFound
    return await _with_names([found])


async def flag(actor: Identity, user_id: UUID, *, wary: bool, reason: str) -> None:
    """Have somebody's refunds decided by people, or trust him again; NotFound for nobody."""
    if not await accounts.people(user_ids=[user_id]):
        raise NotFound
    await payments.flag_payer(payer_id=user_id, actor_id=actor.user_id, wary=wary, reason=reason)


async def _with_names(found: list[payments.DeskRefund]) -> Refunds:
    ids = {each.payer_id for each in found} | {each.tutor_id for each in found}
    ids |= {approval.approved_by for each in found for approval in each.approvals}
    return Refunds(found, await _names(ids), await payments_api.refund_limits())


async def _names(ids: Iterable[UUID]) -> Names:
    wanted = set(ids)
    return await people.named(wanted) if wanted else {}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
