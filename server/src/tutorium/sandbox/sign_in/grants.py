"""From consent to a code, from a code to a token, from a token to a person."""

import hashlib
import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import timedelta

import msgspec

from tutorium.sandbox.clock import stamp
from tutorium.sandbox.database import change
from tutorium.sandbox.sign_in import store
from tutorium.sandbox.sign_in.provider import CODE_LIVES, IdProvider, OAuthError
from tutorium.sandbox.sign_in.store import Approval, Person

_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


class Tokens(msgspec.Struct, frozen=True):
    """A token, the one that renews it, and what they stand for."""

    access_token: str
    refresh_token: str
    approval: Approval


def approve(provider: IdProvider, approval: Approval) -> str:
    """The one-time code for what a person has just allowed."""
    code = secrets.token_urlsafe(12)  # 16 characters
    expires_at = stamp(provider.clock.now() + CODE_LIVES)
    store.save_code(provider.database, provider.name, code, approval, expires_at)
    return code


def redeem(provider: IdProvider, form: Mapping[str, str], *, lives: timedelta) -> Tokens:
    """The tokens for a code. It works once: a wrong verifier spends it, too."""
    code = form.get("code", "")
    now = provider.clock.now()
    with change(provider.database):
        approval = store.find_code(provider.database, provider.name, code, stamp(now))
        store.forget_code(provider.database, provider.name, code)
    if approval is None:
        raise OAuthError("invalid_grant", "Code is unknown, used or expired")
    if form.get("redirect_uri", approval.redirect_uri) != approval.redirect_uri:
        raise OAuthError("invalid_grant", "redirect_uri is another one than at /authorize")
    if form.get("device_id", approval.device_id) != approval.device_id:
        raise OAuthError("invalid_grant", "device_id is another one than in the callback")
    if approval.challenge and not _fits(approval.challenge, form.get("code_verifier", "")):
        raise OAuthError("invalid_grant", "code_verifier does not fit code_challenge")
    return new_tokens(provider, approval, lives=lives)


def new_tokens(provider: IdProvider, approval: Approval, *, lives: timedelta) -> Tokens:
    """A fresh pair of tokens."""
    tokens = Tokens(secrets.token_urlsafe(32), secrets.token_urlsafe(32), approval)
    store.save_token(
        provider.database,
        provider.name,
        access_token=tokens.access_token,
        refresh_token=tokens.refresh_token,
        approval=approval,
        expires_at=stamp(provider.clock.now() + lives),
    )
    return tokens


def renewable(provider: IdProvider, form: Mapping[str, str]) -> Tokens:
    """What a refresh token belongs to."""
    refresh_token = form.get("refresh_token", "")
    found = store.find_refresh_token(provider.database, provider.name, refresh_token)
    if found is None:
        raise OAuthError("invalid_grant", "refresh_token is unknown or used")
    return Tokens(found[0], refresh_token, found[1])


def holder(provider: IdProvider, access_token: str) -> tuple[Person, Approval] | None:
    """Whose token this is and what it lets one know; None for a dead one."""
    now = stamp(provider.clock.now())
    approval = store.find_token(provider.database, provider.name, access_token, now)
    person = store.find_person(provider.database, provider.name, approval.person_id) if approval else None
    return (person, approval) if person and approval else None


def _fits(challenge: str, verifier: str) -> bool:
    if not _VERIFIER.fullmatch(verifier):
        return False
    digest = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    return secrets.compare_digest(digest, challenge.encode())
