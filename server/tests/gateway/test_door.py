"""The layers every request passes, seen from outside."""

from world import World


async def test_an_unknown_address_is_a_problem_with_a_request_id(world: World) -> None:
    answer = await world.visitor().get("/nothing/here")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "not_found"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
