"""Ready answers and the texts of the help centre, at the desk."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from tutorium.modules.backoffice.router.common import WORDS
from tutorium.modules.support import api as support
from tutorium.platform.identity import Identity, Role
from tutorium.platform.web import Input, delete, get, post, put, routes_of

AGENTS: set[Role] = {"support", "admin"}


class MacroView(msgspec.Struct, frozen=True):
    """In the text {customer}, {agent} and {number} stand for names and the ticket's number."""

    id: UUID
    name: str
    text: str
    updated_at: datetime


class Macros(msgspec.Struct, frozen=True):
    items: list[MacroView]


class SaveMacro(Input, frozen=True):
    name: Annotated[str, msgspec.Meta(min_length=2, max_length=80, pattern=WORDS)]
    text: support.Text


class DeskArticles(msgspec.Struct, frozen=True):
    """The help centre with its drafts."""

    items: list[support.Article]


@get("/backoffice/macros", access=AGENTS)
async def list_macros() -> Macros:
    """Ready answers, by name."""
    return await _macros()


@post("/backoffice/macros", access=AGENTS, status_code=201, refusals=support.MACRO_REFUSALS)
async def add_macro(identity: Identity, data: SaveMacro) -> MacroView:
    """A new ready answer."""
    return _macro(await support.add_macro(agent_id=identity.user_id, name=data.name, text=data.text))


@put("/backoffice/macros/{macro_id:uuid}", access=AGENTS, refusals=support.MACRO_REFUSALS)
async def change_macro(identity: Identity, macro_id: UUID, data: SaveMacro) -> Macros:
    """Write a ready answer anew."""
    await support.change_macro(agent_id=identity.user_id, macro_id=macro_id, name=data.name, text=data.text)
    return await _macros()


@delete("/backoffice/macros/{macro_id:uuid}", access=AGENTS)
async def remove_macro(identity: Identity, macro_id: UUID) -> None:
    """Throw a ready answer away."""
    await support.remove_macro(agent_id=identity.user_id, macro_id=macro_id)


@get("/backoffice/articles", access=AGENTS)
async def desk_articles() -> DeskArticles:
    """Every article, drafts too."""
    return DeskArticles(await support.list_articles())


async def _macros() -> Macros:
    return Macros([_macro(each) for each in await support.list_macros()])


def _macro(macro: support.Macro) -> MacroView:
    return MacroView(macro.id, macro.name, macro.text, macro.updated_at)


router = routes_of(globals())
