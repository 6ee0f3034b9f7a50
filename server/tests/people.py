"""The standing cast: people with a browser, as plain functions with sensible defaults."""

from __future__ import annotations

import io
import itertools
import ssl
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx
import pyotp
from PIL import Image

from tutorium.modules.accounts import api as accounts
from tutorium.platform import clock

if TYPE_CHECKING:
    from world import World

PASSWORD = "верблюд-синий-чайник-42"
_numbers = itertools.count(1)
_TLS = ssl.create_default_context()
"""Shared by all browsers: loading the authorities takes longer than most tests."""


class Person:
    """A browser with one cookie, speaking to the product's API."""

    def __init__(
        self, url: str, headers: dict[str, str] | None = None, *, trust: ssl.SSLContext = _TLS
    ) -> None:
        self.http = httpx.AsyncClient(
            base_url=f"{url}/api/v1", headers={"origin": url, **(headers or {})}, timeout=30, verify=trust
        )
        self.id = ""
        self.email = ""
        self.name = ""
        self.totp_secret = ""
        self._last_step = 0

    def code(self) -> str:
        """The next code of the authenticator app; three in half a minute, then the clock has to move."""
        current = int(clock.now().timestamp()) // 30
        self._last_step = max(self._last_step + 1, current - 1)
        assert self._last_step <= current + 1, "no code is left: travel half a minute"
        return pyotp.TOTP(self.totp_secret).generate_otp(self._last_step)

    async def get(self, path: str, **params: Any) -> httpx.Response:
        """GET with these query parameters."""
        return await self.send("GET", path, params={k: v for k, v in params.items() if v is not None})

    async def post(
        self, path: str, body: Any = None, *, key: str | None = None, **headers: str
    ) -> httpx.Response:
        """POST a JSON body; `key` is the Idempotency-Key."""
        if key is not None:
            headers["idempotency-key"] = key
        return await self.send("POST", path, json=body if body is not None else {}, headers=headers)

    async def put(self, path: str, body: Any, **headers: str) -> httpx.Response:
        """PUT a JSON body."""
        return await self.send("PUT", path, json=body, headers=headers)

    async def patch(self, path: str, body: Any, **headers: str) -> httpx.Response:
        """PATCH with a JSON body."""
        return await self.send("PATCH", path, json=body, headers=headers)

    async def delete(self, path: str) -> httpx.Response:
        """DELETE."""
        return await self.send("DELETE", path)

    def _cookies(self) -> list[str]:
        return [each for each in self.http.headers.get("cookie", "").split("; ") if each]

    async def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Any request, with httpx's options; cookies are kept as a browser keeps them."""
        answer = await self.http.request(method, path, **options)
        # `Secure` cookies stay home on plain http in httpx, though browsers send them to localhost.
        for cookie in answer.headers.get_list("set-cookie"):
            name, _, value = cookie.split(";")[0].partition("=")
            kept = [each for each in self._cookies() if not each.startswith(f"{name}=")]
            self.http.headers["cookie"] = "; ".join([*kept, f"{name}={value}"])
        return answer


class Town(Protocol):
    """Where people live: the product in this process (World) or in processes of its own (Product)."""

    def visitor(self) -> Person: ...

    async def letters(self, email: str, operation: str = "") -> list[dict[str, Any]]: ...

    async def text_messages(self, phone: str) -> list[dict[str, Any]]: ...

    async def settle(self) -> None: ...


def registration(email: str, **changes: Any) -> dict[str, Any]:
    """The body of a sign-up that nothing is wrong with."""
    return {
        "email": email,
        "password": PASSWORD,
        "role": "student",
        "full_name": "Анна Смирнова",
        "birth_date": "1995-04-12",
        "timezone": "Europe/Moscow",
        "locale": "ru",
        "consents": [
            {"kind": "offer", "text_version": "2026-11-01"},
            {"kind": "personal_data", "text_version": "2026-11-01"},
        ],
    } | changes


async def someone(world: Town, **changes: Any) -> Person:
    """Registered, confirmed by the link in the letter, and signed in."""
    person = world.visitor()
    person.email = f"person{next(_numbers)}@example.test"
    body = registration(person.email, **changes)
    answer = await person.post("/auth/register", body)
    assert answer.status_code == 201, answer.text
    person.id, person.name = answer.json()["user_id"], body["full_name"]
    letter = (await world.letters(person.email, "Auth.ConfirmEmail"))[0]
    answer = await person.post("/auth/email/confirm", {"token": link_token(letter)})
    assert answer.status_code == 200, answer.text
    await sign_in(person)
    return person


async def sign_in(person: Person, password: str = PASSWORD) -> None:
    """A fresh session, with the second factor where there is one."""
    answer = await person.post("/auth/login", {"email": person.email, "password": password})
    assert answer.status_code == 200, answer.text
    if answer.json()["second_factor_required"]:
        answer = await person.post("/auth/login/second-factor", {"method": "totp", "code": person.code()})
        assert answer.status_code == 200, answer.text


async def set_up_authenticator(person: Person) -> list[str]:
    """An authenticator app for somebody who has just signed in; his recovery codes."""
    started = await person.post("/auth/totp")
    assert started.status_code == 201, started.text
    person.totp_secret = started.json()["secret"]
    answer = await person.post("/auth/totp/confirm", {"code": person.code()})
    assert answer.status_code == 200, answer.text
    codes: list[str] = answer.json()["recovery_codes"]
    return codes


async def agree(person: Person, kind: str) -> None:
    """Consent to the current edition of a text."""
    current = (await person.get(f"/auth/documents/{kind}")).json()["current_version"]
    answer = await person.post("/auth/consents", {"kind": kind, "text_version": current})
    assert answer.status_code == 200, answer.text


def link_token(letter: dict[str, Any]) -> str:
    """The token in the letter's link."""
    link: str = letter["parameters"]["link"]
    return parse_qs(urlsplit(link).query)["token"][0]


async def a_student(world: Town, **changes: Any) -> Person:
    """A grown-up student in Moscow."""
    return await someone(world, **changes)


async def a_guardian(world: Town, **changes: Any) -> Person:
    """A guardian without children yet."""
    return await someone(world, role="guardian", full_name="Ольга Петрова", **changes)


async def staff(world: World, role: str, full_name: str) -> Person:
    """Somebody who works for the platform, signed in with his second factor."""
    person = await someone(world, full_name=full_name)
    await world.fetch("UPDATE auth.user SET roles = ARRAY[$2] WHERE id = $1::text::uuid", person.id, role)
    await sign_in(person)
    await set_up_authenticator(person)
    await sign_in(person)
    return person


async def a_supporter(world: World) -> Person:
    """Somebody of the support team."""
    return await staff(world, "support", "Вера Соболева")


async def a_moderator(world: World) -> Person:
    """A moderator."""
    return await staff(world, "moderator", "Игорь Лазарев")


async def a_financier(world: World) -> Person:
    """Somebody of the finance department."""
    return await staff(world, "finance", "Нина Королёва")


async def an_admin(world: World) -> Person:
    """An administrator."""
    return await staff(world, "admin", "Павел Громов")


TUTOR_PROFILE: dict[str, Any] = {
    "headline": "Подготовка к ЕГЭ по математике",
    "about": "Объясняю сложное просто: десять лет готовлю старшеклассников к экзаменам.",
    "subjects": [{"subject": "math", "level": "ege", "price_kopecks_per_hour": 150_000}],
    "languages": ["ru"],
    "education": "МГУ, мехмат",
    "experience_years": 10,
    "cancellation_preset": "standard",
    "instant_booking": True,
    "lesson_minutes": [30, 60, 90],
    "meeting_url": "https://meet.example.test/room",
}
EVERY_DAY: list[dict[str, Any]] = [{"weekday": day, "start": "09:00", "end": "21:00"} for day in range(1, 8)]
_phones = itertools.count(1)


async def confirm_phone(world: Town, person: Person) -> None:
    """A number of one's own, confirmed by the code in the message; nobody else in this run has had it."""
    phone = f"+7903{next(_phones):07}"
    answer = await person.post("/auth/phone", {"phone": phone})
    assert answer.status_code == 202, answer.text
    code = (await world.text_messages(phone))[0]["parameters"]["code"]
    answer = await person.post("/auth/phone/confirm", {"code": code})
    assert answer.status_code == 200, answer.text


def portrait() -> bytes:
    """A picture that may be a photo."""
    output = io.BytesIO()
    Image.new("RGB", (300, 300), "#c9b8a4").save(output, "JPEG")
    return output.getvalue()


async def prepare(world: Town, tutor: Person) -> None:
    """All that a tutor must have before he may ask to be verified (V2)."""
    photo = {"content-type": "image/jpeg", "x-requested-with": "tests"}
    answers = [
        await tutor.put("/accounts/me/tutor-profile", TUTOR_PROFILE),
        await tutor.send("PUT", "/accounts/me/photo", content=portrait(), headers=photo),
        await tutor.put("/lessons/availability", {"weekly": EVERY_DAY, "exceptions": []}),
        await tutor.put("/documents/application", {"teaches_minors": False, "tax_status": "self_employed"}),
    ]
    assert [answer.status_code for answer in answers] == [200] * 4, [answer.text for answer in answers]
    await confirm_phone(world, tutor)
    await agree(tutor, "tutor_documents")
    await agree(tutor, "public_profile")


async def approve(tutor: Person, *kinds: str) -> None:
    """What documents tells accounts when these have been checked and a moderator has agreed."""
    tutor_id = UUID(tutor.id)
    for kind in kinds:
        await accounts.document_verified(
            tutor_id=tutor_id, kind=kind, verified_on=clock.now().date(), valid_until=None
        )
    await accounts.start_verification(tutor_id=tutor_id)
    await accounts.decide_verification(tutor_id=tutor_id, verdict="approved", reapply_at=None)


async def a_tutor(
    world: World,
    *,
    profile: dict[str, Any] | None = None,
    availability: dict[str, Any] | None = None,
    verified: tuple[str, ...] = ("identity", "police_certificate"),
    **changes: Any,
) -> Person:
    """A listed tutor with hours every day from 9 to 21, who may teach those under 18, too; as if he had been
    verified with all that `prepare` gives.
    """
    tutor = await someone(world, **{"role": "tutor", "full_name": "Иван Кузнецов"} | changes)
    answers = [
        await tutor.put("/accounts/me/tutor-profile", TUTOR_PROFILE | (profile or {})),
        await tutor.put(
            "/lessons/availability", {"weekly": EVERY_DAY, "exceptions": []} | (availability or {})
        ),
    ]
    assert [answer.status_code for answer in answers] == [200] * 2, [answer.text for answer in answers]
    await agree(tutor, "public_profile")
    await world.fetch(
        "UPDATE accounts.tutor_profile SET state = 'submitted' WHERE tutor_id = $1", UUID(tutor.id)
    )
    await approve(tutor, *verified)
    await world.settle()
    return tutor
