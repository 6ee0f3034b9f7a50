"""Small secrets that lie encrypted in the database: a stolen copy of it alone opens none of them.

AES-256-GCM under a key derived from SECRET_KEY. A sealed value says in its head how it was made: one byte
for the format, eight that name the key, then the nonce. It opens only for the owner it was sealed for.
"""

import hashlib
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tutorium.platform.settings import settings

FORMAT = b"\x01"
"""AES-256-GCM, 96-bit nonce, head and owner authenticated."""
KEY_ID, NONCE = 8, 12
HEAD = len(FORMAT) + KEY_ID


class SealBroken(Exception):
    """The value was sealed for somebody else, with another key, or has been altered."""


def seal(secret: bytes, *, owner: bytes) -> bytes:
    """The secret, encrypted for this owner."""
    key, key_id = _key(settings().secret_key)
    nonce = os.urandom(NONCE)
    head = FORMAT + key_id
    return head + nonce + AESGCM(key).encrypt(nonce, secret, head + owner)


def unseal(sealed: bytes, *, owner: bytes) -> bytes:
    """The secret that was sealed for this owner; SealBroken for anybody else's."""
    key, key_id = _key(settings().secret_key)
    head, nonce, body = sealed[:HEAD], sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE :]
    if head != FORMAT + key_id:
        raise SealBroken
    try:
        return AESGCM(key).decrypt(nonce, body, head + owner)
    except (InvalidTag, ValueError):
        raise SealBroken from None


def key_id(secret_key: str) -> str:
    """Which SECRET_KEY this is, without telling it."""
    return _key(secret_key)[1].hex()


@cache
def _key(secret_key: str) -> tuple[bytes, bytes]:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"tutorium sealing").derive(secret_key.encode())
    return key, hashlib.sha256(key).digest()[:KEY_ID]
