"""Sealed secrets open for their owner, unaltered, and for nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorium.platform.sealing import SealBroken, seal, unseal
from world import World

OWNER, OTHER = b"owner", b"other"


@pytest.fixture(autouse=True)
def configured(running_world: World) -> None:
    """The key is derived from the settings."""


@given(st.binary(max_size=200))
def test_what_was_sealed_opens_for_its_owner(secret: bytes) -> None:
    assert unseal(seal(secret, owner=OWNER), owner=OWNER) == secret


def test_it_opens_for_nobody_else() -> None:
    with pytest.raises(SealBroken):
        unseal(seal(b"secret", owner=OWNER), owner=OTHER)


def test_the_same_secret_is_sealed_differently_each_time() -> None:
    assert len({seal(b"secret", owner=OWNER) for _ in range(1000)}) == 1000


def test_no_bit_can_be_changed() -> None:
    sealed = seal(b"secret", owner=OWNER)
    for place in range(len(sealed) * 8):
        altered = bytearray(sealed)
        altered[place // 8] ^= 1 << place % 8
        with pytest.raises(SealBroken):
            unseal(bytes(altered), owner=OWNER)


def test_a_torn_value_is_broken() -> None:
    sealed = seal(b"secret", owner=OWNER)
    for length in range(len(sealed)):
        with pytest.raises(SealBroken):
            unseal(sealed[:length], owner=OWNER)
