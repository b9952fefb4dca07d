"""Every endpoint of the exchange, with the example that its description gives, as the client would send it; and who is turned away."""

from typing import Any

import pytest

from papi.access.permissions import Role
from tests.access.tables import operations
from tests.support.contract import _description, description_of
from tests.support.exchanging import an_exchange, figure, pushed
from tests.support.machines import MachineCaller, machine
from tests.support.world import World

SCOPES = {
    "GET /integration/cchc/evidence": "evidence:read",
    "GET /integration/cchc/evidence/{evidence_id}/content": "evidence:read",
    "GET /integration/cchc/indicators": "scores:read",
    "GET /integration/cchc/measures": "reports:read",
    "GET /integration/cchc/outline": "reports:read",
    "GET /integration/cchc/periods": "reports:read",
    "GET /integration/cchc/reports": "reports:read",
    "GET /integration/cchc/reports/{report_id}": "reports:read",
    "GET /integration/cchc/scores": "scores:read",
    "GET /integration/cchc/task-status": "reports:read",
    "GET /integration/cchc/units": "reports:read",
    "POST /integration/cchc/measures": "measures:write",
    "POST /integration/cchc/status": "delivery:receipt",
}
ZERO = "00000000-0000-7000-8000-000000000000"


def address(name: str) -> tuple[str, str]:
    method, _, path = name.partition(" ")
    return method, path.replace("{report_id}", ZERO).replace("{evidence_id}", ZERO)


def described(world: World, name: str) -> dict[str, Any]:
    method, _, path = name.partition(" ")
    return description_of(world.app)["paths"][f"/api/v1{path}"][method.lower()]


def body_of(world: World, name: str) -> Any:
    """The example of the body, as the description gives it."""
    if not name.startswith("POST"):
        return None
    reference = described(world, name)["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    return description_of(world.app)["components"]["schemas"][reference.rpartition("/")[2]]["examples"][0]


async def test_every_endpoint_of_the_exchange_stands_here(world: World) -> None:
    assert {name for name in operations(world.app) if "/integration/cchc/" in name} == SCOPES.keys()


async def test_each_asks_for_its_scope_and_turns_people_away(world: World) -> None:
    others: dict[str, MachineCaller] = {scope: await machine(world, *(set(SCOPES.values()) - {scope})) for scope in set(SCOPES.values())}
    admin = await world.person(Role.ADMIN, await world.unit("UBND thành phố"))
    found: dict[str, tuple[str, str]] = {}
    for name, scope in SCOPES.items():
        method, path = address(name)
        sent = {"json": body_of(world, name)} if method == "POST" else {}
        refused = [await who.request(method, path, **sent) for who in (others[scope], admin)]
        assert [answer.status_code for answer in refused] == [403, 403], name
        found[name] = (refused[0].json()["code"], refused[1].json()["code"])

    assert set(found.values()) == {("scope_missing", "client_needed")}


async def test_the_examples_are_taken_as_they_stand(world: World) -> None:
    await an_exchange(world)
    client = await machine(world)
    answers = {name: await client.request(*address(name), json=body_of(world, name)) for name in SCOPES if name.startswith("POST")}

    told = {name: [row["code"] for row in answer.json()["rows"]] for name, answer in answers.items()}
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 200)
    # of their form nothing is refused: only the units and the report are others here
    assert set(told["POST /integration/cchc/measures"]) <= {"unknown_unit", None}
    assert told["POST /integration/cchc/status"] == ["unknown_reference"]


async def test_an_answer_is_like_the_example_that_the_description_gives(world: World) -> None:
    exchange = await an_exchange(world)
    await pushed(exchange.client, figure("P1"))
    await pushed(exchange.client, figure("P1", "82"))
    for name in SCOPES:
        content = described(world, name)["responses"]["200"].get("content", {})
        if "application/json" not in content:
            continue
        example = content["application/json"]["example"]
        answer = await exchange.client.request(*address(name), json=body_of(world, name))
        if answer.status_code == 200:
            assert shape(answer.json(), example) == [], name


def shape(found: Any, example: Any, place: str = "") -> list[str]:
    """Where the answer has other members, or others kinds of value, than the example; nulls and empty lists say nothing."""
    if isinstance(found, dict) and isinstance(example, dict):
        lacking = [f"{place}/{name}" for name in found.keys() ^ example.keys()]
        return lacking + [said for name in found.keys() & example.keys() for said in shape(found[name], example[name], f"{place}/{name}")]
    if isinstance(found, list) and isinstance(example, list):
        return [said for one in found[:1] for other in example[:1] for said in shape(one, other, f"{place}/0")]
    alike = found is None or example is None or type(found) is type(example) or {type(found), type(example)} <= {int, float}
    return [] if alike else [f"{place}: {found!r}"]


@pytest.mark.parametrize("name", sorted(name for name in SCOPES if "content" not in name))
async def test_the_example_of_an_answer_fits_its_own_schema(world: World, name: str) -> None:
    content = described(world, name)["responses"]["200"]["content"]["application/json"]
    method, path = address(name)
    validator = _description(world.app).validator(method.lower(), f"/api/v1{path}", "200")

    assert validator is not None
    assert [error.message for error in validator.iter_errors(content["example"])] == []
