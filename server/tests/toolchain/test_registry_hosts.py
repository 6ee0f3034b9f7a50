"""No committed file names a package registry: an installation may use a mirror, and a lock must not argue."""

import re
import shutil
import subprocess

import pytest

from tutorium.local.root import ROOT

# Put together from parts, or this file would be the first to fail its own test.
HOSTS = re.compile(
    "|".join(
        re.escape(".".join(parts))
        for parts in (
            ("registry", "npmjs", "org"),
            ("registry", "yarnpkg", "com"),
            ("files", "pythonhosted", "org"),
            ("pypi", "org"),
            ("deb", "debian", "org"),
        )
    )
)


def committed_files() -> list[str]:
    """Paths of every file git keeps, relative to the root."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.fail("this check reads the list of committed files: run it in a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.split("\0") if name]


def test_no_committed_file_names_a_package_registry() -> None:
    naming = []
    for name in committed_files():
        path = ROOT / name
        if path.is_file() and HOSTS.search(path.read_text(errors="ignore")):
            naming.append(name)
    assert naming == []


def test_every_locked_python_package_has_a_hash() -> None:
    for lock in (ROOT / "server/locks").glob("*.txt"):
        entries = re.split(r"\n(?=\S)", lock.read_text().strip())
        assert [entry for entry in entries if "--hash=sha256:" not in entry] == [], lock.name
