"""`tutorium staff`: who works for the platform, and the way in for the first administrator.

No password is taken or shown: `add` prints a link, good for an hour and once, that sets one by the rules for
staff. What it does is audited as done by the system, which is whoever has the server's shell.
"""

import argparse
import asyncio
import re
from datetime import date
from urllib.parse import urlencode

from tutorium.modules.auth import api as auth
from tutorium.platform.errors import Refusal
from tutorium.platform.identity import STAFF
from tutorium.platform.settings import ConfigurationError, settings
from tutorium.process import resources

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def main(arguments: list[str]) -> None:
    """List the staff, or add somebody; ConfigurationError says in a sentence what is wrong."""
    chosen = _parser().parse_args(arguments)
    asyncio.run(_add(chosen) if chosen.action == "add" else _list())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tutorium staff", description="Who works for the platform.")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="everybody, with roles and state")
    add = actions.add_parser("add", help="give somebody a role and print the link that sets the password")
    add.add_argument("email")
    add.add_argument("--role", action="append", required=True, choices=sorted(STAFF), dest="roles")
    add.add_argument("--name", required=True, help="full name")
    add.add_argument("--birth-date", required=True, type=date.fromisoformat, metavar="YYYY-MM-DD")
    return parser


async def _list() -> None:
    async with resources("staff", statement_seconds=5):
        for each in await auth.staff():
            roles = ",".join(each.roles)
            print(f"{each.user_id}\t{each.masked_email}\t{roles}\t{each.state}\t{each.full_name}")


async def _add(chosen: argparse.Namespace) -> None:
    if not ADDRESS.fullmatch(chosen.email) or not chosen.name.strip():
        raise ConfigurationError("An e-mail address and a name are needed.")
    async with resources("staff", statement_seconds=5):
        try:
            token_id = await auth.add_staff(
                email=chosen.email,
                full_name=chosen.name.strip(),
                birth_date=chosen.birth_date,
                roles=sorted(set(chosen.roles)),
            )
        except Refusal as refused:
            raise ConfigurationError(refused.sentence("en")) from None
        token = await auth.link_token(token_id=token_id)
    print(f"{chosen.email} is {', '.join(sorted(set(chosen.roles)))} now.")
    print("This link sets the password; it works once, for an hour:")
    print(f"{settings().public_url}/reset-password?{urlencode({'token': token})}")
