"""A photo as it came becomes a portrait that holds nothing but its pixels.

The bytes come from outside: their kind is told by their beginning and not by what is said of them, only
that kind's decoder sees them, and whatever it complains of is a refusal.
"""

import io
import warnings

from PIL import Image, ImageOps

from tutorium.modules.accounts.errors import PhotoTooManyPixels, PhotoTooSmall, PhotoUnreadable

UPLOAD_BYTES = 10 << 20
MAX_PIXELS = 40_000_000
MIN_SIDE = 96
SIDE = 400
"""Pixels: the largest place that shows a portrait is 128 wide, on screens of up to three times that."""
QUALITY = 82

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)


def portrait_of(content: bytes) -> bytes:
    """A square WebP of the middle of the picture, upright, without metadata.

    PhotoUnreadable, PhotoTooManyPixels or PhotoTooSmall for what cannot be one.
    """
    kind = _kind(content)
    if kind is None:
        raise PhotoUnreadable
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as picture:
            _refuse_size(*picture.size)
            picture.draft("RGB", (2 * SIDE, 2 * SIDE))
            picture.load()
            return _encoded(picture)
    except (PhotoTooManyPixels, PhotoTooSmall):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoTooManyPixels(megapixels=MAX_PIXELS // 1_000_000) from error
    except Exception as error:  # decoders of bytes from outside fail in every way there is
        raise PhotoUnreadable from error


def _kind(content: bytes) -> str | None:
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    return "WEBP" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None


def _refuse_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise PhotoTooManyPixels(megapixels=MAX_PIXELS // 1_000_000)
    if min(width, height) < MIN_SIDE:
        raise PhotoTooSmall(pixels=MIN_SIDE)


def _encoded(picture: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    square = ImageOps.fit(upright, (SIDE, SIDE), Image.Resampling.LANCZOS)
    page = Image.new("RGB", square.size, "white")
    page.paste(square, mask=square.getchannel("A"))
    output = io.BytesIO()
    page.save(output, "WEBP", quality=QUALITY, method=4)
    return output.getvalue()
