"""Pictures from outside, made anew from nothing but their pixels.

The bytes come from anybody: their kind is told by their beginning and not by what is said of them, only that
kind's decoder sees them, and whatever it complains of is one of two exceptions.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps

from tutorium.platform.errors import Refusal

MAX_PIXELS = 40_000_000

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)


class Unreadable(Exception):
    """There is no picture in these bytes."""


class TooManyPixels(Exception):
    """The picture has more than MAX_PIXELS."""


@contextmanager
def opened(content: bytes) -> Iterator[Image.Image]:
    """The picture in these bytes, not decoded yet; Unreadable or TooManyPixels here or within the block.

    A refusal raised within the block is passed on.
    """
    kind = kind_of(content)
    if kind is None:
        raise Unreadable
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise TooManyPixels
            yield picture
    except (Refusal, TooManyPixels):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except Exception as error:  # decoders of bytes from outside fail in every way there is
        raise Unreadable from error


def kind_of(content: bytes) -> str | None:
    """JPEG, PNG or WEBP, by the first bytes."""
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    return "WEBP" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None


def upright(picture: Image.Image, side: int) -> Image.Image:
    """The decoded picture as it is meant to be looked at; a JPEG no finer than twice `side` needs."""
    picture.draft("RGB", (2 * side, 2 * side))
    picture.load()
    return ImageOps.exif_transpose(picture).convert("RGBA")


def webp(picture: Image.Image, *, quality: int) -> bytes:
    """An RGBA picture on white as WebP, without metadata."""
    page = Image.new("RGB", picture.size, "white")
    page.paste(picture, mask=picture.getchannel("A"))
    output = io.BytesIO()
    page.save(output, "WEBP", quality=quality, method=4)
    return output.getvalue()
