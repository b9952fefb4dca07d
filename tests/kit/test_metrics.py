"""`/metrics` says how the server does, by routes and never by ids, to who may know it: this machine and the holder of the token."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import update

from papi.access.permissions import Role
from papi.outbox.models import FactRow
from papi.outbox.relay import run_relay
from papi.settings import Settings
from tests.support.databases import Databases
from tests.support.world import BASE, World, opened_world

TOKEN = "mot-chuoi-bi-mat-cua-he-thong-do"


@pytest.fixture
async def watched(databases: Databases, empty_template: str, tmp_path: Path, key_directory: Path) -> AsyncIterator[World]:
    """An installation that is watched from elsewhere."""
    name = f"watched_{uuid4().hex}"
    url = await databases.create(name, template=empty_template)
    async with opened_world(url, tmp_path, key_directory, metrics_token=TOKEN) as world:
        yield world
    await databases.drop(name)


async def read(world: World) -> dict[str, float]:
    """Every figure by its name and labels."""
    answer = await world.anyone.get("/metrics")
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, "text/plain")
    lines = [line.rpartition(" ") for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


async def test_requests_are_counted_and_timed_by_method_route_and_class_of_status(world: World) -> None:
    unit = await world.unit()
    officer = await world.person(Role.OFFICER, unit)
    for path in (f"/units/{unit.id}", f"/units/{unit.id}", f"/units/{uuid4()}"):
        await officer.get(path)
    await officer.get("/there-is-no-such-thing")

    found = await read(world)

    one = 'method="GET",route="/api/v1/units/{unit_id}"'
    assert found[f'http_requests_total{{{one},status="2xx"}}'] == 2
    assert found[f'http_requests_total{{{one},status="4xx"}}'] == 1
    assert found[f"http_request_duration_seconds_count{{{one}}}"] == 3
    assert found[f'http_request_duration_seconds_bucket{{le="+Inf",{one}}}'] == 3
    assert str(unit.id) not in "".join(found)


async def test_addresses_and_methods_that_somebody_makes_up_make_no_figures_of_their_own(world: World) -> None:
    for number in range(5):
        await world.anyone.request(f"VERB{number}", f"/made-up/{number}")

    found = await read(world)

    made_up = {name: value for name, value in found.items() if name.startswith("http_requests_total")}
    assert made_up == {'http_requests_total{method="other",route="other",status="4xx"}': 5}


async def test_the_process_tells_its_requests_connections_memory_and_processor_time(world: World) -> None:
    found = await read(world)

    assert found["http_requests_in_flight"] == 1
    assert found["process_resident_memory_bytes"] > 10_000_000
    assert found["process_cpu_seconds_total"] > 0
    pools = {name: value for name, value in found.items() if name.startswith("database_connections_allowed")}
    assert pools == (
        {'database_connections_allowed{pool="reading"}': 4, 'database_connections_allowed{pool="writing"}': 1}
        if world.database.is_sqlite
        else {'database_connections_allowed{pool="all"}': 10}
    )
    async with world.database.writing() as session:
        await session.execute(update(FactRow).values(pending=False))
        held = await read(world)
    assert sum(value for name, value in held.items() if name.startswith("database_connections_in_use")) == 1


async def test_what_waits_for_the_worker_and_when_it_last_went_its_round_is_told(world: World) -> None:
    unit = await world.unit()
    admin = await world.person(Role.ADMIN, unit)
    await admin.patch(f"/units/{unit.id}", {"short_name": "Phường Một"})
    async with world.database.writing() as session:
        await session.execute(update(FactRow).values(pending=True))

    before = await read(world)
    worker = asyncio.create_task(run_relay(world.database, ()))
    after = before
    for _ in range(500):
        if "papi_worker_round_age_seconds" in (after := await read(world)):
            break
        await asyncio.sleep(0.01)
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)

    assert (before["papi_facts_pending"], "papi_worker_round_age_seconds" in before) == (1, False)
    assert (after["papi_facts_pending"], 0 <= after["papi_worker_round_age_seconds"] < 60) == (0, True)


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("127.4.5.6", {}, 200),
        ("::1", {}, 200),
        ("::ffff:127.0.0.1", {}, 200),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 404),
        ("127.0.0.1", {"Forwarded": "for=192.0.2.7"}, 404),
        ("192.0.2.7", {}, 404),
        ("::ffff:192.0.2.7", {}, 404),
        ("unix", {}, 404),
        ("192.0.2.7", {"Authorization": f"Bearer {TOKEN}"}, 200),
        ("192.0.2.7", {"Authorization": f"bearer {TOKEN}", "X-Forwarded-For": "198.51.100.1"}, 200),
        ("192.0.2.7", {"Authorization": f"Bearer {TOKEN[:-1]}"}, 404),
        ("192.0.2.7", {"Authorization": f"Basic {TOKEN}"}, 404),
        ("192.0.2.7", {"Authorization": "Bearer đ".encode()}, 404),
    ],
)
async def test_it_answers_this_machine_and_the_holder_of_the_token(
    watched: World, address: str, headers: dict[str, str], status: int
) -> None:
    transport = httpx.ASGITransport(app=watched.app, client=(address, 5))
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
        answer = await client.get("/metrics", headers=headers)

    assert answer.status_code == status
    assert (b"http_requests" in answer.content) == (status == 200)


async def test_without_a_token_there_is_none_that_opens_it(world: World) -> None:
    transport = httpx.ASGITransport(app=world.app, client=("192.0.2.7", 5))
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
        for given in ("Bearer ", "Bearer", "Bearer  "):
            answer = await client.get("/metrics", headers={"Authorization": given})
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_token_that_is_easily_guessed_is_refused() -> None:
    with pytest.raises(ValueError, match=re.compile("metrics_token", re.IGNORECASE)):
        Settings(metrics_token="ngan")  # pyright: ignore[reportArgumentType] - as the environment gives it
