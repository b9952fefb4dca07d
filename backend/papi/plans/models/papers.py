from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Searchable, Versioned
from papi.kit.types import code_enum


class BasisKind(StrEnum):
    LAW = "law"
    DECREE = "decree"
    DECISION = "decision"
    DIRECTIVE = "directive"
    PLAN = "plan"
    REPORT = "report"
    OTHER = "other"


class LegalBasis(Identified, Versioned, Searchable, Base):
    """A document on which plans rest (căn cứ), kept once and named by as many plans as rest on it."""

    __tablename__ = "legal_bases"
    search_in = ("number", "title", "issuer")

    kind: Mapped[BasisKind] = mapped_column(code_enum(BasisKind))
    number: Mapped[str | None] = mapped_column(String(64))
    issued_on: Mapped[date | None]
    issuer: Mapped[str]
    title: Mapped[str]
    url: Mapped[str | None]


class PlanLegalBasis(Base):
    """What a plan rests on, in the order in which its paper names it."""

    __tablename__ = "plan_legal_bases"
    __table_args__ = (Index("ix_plan_legal_bases_basis_id", "basis_id"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    basis_id: Mapped[UUID] = mapped_column(ForeignKey("legal_bases.id"), primary_key=True)
    sort: Mapped[int]


class PlanReceiver(Identified, Base):
    """A line of the plan's "Nơi nhận". Those outside have a name and no units."""

    __tablename__ = "plan_receivers"
    __table_args__ = (UniqueConstraint("plan_id", "sort"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    sort: Mapped[int]
    name: Mapped[str]


class PlanReceiverUnit(Base):
    """A unit that a line of the "Nơi nhận" means."""

    __tablename__ = "plan_receiver_units"

    receiver_id: Mapped[UUID] = mapped_column(ForeignKey("plan_receivers.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), primary_key=True)


class PlanReceipt(Identified, Base):
    """A version of the plan that was sent to one receiver, as it was called then, and who of it said that it came."""

    __tablename__ = "plan_receipts"
    __table_args__ = (
        Index("ix_plan_receipts_plan_id_number_sort", "plan_id", "number", "sort"),
        Index("ix_plan_receipts_unit_id", "unit_id"),
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    number: Mapped[int]
    sort: Mapped[int]
    name: Mapped[str]
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"))
    requested: Mapped[bool]
    sent_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    reminders: Mapped[int] = mapped_column(default=0)
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[str | None]


class StepState(StrEnum):
    PLANNED = "planned"
    SUBMITTED = "submitted"
    APPLIED = "applied"


class TaskStep(Identified, Searchable, Base):
    """A step by which a task simplifies an administrative procedure (II.1 of the plan: Kế hoạch 178/KH-UBND)."""

    __tablename__ = "task_steps"
    search_in = ("procedure_code", "procedure", "simplification")
    __table_args__ = (Index("ix_task_steps_task_id_sort", "task_id", "sort"),)

    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"))
    sort: Mapped[int]
    procedure_code: Mapped[str | None] = mapped_column(String(40))
    procedure: Mapped[str]
    simplification: Mapped[str]
    basis: Mapped[str | None]
    due_on: Mapped[date | None]
    state: Mapped[StepState] = mapped_column(code_enum(StepState))
