"""Takes jobs and does them, until cancelled. Several workers do not meet; a dead one's job is taken when its lease is over."""

import asyncio
import random
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import structlog
from sqlalchemy import ColumnElement, Select, and_, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.jobs.models import Job, JobState
from papi.jobs.working import Finish, GivenUp, JobKind, LeaseLost, TryLater, Work, hold
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.finishing import to_its_end
from papi.kit.types import new_id

log = structlog.get_logger()
_IDLE_SECONDS = 1.0
_FIRST_PAUSE = timedelta(seconds=15)
_LONGEST_ERROR = 500
# Of workers that look at the same moment each would find the same place in a lane. The first number is nothing else's in this database.
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7237412, hashtext(:kind))")
_KEPT_ERROR = "the worker was ended while it did this, every time"


async def run_jobs(database: Database, kinds: Sequence[JobKind], lease: timedelta) -> None:
    """Do the jobs of these kinds; those of one kind keep no other waiting."""
    async with asyncio.TaskGroup() as group:
        for kind in kinds:
            for _ in range(kind.at_once):
                group.create_task(_go_on(database, kind, lease))


async def _go_on(database: Database, kind: JobKind, lease: timedelta) -> None:
    while True:
        try:
            did = await do_next(database, kind, lease)
        except Exception as error:  # noqa: BLE001 - a worker outlives a database that is gone
            log.warning("jobs_failed", kind=kind.name, error=repr(error)[:300])
            did = False
        if not did:
            await asyncio.sleep(_IDLE_SECONDS)


async def do_next(database: Database, kind: JobKind, lease: timedelta) -> bool:
    """Take the job of this kind that is due for longest and do it; whether it was taken."""
    async with database.reading() as session:  # an idle worker must not take SQLite's only writing connection
        if await session.scalar(select(Job.id).where(_due(kind)).limit(1)) is None:
            return False
    work = await to_its_end(_take(database, kind, lease))
    if work is None:  # another worker was quicker, or it was given up
        return False
    await _do(kind, work)
    return True


def _due(kind: JobKind) -> ColumnElement[bool]:
    due = and_(Job.kind == kind.name, Job.state == JobState.WAITING, Job.due_at <= clock.real())
    return due if kind.per_lane is None else and_(due, or_(Job.lane.is_(None), Job.lane.not_in(_full_lanes(kind.name, kind.per_lane))))


def _full_lanes(kind: str, most: int) -> Select[str | None]:
    """The lanes of which so many jobs are being done."""
    job = aliased(Job)
    being_done = (job.kind == kind, job.state == JobState.WAITING, job.lease.is_not(None), job.due_at > clock.real())
    return select(job.lane).where(*being_done, job.lane.is_not(None)).group_by(job.lane).having(func.count() >= most)


async def _take(database: Database, kind: JobKind, lease: timedelta) -> Work | None:
    """The attempt counts before it is made: a job that ends its worker each time must not do so for ever."""
    async with database.writing() as session:
        if kind.per_lane is not None and not database.is_sqlite:  # which lets one write at a time anyway
            await session.execute(_ONE_AT_A_TIME, {"kind": kind.name})
        oldest = select(Job).where(_due(kind)).order_by(Job.due_at, Job.id).limit(1)
        job = await session.scalar(oldest.with_for_update(skip_locked=True))
        if job is None:
            return None
        if job.attempts >= kind.attempts:
            _close(job, kind, JobState.FAILED, job.error or _KEPT_ERROR)
            return None
        taken = Work(database, job.id, new_id(), lease, job.payload)
        job.attempts, job.lease, job.due_at = job.attempts + 1, taken.lease, clock.real() + lease
        return taken


async def _do(kind: JobKind, work: Work) -> None:
    """Whatever goes wrong is the job's own matter."""
    try:
        async with _kept(work):
            finish = await kind.do(work)
        await to_its_end(_finish(kind, work, finish))
    except asyncio.CancelledError:
        with suppress(LeaseLost):
            await to_its_end(_put_back(work))
        raise
    except LeaseLost:
        log.warning("job_taken_by_another", kind=kind.name, job=str(work.id))
    except Exception as error:  # noqa: BLE001 - said in the job
        log.warning("job_not_done", kind=kind.name, job=str(work.id), error=repr(error)[:300])
        with suppress(LeaseLost):
            await to_its_end(_note(kind, work, error))


@asynccontextmanager
async def _kept(work: Work) -> AsyncGenerator[None]:
    """The lease goes on as long as the block does."""

    async def keep() -> None:
        while True:
            await asyncio.sleep(work.lease_time.total_seconds() / 3)
            with suppress(Exception):  # one that fails once may not fail again; whoever lost the lease is told at the end
                await to_its_end(work.keep())

    keeping = asyncio.create_task(keep())
    try:
        yield
    finally:
        keeping.cancel()
        await asyncio.wait({keeping})


async def _finish(kind: JobKind, work: Work, finish: Finish | None) -> None:
    async with work.database.writing() as session:
        await hold(session, work, lease=None)  # first, so that of two who work on it one waits for the other and finds it done
        if finish is not None:
            await finish(session)
        _close(await _job(session, work), kind, JobState.DONE, None)


async def _note(kind: JobKind, work: Work, error: Exception) -> None:
    """Keep what went wrong, and try again later unless that is of no use."""
    async with work.database.writing() as session:
        await hold(session, work, lease=None)
        job = await _job(session, work)
        words = (str(error) or repr(error))[:_LONGEST_ERROR]
        if isinstance(error, TryLater):
            await error.keep(session)
        if isinstance(error, GivenUp) or job.attempts >= kind.attempts:
            _close(job, kind, JobState.FAILED, words)
        else:
            pause = error.pause if isinstance(error, TryLater) else _pause(job.attempts, kind)
            job.error, job.due_at = words, clock.real() + pause


async def _put_back(work: Work) -> None:
    """Whoever is told to stop leaves the job to the next, at once and without an attempt less."""
    async with work.database.writing() as session:
        await hold(session, work, lease=None, due_at=clock.real(), attempts=Job.attempts - 1)


async def _job(session: AsyncSession, work: Work) -> Job:
    return await session.get_one(Job, work.id)


def _close(job: Job, kind: JobKind, state: JobState, error: str | None) -> None:
    job.state, job.error, job.lease, job.finished_at = state, error, None, clock.real()
    if state is JobState.DONE:
        job.percent = 100
        if not kind.keeps:
            job.payload = {}


def _pause(attempts: int, kind: JobKind) -> timedelta:
    """Twice as long each time, and not for all alike, so that they do not come back at once when a server does."""
    pause = min(_FIRST_PAUSE * 2 ** min(attempts - 1, 20), timedelta(seconds=kind.longest_pause))
    return pause * random.uniform(0.75, 1.25)  # noqa: S311 - to spread work needs no secret
