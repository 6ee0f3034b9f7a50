"""The help centre: what ships with the product, search in Russian, editions."""

import pytest

from backoffice.staff import a_colleague, audited, outcome
from people import a_student
from support.desk import ARTICLE
from tutorium.modules.support.model.articles import TOPICS, shipped
from world import World


def test_every_topic_has_an_article_and_every_article_its_parts() -> None:
    found = shipped()
    assert len(found) >= 12
    assert {each.topic for each in found.values()} == set(TOPICS)
    for slug, each in found.items():
        assert 10 < len(each.title) <= 120, slug
        assert 20 < len(each.summary) <= 300, slug
        assert 400 < len(each.body) <= 20_000, slug


async def test_shipped_articles_are_put_in_once_and_never_over_an_edition(world: World) -> None:
    await world.run_schedule("support.install_articles")
    visitor = world.visitor()
    listed = (await visitor.get("/support/articles")).json()["items"]
    assert {each["slug"] for each in listed} == set(shipped())
    agent = await a_colleague(world, "support")
    slug = listed[0]["slug"]
    shown = (await visitor.get(f"/support/articles/{slug}")).json()
    body = ARTICLE | {"topic": shown["topic"], "title": "Написано заново"}
    assert (await agent.put(f"/support/articles/{slug}", body)).status_code == 200
    await world.run_schedule("support.install_articles")
    assert (await visitor.get(f"/support/articles/{slug}")).json()["title"] == "Написано заново"
    editions = (await agent.get(f"/support/articles/{slug}/editions")).json()["items"]
    assert [(each["version"], each["author_id"]) for each in editions] == [(2, agent.id), (1, None)]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("вернуть деньги", "refunds"),
        ("отменить занятие", "cancel-lesson"),
        ("отмену", "cancel-lesson"),
        ("приложение с кодами", "protect-account"),
        ("ребёнка", "children"),
        ("ребенка", "children"),
    ],
)
async def test_articles_are_found_by_any_form_of_a_word(world: World, words: str, slug: str) -> None:
    await world.run_schedule("support.install_articles")
    found = (await world.visitor().get("/support/articles", q=words)).json()["items"]
    assert slug in [each["slug"] for each in found[:4]]


async def test_when_no_article_has_all_words_some_are_enough(world: World) -> None:
    await world.run_schedule("support.install_articles")
    visitor = world.visitor()
    assert (await visitor.get("/support/articles", q="возврат бегемота")).json()["items"]
    assert (await visitor.get("/support/articles", q="бегемот")).json()["items"] == []
    assert (await visitor.get("/support/articles", q="!!! ' & |")).status_code == 200


async def test_a_draft_is_seen_at_the_desk_only(world: World) -> None:
    agent, visitor = await a_colleague(world, "support"), world.visitor()
    draft = ARTICLE | {"slug": "how-to-move", "published": False}
    written = await agent.post("/support/articles", draft)
    assert (written.status_code, written.json()["version"]) == (201, 1)
    assert (await visitor.get("/support/articles/how-to-move")).status_code == 404
    assert (await visitor.get("/support/articles", q="перенести")).json()["items"] == []
    at_desk = (await agent.get("/backoffice/articles")).json()["items"]
    assert [each["slug"] for each in at_desk] == ["how-to-move"]
    await agent.put("/support/articles/how-to-move", ARTICLE)
    assert (await visitor.get("/support/articles/how-to-move")).json()["body"] == ARTICLE["body"]
    actions = await audited(world, "support.article_written") + await audited(
        world, "support.article_changed"
    )
    assert [row["subject"] for row in actions] == ["article:how-to-move"] * 2


async def test_of_two_editors_the_second_is_told(world: World) -> None:
    agent = await a_colleague(world, "support")
    await agent.post("/support/articles", ARTICLE | {"slug": "how-to-move"})
    path, seen = "/support/articles/how-to-move", {"if-match": '"1"'}
    assert (await agent.put(path, ARTICLE, **seen)).status_code == 200
    assert outcome(await agent.put(path, ARTICLE, **seen)) == (409, "version_mismatch")
    again = await agent.post("/support/articles", ARTICLE | {"slug": "how-to-move"})
    assert outcome(again) == (409, "support.article_exists")
    reserved = await agent.post("/support/articles", ARTICLE | {"slug": "contact"})
    assert outcome(reserved) == (409, "support.article_exists")
    assert (await agent.put("/support/articles/nothing-here", ARTICLE)).status_code == 404
    assert (await agent.get("/support/articles/nothing-here/editions")).status_code == 404


async def test_customers_write_no_articles(world: World) -> None:
    student = await a_student(world)
    answer = await student.post("/support/articles", ARTICLE | {"slug": "mine"})
    assert answer.status_code == 403
