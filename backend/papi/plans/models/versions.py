from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Versioned
from papi.kit.types import code_enum


class AmendmentState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class PlanVersion(Identified, Base):
    """A plan as the leader approved it: its whole content in words and codes, never altered. The first approval is number 1."""

    __tablename__ = "plan_versions"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    reason: Mapped[str | None]
    proposed_by: Mapped[str | None]
    approved_by: Mapped[str]
    approved_at: Mapped[datetime]
    tasks: Mapped[int]
    assignments: Mapped[int]
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    dropped: Mapped[int] = mapped_column(default=0)


class Amendment(Identified, Versioned, Base):
    """Changes of an approved plan that are proposed together. Until the leader approves them the plan in force stays as it is.

    `changes` are the wire's, in order, each naming the task, unit or node that it is about. `number` is the version that it became.
    """

    __tablename__ = "amendments"
    __table_args__ = (Index("ix_amendments_plan_id_state", "plan_id", "state"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    state: Mapped[AmendmentState] = mapped_column(code_enum(AmendmentState), default=AmendmentState.DRAFT)
    reason: Mapped[str]
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    submitted_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    submitted_at: Mapped[datetime | None]
    return_reason: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    number: Mapped[int | None]
