"""Certificates of a local authority: made together, for whom they are meant, and anew in time."""

import datetime
from pathlib import Path

import pytest
from cryptography import x509

from tutorium.local import doctor, tls
from tutorium.local.configuration import choices
from tutorium.local.doctor import examine
from tutorium.local.tls import Holder, certificates, days_left, main
from tutorium.platform.settings import ConfigurationError


def authority_of(folder: Path) -> bytes:
    return (folder / "authority.pem").read_bytes()


def test_all_holders_have_one_authority_and_a_key_of_their_own(tmp_path: Path) -> None:
    main([str(tmp_path), "postgres", "serve"])
    assert authority_of(tmp_path / "postgres") == authority_of(tmp_path / "serve")
    for name in ("postgres", "serve"):
        shown = x509.load_pem_x509_certificate((tmp_path / name / "server.pem").read_bytes())
        names = shown.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        assert names.get_values_for_type(x509.DNSName) == [name, "localhost"]
        assert (tmp_path / name / "server.key").stat().st_mode & 0o077 == 0
    assert (tmp_path / "postgres/server.key").read_bytes() != (tmp_path / "serve/server.key").read_bytes()


def test_they_are_made_anew_together_when_one_is_missing_and_not_before(tmp_path: Path) -> None:
    holders = [Holder(tmp_path / name, (name,)) for name in ("a", "b")]
    assert certificates(holders)
    assert not certificates(holders)
    first = authority_of(tmp_path / "a")
    (tmp_path / "b/server.key").unlink()
    assert certificates(holders)
    assert authority_of(tmp_path / "a") == authority_of(tmp_path / "b") != first


def test_they_are_made_anew_before_they_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    holder = Holder(tmp_path, ("a",))
    monkeypatch.setattr(tls, "LIFE", datetime.timedelta(days=20))
    assert certificates([holder])
    assert days_left(holder.files.chain) == 19
    monkeypatch.undo()
    assert certificates([holder])
    assert days_left(holder.files.chain) > 390


def test_a_user_is_a_number(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="number"):
        main([str(tmp_path), "postgres:postgres"])


def test_the_doctor_says_when_the_first_one_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    holder = Holder(tmp_path / "tls", ("a",))
    monkeypatch.setattr(tls, "LIFE", datetime.timedelta(days=10))
    certificates([holder])
    chosen = choices(
        tls=False, variables={"TUTORIUM_DATA": str(tmp_path), "TLS_CERTIFICATE": str(holder.files.chain)}
    )
    [found] = [each for each in examine(chosen) if each.subject == "Certificates"]
    assert not found.well
    assert "9 days" in found.sentence
    assert doctor.DAYS_LEFT > 9
