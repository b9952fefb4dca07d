from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Searchable, Versioned
from papi.kit.types import code_enum


class PlanState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    DISCARDED = "discarded"


class Stance(StrEnum):
    MAINTAIN = "maintain"
    IMPROVE = "improve"


class Plan(Identified, Versioned, Searchable, Base):
    """A year's plan (kế hoạch). `framework_id` is the edition whose indicators it is to
    move, `province_code` the province whose published scores tell whether it did: scores exist for provinces only. The `total_…` are what
    it wants of the province's total, which is no node of the edition; without `total_stance` it wants nothing of it.
    """

    __tablename__ = "plans"
    search_in = ("title", "number")

    year: Mapped[int]
    title: Mapped[str]
    number: Mapped[str | None] = mapped_column(String(64))
    adopted_on: Mapped[date | None]
    source: Mapped[str | None]
    province_code: Mapped[str | None] = mapped_column(String(8))
    province_name: Mapped[str | None]
    state: Mapped[PlanState] = mapped_column(code_enum(PlanState))
    framework_id: Mapped[UUID] = mapped_column(ForeignKey("frameworks.id"))
    submitted_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    submitted_at: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]
    return_reason: Mapped[str | None]
    total_baseline: Mapped[float | None]
    total_target: Mapped[float | None]
    total_stance: Mapped[Stance | None] = mapped_column(code_enum(Stance))
    total_note: Mapped[str | None]


class Target(Identified, Base):
    """What the plan wants of one node of the framework. `baseline` is the published score, null where there is none."""

    __tablename__ = "targets"
    __table_args__ = (UniqueConstraint("plan_id", "indicator_id"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("indicators.id"))
    baseline: Mapped[float | None]
    target: Mapped[float | None]
    stance: Mapped[Stance] = mapped_column(code_enum(Stance))
    low_rated: Mapped[bool] = mapped_column(default=False)
    low_rated_source: Mapped[str | None]
    note: Mapped[str | None]
