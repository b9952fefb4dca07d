"""Asking for work, in the transaction of whatever it follows from: there is neither one without the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.jobs.models import Job, JobState
from papi.kit import clock
from papi.kit.db import insert_for
from papi.kit.types import new_id


@dataclass(frozen=True)
class Order:
    """A job of a kind that the worker knows. Under one key there is one job, whoever asks for it again and whenever. Kinds with lanes do
    only some jobs of one at once, so that slow ones hold up no others."""

    kind: str
    key: str
    payload: Mapping[str, Any]
    lane: str | None = None


class Standing(NamedTuple):
    """How a job stands. `percent` and the words of its step are what its handler told last."""

    state: JobState
    percent: int
    step_vi: str
    step_en: str
    error: str | None


async def enqueue(session: AsyncSession, orders: Sequence[Order]) -> None:
    """Ask for jobs; those that exist already stay as they are."""
    now = clock.real()
    rows = [
        {
            "id": new_id(),
            "kind": order.kind,
            "key": order.key,
            "lane": order.lane,
            "payload": dict(order.payload),
            "state": JobState.WAITING,
            "due_at": now,
            "attempts": 0,
            "percent": 0,
            "step_vi": "",
            "step_en": "",
            "created_at": now,
        }
        for order in orders
    ]
    if rows:
        await session.execute(insert_for(session, Job.__table__).on_conflict_do_nothing(), rows)


async def find_standing(session: AsyncSession, kind: str, key: str) -> Standing | None:
    """How the job stands, or None where it was never asked for, or done so long ago that it is forgotten."""
    found = select(Job.state, Job.percent, Job.step_vi, Job.step_en, Job.error).where(Job.kind == kind, Job.key == key)
    row = (await session.execute(found)).one_or_none()
    return None if row is None else Standing(*row)


async def hurry(session: AsyncSession, kind: str, lane: str) -> None:
    """Let the jobs of a lane that wait for their next try have it now."""
    waits = (Job.kind == kind, Job.lane == lane, Job.state == JobState.WAITING, Job.lease.is_(None))
    sooner = update(Job).where(*waits, Job.due_at > clock.real()).values(due_at=clock.real())
    await session.execute(sooner.execution_options(synchronize_session=False))


async def ask_again(session: AsyncSession, job_id: UUID) -> bool:
    """Let a job that was given up be tried from the beginning; whether there is such a one."""
    job = await session.get(Job, job_id, with_for_update={"key_share": True})
    if job is None or job.state is not JobState.FAILED:
        return False
    job.state, job.due_at, job.attempts, job.finished_at = JobState.WAITING, clock.real(), 0, None
    return True
