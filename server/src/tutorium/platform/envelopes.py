"""Large secrets that lie encrypted among the files, each under a key made for it and for nothing else.

AES-256-GCM. The object's key is sealed (`platform.sealing`) under the key derived from SECRET_KEY and stands
in the database beside what the object is; the label, which names object and owner, is authenticated by both,
so that no object can be put in another's place. Destroying the sealed key destroys the object, wherever
copies of its bytes may lie; a new SECRET_KEY means sealing the keys anew, and no object.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tutorium.platform.sealing import SealBroken, seal, unseal

FORMAT = b"\x01"
"""AES-256-GCM, 96-bit nonce, format and label authenticated."""
NONCE = 12


def new_key(*, label: bytes) -> bytes:
    """A fresh key for the objects of this label, sealed: to be stored in the database."""
    return seal(AESGCM.generate_key(256), owner=label)


def lock(content: bytes, *, key: bytes, label: bytes, part: str) -> bytes:
    """The content, encrypted; `part` tells the objects under one key apart."""
    nonce = os.urandom(NONCE)
    opened = AESGCM(unseal(key, owner=label))
    return FORMAT + nonce + opened.encrypt(nonce, content, FORMAT + label + part.encode())


def unlock(locked: bytes, *, key: bytes, label: bytes, part: str) -> bytes:
    """The content that was locked; SealBroken when anything of it, its key, label or part, is another."""
    head, nonce, body = locked[:1], locked[1 : 1 + NONCE], locked[1 + NONCE :]
    if head != FORMAT:
        raise SealBroken
    try:
        return AESGCM(unseal(key, owner=label)).decrypt(nonce, body, FORMAT + label + part.encode())
    except (InvalidTag, ValueError):
        raise SealBroken from None
