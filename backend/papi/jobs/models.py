from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified
from papi.kit.types import code_enum


class JobState(StrEnum):
    WAITING = "waiting"
    """Also while somebody works on it, which `lease` tells."""
    DONE = "done"
    FAILED = "failed"
    """Given up; `error` says why."""


class Job(Identified, Base):
    """Something to be done once. `key` is what it is, so that of two who ask for the same one job is made.

    From `due_at` on a worker may take it. Who takes it moves `due_at` ahead, as far as its lease goes, and again and again while it works:
    the job of a worker that died falls due by itself. Moments are real time. Those of one `lane` may have to queue for each other.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("kind", "key"),
        Index("ix_jobs_kind_state_due_at", "kind", "state", "due_at"),
        Index("ix_jobs_state_finished_at", "state", "finished_at"),
    )

    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(200))
    lane: Mapped[str | None] = mapped_column(String(64))
    payload: Mapped[dict[str, Any]]
    state: Mapped[JobState] = mapped_column(code_enum(JobState, 10))
    due_at: Mapped[datetime]
    lease: Mapped[UUID | None]
    attempts: Mapped[int]
    percent: Mapped[int]
    step_vi: Mapped[str]
    step_en: Mapped[str]
    error: Mapped[str | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
