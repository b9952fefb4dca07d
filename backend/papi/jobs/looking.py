"""What whoever looks after the installation should know of jobs, and what is forgotten of them."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.jobs.models import Job, JobState
from papi.kit import clock
from papi.kit.db import Database, at_most

_REMEMBERED = timedelta(days=30)
_SHOWN = 1000


class GivenUp(NamedTuple):
    """A job that nobody tries any more, and how it went wrong last."""

    id: UUID
    kind: str
    attempts: int
    error: str
    finished_at: datetime


async def given_up(session: AsyncSession) -> list[GivenUp]:
    """Those that nobody has asked for again, the last first."""
    asked = select(Job.id, Job.kind, Job.attempts, Job.error, Job.finished_at).where(Job.state == JobState.FAILED)
    rows = await session.execute(at_most(asked.order_by(Job.finished_at.desc(), Job.id), _SHOWN))
    return [GivenUp(*row) for row in rows]


async def forget(session: AsyncSession, job_id: UUID) -> bool:
    """Forget one that was given up; whether there was such a one."""
    return bool(await _delete(session, and_(Job.id == job_id, Job.state == JobState.FAILED)))


async def forget_old(database: Database) -> int:
    """Forget what was over a month ago; how many."""
    async with database.writing() as session:
        return await _delete(session, and_(Job.state != JobState.WAITING, Job.finished_at < clock.real() - _REMEMBERED))


async def _delete(session: AsyncSession, which: ColumnElement[bool]) -> int:
    return len((await session.scalars(delete(Job).where(which).returning(Job.id))).all())
