"""The table of ASVS requirements is complete, and says of each one how it is held."""

import ast
import re
from collections import Counter
from datetime import date
from pathlib import Path

import msgspec

ROOT = Path(__file__).parents[3]
SOURCES = ROOT / "server/src/tutorium"
PAGE = ROOT / "docs/security/asvs.md"
NUMBERS = Path(__file__).with_name("asvs-5.0.0.txt")
"""Number and level of every requirement of levels 1 and 2."""
KINDS = ("test", "document", "not applicable", "exception")
ABSENT_MODULES = frozenset(
    "jwt jose authlib oauthlib saml2 lxml xml xmltodict defusedxml ldap ldap3 graphql strawberry ariadne"
    " websockets aiortc pickle marshal shelve dill yaml tarfile smtplib ftplib telnetlib pymemcache"
    " random".split()
)
ABSENT_FROM_THE_BROWSER = (
    "dangerouslySetInnerHTML",
    "innerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function(",
    "postMessage",
    "new WebSocket",
    "RTCPeerConnection",
    "new RegExp(",
    "document.cookie",
    "indexedDB",
)


class Row(msgspec.Struct, frozen=True):
    """A row of the table."""

    number: str
    level: str
    meaning: str
    kind: str
    how: str


def _rows() -> list[Row]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [Row(*each) for each in cells if re.fullmatch(r"\d+\.\d+\.\d+", each[0])]


def test_every_requirement_stands_in_the_table_once() -> None:
    wanted = NUMBERS.read_text(encoding="utf-8").splitlines()
    assert len(wanted) == 253
    assert [f"{row.number} {row.level}" for row in _rows()] == wanted


def test_every_row_says_how_the_requirement_is_held() -> None:
    for row in _rows():
        assert row.kind in KINDS, row
        assert 1 <= len(row.meaning.split()) <= 12, row
        if row.kind == "test":
            assert re.search(r"`test_\w+`", row.how), row
        elif row.kind == "document":
            assert re.search(r"\]\([^)]+\)|`[\w./-]+/[\w./-]+`", row.how), row
        else:
            written, _, reason = row.how.partition(": ")
            assert date.fromisoformat(written) >= date(2026, 11, 25), row
            assert len(reason.split()) > 2, row


def test_the_summary_counts_the_rows() -> None:
    """Levels 1 and 2 apart, then together."""
    rows = _rows()
    counted = Counter((row.kind, row.level) for row in rows)
    told = re.findall(r"^\| ([a-z ]+) \| (\d+) \| (\d+) \| (\d+) \|$", PAGE.read_text(), re.MULTILINE)
    expected = [(kind, counted[kind, "1"], counted[kind, "2"]) for kind in KINDS]
    all_of_one, all_of_two = (sum(row.level == level for row in rows) for level in "12")
    expected.append(("all", all_of_one, all_of_two))
    assert told == [(kind, str(one), str(two), str(one + two)) for kind, one, two in expected]


def test_a_test_is_named_once_at_least_for_what_is_held_by_tests() -> None:
    """No name is made of thin air: the function exists (the page on documentation tests looks, too)."""
    named = {name for row in _rows() for name in re.findall(r"`(test_\w+)`", row.how)}
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "server/tests").rglob("test_*.py")
    )
    assert named <= set(re.findall(r"def (test_\w+)\(", source))
    assert len(named) > 100


def test_what_the_table_calls_absent_is_absent() -> None:
    """No tokens, parsers and protocols of which the table says that we have none; no random but secrets."""
    found = set()
    for path in SOURCES.rglob("*.py"):
        if path.is_relative_to(SOURCES / "sandbox") or path.is_relative_to(SOURCES / "seed"):
            continue  # never in production
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found |= {name.split(".")[0] for name in names} & ABSENT_MODULES
    assert found == set()
    for path in (ROOT / "web/src").rglob("*.ts*"):
        text = path.read_text(encoding="utf-8")
        assert [word for word in ABSENT_FROM_THE_BROWSER if word in text] == [], path


def test_no_dangerous_call_is_made() -> None:
    """Nothing evaluates text, runs a shell, follows redirects, trusts any certificate or hashes with MD5."""
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            builtin = isinstance(node.func, ast.Name)
            assert not (builtin and name in ("eval", "exec", "compile", "__import__")), path
            assert name not in ("md5", "sha1", "popen", "create_subprocess_shell"), path
            for word in node.keywords:
                value = getattr(word.value, "value", None)
                assert (word.arg, value) not in (("shell", True), ("verify", False)), path
                assert word.arg != "follow_redirects" or value is False, path
