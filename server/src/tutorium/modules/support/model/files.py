"""A file as it came becomes an attachment: a picture is drawn anew, a PDF is looked at and kept as it is.

Attachments are only ever handed out as downloads that no browser opens in our origin.
"""

import re
from pathlib import PurePath

import msgspec
from PIL import Image

from tutorium.modules.support.errors import AttachmentTooManyPixels, AttachmentUnreadable
from tutorium.platform.pictures import MAX_PIXELS, TooManyPixels, Unreadable, opened, upright, webp

UPLOAD_BYTES = 10 << 20
SIDE = 2400
"""Pixels of the longer side: a screenshot stays readable."""
QUALITY = 85
LONGEST_NAME = 100
_TAIL = 2048
_UNSAFE = re.compile(r"[^\w .()+,-]+")


class Ready(msgspec.Struct, frozen=True):
    """What is stored of a file."""

    name: str
    media_type: str
    content: bytes


def ready(name: str, content: bytes) -> Ready:
    """The file as it is kept; AttachmentUnreadable, AttachmentTooManyPixels for what is none of the kinds."""
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-_TAIL:]:
            raise AttachmentUnreadable
        return Ready(_named(name, "pdf"), "application/pdf", content)
    try:
        with opened(content) as picture:
            whole = upright(picture, SIDE)
            whole.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
            return Ready(_named(name, "webp"), "image/webp", webp(whole, quality=QUALITY))
    except TooManyPixels as error:
        raise AttachmentTooManyPixels(megapixels=MAX_PIXELS // 1_000_000) from error
    except Unreadable as error:
        raise AttachmentUnreadable from error


def _named(name: str, extension: str) -> str:
    """The file's own name without folders and odd characters, with the extension of what it is."""
    stem = PurePath(name.replace("\\", "/")).stem
    kept = _UNSAFE.sub("_", stem).strip(" ._")[:LONGEST_NAME]
    return f"{kept or 'file'}.{extension}"
