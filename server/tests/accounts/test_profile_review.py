"""Edits of listed tutors: texts, name and photo wait for a moderator; prices and terms do not."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import TUTOR_PROFILE, Person, a_student, a_tutor, someone
from tutorium.modules.accounts import api as accounts
from tutorium.modules.accounts.errors import ReviewDecided, ReviewReasonMissing
from tutorium.modules.accounts.model.reviews import Field, still_different
from tutorium.platform.errors import NotFound
from world import World

PATH = "/accounts/me/tutor-profile"
MODERATOR = uuid4()
FIELDS: tuple[Field, ...] = ("full_name", "photo_id", "headline", "about", "education")
VALUES = st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=3))


async def public(world: World, tutor: Person) -> dict[str, Any]:
    """The tutor's page as everybody sees it."""
    await world.settle()
    page: dict[str, Any] = (await world.visitor().get(f"/catalog/tutors/{tutor.id}")).json()
    return page


async def the_review(tutor: Person) -> accounts.ReviewCard:
    """The tutor's edit in the moderators' queue."""
    waiting = await accounts.reviews_waiting(cursor=None, limit=100)
    [found] = [each for each in waiting if each.tutor_id == UUID(tutor.id)]
    return found


async def decide(review: accounts.ReviewCard, *, approved: bool, note: str = "") -> accounts.ReviewCard:
    """A moderator's decision."""
    return await accounts.decide_review(
        review_id=review.review_id,
        moderator_id=MODERATOR,
        approved=approved,
        reason_code=None if approved else "contacts",
        note=note,
    )


async def test_texts_wait_and_prices_do_not(world: World) -> None:
    tutor = await a_tutor(world)
    subjects = [{"subject": "math", "level": "ege", "price_kopecks_per_hour": 200_000}]
    edit = {"headline": "Новый заголовок", "subjects": subjects, "cancellation_preset": "strict"}
    saved = (await tutor.put(PATH, TUTOR_PROFILE | edit)).json()
    assert (saved["headline"], saved["state"]) == ("Новый заголовок", "listed")
    assert saved["review"]["state"] == "waiting"
    assert saved["review"]["before"] == {"headline": TUTOR_PROFILE["headline"]}
    assert saved["review"]["after"] == {"headline": "Новый заголовок"}
    assert (await tutor.get(PATH)).json() == saved
    page = await public(world, tutor)
    assert page["headline"] == TUTOR_PROFILE["headline"]
    assert (page["price_kopecks_per_hour"], page["cancellation_preset"]) == (200_000, "strict")


async def test_what_a_moderator_lets_through_everybody_sees_and_the_tutor_is_told(world: World) -> None:
    tutor = await a_tutor(world)
    await tutor.put(PATH, TUTOR_PROFILE | {"headline": "Новый заголовок", "education": "СПбГУ"})
    await tutor.patch("/accounts/me", {"full_name": "Иван Петрович Кузнецов"})
    review = await the_review(tutor)
    assert review.full_name == "Иван Кузнецов"
    assert review.after == {
        "headline": "Новый заголовок",
        "education": "СПбГУ",
        "full_name": "Иван Петрович Кузнецов",
    }
    decided = await decide(review, approved=True)
    assert (decided.state, decided.reason_code, decided.version) == ("approved", None, 2)
    page = await public(world, tutor)
    assert (page["headline"], page["education"]) == ("Новый заголовок", "СПбГУ")
    assert page["full_name"] == "Иван Петрович Кузнецов"
    assert (await tutor.get("/accounts/me")).json()["on_review"] == []
    letter = (await world.letters(tutor.email, "Accounts.ProfileEditApproved"))[0]
    assert letter["parameters"]["link"].endswith(f"/tutors/{tutor.id}")


async def test_what_a_moderator_declines_nobody_sees_and_the_tutor_is_told_why(world: World) -> None:
    tutor = await a_tutor(world)
    await tutor.put(PATH, TUTOR_PROFILE | {"about": "Звоните: 8 900 000-00-00"})
    await decide(await the_review(tutor), approved=False, note="Уберите телефон из текста.")
    page = await public(world, tutor)
    assert page["about"] == TUTOR_PROFILE["about"]
    mine = (await tutor.get(PATH)).json()
    assert mine["about"] == TUTOR_PROFILE["about"]
    assert (mine["review"]["state"], mine["review"]["reason_code"]) == ("rejected", "contacts")
    assert mine["review"]["after"] == {"about": "Звоните: 8 900 000-00-00"}
    letter = (await world.letters(tutor.email, "Accounts.ProfileEditRejected"))[0]
    assert "Уберите телефон из текста." in letter["parameters"]["text"]


async def test_the_decision_is_in_the_audit_log_without_the_texts(world: World) -> None:
    tutor = await a_tutor(world)
    await tutor.put(PATH, TUTOR_PROFILE | {"headline": "Новый заголовок"})
    review = await the_review(tutor)
    await decide(review, approved=False)
    [row] = await world.fetch("SELECT * FROM platform.audit WHERE action LIKE 'accounts.profile_edit%'")
    assert (row["action"], row["actor_id"]) == ("accounts.profile_edit_rejected", MODERATOR)
    assert (row["subject"], row["reason"]) == (f"user:{tutor.id}", "contacts")
    assert row["data"] == {"review_id": str(review.review_id), "fields": ["headline"]}


async def test_of_many_decisions_one_counts(world: World) -> None:
    tutor = await a_tutor(world)
    await tutor.put(PATH, TUTOR_PROFILE | {"headline": "Новый заголовок"})
    review = await the_review(tutor)
    decisions = await asyncio.gather(
        *(decide(review, approved=number % 2 == 0) for number in range(8)), return_exceptions=True
    )
    assert sum(isinstance(each, ReviewDecided) for each in decisions) == 7
    [won] = [each for each in decisions if isinstance(each, accounts.ReviewCard)]
    expected = "Новый заголовок" if won.state == "approved" else TUTOR_PROFILE["headline"]
    assert (await public(world, tutor))["headline"] == expected
    assert len(await world.fetch("SELECT id FROM platform.audit WHERE action ~ 'profile_edit'")) == 1


async def test_a_new_edit_takes_the_place_of_the_one_that_waits(world: World) -> None:
    tutor = await a_tutor(world)
    await tutor.put(PATH, TUTOR_PROFILE | {"headline": "Первая правка"})
    first = await the_review(tutor)
    await tutor.put(PATH, TUTOR_PROFILE | {"headline": "Вторая правка"})
    second = await the_review(tutor)
    assert second.after == {"headline": "Вторая правка"}
    with pytest.raises(NotFound):
        await decide(first, approved=True)
    assert await accounts.review(review_id=first.review_id) is None
    assert (await public(world, tutor))["headline"] == TUTOR_PROFILE["headline"]


async def test_saving_other_things_leaves_the_waiting_edit_alone(world: World) -> None:
    tutor = await a_tutor(world)
    mine = (await tutor.put(PATH, TUTOR_PROFILE | {"headline": "Новый заголовок"})).json()
    review = await the_review(tutor)
    await tutor.put(PATH, {name: mine[name] for name in TUTOR_PROFILE} | {"experience_years": 11})
    await tutor.patch("/accounts/me", {"timezone": "Asia/Omsk"})
    assert await the_review(tutor) == review


async def test_an_edit_taken_back_waits_no_longer(world: World) -> None:
    tutor = await a_tutor(world)
    await tutor.put(PATH, TUTOR_PROFILE | {"headline": "Новый заголовок"})
    assert (await tutor.put(PATH, TUTOR_PROFILE)).json()["review"] is None
    assert await accounts.reviews_waiting(cursor=None, limit=10) == []


async def test_drafts_and_students_change_their_names_at_once(world: World) -> None:
    student = await a_student(world)
    draft = await someone(world, role="tutor", full_name="Иван Кузнецов")
    await draft.put(PATH, TUTOR_PROFILE)
    for person in (student, draft):
        changed = (await person.patch("/accounts/me", {"full_name": "Новое Имя"})).json()
        assert (changed["full_name"], changed["on_review"]) == ("Новое Имя", [])
    assert (await draft.put(PATH, TUTOR_PROFILE | {"headline": "Иначе"})).json()["review"] is None
    assert await accounts.reviews_waiting(cursor=None, limit=10) == []


async def test_others_see_the_name_that_was_approved(world: World) -> None:
    tutor = await a_tutor(world)
    changed = (await tutor.patch("/accounts/me", {"full_name": "Новое Имя"})).json()
    assert (changed["full_name"], changed["on_review"]) == ("Новое Имя", ["full_name"])
    person = await accounts.person(user_id=UUID(tutor.id))
    assert person is not None
    assert person.full_name == "Иван Кузнецов"


async def test_declining_needs_a_reason_from_the_list(world: World) -> None:
    tutor = await a_tutor(world)
    await tutor.put(PATH, TUTOR_PROFILE | {"headline": "Новый заголовок"})
    review = await the_review(tutor)
    for reason in (None, "because"):
        with pytest.raises(ReviewReasonMissing):
            await accounts.decide_review(
                review_id=review.review_id,
                moderator_id=MODERATOR,
                approved=False,
                reason_code=reason,
                note="",
            )
    assert (await the_review(tutor)).state == "waiting"


async def test_the_queue_is_read_page_by_page_the_longest_waiting_first(world: World) -> None:
    tutors = [await a_tutor(world) for _ in range(3)]
    for tutor in tutors:
        await tutor.put(PATH, TUTOR_PROFILE | {"headline": "Новый заголовок"})
    first = await accounts.reviews_waiting(cursor=None, limit=2)
    rest = await accounts.reviews_waiting(cursor=first[-1].review_id, limit=2)
    assert [str(each.tutor_id) for each in [*first, *rest]] == [tutor.id for tutor in tutors]


async def test_an_edit_and_a_decision_at_once_never_publish_what_nobody_saw(world: World) -> None:
    tutor = await a_tutor(world)
    await tutor.put(PATH, TUTOR_PROFILE | {"headline": "Проверено"})
    review = await the_review(tutor)
    await asyncio.gather(
        decide(review, approved=True),
        tutor.put(PATH, TUTOR_PROFILE | {"headline": "Не проверено"}),
        return_exceptions=True,
    )
    assert (await public(world, tutor))["headline"] in ("Проверено", TUTOR_PROFILE["headline"])
    assert (await tutor.get(PATH)).json()["headline"] in ("Не проверено", "Проверено")


@given(public=st.fixed_dictionaries({field: st.text(max_size=3) for field in FIELDS}), wanted=VALUES)
def test_only_what_differs_is_reviewed_and_nothing_that_differs_is_lost(
    public: dict[Field, str], wanted: dict[Field, str]
) -> None:
    left = still_different(public, wanted)
    assert all(public[field] != value for field, value in left.items())
    assert public | left == public | wanted
