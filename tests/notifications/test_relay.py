"""Facts are carried up exactly once, whoever else carries at the same time and whenever the worker dies."""

import asyncio
from collections import Counter
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.permissions import Role
from papi.kit.db import Database
from papi.notifications.models import Notification
from papi.notifications.reactions import notify_people
from papi.outbox.facts import SYSTEM, Fact, FactKind, record
from papi.outbox.models import FactRow
from papi.outbox.relay import relay_batch, run_relay
from papi.worker import REACTIONS, run_background
from tests.support.world import World

pytestmark = pytest.mark.usefixtures("threads")

COUNTED = FactKind("test.counted", "report.read", vi="đếm", en="counted", relayed=True)
MANY = 250


async def happen(world: World, times: int) -> list[UUID]:
    """A unit of three people, and so many facts of which they are told."""
    ward = await world.unit("Phường 1")
    people = [await world.person(Role.OFFICER, ward) for _ in range(3)]
    async with world.database.writing() as session:
        for number in range(times):
            data = {"notify": [str(ward.id)], "number": number}
            record(session, SYSTEM, Fact(COUNTED, "unit", ward.id, "Phường 1", data=data))
    return [person.id for person in people]


async def told(database: Database) -> Counter[int]:
    """How many notices each number of the facts has made."""
    async with database.reading() as session:
        return Counter(data["number"] for data in await session.scalars(select(Notification.data)))


async def pending(database: Database) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).where(FactRow.pending.is_(True))) or 0


async def carry_all(database: Database) -> int:
    carried = 0
    while now := await relay_batch(database, REACTIONS):
        carried += now
        await asyncio.sleep(0)
    return carried


async def test_several_workers_at_once_tell_everybody_exactly_once(world: World) -> None:
    people = await happen(world, MANY)
    other = Database(world.database.url, pool_size=2)

    carried = await asyncio.gather(*(carry_all(database) for database in (world.database, other, world.database, other)))
    await other.close()

    assert await pending(world.database) == 0
    assert sum(carried) == MANY
    assert await told(world.database) == Counter(dict.fromkeys(range(MANY), len(people)))


class Killed(BaseException):
    """The worker was ended in the middle."""


class Failed(Exception):
    """Something went wrong with one fact."""


async def test_what_a_dying_worker_had_begun_is_neither_lost_nor_told_twice(world: World) -> None:
    people = await happen(world, 5)

    async def die_at_the_fourth(_session: AsyncSession, fact: FactRow) -> None:
        if fact.data["number"] == 3:
            raise Killed

    with pytest.raises(Killed):
        await relay_batch(world.database, (notify_people, die_at_the_fourth))

    assert (await pending(world.database), await told(world.database)) == (5, Counter())
    assert await carry_all(world.database) == 5
    assert await told(world.database) == Counter(dict.fromkeys(range(5), len(people)))


async def test_a_fact_that_cannot_be_carried_keeps_no_other_back(world: World) -> None:
    people = await happen(world, 5)

    async def fail_at_the_fourth(_session: AsyncSession, fact: FactRow) -> None:
        if fact.data["number"] == 3:
            raise Failed

    carried = await relay_batch(world.database, (notify_people, fail_at_the_fourth))

    assert (carried, await pending(world.database)) == (4, 1)
    assert await told(world.database) == Counter(dict.fromkeys((0, 1, 2, 4), len(people)))
    assert await relay_batch(world.database, (fail_at_the_fourth,)) == 0


async def test_so_many_that_cannot_be_carried_keep_no_later_one_back(world: World) -> None:
    people = await happen(world, MANY)

    async def fail_but_at_the_last(_session: AsyncSession, fact: FactRow) -> None:
        if fact.data["number"] != MANY - 1:
            raise Failed

    assert await relay_batch(world.database, (fail_but_at_the_last, notify_people)) == 1
    assert await told(world.database) == Counter({MANY - 1: len(people)})
    assert await pending(world.database) == MANY - 1


async def test_a_reaction_that_runs_again_tells_nobody_twice(world: World) -> None:
    people = await happen(world, 1)

    await relay_batch(world.database, (notify_people, notify_people))

    assert await told(world.database) == Counter({0: len(people)})


async def test_a_worker_survives_a_failure_and_goes_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    people = await happen(world, 3)
    monkeypatch.setattr("papi.outbox.relay._IDLE_SECONDS", 0.01)
    failures = iter([True, False])

    async def fail_once(_session: AsyncSession, _fact: FactRow) -> None:
        if next(failures, False):
            raise Failed

    worker = asyncio.create_task(run_relay(world.database, (notify_people, fail_once)))
    await _until_carried(world)
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)

    assert await told(world.database) == Counter(dict.fromkeys(range(3), len(people)))


async def test_a_worker_that_is_told_to_stop_stops_and_leaves_the_rest_for_the_next(world: World) -> None:
    people = await happen(world, MANY)
    state = world.app.state
    first = asyncio.create_task(run_background(world.database, state.storage, state.settings, lambda: world.app))
    await asyncio.sleep(0.05)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)

    assert first.cancelled()
    await carry_all(world.database)
    assert await told(world.database) == Counter(dict.fromkeys(range(MANY), len(people)))


async def _until_carried(world: World) -> None:
    for _ in range(500):
        if await pending(world.database) == 0:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the worker carried nothing")
