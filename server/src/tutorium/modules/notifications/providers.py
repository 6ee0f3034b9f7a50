"""Mindbox: one operation for each kind of letter; the template itself lives there.

Letters go through `async`, the only mode that honours transactionId, so a repeat sends nothing twice.
"""

import ssl
from functools import cache
from typing import Any
from uuid import UUID

import httpx
import msgspec

from tutorium.modules.notifications.errors import LetterRejected, MindboxSilent
from tutorium.modules.notifications.model import Recipient
from tutorium.platform import circuit, outbound
from tutorium.platform.settings import settings

outbound.register(
    "mindbox", ru="Mindbox: письма и СМС", en="Mindbox: letters and text messages", module="notifications"
)
SECONDS_TO_ANSWER = 5.0
DONE = ("Success", "TransactionAlreadyProcessed")
TO_REPEAT = (408, 429)
SAID_NOTHING_DONE = (429, 503)
NOT_TAKEN = ("ValidationError", "ProtocolError", "NotFound", "Ambiguous", "RequiredEntityMissingFromResponse")


class Place(msgspec.Struct, frozen=True):
    location: str = ""


class Customer(msgspec.Struct, frozen=True):
    processingStatus: str = ""  # noqa: N815


class Answer(msgspec.Struct, frozen=True):
    """What Mindbox says; without a status it counts as success. Its own words may quote personal data."""

    status: str = "Success"
    customer: Customer = Customer()
    validationMessages: tuple[Place, ...] = ()  # noqa: N815
    errorId: str = ""  # noqa: N815


async def send_letter(
    *, operation: str, transaction_id: UUID, to: Recipient, parameters: dict[str, Any]
) -> None:
    """Hand a message over. LetterRejected: never again; MindboxSilent: again, with the same id."""
    customer = {"mobilePhone": to.phone.removeprefix("+")} if to.phone else {"email": to.email}
    mailing = "smsMailing" if to.phone else "emailMailing"
    body = {"customer": customer, mailing: {"customParameters": parameters}}
    await _perform(operation, transaction_id, body)


async def save_customer(*, operation: str, transaction_id: UUID, customer: dict[str, Any]) -> None:
    """Tell how a customer is now. As `send_letter` fails."""
    await _perform(operation, transaction_id, {"customer": customer})


async def erase_customer(*, operation: str, transaction_id: UUID, customer: dict[str, Any]) -> None:
    """Have a customer forgotten; one who is not known is forgotten already."""
    try:
        await _perform(operation, transaction_id, {"customer": customer})
    except LetterRejected as error:
        if str(error) != "Success NotFound":
            raise


async def _perform(operation: str, transaction_id: UUID, body: dict[str, Any]) -> None:
    try:
        with circuit.call("mindbox", operation) as call:
            response = await _post(operation, transaction_id, body)
            try:
                _check(response)
            except LetterRejected:
                call.outcome = "refused"
                raise
            call.outcome = "ok"
    except (httpx.HTTPError, circuit.NotAsked) as error:
        unreached = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | circuit.NotAsked)
        raise MindboxSilent(type(error).__name__, not_taken=unreached) from None


async def _post(operation: str, transaction_id: UUID, body: dict[str, Any]) -> httpx.Response:
    config = settings()
    async with httpx.AsyncClient(timeout=SECONDS_TO_ANSWER, verify=_certificates()) as client:
        return await client.post(
            f"{config.mindbox_url}/v3/operations/async",
            params={
                "endpointId": config.mindbox_endpoint_id,
                "operation": operation,
                "transactionId": str(transaction_id),
            },
            headers={"Authorization": f"SecretKey {config.mindbox_secret_key}", "Accept": "application/json"},
            json=body,
        )


def _check(response: httpx.Response) -> None:
    code = response.status_code
    if code >= 500 or code in TO_REPEAT:
        raise MindboxSilent(f"HTTP {code}", not_taken=code in SAID_NOTHING_DONE)
    try:
        body = msgspec.json.decode(response.content, type=dict[str, msgspec.Raw])
        answer = msgspec.json.decode(body.get("result", msgspec.Raw(response.content)), type=Answer)
    except msgspec.MsgspecError:
        answer = None
    if code >= 400:
        raise LetterRejected(f"HTTP {code} {answer.errorId if answer else ''}".strip())
    if answer is None or answer.status == "InternalServerError":
        raise MindboxSilent(f"HTTP {code} without a usable body")
    if answer.status not in DONE or answer.customer.processingStatus in NOT_TAKEN:
        places = [place.location for place in answer.validationMessages]
        raise LetterRejected(" ".join([answer.status, answer.customer.processingStatus, *places]).strip())


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()
