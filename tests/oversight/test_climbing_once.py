"""Each unit is reminded exactly once a day, whoever else reminds at the same time and whenever the worker dies."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import event, func, select

from papi.kit.db import Database
from papi.notifications.models import Notification
from papi.oversight.climbing import climb
from papi.worker import run_background
from tests.support.reminding import morning
from tests.support.reorganising import on
from tests.support.reporting import Reporting
from tests.support.world import World

pytestmark = pytest.mark.usefixtures("threads")

DAY = "2024-09-30"
PEOPLE = 3  # the ward's officer and head, the department's officer


async def told(world: World) -> int:
    async with world.database.reading() as session:
        return await session.scalar(select(func.count()).where(Notification.kind == "deadline.near")) or 0


async def test_several_workers_at_once_remind_once(reporting: Reporting) -> None:
    world = reporting.world
    other = Database(world.database.url, pool_size=2)
    with on(DAY):
        done = await asyncio.gather(*(climb(database) for database in (world.database, other, world.database, other)))
    await other.close()

    assert (sorted(done), await told(world)) == ([False, False, False, True], PEOPLE)


class Killed(BaseException):
    """The worker was ended in the middle."""


async def test_a_worker_that_dies_before_its_commit_has_told_nobody_and_the_next_tells_all(reporting: Reporting) -> None:
    world = reporting.world
    engine = world.database.write_engine.sync_engine

    def die_at_the_mark(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith("UPDATE installation"):  # the last that is written: everybody has a notice by then
            raise Killed

    event.listen(engine, "before_cursor_execute", die_at_the_mark)
    try:
        with pytest.raises(Killed):
            await morning(world, DAY)
    finally:
        event.remove(engine, "before_cursor_execute", die_at_the_mark)

    assert await told(world) == 0
    assert await morning(world, DAY)
    assert (await morning(world, DAY), await told(world)) == (False, PEOPLE)


async def test_the_worker_reminds_by_itself(reporting: Reporting) -> None:
    state = reporting.world.app.state
    with on(DAY):
        worker = asyncio.create_task(run_background(reporting.world.database, state.storage, state.settings, lambda: reporting.world.app))
        for _ in range(500):
            if await told(reporting.world) == PEOPLE:
                break
            await asyncio.sleep(0.02)
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)

    assert await told(reporting.world) == PEOPLE


async def test_a_clock_that_was_set_back_reminds_nobody_again(reporting: Reporting) -> None:
    assert [await morning(reporting.world, day) for day in (DAY, "2024-09-25")] == [True, False]
