from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from papi.directory.models import UnitLevel
from papi.kit.problems import BilingualError
from papi.kit.schemas import Flag, Input, ShortText
from papi.reports.models import PeriodKind
from papi.reports.schemas.periods import DeadlinesRead

_COMMON_YEAR = 2023


class YearlyDay(Input):
    """A day of the plan's year, of the year before (`year: -1`) or of the year after."""

    year: Literal[-1, 0, 1] = 0
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)

    @model_validator(mode="after")
    def _exists(self) -> "YearlyDay":
        try:
            date(_COMMON_YEAR, self.month, self.day)
        except ValueError as error:
            raise BilingualError("Không có ngày này trong mọi năm.", "Not every year has this day.") from error
        return self

    def of(self, year: int) -> date:
        """The day for a plan's year."""
        return date(year + self.year, self.month, self.day)


class LevelDeadline(Input):
    """When a level is due: so many working days before the ministry's day, or on a day of its own (one that is not worked moves to the
    working day before it)."""

    working_days_before: int | None = Field(default=None, ge=0, le=60)
    on: YearlyDay | None = None

    @model_validator(mode="after")
    def _one(self) -> "LevelDeadline":
        if (self.working_days_before is None) == (self.on is None):
            raise BilingualError("Chọn số ngày làm việc, hoặc một ngày cố định.", "Either a number of working days, or a day.")
        return self


class LevelDeadlines(Input):
    ward: LevelDeadline
    department: LevelDeadline
    city: LevelDeadline


class RegimeRow(Input):
    """One report of the year. `{year}` in code and title stands for the plan's year."""

    kind: PeriodKind
    code: str = Field(min_length=1, max_length=20, pattern=r"^[0-9A-Za-z.\-{}]+$")
    title: ShortText
    data_from: YearlyDay
    data_to: YearlyDay
    cumulative: Flag
    ministry: YearlyDay
    at: str = Field(default="17:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    deadlines: LevelDeadlines

    @model_validator(mode="after")
    def _forwards(self) -> "RegimeRow":
        if self.data_to.of(_COMMON_YEAR) < self.data_from.of(_COMMON_YEAR):
            raise BilingualError("Ngày kết thúc phải sau ngày bắt đầu.", "The last day must not precede the first.")
        return self


class RegimeWrite(Input):
    basis: ShortText
    rows: list[RegimeRow] = Field(min_length=1, max_length=12)


class RegimeRead(BaseModel):
    """The regime of reporting. `version` is 0 while the shipped one holds; `basis` names the paper it rests on."""

    version: int
    source: Literal["shipped", "written"]
    basis: str
    changed_by: str | None
    changed_at: datetime | None
    rows: list[RegimeRow]
    allowed_actions: list[str]


class PeriodsFromRegime(Input):
    plan_id: UUID


class MovedDeadline(BaseModel):
    """A level's day that holidays have moved: what it would be without them, and which they are."""

    level: UnitLevel
    due_on: date
    without_holidays: date
    because: list[str]


class RegimePeriod(BaseModel):
    """A period of the regime for the plan's year. `outcome`: `create`, `exists` (it stays as it is), or `before_plan` (it ends before the
    plan was adopted and does not apply). `deadlines_within_window`: the levels that are due no later than on the last day of data."""

    kind: PeriodKind
    code: str
    title: str
    data_from: date
    data_to: date
    cumulative: bool
    ministry_on: date
    deadlines: DeadlinesRead
    deadlines_within_window: list[UnitLevel]
    outcome: Literal["create", "exists", "before_plan"]
    period_id: UUID | None
    moved: list[MovedDeadline]


class RegimePeriods(BaseModel):
    created: int
    items: list[RegimePeriod]
