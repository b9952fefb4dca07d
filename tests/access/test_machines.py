"""Other systems call in their scopes and units alone, and the administrator's word about them counts at once."""

from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Annotated, Any

import pytest
from fastapi import Depends
from sqlalchemy import select, update

from papi.access.actor import Actor
from papi.access.machines import MACHINE_SCOPES, Machine, actor_or_machine, machine_with
from papi.access.models import ApiClient
from papi.access.permissions import Role
from papi.directory.models import Unit, UnitLineage
from papi.kit import clock
from papi.kit.db import DbSession
from papi.kit.transport import api_router, serve_routes
from papi.outbox.facts import Fact, FactKind, record
from papi.outbox.models import FactRow
from tests.access.tables import operations
from tests.support.accounts_world import calling_from
from tests.support.contract import description_of
from tests.support.machines import MachineCaller, machine, token_for
from tests.support.world import Caller, World

router = api_router("tried")
TOUCHED = FactKind("test.touched", "audit.read", vi="thử", en="tried")
Reading = Annotated[Machine, Depends(machine_with("reports:read"), scope="function")]
Measuring = Annotated[Machine, Depends(machine_with("measures:write"), scope="function")]
Following = Annotated[Actor | Machine, Depends(actor_or_machine("events:read"), scope="function")]


@router.get("/tried/units")
async def list_seen(session: DbSession, machine: Reading) -> list[str]:
    """The units that the client sees."""
    return list(await session.scalars(select(Unit.name).where(machine.sees(Unit.id)).order_by(Unit.name)))


@router.post("/tried/facts")
async def touch(session: DbSession, machine: Measuring) -> None:
    """Leaves a trace."""
    record(session, machine.author, Fact(TOUCHED, "api_client", machine.client_id, machine.name))


@router.get("/tried/both")
async def get_both(caller: Following) -> str:
    """Who calls."""
    return caller.name if isinstance(caller, Machine) else caller.full_name


@pytest.fixture
async def tried(world: World) -> AsyncGenerator[World]:
    """The application with a few endpoints more."""
    before = list(world.app.router.routes)
    serve_routes(world.app, router)
    world.app.openapi_schema = None
    yield world
    world.app.router.routes[:] = before
    world.app.openapi_schema = None


async def set_of(who: MachineCaller, world: World, **values: Any) -> None:
    async with world.database.writing() as session:
        await session.execute(update(ApiClient).where(ApiClient.id == who.id).values(**values))


async def test_a_client_hears_who_it_is_and_what_its_token_lets_it_do(world: World) -> None:
    ward = await world.unit("Phường 1")
    system = await machine(world, "reports:read", "events:read", units=[ward])

    answer = await system.get("/integration/self")

    expected = {"client_id": str(system.id), "name": system.name, "scopes": ["events:read", "reports:read"], "unit_ids": [str(ward.id)]}
    assert (answer.status_code, answer.json()) == (200, expected)


async def test_a_client_sees_its_units_and_those_after_which_they_came_and_no_others(tried: World) -> None:
    ward, before, other = [await tried.unit(name) for name in ("Phường 1", "Phường 2", "Phường 3")]
    await tried.add(UnitLineage(unit_id=ward.id, predecessor_id=before.id, since=clock.today(), direct=True, answers=True))

    of_one = await machine(tried, "reports:read", units=[ward])
    of_none = await machine(tried, "reports:read", units=[], created_by=None)
    of_all = await machine(tried, "reports:read")

    assert (await of_one.get("/tried/units")).json() == ["Phường 1", "Phường 2"]
    assert (await of_none.get("/tried/units")).json() == []
    assert other.name in (await of_all.get("/tried/units")).json()


async def test_without_the_scope_the_refusal_names_it(tried: World) -> None:
    system = await machine(tried, "scores:read")

    answer = await system.get("/tried/units")

    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
    assert "“reports:read” (Đọc báo cáo đã tiếp nhận" in answer.json()["detail"]
    assert answer.headers["www-authenticate"] == 'Bearer realm="papi", error="insufficient_scope", scope="reports:read"'


async def test_a_scope_that_is_taken_away_is_gone_though_the_token_has_it(tried: World) -> None:
    system = await machine(tried, "reports:read", "scores:read")
    await set_of(system, tried, scopes=["scores:read"])

    assert (await system.get("/tried/units")).json()["code"] == "scope_missing"


LONG_AGO = datetime(2024, 1, 1, tzinfo=clock.TIMEZONE)
ENDINGS: dict[str, tuple[dict[str, Any], str]] = {
    "deactivated": ({"active": False}, "client_deactivated"),
    "expired": ({"expires_at": LONG_AGO}, "client_expired"),
    "its tokens ended": ({"generation": 2}, "client_token_ended"),
}


@pytest.mark.parametrize("ending", ENDINGS)
async def test_what_the_administrator_ends_is_over_with_the_next_request(world: World, ending: str) -> None:
    system = await machine(world)
    assert (await system.get("/integration/self")).status_code == 200
    values, code = ENDINGS[ending]
    await set_of(system, world, **values)

    answer = await system.get("/integration/self")

    assert (answer.status_code, answer.json()["code"]) == (401, code)
    assert answer.headers["www-authenticate"] == 'Bearer realm="papi", error="invalid_token"'


@pytest.mark.parametrize(
    ("allowed", "address", "status"),
    [
        (["203.0.113.0/24"], "203.0.113.7", 200),
        (["203.0.113.0/24"], "::ffff:203.0.113.7", 200),
        (["203.0.113.0/24", "2001:db8::/32"], "2001:db8::1%eth0", 200),
        (["203.0.113.7"], "203.0.113.8", 403),
        (["203.0.113.0/24"], "2001:db8::1", 403),
        (["203.0.113.0/24"], "not an address", 403),
    ],
)
async def test_a_token_serves_from_allowed_addresses_alone(world: World, allowed: list[str], address: str, status: int) -> None:
    system = await machine(world, allowed_addresses=allowed)
    async with calling_from(world, address) as caller:
        answer = await caller.get("/integration/self", headers=system.headers)

    assert (answer.status_code, answer.json().get("code")) == (status, None if status == 200 else "address_refused")


async def test_people_and_systems_are_told_apart(tried: World) -> None:
    person = await tried.person(Role.OBSERVER, await tried.unit(), full_name="Trần Thị Mai")
    system = await machine(tried, "events:read")

    at_a_person_s = await system.get("/me")
    at_a_system_s = await person.get("/integration/self")

    assert (at_a_person_s.status_code, at_a_person_s.json()["code"]) == (403, "person_needed")
    assert (at_a_system_s.status_code, at_a_system_s.json()["code"]) == (403, "client_needed")
    assert (await person.get("/tried/both")).json() == "Trần Thị Mai"
    assert (await system.get("/tried/both")).json() == system.name
    assert (await (await machine(tried, "scores:read")).get("/tried/both")).json()["code"] == "scope_missing"
    assert (await tried.anyone.get("/tried/both")).status_code == 401


async def test_a_client_that_nobody_knows_is_refused(world: World) -> None:
    unknown = token_for(world, (await world.unit()).id, MACHINE_SCOPES)

    assert (await world.anyone.get("/integration/self", headers=unknown)).json()["code"] == "client_token_ended"


async def test_what_a_client_does_is_told_under_its_name(tried: World) -> None:
    system = await machine(tried, "measures:write", name="Trục liên thông của tỉnh")

    assert (await system.post("/tried/facts")).status_code == 200

    async with tried.database.reading() as session:
        told = (await session.scalars(select(FactRow).where(FactRow.kind == "test.touched"))).one()
    assert (told.person_id, told.person_name, told.role) == (None, "Trục liên thông của tỉnh", "api_client")
    assert told.address
    leader = await tried.person(Role.LEADER, await tried.unit())
    row = (await leader.get("/audit?action=test.touched")).json()["items"][0]
    assert (row["actor"], row["role"]) == ("Trục liên thông của tỉnh", "api_client")
    assert [item["actor"] for item in (await leader.get("/audit?actor=api_client")).json()["items"]] == [system.name]
    assert system.name not in (await leader.get("/audit?actor=system")).text
    table = (await leader.get("/audit?action=test.touched", headers={"Accept": "text/csv"})).text
    assert "Hệ thống kết nối" in table


async def test_the_same_request_of_two_clients_is_two_requests(tried: World) -> None:
    first, second = await machine(tried, "measures:write"), await machine(tried, "measures:write")
    key = {"Idempotency-Key": "một lần".encode().hex()}

    answers = [await who.post("/tried/facts", headers=key) for who in (first, first, second)]

    assert [answer.headers.get("idempotency-replayed") for answer in answers] == [None, "true", None]


async def test_every_endpoint_for_systems_refuses_them_without_its_scope(world: World) -> None:
    described = description_of(world.app)["paths"]
    zero = "00000000-0000-7000-8000-000000000000"
    answers: dict[str, Any] = {}
    for name in operations(world.app):
        method, _, path = name.partition(" ")
        security = described.get(f"/api/v1{path}", {}).get(method.lower(), {}).get("security", [])
        for scope in [scope for proof in security for scope in proof.get("client", [])]:
            others = await machine(world, *(MACHINE_SCOPES.keys() - {scope}))
            filled = "/".join(zero if part.startswith("{") else part for part in path.split("/"))
            answers[name] = (await Caller.request(others, method, filled)).json().get("code")

    assert {name: code for name, code in answers.items() if code != "scope_missing"} == {}
