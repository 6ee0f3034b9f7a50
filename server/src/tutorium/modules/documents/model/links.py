"""The link by which the Document System fetches a file: signed, and of use only while it has the request."""

import hashlib
import hmac
import re
from datetime import UTC, datetime
from uuid import UUID

TOKEN = re.compile(r"([0-9a-f]{32})\.([0-9]{1,11})\.([0-9a-f]{64})")


def sign(document_id: UUID, *, until: datetime, secret: str) -> str:
    """The token of a link that works until this moment."""
    end = int(until.timestamp())
    return f"{document_id.hex}.{end}.{_mac(document_id, end, secret)}"


def signed_document(token: str, *, now: datetime, secret: str) -> UUID | None:
    """The document a token of ours is for; None for anybody else's, or once its moment has come."""
    found = TOKEN.fullmatch(token)
    if found is None:
        return None
    document_id, end = UUID(found[1]), int(found[2])
    genuine = hmac.compare_digest(found[3], _mac(document_id, end, secret))
    return document_id if genuine and now < datetime.fromtimestamp(end, UTC) else None


def _mac(document_id: UUID, end: int, secret: str) -> str:
    said = f"documents/{document_id}/{end}".encode()
    return hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()
