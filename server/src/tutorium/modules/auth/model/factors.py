"""Second factors: codes of an app, codes on paper, passkeys."""

import base64
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import msgspec
import pyotp

Method = Literal["totp", "recovery_code", "passkey"]
ChallengePurpose = Literal["register", "sign_in", "prove"]

ISSUER = "Tutorium"
STEP_SECONDS = 30
CHALLENGE_LIFE = timedelta(minutes=5)
RECOVERY_CODES = 10
MOST_PASSKEYS = 20


class Totp(msgspec.Struct, frozen=True):
    """An authenticator app, of use once its first code has been seen; no step counts twice."""

    sealed_secret: bytes
    confirmed_at: datetime | None
    last_step: int


class Passkey(msgspec.Struct, frozen=True):
    """A passkey as stored."""

    id: UUID
    user_id: UUID
    credential_id: bytes
    public_key: bytes
    sign_count: int
    backed_up: bool
    name: str
    created_at: datetime
    last_used_at: datetime | None


class Factors(msgspec.Struct, frozen=True):
    """What a user can prove himself with."""

    totp: bool
    passkeys: int
    recovery_codes_left: int
    password: bool
    providers: int

    @property
    def any(self) -> bool:
        """Whether he has a second factor; recovery codes alone are none."""
        return self.totp or self.passkeys > 0

    @property
    def opens(self) -> bool:
        """Whether any of it lets him in: a code alone does not."""
        return self.password or self.passkeys > 0 or self.providers > 0


NO_FACTORS = Factors(totp=False, passkeys=0, recovery_codes_left=0, password=False, providers=0)


def new_totp_secret() -> str:
    """160 random bits in base32, as authenticator apps take them."""
    return pyotp.random_base32(32)


def totp_uri(secret: str, *, email: str) -> str:
    """What the QR code says."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def matching_step(secret: str, code: str, *, now: datetime) -> int | None:
    """Which half minute the code is of: this one or a neighbour; None for a wrong code."""
    current = int(now.timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    found = None
    for step in (current - 1, current, current + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            found = step
    return found


def new_recovery_codes() -> list[str]:
    """Ten codes of 80 random bits, in groups that can be copied by hand."""
    return [_grouped(base64.b32encode(secrets.token_bytes(10)).decode()) for _ in range(RECOVERY_CODES)]


def plain_code(text: str) -> str:
    """A recovery code as it is compared: people type spaces, dashes and small letters."""
    return "".join(text.split()).replace("-", "").upper()


def _grouped(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
