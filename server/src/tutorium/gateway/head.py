"""What search engines and messengers read of a public page: description, address, preview, JSON-LD."""

from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import msgspec

from tutorium.platform.identity import Locale

Answers = Mapping[str, Any]
"""Bodies of the API's answers by address."""

ABOUT = {
    "ru": "Репетиторы для онлайн-занятий: выберите преподавателя, время и оплатите урок.",
    "en": "Tutors for online lessons: choose a tutor and a time, and pay for one lesson.",
}
HELP = {
    "ru": "Ответы на вопросы о занятиях, оплате, возвратах, детях и безопасности учётной записи.",
    "en": "Answers about lessons, payments, refunds, children and the safety of your account.",
}
LONGEST = 200


class Description(msgspec.Struct, frozen=True):
    """A page in a few words, its own address, its picture if any, and its data for machines."""

    text: str
    url: str
    image: str | None = None
    data: Mapping[str, Any] | None = None


def describe(address: str, language: Locale, answers: Answers, site: str) -> Description:
    """The description of a public page, from the answers it was rendered with."""
    path = urlsplit(address).path
    if path == "/":
        search = f"{site}/tutors?q={{q}}"
        action = {"@type": "SearchAction", "target": search, "query-input": "required name=q"}
        data = {"@type": "WebSite", "name": "Tutorium", "url": f"{site}/", "potentialAction": action}
        return Description(ABOUT[language], f"{site}/", data=data)
    if path == "/tutors":
        return _results(address, language, answers, site)
    tutor = answers.get(f"/api/v1/catalog{path}")
    if path.startswith("/tutors/") and tutor:
        return _tutor(tutor, language, f"{site}{path}", site)
    article = answers.get(f"/api/v1/support/articles/{path.removeprefix('/help/')}")
    if path.startswith("/help/") and article:
        data = {
            "@type": "Article",
            "headline": article["title"],
            "description": article["summary"],
            "inLanguage": "ru",
            "dateModified": article["updated_at"],
        }
        return Description(article["summary"], f"{site}{path}", data=data)
    return Description(HELP[language] if path == "/help" else ABOUT[language], f"{site}{path}")


def head(title: str, language: Locale, page: Description) -> str:
    """The elements for the <head>; everything that people wrote is escaped."""
    properties = {
        "og:site_name": "Tutorium",
        "og:type": "website",
        "og:title": title,
        "og:description": page.text,
        "og:url": page.url,
        "og:locale": {"ru": "ru_RU", "en": "en_GB"}[language],
        "og:image": page.image,
    }
    lines = [
        f"<title>{escape(title)}</title>",
        f'<meta name="description" content="{escape(page.text)}" />',
        f'<link rel="canonical" href="{escape(page.url)}" />',
        *(
            f'<meta property="{name}" content="{escape(content)}" />'
            for name, content in properties.items()
            if content
        ),
    ]
    if page.data is not None:
        data = {"@context": "https://schema.org", **page.data}
        lines.append(f'<script type="application/ld+json">{inert(data)}</script>')
    return "\n    ".join(lines)


def inert(value: object) -> str:
    """JSON that cannot end the <script> it stands in."""
    return msgspec.json.encode(value).decode().replace("<", "\\u003c").replace(">", "\\u003e")


def _results(address: str, language: Locale, answers: Answers, site: str) -> Description:
    """Only the subject makes a page of its own; other filters show parts of it."""
    kept = {name: words for name, words in parse_qs(urlsplit(address).query).items() if name == "subject"}
    url = f"{site}/tutors{'?' if kept else ''}{urlencode(kept, doseq=True)}"
    found = next((body for name, body in answers.items() if name.startswith("/api/v1/catalog/tutors?")), None)
    if not found:
        return Description(ABOUT[language], url)
    entries = [
        {"@type": "ListItem", "position": place, "name": tutor["full_name"], "url": _page_of(tutor, site)}
        for place, tutor in enumerate(found["items"], 1)
    ]
    return Description(ABOUT[language], url, data={"@type": "ItemList", "itemListElement": entries})


def _tutor(tutor: Mapping[str, Any], language: Locale, url: str, site: str) -> Description:
    prices = [offer["price_kopecks_per_hour"] for offer in tutor["subjects"]]
    hour = {"ru": "60 минут от", "en": "60 minutes from"}[language]
    text = f"{tutor['headline']}. {hour} {min(prices) // 100} ₽. {tutor['about']}"
    if len(text) > LONGEST:
        text = f"{text[:LONGEST].rsplit(' ', 1)[0]}…"
    image = urljoin(f"{site}/", tutor["photo_url"]) if tutor["photo_url"] else None
    person = {"@type": "Person", "name": tutor["full_name"], "url": url, "image": image}
    data = {
        "@type": "Service",
        "name": tutor["headline"],
        "description": tutor["about"],
        "provider": {name: value for name, value in person.items() if value},
        "offers": {
            "@type": "AggregateOffer",
            "priceCurrency": "RUB",
            "lowPrice": min(prices) / 100,
            "highPrice": max(prices) / 100,
            "offerCount": len(prices),
        },
    }
    if tutor["rating"]:
        data["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": tutor["rating"],
            "reviewCount": tutor["reviews_count"],
        }
    return Description(" ".join(text.split()), url, image, data)


def _page_of(tutor: Mapping[str, Any], site: str) -> str:
    return f"{site}/tutors/{tutor['tutor_id']}"
