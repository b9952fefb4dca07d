"""A parameter that an address does not know is refused by name, wherever it is sent."""

import base64

import orjson
import pytest

from papi.access.permissions import Role
from tests.access.public import FOR_MACHINES, PUBLIC
from tests.access.tables import operations
from tests.support.machines import machine
from tests.support.world import World

ZERO = "00000000-0000-7000-8000-000000000000"


async def test_every_endpoint_refuses_what_it_does_not_know_after_asking_who_calls(world: World) -> None:
    admin = await world.person(Role.ADMIN, await world.unit())
    system = await machine(world, created_by=admin.id)
    known, unknown = {}, {}
    for name in sorted(operations(world.app).keys() - PUBLIC.keys()):
        method, _, path = name.partition(" ")
        filled = "/".join(ZERO if part.startswith("{") else part for part in path.split("/")).replace(
            f"/frameworks/{ZERO}", "/frameworks/1"
        )
        answer = await (system if name in FOR_MACHINES else admin).request(method, f"{filled}?khong_co=1")
        told = answer.json().get("errors", []) if method != "HEAD" else [{"pointer": "?khong_co"}]  # whose answers have no body
        known[name] = (answer.status_code, [error["pointer"] for error in told])
        unknown[name] = (await world.anyone.request(method, f"{filled}?khong_co=1")).status_code

    assert {name: answer for name, answer in known.items() if answer != (422, ["?khong_co"])} == {}
    assert set(unknown.values()) == {401}


async def test_text_that_no_database_can_hold_is_refused_in_a_parameter_too(world: World) -> None:
    admin = await world.person(Role.ADMIN, await world.unit())

    for path in ("/history?q=a%00b", "/units?q=%00", "/search?q=%00", "/users?q=%00", "/units?cursor=%00"):
        answer = await admin.get(path)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), path


@pytest.mark.parametrize(
    ("path", "sort", "value"),
    [
        ("/units", "sort", True),
        ("/evidence", "size", 2**31),
        ("/evidence", "title", "a\x00b"),
        ("/history", "at", "0001-01-01T00:00:00+14:00"),
        ("/history", "at", 1),
    ],
)
async def test_a_cursor_that_no_page_gave_is_refused(world: World, path: str, sort: str, value: object) -> None:
    coordinator = await world.person(Role.COORDINATOR, await world.unit())
    cursor = base64.urlsafe_b64encode(orjson.dumps([sort, value, ZERO])).decode().rstrip("=")

    answer = await coordinator.get(f"{path}?sort={sort}&cursor={cursor}")

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "?cursor")


async def test_a_day_at_the_end_of_the_calendar_is_refused_by_name(world: World) -> None:
    leader = await world.person(Role.LEADER, await world.unit())

    for day in ("0001-01-01", "9999-12-31"):
        answer = await leader.get(f"/history?on={day}")
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "?on")


async def test_an_account_is_asked_for_with_any_text_and_none_of_it_breaks_the_server(world: World) -> None:
    for username in ("a\x00b", "\ufffd", "x" * 10_000, "' OR 1=1 --", ""):
        answer = await world.anyone.post("/auth/token", data={"grant_type": "password", "username": username, "password": "x\x00"})
        assert answer.status_code in {400, 422}, username
        assert username[:20] not in answer.text or len(username) < 2
