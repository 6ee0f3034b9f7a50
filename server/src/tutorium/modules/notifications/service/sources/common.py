"""What all sources use."""

from tutorium.platform.settings import settings

Values = dict[str, str]


def link(path: str) -> str:
    """The address of a page of ours."""
    return f"{settings().public_url}{path}"
