"""The encrypted stream of a backup: whole, or refused."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorium.backup.sealed import CHUNK, HEAD, TAG, Damaged, SealedReader, SealedWriter
from tutorium.platform.settings import ConfigurationError

KEY = "a key of backups that only the tests use"


def sealed(content: bytes, *, step: int = CHUNK) -> bytes:
    target = io.BytesIO()
    with SealedWriter(target, KEY) as writer:
        for start in range(0, len(content), step):
            writer.write(content[start : start + step])
    return target.getvalue()


def opened(stream: bytes, key: str = KEY) -> bytes:
    return io.BufferedReader(SealedReader(io.BytesIO(stream), key)).read()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5])
def test_what_goes_in_comes_out(size: int) -> None:
    content = bytes(range(256)) * (size // 256) + bytes(size % 256)
    assert opened(sealed(content, step=100_000)) == content


@given(st.integers(0, HEAD + 50 + TAG - 1), st.integers(1, 255))
def test_no_byte_can_be_changed(position: int, change: int) -> None:
    stream = bytearray(sealed(b"x" * 50))
    stream[position] ^= change
    with pytest.raises(ConfigurationError):
        opened(bytes(stream))


@given(st.integers(0, HEAD + 50 + TAG - 1))
def test_nothing_can_be_cut_off(length: int) -> None:
    with pytest.raises(Damaged):
        opened(sealed(b"x" * 50)[:length])


def test_chunks_can_be_neither_swapped_nor_dropped_nor_added() -> None:
    stream = sealed(b"a" * CHUNK + b"b" * CHUNK + b"c" * CHUNK)
    head, size = stream[:HEAD], CHUNK + TAG
    first, second, third = (stream[HEAD + n * size : HEAD + (n + 1) * size] for n in range(3))
    assert head + first + second + third == stream
    for chunks in ((second, first, third), (first, third), (first, second), (first, second, third, third)):
        with pytest.raises(Damaged):
            opened(head + b"".join(chunks))


def test_two_backups_of_the_same_have_nothing_in_common() -> None:
    one, two = sealed(b"x" * 50), sealed(b"x" * 50)
    assert one[HEAD:] != two[HEAD:]


def test_another_key_is_named_as_the_reason() -> None:
    with pytest.raises(ConfigurationError, match="another BACKUP_KEY"):
        opened(sealed(b"x"), "another key")
