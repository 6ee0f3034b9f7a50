"""A certificate authority of one installation: for a browser on one machine, or between its own systems.

The authority's key is forgotten at once: nothing but the certificates made with it can ever be signed by it.
So all of them are made together, and made anew together.
"""

import argparse
import datetime
import ipaddress
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tutorium.local.configuration import write_private
from tutorium.platform.settings import ConfigurationError

LIFE = datetime.timedelta(days=397)  # browsers refuse longer ones
RENEW_BEFORE = datetime.timedelta(days=30)
LOOPBACK = ("127.0.0.1", "::1")


class Certificate(NamedTuple):
    """Where the files are; `authority` is what the other side is told to trust."""

    chain: Path
    key: Path
    authority: Path


class Holder(NamedTuple):
    """Who gets a certificate: his folder, the names he answers to, and which user may read the key."""

    folder: Path
    names: tuple[str, ...]
    user_id: int | None = None

    @property
    def files(self) -> Certificate:
        """His three files."""
        return Certificate(*(self.folder / name for name in ("server.pem", "server.key", "authority.pem")))


def main(arguments: list[str]) -> None:
    """`tutorium certs`: a certificate for each of our systems, when one is absent or about to end."""
    parser = argparse.ArgumentParser(
        prog="tutorium certs", description="Certificates of one authority for all systems of an installation."
    )
    parser.add_argument("folder", type=Path, help="each holder gets a folder in it")
    parser.add_argument(
        "holders", nargs="+", metavar="NAME[:UID]", help="host name, and who may read the key"
    )
    chosen = parser.parse_args(arguments)
    holders = [_holder(chosen.folder, text) for text in chosen.holders]
    made = certificates(holders)
    print(f"{len(holders)} certificates in {chosen.folder}: {'made' if made else 'good for a while yet'}.")


def _holder(folder: Path, text: str) -> Holder:
    name, _, user = text.partition(":")
    if user and not user.isdecimal():
        raise ConfigurationError(f"{text}: after the colon comes the number of a user.")
    return Holder(folder / name, (name, "localhost"), int(user) if user else None)


def certificate(folder: Path) -> Certificate:
    """The certificate for localhost kept in this folder, made anew when absent or about to end."""
    holder = Holder(folder, ("localhost",))
    certificates([holder])
    return holder.files


def certificates(holders: Sequence[Holder]) -> bool:
    """Make the certificates of these holders, all or none; whether they had to be made."""
    if all(_is_good(holder.files) for holder in holders):
        return False
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Tutorium local authority")
    authority = (
        _builder(name, name, key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_signs_certificates(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    for holder in holders:
        _make(holder, authority, key)
    return True


def _is_good(files: Certificate) -> bool:
    return all(path.exists() for path in files) and days_left(files.chain) > RENEW_BEFORE.days


def days_left(chain: Path) -> int:
    """For how many days the first certificate of the file is good."""
    ends = x509.load_pem_x509_certificate(chain.read_bytes()).not_valid_after_utc
    return (ends - datetime.datetime.now(datetime.UTC)).days


def _make(holder: Holder, authority: x509.Certificate, authority_key: ec.EllipticCurvePrivateKey) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    names: list[x509.GeneralName] = [x509.DNSName(name) for name in holder.names]
    names += [x509.IPAddress(ipaddress.ip_address(address)) for address in LOOPBACK]
    uses = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    signed = (
        _builder(_name(holder.names[0]), authority.subject, key.public_key())
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage(uses), critical=False)
        .add_extension(issuer, critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    holder.folder.mkdir(parents=True, exist_ok=True)
    files = holder.files
    write_private(files.key, key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    files.chain.write_bytes(signed.public_bytes(pem) + authority.public_bytes(pem))
    files.authority.write_bytes(authority.public_bytes(pem))
    if holder.user_id is not None:
        for path in (holder.folder, *files):
            os.chown(path, holder.user_id, holder.user_id)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + LIFE)
    )


def _signs_certificates() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
