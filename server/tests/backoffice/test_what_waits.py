"""What waits is told in numbers, to those whose business it is, and leaves no trace."""

from backoffice.staff import a_colleague
from people import TUTOR_PROFILE, a_tutor
from world import World


async def test_everybody_hears_of_what_is_his_business(world: World) -> None:
    tutor = await a_tutor(world)
    await tutor.put("/accounts/me/tutor-profile", TUTOR_PROFILE | {"headline": "Новый заголовок"})
    await world.fetch("DELETE FROM platform.pgqueuer")
    nothing = dict.fromkeys(("tickets", "verifications", "reviews", "parked_jobs", "refunds", "policy"))
    expected = {
        "admin": {
            "tickets": 0,
            "verifications": 0,
            "reviews": 1,
            "parked_jobs": 0,
            "refunds": 0,
            "policy": 0,
        },
        "moderator": nothing | {"verifications": 0, "reviews": 1},
        "support": nothing | {"tickets": 0, "refunds": 0},
        "finance": nothing | {"refunds": 0, "policy": 0},
    }
    told = {}
    for colleague in (
        await a_colleague(world, "admin"),
        await a_colleague(world, "moderator"),
        await a_colleague(world, "support"),
        await a_colleague(world, "finance"),
    ):
        role = (await colleague.get("/auth/session")).json()["roles"][0]
        told[role] = (await colleague.get("/backoffice/waiting")).json()
    assert told == expected
    assert await world.fetch("SELECT FROM platform.audit WHERE action LIKE 'backoffice.%'") == []
