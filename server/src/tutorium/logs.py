"""`tutorium logs setup`: tell Elasticsearch what our log documents look like and how long they are kept.

Puts the lifecycle policies, component templates and index templates in `deploy/elk`, in this order; a file is
one of them, named as the file. It may be repeated at any time. The API key of the processes may not do this:
give the key of an administrator in ELASTICSEARCH_API_KEY for this one command.
"""

import argparse
import asyncio
from pathlib import Path
from typing import Any

import msgspec
from elasticsearch import ApiError, AsyncElasticsearch, TransportError

from tutorium.platform.settings import ConfigurationError, settings
from tutorium.platform.shipping.sender import client

DEFINITIONS = Path(__file__).resolve().parents[3] / "deploy/elk"
PLACES = {
    "ilm": "/_ilm/policy",
    "component_templates": "/_component_template",
    "index_templates": "/_index_template",
}
"""Folder of `deploy/elk` -> where its files are put; what the later ones name comes first."""


def main(arguments: list[str]) -> None:
    """Put everything; ConfigurationError with one sentence when something is not taken."""
    parser = argparse.ArgumentParser(prog="tutorium logs", description="The logs in Elasticsearch.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("setup", help="put the policies and templates of deploy/elk")
    parser.parse_args(arguments)
    if not settings().elasticsearch_url:
        raise ConfigurationError("The variable ELASTICSEARCH_URL is not set: logs go to standard error only.")
    bodies = {path: msgspec.json.decode(text) for path, text in definitions().items()}
    asyncio.run(set_up(client(settings()), bodies))


def definitions() -> dict[str, bytes]:
    """Where each definition is put, in the order of putting -> the text of its file."""
    return {
        f"{place}/{file.stem}": file.read_bytes()
        for folder, place in PLACES.items()
        for file in sorted((DEFINITIONS / folder).glob("*.json"))
    }


async def set_up(elasticsearch: AsyncElasticsearch, bodies: dict[str, Any]) -> None:
    """Put each body at its path, then close the client."""
    headers = {"accept": "application/json", "content-type": "application/json"}
    try:
        for path, body in bodies.items():
            await elasticsearch.perform_request("PUT", path, headers=headers, body=body)
            print(path)
    except ApiError as error:
        raise ConfigurationError(f"Elasticsearch did not take {path}: {error.message}.") from None
    except TransportError as error:
        raise ConfigurationError(f"Elasticsearch does not answer: {type(error).__name__}.") from None
    finally:
        await elasticsearch.close()
