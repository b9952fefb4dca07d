from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Versioned
from papi.kit.types import code_enum


class DayKind(StrEnum):
    """How a day differs from others of its weekday: a day off, or a Saturday or Sunday that is worked in exchange."""

    OFF = "off"
    WORKING = "working"


class CalendarYear(Versioned, Base):
    """A year whose days off somebody has written down, with the paper that says so. It stands in place of what is shipped."""

    __tablename__ = "calendar_years"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    basis: Mapped[str]
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime]


class CalendarDay(Base):
    __tablename__ = "calendar_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("calendar_years.year"), index=True)
    kind: Mapped[DayKind] = mapped_column(code_enum(DayKind))
    name: Mapped[str]
