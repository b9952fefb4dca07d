from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Searchable, Versioned
from papi.kit.types import code_enum


class TaskKind(StrEnum):
    GENERAL = "general"
    SPECIFIC = "specific"
    ORGANISATIONAL = "organisational"


class Cadence(StrEnum):
    """`standing` tasks (thường xuyên) have no due date but are reported each period."""

    ONCE = "once"
    EACH_PERIOD = "each_period"
    STANDING = "standing"


class Mode(StrEnum):
    """`joint`: the lead sees and comments on its supporters' lines; `each`: the units never see each other."""

    JOINT = "joint"
    EACH = "each"


class Task(Identified, Versioned, Searchable, Base):
    """A paragraph of the plan that somebody must carry out. `due_on` is the last day that is on time; `due_text` keeps the words.

    `dimension` is the dimension under which reports group it, empty for those of no indicator ("Chung"). `by_unit_plan`: it is done by
    sending the unit's own plan. A task with an owner is that unit's own, made of a measure of its plan: other units do not see it.
    `carried_from` is the year of the plan that left it open. A task that an amendment dropped stays with all that was reported, and has its
    day. `required_figures`: the keys of the figures without which a line is not enough, kept by who sets the figures.
    """

    __tablename__ = "tasks"
    search_in = ("title", "text", "source_ref")
    __table_args__ = (UniqueConstraint("plan_id", "key"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    key: Mapped[str] = mapped_column(String(40))
    source_ref: Mapped[str]
    sort: Mapped[int]
    title: Mapped[str]
    text: Mapped[str]
    checklist: Mapped[list[str]]
    kind: Mapped[TaskKind] = mapped_column(code_enum(TaskKind))
    mode: Mapped[Mode] = mapped_column(code_enum(Mode))
    cadence: Mapped[Cadence] = mapped_column(code_enum(Cadence))
    due_on: Mapped[date | None]
    due_text: Mapped[str | None]
    deliverable: Mapped[str | None]
    requires_evidence: Mapped[bool]
    reportable: Mapped[bool] = mapped_column(default=True)
    example: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str | None]
    carried_from: Mapped[int | None]
    dropped_on: Mapped[date | None]
    required_figures: Mapped[list[str]] = mapped_column(default=list)
    dimension: Mapped[str] = mapped_column(String(4), default="")
    by_unit_plan: Mapped[bool] = mapped_column(default=False)
    owner_unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"))


class TaskIndicator(Base):
    __tablename__ = "task_indicators"
    __table_args__ = (Index("ix_task_indicators_indicator_id", "indicator_id"),)

    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("indicators.id"), primary_key=True)


class TaskDimension(Base):
    """The dimensions that a task's indicators belong to, derived when they are set; what counts are grouped by."""

    __tablename__ = "task_dimensions"

    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    dimension: Mapped[str] = mapped_column(String(4), primary_key=True)
