from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Versioned
from papi.kit.types import code_enum


class Part(StrEnum):
    LEAD = "lead"
    SUPPORT = "support"


class Mandate(StrEnum):
    """Front and Party bodies are asked, not assigned: they are never ranked, scored or listed as late."""

    ASSIGNED = "assigned"
    REQUESTED = "requested"


class WorkState(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    COMPLETED = "completed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class DeadlineState(StrEnum):
    """Derived at the read from state, due day and today; never stored."""

    NO_DEADLINE = "no_deadline"
    ON_TRACK = "on_track"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    COMPLETED_ON_TIME = "completed_on_time"
    COMPLETED_LATE = "completed_late"


class Outcome(StrEnum):
    """How an assignment counts, apart from what the day decides: an open one is overdue once its due day has passed."""

    OPEN = "open"
    AWAITING = "awaiting"
    AWAITING_LATE = "awaiting_late"
    DONE = "done"
    DONE_LATE = "done_late"
    ASIDE = "aside"


class Assignment(Identified, Versioned, Base):
    """A task given to (or asked of) one unit, showing its latest occurrence.

    `work_state` and `percent` are what the unit itself sees; `shown_work_state` and `shown_percent` are what everyone else sees:
    they come from what was last submitted, so that a draft moves no dashboard. `submitted_late` is measured at the submission.
    `submitted_by` said that it is done, on behalf of `submitted_for`.
    `own`: of a task that the unit has given itself; it is reported like the others and counts in none of the plan's numbers.
    `due_on` is the day in force; `first_due_on` the one before the first of the `extended_times` extensions.

    When units change, what is open goes on as an assignment of the unit that comes after (`carried_to_id`) and stays here as it stood;
    `origin` names the decision that made an assignment, empty for what the plan itself gave.
    """

    __tablename__ = "assignments"
    __table_args__ = (
        UniqueConstraint("task_id", "unit_id", "origin"),
        Index("ix_assignments_carried_to_id", "carried_to_id"),
        Index("ix_assignments_unit_id_due_on", "unit_id", "due_on"),
        Index("ix_assignments_plan_id_due_on_id", "plan_id", "due_on", "id"),
        Index("ix_assignments_plan_id_sort_id", "plan_id", "sort", "id"),
        Index("ix_assignments_sort_id", "sort", "id"),
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    sort: Mapped[int]
    part: Mapped[Part] = mapped_column(code_enum(Part))
    mandate: Mapped[Mandate] = mapped_column(code_enum(Mandate))
    due_on: Mapped[date | None]
    due_words: Mapped[str | None]
    first_due_on: Mapped[date | None]
    extended_times: Mapped[int] = mapped_column(default=0)
    extension_asked: Mapped[bool] = mapped_column(default=False)
    work_state: Mapped[WorkState] = mapped_column(code_enum(WorkState), default=WorkState.NOT_STARTED)
    percent: Mapped[int | None]
    shown_work_state: Mapped[WorkState] = mapped_column(code_enum(WorkState), default=WorkState.NOT_STARTED)
    shown_percent: Mapped[int | None]
    submitted_on: Mapped[date | None]
    submitted_late: Mapped[bool] = mapped_column(default=False)
    submitted_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    submitted_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    own: Mapped[bool] = mapped_column(default=False)
    done_on: Mapped[date | None]
    done_result: Mapped[str | None]
    state_before_suspension: Mapped[WorkState | None] = mapped_column(code_enum(WorkState))
    saved_on: Mapped[date | None]
    updated_at: Mapped[datetime]
    origin: Mapped[str] = mapped_column(String(36), default="")
    carried_to_id: Mapped[UUID | None] = mapped_column(ForeignKey("assignments.id"))


class AssignmentEvidence(Base):
    """Evidence named when a unit reports an assignment done outside a report; the next report's line takes it over.

    `set_aside_on`: the day on which the task, withdrawn before, was given again; it proves nothing of what was given since. One that is
    named anew counts again, and stays attached since `linked_at`; a fact tells what was.
    """

    __tablename__ = "assignment_evidence"

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), primary_key=True)
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"), primary_key=True)
    linked_at: Mapped[datetime]
    set_aside_on: Mapped[date | None]


class AssignmentCount(Base):
    """How many assignments stand alike: kept in the transaction that changes one, rebuilt and compared by `papi check`.

    `dimension` is `*` for the total, `""` for tasks without an indicator. `due_on` and `saved_on` are days in ISO form, empty for
    none, because a key must not be null. What is overdue, and what was updated lately, is decided at the read.
    """

    __tablename__ = "assignment_counts"

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), primary_key=True)
    dimension: Mapped[str] = mapped_column(String(4), primary_key=True)
    mandate: Mapped[Mandate] = mapped_column(code_enum(Mandate), primary_key=True)
    outcome: Mapped[Outcome] = mapped_column(code_enum(Outcome), primary_key=True)
    due_on: Mapped[str] = mapped_column(String(10), primary_key=True)
    saved_on: Mapped[str] = mapped_column(String(10), primary_key=True)
    number: Mapped[int]
