"""Files nobody should send, and a few that only look strange: what arrives, and what may become of it."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

import msgspec
from PIL import Image

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
NAMES = (
    "scan.jpg",
    "../../../etc/passwd",
    "..\\..\\boot.ini",
    "scan.jpg%00.php",
    "\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe",
    "CON",
    "a" * 300 + ".jpg",
    "'; DROP TABLE documents.document; --.jpg",
    "<img src=x onerror=alert(1)>.png",
)


class Hostile(msgspec.Struct, frozen=True):
    """A file; `shown`: it may become a viewing copy, which holds only pixels."""

    name: str
    content: bytes
    media_type: str
    shown: bool = False


def picture(kind: str, size: tuple[int, int] = (300, 200), **options: object) -> bytes:
    """A sound picture."""
    output = io.BytesIO()
    Image.new("RGB", size, "white").save(output, kind, **options)
    return output.getvalue()


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A small PDF of one page with these objects besides; its catalogue is the first of them, if any."""
    catalogue = b"<< /Type /Catalog /Pages 2 0 R %s >>" % (objects[0] if objects else b"")
    parts = [
        catalogue,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        *objects[1:],
    ]
    output = io.BytesIO(b"%PDF-1.7\n")
    output.seek(0, io.SEEK_END)
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(output.tell())
        output.write(b"%d 0 obj\n%s\nendobj\n" % (number, part))
    start = output.tell()
    output.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1))
    output.writelines(b"%010d 00000 n \n" % place for place in places)
    output.write(
        b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, trailer, start)
    )
    return output.getvalue()


def stream(content: bytes, *, packed: bool) -> bytes:
    """A stream of a PDF."""
    body = zlib.compress(content) if packed else content
    how = b"/Filter /FlateDecode " if packed else b""
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (how, len(body), body)


def huge_png(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is this large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1 << 20), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def corpus() -> Iterator[Hostile]:
    """Every kind of file and every way it is spoilt."""
    script = b"<script>alert(document.cookie)</script>"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    sound = {
        "image/jpeg": picture("JPEG"),
        "image/png": picture("PNG"),
        "image/webp": picture("WEBP"),
        "application/pdf": pdf(),
    }
    for media_type in sound:
        kind = media_type.split("/")[1]
        for what, content in (("HTML", b"<!doctype html>" + script), ("SVG", svg), ("EICAR", EICAR)):
            yield Hostile(f"{what} as {kind}", content, media_type)
        yield Hostile(f"a ZIP as {kind}", b"PK\x03\x04" + bytes(100), media_type)
        yield Hostile(f"a program as {kind}", b"\x7fELF" + bytes(100), media_type)
        yield Hostile(f"PHP as {kind}", b"<?php system($_GET['c']); ?>", media_type)
        yield Hostile(f"nothing as {kind}", b"", media_type)
        for other, content in sound.items():
            if other != media_type:
                yield Hostile(f"{other} as {kind}", content, media_type)
    for media_type, content in sound.items():
        kind = media_type.split("/")[1]
        for tail, name in ((script, "HTML"), (EICAR, "EICAR"), (b"PK\x03\x04" + bytes(50), "a ZIP")):
            yield Hostile(f"{kind} and {name} behind it", content + tail, media_type, shown=True)
        for cut in (8, 12, 20, len(content) // 4, len(content) // 2, len(content) * 3 // 4):
            yield Hostile(f"{kind} cut at {cut}", content[:cut], media_type, shown=True)
        for place in range(10, min(len(content), 400), 23):
            spoilt = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
            yield Hostile(f"{kind} spoilt at {place}", spoilt, media_type, shown=True)
        yield Hostile(f"only the beginning of {kind}", content[:12], media_type)
        yield Hostile(f"{kind} called SVG", content, "image/svg+xml")
        yield Hostile(f"{kind} called HTML", content, "text/html")
        yield Hostile(f"{kind} without a type", content, "application/octet-stream")
    for width, height in ((50_000, 50_000), (20_000, 20_000), (1, 2**31 - 1), (0, 0), (41_000_000, 1)):
        yield Hostile(f"PNG of {width} by {height}", huge_png(width, height), "image/png")
    yield Hostile("PNG with a comment of HTML", picture("PNG") + script, "image/png", shown=True)
    yield Hostile("GIF and JavaScript", b"GIF89a/*" + bytes(10) + b"*/=alert(1)//;", "image/png")
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (55.0, 45.0, 7.0)
    exif[0x010E] = "<script>alert(1)</script>"
    yield Hostile("JPEG with a place", picture("JPEG", exif=exif), "image/jpeg", shown=True)
    action = b"<< /S /JavaScript /JS (app.alert(1)) >>"
    yield Hostile("PDF that runs", pdf(b"/OpenAction " + action), "application/pdf")
    yield Hostile(
        "PDF that runs, escaped", pdf(b"/OpenAction << /S /J#61vaScript /J#53 (x) >>"), "application/pdf"
    )
    yield Hostile("PDF that runs, packed", pdf(b"", stream(action, packed=True)), "application/pdf")
    yield Hostile(
        "PDF that starts a program", pdf(b"/OpenAction << /S /Launch /F (cmd) >>"), "application/pdf"
    )
    inside = b"/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>"
    carried = (b"<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>", stream(EICAR, packed=True))
    yield Hostile("PDF with a file inside", pdf(inside, *carried), "application/pdf")
    yield Hostile(
        "PDF with a form",
        pdf(b"/AcroForm << /XFA 4 0 R >>", stream(b"<x/>", packed=False)),
        "application/pdf",
    )
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -1 >>" % (b"o" * 32, b"u" * 32)
    yield Hostile("PDF that is locked", pdf(trailer=locked), "application/pdf")
    bomb = zlib.compress(bytes(300 << 20), 9)
    packed = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(bomb), bomb)
    yield Hostile("PDF that unpacks to 300 MB", pdf(b"", packed), "application/pdf", shown=True)
    pages = b"<< /Type /Pages /Kids [%s] /Count 5000 >>" % (b"3 0 R " * 5000)
    many = pdf().replace(b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", pages)
    yield Hostile("PDF of 5,000 pages", many, "application/pdf")
    wide = pdf().replace(b"[0 0 200 200]", b"[0 0 99999999 1]")
    yield Hostile("PDF a thousand kilometres wide", wide, "application/pdf", shown=True)
    yield Hostile("PDF without anything", b"%PDF-1.7\n%%EOF", "application/pdf")
    yield Hostile("PDF of noise", b"%PDF-1.7\n" + bytes(range(256)) * 40, "application/pdf")
