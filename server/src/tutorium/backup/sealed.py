"""An encrypted stream: whoever has the key reads all of it or learns that it was altered or cut short.

The head says the format, which key is needed, a salt and the beginning of every nonce. Then come chunks of
1 MiB under AES-256-GCM, with a key derived for this one stream; each nonce counts its chunk and says whether
it is the last one, so that no chunk can be changed, moved, dropped or added (the STREAM construction).
"""

import hashlib
import io
import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tutorium.platform.settings import ConfigurationError

MAGIC = b"tutorium backup 1\n"
KEY_ID, SALT, PREFIX = 8, 16, 7
HEAD = len(MAGIC) + KEY_ID + SALT + PREFIX
CHUNK = 1 << 20
TAG = 16


class Damaged(ConfigurationError):
    """The archive is not what was written."""


class _Cipher:
    def __init__(self, secret: str, head: bytes) -> None:
        salt = head[-SALT - PREFIX : -PREFIX]
        self.key = AESGCM(_derive(secret, salt, b"tutorium backup stream"))
        self.head = head
        self.count = 0

    def nonce(self, *, last: bool) -> bytes:
        """The next chunk's nonce."""
        nonce = self.head[-PREFIX:] + self.count.to_bytes(4, "big") + bytes([last])
        self.count += 1
        return nonce


def _derive(secret: str, salt: bytes | None, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose).derive(secret.encode())


def _key_id(secret: str) -> bytes:
    return hashlib.sha256(_derive(secret, None, b"tutorium backup key id")).digest()[:KEY_ID]


class SealedWriter(io.RawIOBase):
    """Takes bytes, writes them encrypted; `close` writes the last chunk, without which it is damaged."""

    def __init__(self, target: BinaryIO, secret: str) -> None:
        head = MAGIC + _key_id(secret) + os.urandom(SALT + PREFIX)
        self._target, self._cipher, self._waiting = target, _Cipher(secret, head), bytearray()
        target.write(head)

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        given = bytes(content)  # type: ignore[call-overload]
        self._waiting += given
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(given)

    def close(self) -> None:
        if not self.closed:
            self._seal(bytes(self._waiting), last=True)
        super().close()

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        cipher = self._cipher
        self._target.write(cipher.key.encrypt(cipher.nonce(last=last), chunk, cipher.head))


class SealedReader(io.RawIOBase):
    """Gives the bytes back; Damaged when they are others now, ConfigurationError with another key."""

    def __init__(self, source: BinaryIO, secret: str) -> None:
        head = source.read(HEAD)
        if not head.startswith(MAGIC) or len(head) < HEAD:
            raise Damaged("This is no backup of Tutorium, or its beginning is damaged.")
        if head[len(MAGIC) : len(MAGIC) + KEY_ID] != _key_id(secret):
            raise ConfigurationError("The backup was made with another BACKUP_KEY.")
        self._source, self._cipher = source, _Cipher(secret, head)
        self._next = source.read(CHUNK + TAG)
        if not self._next:
            raise Damaged("The backup is cut short: nothing follows its beginning.")
        self._open = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        wanted = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        while not self._open and self._next:
            self._open = memoryview(self._unseal())
        count = min(len(wanted), len(self._open))
        wanted[:count] = self._open[:count]
        self._open = self._open[count:]
        return count

    def _unseal(self) -> bytes:
        chunk, self._next = self._next, self._source.read(CHUNK + TAG)
        cipher = self._cipher
        try:
            return cipher.key.decrypt(cipher.nonce(last=not self._next), chunk, cipher.head)
        except (InvalidTag, ValueError):
            raise Damaged(
                f"The backup is damaged or cut short, {cipher.count} MB from its beginning."
            ) from None
