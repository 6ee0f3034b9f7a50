"""A file as it came becomes pictures of its pages, which hold nothing but their pixels.

The bytes come from outside, so this runs as a program of its own: it reads the file from standard input,
gives itself limits before it looks at it, and writes the pages, or why there are none, to standard output.
Memory 512 MB, processor 10 seconds, no file may be written, no network where the system lets us do without.

    python -I -m tutorium.modules.documents.model.rendering image/png < file > answer
"""

import contextlib
import ctypes
import io
import re
import resource
import sys
import warnings
import zlib

import msgspec
import pypdfium2
from PIL import Image, ImageOps
from pypdfium2 import raw as pdfium

MAX_PIXELS = 40_000_000
SIDE = 2000
"""Pixels of the longer side of a page: small print of a passport can be read."""
MAX_PAGES = 10
QUALITY = 80
MEMORY, CPU_SECONDS, OPEN_FILES = 512 << 20, 10, 64
CLONE_NEWNET, CLONE_NEWUSER = 0x40000000, 0x10000000
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
ACTIVE = re.compile(rb"/(?:JS|JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|GoToR|SubmitForm|ImportData)\b")
STREAM = re.compile(rb"stream\r?\n")
INFLATED = 8 << 20
"""Bytes of one stream that are looked through: objects packed into streams are small."""
STREAMS = 400


class Rendered(msgspec.Struct, frozen=True):
    """The pages as WebP, or a code of `DocumentReason`."""

    pages: list[bytes]
    refused: str = ""


class _RefusedError(Exception):
    """The file cannot be shown, for the reason named."""


def render(content: bytes, media_type: str) -> Rendered:
    """The pages of a file that begins as this media type says."""
    try:
        pages = _pages_of_pdf(content) if media_type == "application/pdf" else [_picture(content, media_type)]
    except _RefusedError as refused:
        return Rendered([], str(refused))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return Rendered([], "file_too_detailed")
    except Exception:  # noqa: BLE001 -- decoders of bytes from outside fail in every way there is
        return Rendered([], "file_broken")
    return Rendered(pages)


def _picture(content: bytes, media_type: str) -> bytes:
    with Image.open(io.BytesIO(content), formats=[FORMATS[media_type]]) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise _RefusedError("file_too_detailed")
        picture.draft("RGB", (SIDE, SIDE))
        picture.load()
        picture.thumbnail((SIDE, SIDE))
        return _encoded(ImageOps.exif_transpose(picture))


def _encoded(picture: Image.Image) -> bytes:
    drawn = picture.convert("RGBA")
    page = Image.new("RGB", drawn.size, "white")
    page.paste(drawn, mask=drawn.getchannel("A"))
    output = io.BytesIO()
    page.save(output, "WEBP", quality=QUALITY, method=2)
    return output.getvalue()


def _pages_of_pdf(content: bytes) -> list[bytes]:
    if b"/Encrypt" in content:
        raise _RefusedError("file_locked")
    if _is_active(content):
        raise _RefusedError("file_active")
    document = pypdfium2.PdfDocument(content)
    try:
        if pdfium.FPDFDoc_GetAttachmentCount(document) or pdfium.FPDFDoc_GetJavaScriptActionCount(document):
            raise _RefusedError("file_active")
        if not 0 < len(document) <= MAX_PAGES:
            raise _RefusedError("file_too_long" if len(document) else "file_broken")
        return [_page(document[number]) for number in range(len(document))]
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> bytes:
    longest = max(page.get_size())
    if not 0 < longest < 20_000:
        raise _RefusedError("file_broken")
    return _encoded(page.render(scale=SIDE / longest, may_draw_forms=False).to_pil())


def _is_active(content: bytes) -> bool:
    """Whether the file can do something by itself, also where it says so in a packed stream."""
    if ACTIVE.search(_unescaped(content)):
        return True
    for number, begin in enumerate(STREAM.finditer(content)):
        if number == STREAMS:
            break
        with contextlib.suppress(zlib.error):
            packed = content[begin.end() : begin.end() + INFLATED]
            if ACTIVE.search(_unescaped(zlib.decompressobj().decompress(packed, INFLATED))):
                return True
    return False


def _unescaped(content: bytes) -> bytes:
    """Names of a PDF may be written as /J#53."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), content)


def _give_up_powers() -> None:
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of the address space
            resource.setrlimit(kind, (most, most))
    with contextlib.suppress(AttributeError, OSError):  # no namespaces: the limits above are all there is
        unshare = ctypes.CDLL(None, use_errno=True).unshare
        if unshare(CLONE_NEWNET) != 0:
            unshare(CLONE_NEWUSER | CLONE_NEWNET)


def main() -> None:
    """Read a file, write its pages."""
    _give_up_powers()
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    answer = render(sys.stdin.buffer.read(), sys.argv[1])
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


if __name__ == "__main__":
    main()
