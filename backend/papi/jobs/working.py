"""What a handler of jobs is given, what it may answer, and what it may raise."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.jobs.models import Job, JobState
from papi.kit import clock
from papi.kit.db import Database

Finish = Callable[[AsyncSession], Awaitable[None]]
"""What a job changes in the database: done in one transaction with its end, so exactly once."""


class GivenUp(Exception):
    """Trying again is of no use. The message is kept for whoever looks after the installation."""


class TryLater(Exception):
    """It did not go well this time, and the handler says when it is tried again. `keep` is done in one transaction with the note of it."""

    def __init__(self, message: str, pause: timedelta, keep: Finish) -> None:
        super().__init__(message)
        self.pause = pause
        self.keep = keep


class LeaseLost(Exception):
    """Somebody else has taken the job meanwhile: what was begun is undone, or was done twice where it left the database."""


@dataclass(frozen=True)
class Work:
    """A job that is being done."""

    database: Database
    id: UUID
    lease: UUID
    lease_time: timedelta
    payload: dict[str, Any] = field(repr=False)

    async def tell(self, percent: int, vi: str, en: str) -> None:
        """Say how far it is, 0 to 100, and what is being done now. Whoever is told that the lease is lost stops."""
        await self.keep(percent=percent, step_vi=vi, step_en=en)

    async def keep(self, **values: Any) -> None:
        """Keep the lease for another while."""
        async with self.database.writing() as session:
            await hold(session, self, due_at=clock.real() + self.lease_time, **values)


async def hold(session: AsyncSession, work: Work, **values: Any) -> None:
    """Change the job as long as it is ours."""
    ours = (Job.id == work.id, Job.lease == work.lease, Job.state == JobState.WAITING)
    changed = update(Job).where(*ours).values(values).returning(Job.id).execution_options(synchronize_session=False)
    if await session.scalar(changed) is None:
        raise LeaseLost


@dataclass(frozen=True)
class JobKind:
    """How jobs of a kind are done: what leaves the database at least once, by `do`; what stays in it exactly once, by what `do` answers.

    `attempts` are made before a job is given up, with growing pauses up to `longest_pause` seconds; `at_once` of its jobs go on in one
    worker, of one lane no more than `per_lane`. `keeps` says whether the payload stays when the job is done; of one that was given up it
    stays, for whoever tries it again.
    """

    name: str
    do: Callable[[Work], Awaitable[Finish | None]]
    attempts: int = 8
    at_once: int = 1
    per_lane: int | None = None
    keeps: bool = True
    longest_pause: float = 3600
