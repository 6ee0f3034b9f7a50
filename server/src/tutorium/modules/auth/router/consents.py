"""Documents in all their editions, and one's own consents."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from litestar.params import QueryParameter

from tutorium.modules.auth import errors
from tutorium.modules.auth.model.consents import (
    CONSENT_KINDS,
    OWN,
    REQUIRED,
    Consent,
    ConsentKind,
    DocumentKind,
    Method,
    standing,
)
from tutorium.modules.auth.model.documents import CURRENT, DOCUMENTS
from tutorium.modules.auth.service import consents
from tutorium.platform.errors import NotFound
from tutorium.platform.identity import Identity, Locale, Role
from tutorium.platform.web import ANYONE, ROLES, Input, delete, get, post, routes_of

ASKED_OF: dict[ConsentKind, set[Role]] = {
    "public_profile": {"tutor"},
    "tutor_documents": {"tutor"},
    "autopay": {"student", "guardian"},
}
"""Purposes that not everybody has."""
Version = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class DocumentTitle(msgspec.Struct, frozen=True):
    """A document by its name; `consent` when it is agreed to."""

    kind: DocumentKind
    title: str
    text_version: str
    consent: bool


class DocumentTitles(msgspec.Struct, frozen=True):
    items: list[DocumentTitle]


class EditionView(msgspec.Struct, frozen=True):
    """One edition among others; `changes` says what was new in it."""

    text_version: str
    changes: str


class DocumentView(msgspec.Struct, frozen=True):
    """A document in one edition, with the list of all, the newest first."""

    kind: DocumentKind
    title: str
    text: str
    text_version: str
    current_version: str
    consent: bool
    editions: list[EditionView]


class ConsentState(msgspec.Struct, frozen=True):
    """What I have agreed to for one purpose. `due`: the text has changed and waits for my answer."""

    kind: ConsentKind
    title: str
    text_version: str
    required: bool
    given: bool
    shown_version: str | None
    given_at: datetime | None
    withdrawn_at: datetime | None
    due: bool
    changes: str


class GivenBefore(msgspec.Struct, frozen=True):
    """One record of the history; `subject_id` names the child or guardianship of a guardian's consent."""

    kind: ConsentKind
    title: str
    subject_id: UUID | None
    text_version: str
    method: Method
    given_at: datetime
    withdrawn_at: datetime | None


class MyConsents(msgspec.Struct, frozen=True):
    """My consents now, and every record there is, the newest first."""

    items: list[ConsentState]
    history: list[GivenBefore]


class GiveConsent(Input, frozen=True):
    kind: ConsentKind
    text_version: Version


@get("/auth/documents", access=ANYONE, cached=300)
async def list_documents(locale: Locale) -> DocumentTitles:
    """What we publish: terms, policies and texts of consents."""
    return DocumentTitles(
        [
            DocumentTitle(kind, text.wordings[locale].title, text.version, kind in CONSENT_KINDS)
            for kind, text in CURRENT.items()
        ]
    )


@get("/auth/documents/{kind:str}", access=ANYONE, cached=300)
async def show_document(
    kind: str,
    locale: Locale,
    version: Annotated[str | None, QueryParameter(name="version", max_length=40)] = None,
) -> DocumentView:
    """One document, in its current edition or in an earlier one."""
    known = next((name for name in DOCUMENTS if name == kind), None)
    if known is None:
        raise NotFound
    editions, current = DOCUMENTS[known], CURRENT[known]
    shown = next((e for e in editions if e.version == (version or current.version)), None)
    if shown is None:
        raise NotFound
    return DocumentView(
        known,
        shown.wordings[locale].title,
        shown.wordings[locale].text,
        shown.version,
        current.version,
        known in CONSENT_KINDS,
        [EditionView(e.version, e.changes.get(locale, "")) for e in reversed(editions)],
    )


@get("/auth/consents", access=ROLES)
async def my_consents(identity: Identity, locale: Locale) -> MyConsents:
    """What I have agreed to, for each purpose, and what is due."""
    return _mine(await consents.history(identity.user_id), identity, locale)


@post(
    "/auth/consents",
    access=ROLES,
    refusals=[errors.DocumentVersionUnknown, errors.ConsentNotYours],
)
async def give_consent(identity: Identity, locale: Locale, data: GiveConsent) -> MyConsents:
    """Agree to a text; agreeing twice is agreeing once."""
    if data.kind not in _own(identity):
        raise errors.ConsentNotYours
    await consents.give(identity.user_id, data.kind, shown_version=data.text_version, method="account")
    return _mine(await consents.history(identity.user_id), identity, locale)


@delete("/auth/consents/{kind:str}", access=ROLES, refusals=[errors.ConsentNeededForAccount])
async def withdraw_consent(identity: Identity, kind: str) -> None:
    """Withdraw a consent at once; for the account itself the way is to erase it."""
    known = next((name for name in OWN if name == kind), None)
    if known is None:
        raise NotFound
    await consents.withdraw(identity.user_id, known)


def _own(identity: Identity) -> list[ConsentKind]:
    """Staff work by their contracts, not by the terms of the people they serve: nothing is asked of them."""
    if identity.is_staff:
        return []
    return [kind for kind in OWN if identity.roles & ASKED_OF.get(kind, identity.roles)]


def _mine(history: list[Consent], identity: Identity, locale: Locale) -> MyConsents:
    states = [_state(history, kind, locale) for kind in _own(identity)]
    records = [
        GivenBefore(
            each.kind,
            CURRENT[each.kind].wordings[locale].title,
            each.subject_id,
            each.shown_version,
            each.method,
            each.given_at,
            each.withdrawn_at,
        )
        for each in reversed(history)
    ]
    return MyConsents(states, records)


def _state(history: list[Consent], kind: ConsentKind, locale: Locale) -> ConsentState:
    current, held = CURRENT[kind], standing(history, kind)
    last = next((each for each in reversed(history) if each.kind == kind), None)
    missed = [e for e in DOCUMENTS[kind] if held is None or e.version > held.shown_version]
    return ConsentState(
        kind=kind,
        title=current.wordings[locale].title,
        text_version=current.version,
        required=kind in REQUIRED,
        given=held is not None,
        shown_version=held.shown_version if held else None,
        given_at=held.given_at if held else None,
        withdrawn_at=last.withdrawn_at if last and not held else None,
        due=kind in REQUIRED and bool(missed),
        changes=" ".join(e.changes[locale] for e in missed if e.changes) if held else "",
    )


router = routes_of(globals())
