"""What erasing an account takes away, what stays and why: told before the click, and in the act."""

from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import msgspec

from tutorium.platform.identity import Locale, Role

Cause = Literal["asked", "unconfirmed"]
TELL_AT_MOST = timedelta(hours=24)
"""How long the letter may take; then the data goes without it."""
ACTS_KEPT = timedelta(days=3 * 365)
"""An act of destruction is kept for three years (order 179 of Roskomnadzor)."""


class Erasure(msgspec.Struct, frozen=True):
    """An act of destruction: who, when asked, when done, how many rows of what went in each module."""

    id: UUID
    user_id: UUID
    cause: Cause
    requested_at: datetime
    told_at: datetime | None
    done_at: datetime | None
    erased: dict[str, Any]


class Removed(msgspec.Struct, frozen=True):
    """Something that goes; for these roles only, when it names any."""

    what: dict[Locale, str]
    roles: frozenset[Role] = frozenset()


class Kept(msgspec.Struct, frozen=True):
    """Something that stays, on what ground, and for how long."""

    what: dict[Locale, str]
    ground: dict[Locale, str]
    term: dict[Locale, str]


REMOVED: tuple[Removed, ...] = (
    Removed(
        {
            "ru": "имя, почта, пароль, часовой пояс; от даты рождения остаётся год",
            "en": "name, e-mail, password, time zone; of the date of birth the year remains",
        }
    ),
    Removed({"ru": "профиль и фотографии", "en": "profile and photos"}),
    Removed(
        {
            "ru": "все сеансы: вы выйдете на всех устройствах",
            "en": "all sessions: you are signed out everywhere",
        }
    ),
    Removed(
        {
            "ru": "анкета, часы работы и ссылка на комнату: в поиске вас больше не будет",
            "en": "tutor's profile, hours and the link to the room: you leave the search",
        },
        frozenset({"tutor"}),
    ),
    Removed(
        {
            "ru": "дети и связи с подростками; их собственные учётные записи остаются",
            "en": "children and links with teenagers; their own accounts stay",
        },
        frozenset({"guardian"}),
    ),
    Removed(
        {"ru": "связь с законным представителем", "en": "the link with your guardian"},
        frozenset({"student"}),
    ),
    Removed(
        {"ru": "письма и почта в записях о платежах", "en": "letters, and the address in records of payments"}
    ),
)
KEPT: tuple[Kept, ...] = (
    Kept(
        {
            "ru": "платежи, возвраты и проводки — без почты",
            "en": "payments, refunds and ledger, without e-mail",
        },
        {
            "ru": "бухгалтерский учёт: 402-ФЗ, статья 29",
            "en": "accounting: Federal Law 402, article 29",
        },
        {"ru": "5 лет", "en": "5 years"},
    ),
    Kept(
        {
            "ru": "состоявшиеся и отменённые занятия — без имени",
            "en": "past and cancelled lessons, without the name",
        },
        {
            "ru": "договор с другой стороной занятия: 152-ФЗ, статья 6, пункт 5",
            "en": "the contract with the other side of the lesson: Federal Law 152, article 6(5)",
        },
        {"ru": "обезличены, без срока", "en": "anonymous, without limit"},
    ),
    Kept(
        {"ru": "отзывы — без имени автора", "en": "reviews, without the author's name"},
        {
            "ru": "обезличены: связь с вами удалена",
            "en": "anonymous: nothing links them to you",
        },
        {"ru": "без срока", "en": "without limit"},
    ),
    Kept(
        {
            "ru": "согласия: что, когда, с какого адреса и браузера",
            "en": "consents: what, when, from which address and browser",
        },
        {
            "ru": "доказательство согласия: 152-ФЗ, статья 9, часть 3",
            "en": "proof of consent: Federal Law 152, article 9(3)",
        },
        {"ru": "3 года", "en": "3 years"},
    ),
    Kept(
        {
            "ru": "журнал действий и акт об уничтожении — с номером учётной записи вместо имени",
            "en": "the audit log and the act of destruction, with a number instead of the name",
        },
        {
            "ru": "подтверждение уничтожения: приказ Роскомнадзора № 179",
            "en": "proof of destruction: order 179 of Roskomnadzor",
        },
        {"ru": "3 года", "en": "3 years"},
    ),
)
