from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, Field

from papi.calendar.models import DayKind
from papi.kit.schemas import Day, Input, ShortText

Year = Annotated[int, Path(ge=2000, le=2100)]
MOST_WORKING_DAYS = 500


class CalendarSource(StrEnum):
    """What a year's days rest on: written down here, decreed and shipped, computed by law and moon, or by the sun alone."""

    WRITTEN = "written"
    DECREED = "decreed"
    COMPUTED = "computed"
    SUN_ONLY = "sun_only"


class CalendarDayRead(BaseModel):
    day: date
    kind: DayKind
    name: str


class CalendarRead(BaseModel):
    """A year's days that differ from their weekday. `version` is 0 until somebody writes the year down; then `basis` names the paper."""

    year: int
    version: int
    source: CalendarSource
    basis: str | None
    changed_by: str | None
    changed_at: datetime | None
    days: list[CalendarDayRead]
    working_days: int
    allowed_actions: list[str]


class CalendarDayWrite(Input):
    """`working` is for Saturdays and Sundays that are worked in exchange."""

    day: Day
    kind: DayKind
    name: ShortText


class CalendarWrite(Input):
    """All days of the year that differ from their weekday, and the paper that says so."""

    basis: ShortText
    days: list[CalendarDayWrite] = Field(max_length=100)


class WorkingTerm(Input):
    """A deadline of N working days from a day on, which is itself not counted."""

    days: int = Field(ge=1, le=MOST_WORKING_DAYS)
    from_on: Day


class TermQuery(BaseModel, frozen=True, extra="forbid"):
    from_on: Day
    days: int = Field(ge=1, le=MOST_WORKING_DAYS)


class TermRead(BaseModel):
    """The last day of the term. `source`: the weakest thing that any of its years rests on."""

    from_on: date
    days: int
    due_on: date
    words: str
    source: CalendarSource
