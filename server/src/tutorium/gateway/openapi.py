"""Writes the OpenAPI document, from which the web client's types are generated."""

from pathlib import Path

import msgspec

from tutorium.gateway.app import api


def main(path: str) -> None:
    """Write the document to `path`, in a form whose differences read well."""
    document = msgspec.json.encode(api().openapi_schema.to_schema(), order="deterministic")
    Path(path).write_bytes(msgspec.json.format(document, indent=1) + b"\n")
