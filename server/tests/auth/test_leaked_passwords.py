"""Passwords that leaked often, as zxcvbn knows them; those shorter than ten are too short anyway."""

import pytest
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from tutorium.modules.auth.errors import PasswordWeak
from tutorium.modules.auth.model import refuse_weak_password


def test_no_password_of_the_thirty_thousand_most_common_ones_is_taken() -> None:
    leaked = [each for each in FREQUENCY_LISTS["passwords"] if len(each) >= 10]
    assert len(leaked) > 1000
    for password in (*leaked, *(each.capitalize() for each in leaked)):
        with pytest.raises(PasswordWeak):
            refuse_weak_password(password, field="password", about=(), roles={"student"})
