"""Photos to upload, and how they look afterwards."""

import io
from pathlib import Path

from httpx import Response
from PIL import Image

from people import Person
from tutorium.platform.settings import settings

PATH = "/accounts/me/photo"


async def upload(person: Person, content: bytes, kind: str = "image/jpeg") -> Response:
    """Send these bytes as the photo."""
    headers = {"content-type": kind, "x-requested-with": "tests"}
    return await person.http.put(PATH, content=content, headers=headers)


async def shown(person: Person, url: str) -> Response:
    """The photo at this address, as this person gets it."""
    return await person.get(url.removeprefix("/api/v1"))


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (800, 600), *, exif: Image.Exif | None = None
) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    output = io.BytesIO()
    image.save(output, kind, **({"exif": exif} if exif else {}))
    return output.getvalue()


def stored_files() -> list[Path]:
    """The files of all photos."""
    return list((settings().files_dir / "photos").glob("*"))
