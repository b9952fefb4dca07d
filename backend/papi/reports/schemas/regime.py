import re
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from papi.directory.models import UnitLevel
from papi.kit.problems import BilingualError
from papi.kit.schemas import Flag, Input, ShortText
from papi.reports.models import PeriodKind, PeriodState
from papi.reports.schemas.periods import DeadlinesRead

_COMMON_YEAR = 2023
_SOME_YEAR = "2024"
_YEARS = re.compile(r"(?=(\d{4}))")
"""A code may name a year itself, and be the same as one with `{year}` in just that year."""
_CODE = re.compile(r"([0-9A-Za-z.\-]|\{year\})+")


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


class RegimeRowWrite(RegimeRow):
    """One report of the year as it is to be: lower levels due no later than the higher ones, as far as this does not hang on the year."""

    @model_validator(mode="after")
    def _makes_sense(self) -> "RegimeRowWrite":
        if _CODE.fullmatch(self.code) is None:
            raise BilingualError(
                "Mã kỳ chỉ gồm chữ, số, dấu chấm, gạch nối và năm.", "A code has letters, digits, dots, hyphens and the year."
            )
        if self.kind is PeriodKind.AD_HOC:
            raise BilingualError("Kỳ đột xuất không thuộc chế độ báo cáo.", "What is asked ad hoc belongs to no regime.")
        deadlines = self.deadlines
        for lower, higher in pairwise((deadlines.ward, deadlines.department, deadlines.city)):
            if _is_later(lower, higher):
                raise BilingualError("Hạn của cấp dưới không được sau hạn của cấp trên.", "Lower levels must be due no later.")
        return self


def _is_later(lower: LevelDeadline, higher: LevelDeadline) -> bool:
    """Whether the lower level is due after the higher one in every year; of a day and a number of working days only the year can tell."""
    if lower.on is not None and higher.on is not None:
        return lower.on.of(_COMMON_YEAR) > higher.on.of(_COMMON_YEAR)
    if lower.working_days_before is not None and higher.working_days_before is not None:
        return lower.working_days_before < higher.working_days_before
    return False


class RegimeRows(Input):
    rows: list[RegimeRowWrite] = Field(min_length=1, max_length=12)

    @model_validator(mode="after")
    def _codes_differ(self) -> "RegimeRows":
        years = {_SOME_YEAR, *(year for row in self.rows for year in _YEARS.findall(row.code))}
        by_year = [Counter(row.code.replace("{year}", year) for row in self.rows) for year in sorted(years)]
        twice = sorted({code for codes in by_year for code, times in codes.items() if times > 1})
        if twice:
            shown = ", ".join(twice)
            raise BilingualError(f"Hai báo cáo cùng một mã: {shown}.", f"Two reports have the same code: {shown}.")
        return self


class RegimeWrite(RegimeRows):
    basis: ShortText


class RegimeDraft(RegimeRows):
    """A regime that is not written down yet, and the plan for whose year it is tried."""

    plan_id: UUID


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
    """A level's day that days off have moved: what it would be without them, and which holidays they are; none where a day of its own falls
    on a weekend."""

    level: UnitLevel
    due_on: date
    without_holidays: date
    because: list[str]


class StandingPeriod(BaseModel):
    """A period as it stands, whatever the regime says."""

    id: UUID
    code: str
    title: str
    state: PeriodState
    data_from: date
    data_to: date
    cumulative: bool
    deadlines: DeadlinesRead


RegimeDifference = Literal["title", "data_from", "data_to", "cumulative", "ward", "department", "city"]


class RegimePeriod(BaseModel):
    """A period of the regime for the plan's year. `outcome`: `create`, `exists` (it stays as it is: `stands`, where it `differs` from the
    regime), `before_plan` (it ends before the plan was adopted and does not apply), or `out_of_order` (this year a lower level would be due
    after a higher one, or before the first day of data: it cannot be planned). `deadlines_within_window`: the levels that are due no later
    than on the last day of data."""

    kind: PeriodKind
    code: str
    title: str
    data_from: date
    data_to: date
    cumulative: bool
    ministry_on: date
    deadlines: DeadlinesRead
    deadlines_within_window: list[UnitLevel]
    outcome: Literal["create", "exists", "before_plan", "out_of_order"]
    period_id: UUID | None
    stands: StandingPeriod | None
    differs: list[RegimeDifference]
    moved: list[MovedDeadline]


class RegimePeriods(BaseModel):
    """`unlisted`: periods of the year that the regime does not name, ad-hoc ones apart; they stay as they are."""

    created: int
    items: list[RegimePeriod]
    unlisted: list[StandingPeriod]
