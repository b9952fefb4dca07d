"""A job is done to its end, whoever dies, fails or works at the same time; what it changes in the database is changed once."""

import asyncio
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.jobs.looking import forget_old, given_up
from papi.jobs.models import Job, JobState
from papi.jobs.orders import Order, ask_again, enqueue, find_standing
from papi.jobs.running import do_next, run_jobs
from papi.jobs.working import Finish, GivenUp, JobKind, Work
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.installation import InstallationFact
from tests.support.world import World

LEASE = timedelta(seconds=60)


class Failed(Exception):
    """Something went wrong outside."""


class Killed(BaseException):
    """The worker was ended in the middle."""


class Outside:
    """A handler: what it did outside is counted by itself, what it does in the database by rows."""

    def __init__(self, *failures: BaseException | None) -> None:
        self.done = Counter[int]()
        self.failures = iter(failures)

    async def do(self, work: Work) -> Finish | None:
        number = work.payload["number"]
        self.done[number] += 1
        await work.tell(50, "đang dựng", "being made")
        failure = next(self.failures, None)
        if failure is not None:
            raise failure

        async def note(session: AsyncSession) -> None:
            session.add(InstallationFact(name=f"did {number}", value="1"))  # a second one would break the key

        return note

    def kind(self, **changes: Any) -> JobKind:
        return JobKind("count", self.do, **changes)


async def ask(world: World, numbers: Sequence[int] = (1,)) -> None:
    async with world.database.writing() as session:
        await enqueue(session, [Order("count", str(number), {"number": number}) for number in numbers])


async def rows(world: World) -> list[Job]:
    async with world.database.reading() as session:
        return list(await session.scalars(select(Job).order_by(Job.id)))


async def noted(world: World) -> int:
    async with world.database.reading() as session:
        return len((await session.scalars(select(InstallationFact).where(InstallationFact.name.startswith("did ")))).all())


@contextmanager
def later(**time: float) -> Generator[None]:
    with clock.real_at(clock.real() + timedelta(**time)):
        yield


async def do_all(database: Database, kind: JobKind) -> int:
    did = 0
    while await do_next(database, kind, LEASE):
        did += 1
        await asyncio.sleep(0)
    return did


async def test_a_job_that_is_asked_for_twice_is_done_once(world: World) -> None:
    outside = Outside()
    await ask(world)
    await ask(world)

    await do_all(world.database, outside.kind())
    await ask(world)
    await do_all(world.database, outside.kind())

    assert (outside.done, await noted(world)) == (Counter({1: 1}), 1)
    assert [(job.state, job.percent, job.attempts, job.error) for job in await rows(world)] == [(JobState.DONE, 100, 1, None)]


async def test_a_job_of_a_transaction_that_failed_was_never_asked_for(world: World) -> None:
    async def ask_and_fail() -> None:
        async with world.database.writing() as session:
            await enqueue(session, [Order("count", "1", {"number": 1})])
            raise Failed

    with pytest.raises(Failed):
        await ask_and_fail()

    assert await rows(world) == []


@pytest.mark.usefixtures("threads")
async def test_several_workers_at_once_do_each_job_once(world: World) -> None:
    outside, other = Outside(), Database(world.database.url, pool_size=2)
    await ask(world, range(60))

    await asyncio.gather(*(do_all(database, outside.kind()) for database in (world.database, other, world.database, other)))
    await other.close()

    assert outside.done == Counter(range(60))
    assert await noted(world) == 60


async def test_how_far_a_job_is_can_be_asked_while_it_is_done(world: World) -> None:
    seen = []

    async def look(work: Work) -> None:
        await work.tell(40, "đang dựng trang 4/10", "making page 4 of 10")
        async with work.database.reading() as session:
            seen.append(await find_standing(session, "count", "1"))

    await ask(world)
    await do_next(world.database, JobKind("count", look), LEASE)

    assert seen[0] == (JobState.WAITING, 40, "đang dựng trang 4/10", "making page 4 of 10", None)
    async with world.database.reading() as session:
        assert await find_standing(session, "count", "2") is None


async def test_the_job_of_a_worker_that_died_is_done_when_its_lease_is_over(world: World) -> None:
    outside = Outside(Killed())
    await ask(world)
    with pytest.raises(Killed):
        await do_next(world.database, outside.kind(), LEASE)

    assert not await do_next(world.database, outside.kind(), LEASE)
    with later(seconds=61):
        assert await do_next(world.database, outside.kind(), LEASE)

    assert (outside.done, await noted(world)) == (Counter({1: 2}), 1)


async def test_whoever_lost_the_lease_changes_nothing(world: World) -> None:
    outside = Outside()

    async def be_overtaken(work: Work) -> Finish | None:
        with later(seconds=61):
            await do_next(world.database, outside.kind(), LEASE)
        return await outside.do(Work(work.database, work.id, work.lease, work.lease_time, work.payload))

    await ask(world)
    await do_next(world.database, JobKind("count", be_overtaken), LEASE)

    assert (outside.done, await noted(world)) == (Counter({1: 2}), 1)
    assert [(job.state, job.attempts) for job in await rows(world)] == [(JobState.DONE, 2)]


async def test_a_job_that_ends_its_worker_each_time_is_given_up(world: World) -> None:
    outside = Outside(Killed(), Killed(), Killed())
    await ask(world)
    for minutes in range(3):
        with later(minutes=2 * minutes), pytest.raises(Killed):
            await do_next(world.database, outside.kind(attempts=3), LEASE)
    with later(minutes=10):
        await do_next(world.database, outside.kind(attempts=3), LEASE)
        assert not await do_next(world.database, outside.kind(attempts=3), LEASE)

    assert outside.done[1] == 3
    async with world.database.reading() as session:
        assert [(job.attempts, "worker was ended" in job.error) for job in await given_up(session)] == [(3, True)]


async def test_what_fails_is_tried_again_later_each_time_and_then_given_up_with_its_last_error(world: World) -> None:
    outside = Outside(Failed("first"), Failed("second"), Failed("third"))
    kind = outside.kind(attempts=3)
    await ask(world)
    pauses = []
    for days in range(3):
        with later(days=days):
            assert await do_next(world.database, kind, LEASE)
            assert not await do_next(world.database, kind, LEASE)
            pauses.append((await rows(world))[0].due_at - clock.real())

    job = (await rows(world))[0]
    assert (job.state, job.attempts, job.error, outside.done[1]) == (JobState.FAILED, 3, "third", 3)
    assert timedelta(seconds=11) < pauses[0] < timedelta(seconds=19)
    assert timedelta(seconds=22) < pauses[1] < timedelta(seconds=38)


async def test_what_cannot_succeed_is_given_up_at_once_and_may_be_asked_for_again(world: World) -> None:
    outside = Outside(GivenUp("no such address"))
    await ask(world)
    await do_all(world.database, outside.kind())
    async with world.database.writing() as session:
        job = (await given_up(session))[0]
        assert (job.error, job.attempts) == ("no such address", 1)
        assert await ask_again(session, job.id)
        assert not await ask_again(session, job.id)

    await do_all(world.database, outside.kind())

    assert [(job.state, job.attempts) for job in await rows(world)] == [(JobState.DONE, 1)]


async def test_a_failing_job_keeps_no_other_back(world: World) -> None:
    outside = Outside(Failed())
    await ask(world, range(5))

    await do_all(world.database, outside.kind())

    assert await noted(world) == 4


async def test_whoever_is_told_to_stop_puts_the_job_back(world: World) -> None:
    begun = asyncio.Event()

    async def hang(_work: Work) -> None:
        begun.set()
        await asyncio.Event().wait()

    await ask(world)
    worker = asyncio.create_task(run_jobs(world.database, [JobKind("count", hang)], LEASE))
    await begun.wait()
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)

    outside = Outside()
    assert [(job.attempts, job.lease) for job in await rows(world)] == [(0, None)]
    assert await do_next(world.database, outside.kind(), LEASE)


async def test_a_long_job_keeps_its_lease(world: World) -> None:
    async def outlast(work: Work) -> None:
        async with work.database.reading() as session:
            taken = (await session.get_one(Job, work.id)).due_at
        for _ in range(1000):
            await asyncio.sleep(0.01)
            async with work.database.reading() as session:
                if (await session.get_one(Job, work.id)).due_at > taken + timedelta(milliseconds=50):
                    return
        raise Failed

    await ask(world)
    await do_next(world.database, JobKind("count", outlast), timedelta(seconds=0.3))

    assert [job.state for job in await rows(world)] == [JobState.DONE]


async def test_what_a_finished_job_was_about_may_be_forgotten_at_once_and_the_rest_after_a_month(world: World) -> None:
    await ask(world)
    await do_all(world.database, Outside().kind(keeps=False))
    assert [job.payload for job in await rows(world)] == [{}]

    assert await forget_old(world.database) == 0
    with later(days=31):
        await ask(world, [2])
        assert await forget_old(world.database) == 1
    assert [job.key for job in await rows(world)] == ["2"]
