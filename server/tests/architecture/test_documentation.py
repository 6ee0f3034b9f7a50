"""The documentation says what the code says: diagrams, tables, variables, metrics, links and names."""

import ast
import re
import unicodedata
from pathlib import Path

import msgspec
import pytest

import datamodel
import documents
from tutorium.platform.settings import MODULES, Settings
from world import World

ROOT = Path(__file__).parents[3]
SOURCES = ROOT / "server/src/tutorium"
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
ROOTS = (
    "server/",
    "web/",
    "docs/",
    "infra/",
    "bench/",
    "website/",
    "deploy/",
    "manage.py",
    ".ci/",
    ".env.example",
)
MADE = ("web/dist", "website/build", "infra/chromium/unpacked")
"""What the set-up makes: named in the documentation, absent from a clone."""


def _text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def _section(name: str) -> str:
    """A section of the page on operations."""
    return _text("operations.md").split(f"## {name}\n")[1].split("\n## ")[0]


def _sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*.py")))


@pytest.mark.parametrize("name", ["problems.md", "events.md", "architecture/states.md"])
def test_generated_pages_are_fresh(name: str) -> None:
    assert _text(name) == documents.pages()[name], "run: .venv/bin/python server/tests/documents.py"


async def test_the_data_model_is_fresh(world: World) -> None:
    async with world.owner.acquire() as connection:
        made = await datamodel.page(connection)
    assert _text(datamodel.PAGE) == made, "run: .venv/bin/python server/tests/datamodel.py"


def test_c3_draws_the_modules_and_their_imports() -> None:
    diagram = _text("architecture/modules.md").split("```mermaid")[1].split("```")[0]
    drawn = set(re.findall(r"^\s*(\w+)\[", diagram, re.MULTILINE))
    calls = set(re.findall(r"^\s*(\w+) --> (\w+)$", diagram, re.MULTILINE))
    listens = set(re.findall(r"^\s*(\w+) -\.-> (\w+)$", diagram, re.MULTILINE))
    assert drawn == set(MODULES)
    assert calls == _imports("api")
    assert listens == _imports("events")


def test_the_table_of_dependencies_names_every_address() -> None:
    """Every address of another system is in the table once, and whoever it is said to belong to reads it."""
    table = _text("architecture/index.md").split("## Внешние зависимости")[1]
    rows = re.findall(r"\| `(\w+)` \| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|$", table, re.MULTILINE)
    named = [(name, owner) for owner, names in rows for name in re.findall(r"[A-Z_]+", names)]
    ours = {"PUBLIC_URL"}
    addresses = {name.upper() for name in Settings.__struct_fields__ if name.endswith("_url")} - ours
    assert sorted(name for name, _ in named) == sorted(addresses | {"FILES_DIR", "INTERNAL_PORT"})
    for name, owner in named:
        # What is asked over the broker is the platform's to carry and a module's to ask.
        homes = (
            [SOURCES / "modules" / owner]
            if owner in MODULES and name != "AMQP_URL"
            else [SOURCES / "platform"]
        )
        read = any(
            f".{name.lower()}" in path.read_text(encoding="utf-8")
            for home in homes
            for path in home.rglob("*.py")
        )
        assert read or owner == "platform", (name, owner)


def _imports(part: str) -> set[tuple[str, str]]:
    """(importer, imported) for every module that imports this part of another one."""
    found = set()
    for module in MODULES:
        for path in (SOURCES / "modules" / module).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom):
                    for alias in node.names:
                        words = f"{node.module}.{alias.name}".split(".")
                        if words[:2] == ["tutorium", "modules"] and words[2] != module and words[3] == part:
                            found.add((module, words[2]))
    return found


def test_every_variable_is_explained() -> None:
    table = _section("Variables")
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE))
    assert explained == {name.upper() for name in Settings.__struct_fields__}


def test_the_defaults_of_variables_are_true() -> None:
    table = _section("Variables")
    told = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]*) \|", table, re.MULTILINE))
    for field in msgspec.structs.fields(Settings):
        default = "required" if field.required else f"`{field.default}`" if field.default else "—"
        if field.default == 0:
            default = "`0`"
        assert told[field.name.upper()].strip() == default, field.name


def test_every_metric_is_explained() -> None:
    in_code = set(re.findall(r'"(tutorium_\w+)",\n', _sources())) | set(
        re.findall(r'(?:Gauge|Counter|Histogram)\(\s*"(tutorium_\w+)"', _sources())
    )
    assert set(re.findall(r"^\| `(tutorium_\w+)` \|", _text("operations.md"), re.MULTILINE)) == in_code


def test_every_error_in_the_log_is_explained() -> None:
    told = set(re.findall(r"^\| `(\w+)` \|", _section("Logs"), re.MULTILINE))
    assert told == set(re.findall(r'log\.error\(\s*"(\w+)"', _sources()))


def test_every_periodic_job_is_explained() -> None:
    table = _section("Periodic jobs")
    told = set(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", table, re.MULTILINE))
    in_code = re.findall(r'^@(?:jobs\.)?every\("([^"]+)"\)\nasync def (\w+)', _sources(), re.MULTILINE)
    assert told == {(name, cron) for cron, name in in_code}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), target
        assert not anchor or anchor in _anchors(file.read_text(encoding="utf-8")), target


def _anchors(text: str) -> set[str]:
    """The anchors GitHub and Docusaurus give to headings, and those set by hand."""
    anchors = set(re.findall(r'<a id="([^"]+)"', text))
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        kept = (c for c in heading.lower() if c in " -_" or unicodedata.category(c)[0] in "LN")
        anchors.add("".join(kept).strip().replace(" ", "-"))
    return anchors


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_named_files_and_tests_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for name in re.findall(r"`([\w./-]+)`", text):
        if name.startswith(ROOTS) and not name.startswith(MADE):
            assert (ROOT / name).exists(), name
    known = _test_names()
    assert set(re.findall(r"\btest_\w+", text)) <= known


def _test_names() -> set[str]:
    names = set()
    for path in (ROOT / "server/tests").rglob("*.py"):
        names.add(path.stem)
        names |= set(re.findall(r"def (test_\w+)", path.read_text(encoding="utf-8")))
    return names


def test_every_page_has_its_place() -> None:
    for page in DOCS.rglob("*.md"):
        head = page.read_text(encoding="utf-8").split("---")[1]
        assert re.search(r"^title: \S", head, re.MULTILINE), page
        assert re.search(r"^sidebar_position: \d", head, re.MULTILINE), page


def test_the_list_of_decisions_is_complete() -> None:
    decisions = {page.name for page in (DOCS / "decisions").glob("0*.md")}
    assert set(re.findall(r"\((0[\w-]+\.md)\)", _text("decisions/index.md"))) == decisions


def test_the_map_of_the_readme_is_complete() -> None:
    """Every folder at the top that git keeps is on the map, and so is every package of the server."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for folder in (*ROOT.iterdir(), *SOURCES.iterdir()):
        made = folder.name == "__pycache__" or (folder.name.startswith(".") and folder.name != ".ci")
        if folder.is_dir() and not made:
            assert f"{folder.name}/" in text, folder.name
