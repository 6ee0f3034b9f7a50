"""What is generated from the code and committed is fresh: `python3 manage.py gen` writes it.

contracts.json keeps the shape of every event and every exposed function; a change there is seen in review,
and must be additive, or a new version beside the old one.
"""

import subprocess
from pathlib import Path

from tutorium import contracts, messages
from tutorium.gateway import openapi

STALE = "stale: run python3 manage.py gen"
SERVER = Path(__file__).parents[2]
WEB = SERVER.parent / "web"


def test_the_contracts_of_the_modules_are_fresh() -> None:
    assert (SERVER / "contracts.json").read_bytes() == contracts.text(), STALE


def test_the_messages_and_definitions_for_rabbitmq_are_fresh(tmp_path: Path) -> None:
    messages.write_asyncapi(str(tmp_path / "asyncapi.json"))
    messages.write_definitions(str(tmp_path / "definitions.json"))
    assert (SERVER / "asyncapi.json").read_bytes() == (tmp_path / "asyncapi.json").read_bytes(), STALE
    kept = SERVER.parent / "deploy/rabbitmq/definitions.json"
    assert kept.read_bytes() == (tmp_path / "definitions.json").read_bytes(), STALE


def test_the_openapi_document_is_fresh(tmp_path: Path) -> None:
    openapi.main(str(tmp_path / "openapi.json"))
    assert (WEB / "openapi.json").read_bytes() == (tmp_path / "openapi.json").read_bytes(), STALE


def test_the_typed_client_is_fresh(tmp_path: Path) -> None:
    made = tmp_path / "schema.d.ts"
    tool = WEB / "node_modules/openapi-typescript/bin/cli.js"
    subprocess.run(["node", tool, WEB / "openapi.json", "-o", made], check=True, capture_output=True)
    assert (WEB / "src/api/schema.d.ts").read_bytes() == made.read_bytes(), STALE
