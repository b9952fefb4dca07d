from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.directory.models import UnitLevel
from papi.kit.db import Base, Identified, Searchable, Versioned
from papi.kit.types import code_enum


class PeriodKind(StrEnum):
    """The four reports of văn bản 581/BNV-CCHC (there is no Q2 or Q4 report), others that a regime asks for every year, and those asked
    for ad hoc."""

    QUARTER_1 = "quarter_1"
    SIX_MONTHS = "six_months"
    QUARTER_3 = "quarter_3"
    YEAR = "year"
    OTHER = "other"
    AD_HOC = "ad_hoc"


class PeriodState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class Period(Identified, Versioned, Searchable, Base):
    """A reporting period (kỳ báo cáo) with its data window. Codes are `YYYYQ…` as the province writes them; ad hoc free.

    Of a period that is `rolled_up`, accepted lines fill the cumulative periods whose window holds its own. One that does not `ask_tasks`
    asks its questions alone: its reports have no lines.
    """

    __tablename__ = "periods"
    search_in = ("title", "code")
    __table_args__ = (UniqueConstraint("plan_id", "code"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    kind: Mapped[PeriodKind] = mapped_column(code_enum(PeriodKind))
    code: Mapped[str] = mapped_column(String(20))
    title: Mapped[str]
    data_from: Mapped[date]
    data_to: Mapped[date]
    cumulative: Mapped[bool]
    rolled_up: Mapped[bool] = mapped_column(default=True)
    ask_tasks: Mapped[bool] = mapped_column(default=True)
    state: Mapped[PeriodState] = mapped_column(code_enum(PeriodState))
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class PeriodDeadline(Base):
    """When the units of one level must have sent their reports."""

    __tablename__ = "period_deadlines"

    period_id: Mapped[UUID] = mapped_column(ForeignKey("periods.id"), primary_key=True)
    level: Mapped[UnitLevel] = mapped_column(code_enum(UnitLevel), primary_key=True)
    due_at: Mapped[datetime]


class PeriodUnit(Base):
    """A unit chosen for an ad-hoc period; without any, all units with reportable tasks are meant. `due_at` is its own due time, where it
    does not take its level's."""

    __tablename__ = "period_units"

    period_id: Mapped[UUID] = mapped_column(ForeignKey("periods.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), primary_key=True)
    due_at: Mapped[datetime | None]


class PeriodTask(Base):
    """A task chosen for an ad-hoc period; without any, all reportable tasks are meant."""

    __tablename__ = "period_tasks"

    period_id: Mapped[UUID] = mapped_column(ForeignKey("periods.id"), primary_key=True)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"), primary_key=True)


class PeriodException(Identified, Base):
    """A unit's own end of the period (gia hạn riêng), with its reason. The latest one counts; earlier ones stay."""

    __tablename__ = "period_exceptions"
    __table_args__ = (Index("ix_period_exceptions_period_id_unit_id", "period_id", "unit_id"),)

    period_id: Mapped[UUID] = mapped_column(ForeignKey("periods.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    ends_at: Mapped[datetime]
    reason: Mapped[str]
    granted_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    granted_at: Mapped[datetime]
