"""Fair use: a client and a personal token have so many calls a minute, over all processes, and who has none left is told when to come."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from papi.access.fair_use import FairUse, forget_minutes
from papi.access.models import CallsOfMinute
from papi.access.permissions import Role
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.idempotency import IdempotentAnswer
from papi.outbox.models import FactRow
from tests.support.accounts_world import admin_of, calling_from
from tests.support.databases import Databases
from tests.support.granting import ask, register
from tests.support.machines import MachineCaller, machine
from tests.support.world import Caller, World, opened_world

SELF = "/integration/self"
CSV = {"Accept": "text/csv"}


@pytest.fixture
def minute() -> Iterator[datetime]:
    """A moment at which the clock stands still."""
    with clock.real_at(now := clock.real()):
        yield now


@pytest.fixture
async def url(databases: Databases, empty_template: str) -> AsyncIterator[str]:
    async with databases.lent(empty_template) as lent:
        yield lent


async def answers_of(caller: Caller, number: int, path: str = SELF) -> list[int]:
    return [(await caller.get(path)).status_code for _ in range(number)]


def rest_of(answer: httpx.Response) -> str:
    return answer.headers["ratelimit"]


async def test_the_last_call_of_a_minute_is_answered_and_the_next_one_told_when_to_come(world: World, minute: datetime) -> None:
    client = await machine(world, calls_a_minute=12)
    first = await client.get(SELF)

    with clock.real_at(minute + timedelta(seconds=20)):
        assert await answers_of(client, 11) == [200] * 11
        refused = await client.get(SELF, headers={"Accept-Language": "en"})

    assert (first.headers["ratelimit-policy"], rest_of(first)) == ('"minute";q=12;w=60', '"minute";r=11;t=60')
    assert (refused.status_code, refused.json()["code"], refused.headers["retry-after"]) == (429, "fair_use_exceeded", "40")
    assert (refused.headers["content-type"], rest_of(refused)) == ("application/problem+json", '"minute";r=0;t=40')
    assert refused.json()["detail"] == "The 12 calls of this minute are used up. Wait 40 seconds and go on; nothing was changed."
    with clock.real_at(minute + timedelta(seconds=60)):
        assert rest_of(await client.get(SELF)) == '"minute";r=11;t=60'


async def test_each_has_a_minute_of_its_own_and_people_who_are_signed_in_have_none(world: World, minute: datetime) -> None:
    one, other = await machine(world, calls_a_minute=2), await machine(world, calls_a_minute=2)
    person = await world.person(Role.OFFICER, await world.unit())

    assert await answers_of(one, 3) == [200, 200, 429]
    assert await answers_of(other, 3) == [200, 200, 429]
    assert "ratelimit" not in (await person.get("/me")).headers
    async with calling_from(world, "198.51.100.9") as elsewhere:
        assert (await elsewhere.get(SELF, headers=one.headers)).status_code == 429, "it is the client that counts, not where it is"


async def test_a_personal_token_counts_and_its_person_is_not_held_up(url: str, tmp_path: Path, key_directory: Path) -> None:
    async with opened_world(url, tmp_path, key_directory, calls_a_minute=3) as world:
        person = await world.person(Role.OFFICER, await world.unit())
        tokens = [(await person.post("/me/tokens", {"name": "sao lưu", "days": 1})).json()["token"] for _ in range(2)]
        first, second = (Caller(world.client, world.app, {"Authorization": f"Bearer {token}"}) for token in tokens)
        with clock.real_at(clock.real()):
            assert await answers_of(first, 4, "/periods") == [200, 200, 200, 429]
            refused = await first.post("/comments", {"text": "a"})
            assert (refused.status_code, refused.headers["retry-after"]) == (429, "60"), "before it is said that this token only reads"
            assert await answers_of(second, 1, "/periods") == [200]
            assert await answers_of(person, 5, "/periods") == [200] * 5


async def test_a_file_of_a_whole_list_is_worth_ten_pages_and_a_large_body_more_than_a_small_one(world: World, minute: datetime) -> None:
    client = await machine(world, calls_a_minute=100)
    await client.get("/integration/cchc/units")
    file = await client.get("/integration/cchc/units", headers=CSV)
    pushed = await client.post("/integration/cchc/measures", {"package_id": "x", "values": "a" * 250_000})

    assert (rest_of(file), rest_of(pushed)) == ('"minute";r=89;t=60', '"minute";r=86;t=60')
    few = await machine(world, calls_a_minute=4)
    assert (await few.get("/integration/cchc/units", headers=CSV)).status_code == 200, "the whole minute is enough for a file"


async def test_a_refused_call_changes_nothing_and_uses_up_no_key(world: World, minute: datetime) -> None:
    client = await machine(world, calls_a_minute=1)
    given, key = {"package_id": "g1"}, {"Idempotency-Key": "k1"}
    await client.get(SELF)

    refused = await client.post("/integration/cchc/measures", given, headers=key)

    assert refused.status_code == 429
    async with world.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(IdempotentAnswer)) == 0
        assert await session.scalar(select(func.count()).where(FactRow.role == "api_client")) == 0
    with clock.real_at(minute + timedelta(seconds=61)):
        again = await client.post("/integration/cchc/measures", given, headers=key)
        assert (again.status_code, "idempotency-replayed" in again.headers) == (422, False)
        assert rest_of(again) == '"minute";r=0;t=60', "whoever is asked for twice within one request counts once"


async def test_a_bound_of_its_own_counts_at_once_and_stands_in_the_history(world: World, minute: datetime) -> None:
    admin = await admin_of(world)
    client = await register(admin, calls_a_minute=2)
    tokens = [await ask(world.anyone, auth=(client.id, client.secret)) for _ in range(3)]

    changed = await admin.patch(f"/api-clients/{client.id}", {"calls_a_minute": 5})
    last = await ask(world.anyone, auth=(client.id, client.secret))

    assert [answer.status_code for answer in tokens] == [200, 200, 429], "who asks for tokens calls"
    assert (tokens[2].json()["error"], tokens[2].headers["retry-after"]) == ("temporarily_unavailable", "60")
    assert (changed.json()["calls_a_minute"], last.status_code) == (5, 200)
    told = (await admin.get(f"/history?subject=api_client:{client.id}")).json()["items"][0]["changes"]
    assert [(change["label"], change["before"], change["after"]) for change in told] == [("Số lượt gọi mỗi phút", "2", "5")]
    assert (await admin.patch(f"/api-clients/{client.id}", {"calls_a_minute": 0})).status_code == 422


async def test_whoever_may_not_call_uses_nothing_up(world: World, minute: datetime) -> None:
    client = await machine(world, calls_a_minute=5, active=False)

    assert await answers_of(client, 7) == [401] * 7
    assert (await ask(world.anyone, auth=(str(client.id), "papi_cs_wrong"))).status_code == 401
    async with world.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(CallsOfMinute)) == 0


@pytest.mark.usefixtures("threads")
async def test_two_processes_together_give_no_more_than_the_whole(url: str, tmp_path: Path, key_directory: Path) -> None:
    async with opened_world(url, tmp_path / "a", key_directory) as one, opened_world(url, tmp_path / "b", key_directory) as two:
        client = await machine(one, calls_a_minute=30)
        twin = MachineCaller(two.client, two.app, client.id, client.name, client.headers)
        with clock.real_at(clock.real()):
            answers = await asyncio.gather(*(caller.get(SELF) for _ in range(25) for caller in (client, twin)))

    assert sorted(answer.status_code for answer in answers) == [200] * 30 + [429] * 20


async def test_hardly_a_call_writes(world: World, minute: datetime) -> None:
    client = await machine(world, calls_a_minute=600)
    await client.get(SELF)
    with world.counted_queries() as fifty:
        await answers_of(client, 50)
    spent = await machine(world, calls_a_minute=1)
    await answers_of(spent, 2)
    with world.counted_queries() as refused:
        await answers_of(spent, 50)

    assert (fifty.number, refused.number) == (50, 50), "each asks who calls, and nothing else"


async def test_what_cannot_be_counted_keeps_nobody_from_reading(world: World, minute: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    client = await machine(world, last_used_at=clock.real())

    def full(self: Database) -> Any:
        raise OperationalError("INSERT", None, Exception("database or disk is full"))

    monkeypatch.setattr(Database, "writing", full)
    assert await answers_of(client, 3) == [200] * 3


async def test_a_clock_that_was_set_back_holds_nobody_up(world: World) -> None:
    fair_use, now = FairUse(2), clock.real()
    with clock.real_at(now + timedelta(days=1)):
        for _ in range(2):
            await fair_use.count(world.database, "client:x", 2, 1)
    with clock.real_at(now):
        assert (await fair_use.count(world.database, "client:x", 2, 1))["RateLimit"] == '"minute";r=1;t=60'
        assert (await FairUse(2).count(world.database, "client:x", 2, 1))["RateLimit"] == '"minute";r=0;t=60'


async def test_minutes_long_over_are_forgotten(world: World, minute: datetime) -> None:
    await (await machine(world)).get(SELF)

    assert await forget_minutes(world.database) == 0
    with clock.real_at(minute + timedelta(hours=2)):
        assert await forget_minutes(world.database) == 1


async def test_a_client_holds_so_many_lines_open_and_others_are_served(world: World) -> None:
    client, other = await machine(world, "events:read"), await machine(world, "events:read")
    places = world.app.state.watch.places

    async def until(number: int) -> None:
        async with asyncio.timeout(10):
            while places._taken.total() < number:  # noqa: ASYNC110 - nobody says so
                await asyncio.sleep(0.01)

    waiting = [asyncio.create_task(client.get("/events?wait=20")) for _ in range(10)]
    await until(10)
    eleventh, at_once = await client.get("/events?wait=20"), await client.get("/events")
    neighbour = asyncio.create_task(other.get("/events?wait=20"))
    await until(11)
    world.app.state.watch.end()

    assert (eleventh.status_code, eleventh.json()["code"], eleventh.headers["retry-after"]) == (429, "too_many_wait", "5")
    assert at_once.status_code == 200
    assert {answer.status_code for answer in await asyncio.gather(*waiting, neighbour)} == {200}
    assert places._taken.total() == 0
