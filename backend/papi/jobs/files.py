"""Files that jobs write for one person: what their rows keep, where they lie, how many there may be, and when they go."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import ForeignKey, delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from papi.jobs.models import Job, JobState
from papi.jobs.working import Work, hold
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.encryption import Encrypted, cipher_of, new_envelope
from papi.kit.storage import Storage
from papi.kit.types import AnyRow, new_id

# Of two who ask at the same moment each would find the same place free. The first number is nothing else's in this database.
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7237413, hashtext(:lane))")


class Prepared(Encrypted):
    """A row whose file is written by the job that has its id for a key; `size` is there once the file is. Moments are real time.

    Each attempt writes an object of its own, and the row names it before it is there: of a worker that was killed, or that comes back
    after another took its job, nothing can stand in the place of what is told done.
    """

    object_id: Mapped[UUID | None]
    file_name: Mapped[str]
    size: Mapped[int | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    @declared_attr
    @classmethod
    def membership_id(cls) -> Mapped[UUID]:
        return mapped_column(ForeignKey("memberships.id"))


Row = TypeVar("Row", bound=Prepared)


@dataclass(frozen=True)
class Shelf(Generic[Row]):
    """The files of one kind of job, all under one prefix of the store."""

    rows: type[Row]
    kind: str
    prefix: str

    async def wait_for_turn(self, session: AsyncSession, membership_id: UUID) -> None:
        """Let nobody else count for the same person until this writing transaction ends."""
        if session.get_bind().dialect.name != "sqlite":  # which lets one write at a time anyway
            await session.execute(_ONE_AT_A_TIME, {"lane": f"{self.kind} {membership_id}"})

    async def count_under_way(self, session: AsyncSession, membership_id: UUID) -> int:
        """How many are being written for somebody; what was given up is not."""
        rows = self.rows
        mine = select(rows.id).where(rows.membership_id == membership_id, rows.size.is_(None), rows.expires_at > clock.real())
        keys = [str(row_id) for row_id in await session.scalars(mine)]
        waiting = (Job.kind == self.kind, Job.state == JobState.WAITING, Job.key.in_(keys))
        return await session.scalar(select(func.count()).where(*waiting)) or 0

    async def jobs_of(self, session: AsyncSession, rows: Sequence[AnyRow]) -> dict[str, AnyRow]:
        """How the jobs of rows stand, by their keys."""
        told = select(Job.key, Job.state, Job.lease, Job.percent, Job.step_vi, Job.step_en)
        found = await session.execute(told.where(Job.kind == self.kind, Job.key.in_([str(row.id) for row in rows])))
        return {job.key: job for job in found}

    async def store(self, work: Work, storage: Storage, row_id: UUID, content: bytes) -> None:
        """Lay down what a job has written. Whoever has lost the job to another is told before."""
        object_id = new_id()
        async with work.database.writing() as session:
            await hold(session, work, due_at=clock.real() + work.lease_time, percent=80, step_vi="đang lưu tệp", step_en="storing the file")
            envelope = await new_envelope(session, storage, row_id)
            named = update(self.rows).where(self.rows.id == row_id).values(object_id=object_id, **envelope.columns)
            await session.execute(named.execution_options(synchronize_session=False))
        await storage.put(self._key(object_id), content, envelope.cipher)

    async def opened(self, row: Row, storage: Storage) -> AsyncIterator[bytes]:
        """The file; `FileNotFoundError` where it is gone."""
        if row.object_id is None:
            raise FileNotFoundError
        return await storage.opened(self._key(row.object_id), cipher=cipher_of(storage, row))

    async def sweep(self, database: Database, storage: Storage) -> int:
        """Forget files that have expired, and objects that no row names; how many files."""
        async with database.writing() as session:
            expired = await session.scalars(delete(self.rows).where(self.rows.expires_at < clock.real()).returning(self.rows.id))
            gone = len(expired.all())
        there = [key async for key, _size in storage.keys(self.prefix)]
        async with database.reading() as session:  # after the listing: whatever came meanwhile was named before
            named = await session.scalars(select(self.rows.object_id).where(self.rows.object_id.is_not(None)))
            kept = {self._key(object_id) for object_id in named if object_id is not None}
        for key in there:
            if key not in kept:
                await storage.delete(key)
        return gone

    def _key(self, object_id: UUID) -> str:
        return f"{self.prefix}{object_id.hex}"
