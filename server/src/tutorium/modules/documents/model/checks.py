"""What a file is, by its own bytes; what anybody says of it counts only if the bytes agree."""

from tutorium.modules.documents.errors import FileNotADocument, FileTooLarge
from tutorium.modules.documents.model import IMAGE_BYTES, PDF_BYTES, MediaType


def media_type_of(content: bytes) -> MediaType | None:
    """The kind of file these bytes begin as, among those we take."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return "application/pdf" if content.startswith(b"%PDF-") else None


def checked_type(content: bytes, *, declared: str) -> MediaType:
    """FileNotADocument unless the bytes are what is declared and one of ours; FileTooLarge."""
    found = media_type_of(content)
    if found is None or declared.split(";")[0].strip().lower() != found:
        raise FileNotADocument
    if len(content) > limit_of(found):
        raise FileTooLarge(megabytes=limit_of(found) >> 20)
    return found


def limit_of(media_type: MediaType) -> int:
    """How many bytes a file of this kind may have."""
    return PDF_BYTES if media_type == "application/pdf" else IMAGE_BYTES
