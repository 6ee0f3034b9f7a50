"""A photo as it came becomes a portrait that holds nothing but its pixels."""

from PIL import Image, ImageOps

from tutorium.modules.accounts.errors import PhotoTooManyPixels, PhotoTooSmall, PhotoUnreadable
from tutorium.platform.pictures import MAX_PIXELS, TooManyPixels, Unreadable, opened, upright, webp

UPLOAD_BYTES = 10 << 20
MIN_SIDE = 96
SIDE = 400
"""Pixels: the largest place that shows a portrait is 128 wide, on screens of up to three times that."""
QUALITY = 82


def portrait_of(content: bytes) -> bytes:
    """A square WebP of the middle of the picture, upright, without metadata.

    PhotoUnreadable, PhotoTooManyPixels or PhotoTooSmall for what cannot be one.
    """
    try:
        with opened(content) as picture:
            if min(picture.size) < MIN_SIDE:
                raise PhotoTooSmall(pixels=MIN_SIDE)
            square = ImageOps.fit(upright(picture, SIDE), (SIDE, SIDE), Image.Resampling.LANCZOS)
            return webp(square, quality=QUALITY)
    except TooManyPixels as error:
        raise PhotoTooManyPixels(megapixels=MAX_PIXELS // 1_000_000) from error
    except Unreadable as error:
        raise PhotoUnreadable from error
