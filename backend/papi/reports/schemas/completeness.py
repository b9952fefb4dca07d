from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from papi.kit.paging import PageQuery
from papi.plans.schemas.tasks import DimensionFilter
from papi.reports.schemas.reports import PeriodBrief, UnitBrief

GroupedBy = Literal["unit", "group", "dimension"]
StandingFilter = Literal["on_time", "late", "missing", "waiting", "asked", "voluntary"]


class CompletenessQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    plan: UUID | None = Field(default=None, description="Absent: the plan in force")
    group_by: GroupedBy = "unit"


class SendingCounts(BaseModel):
    """Reports by how they were sent. `expected` are those of units that must report: on time, late, missing (not sent though due) and
    waiting (not due yet). Bodies that are asked, and units that need not report, stand apart and are never late."""

    expected: int
    on_time: int
    late: int
    missing: int
    waiting: int
    asked: int
    asked_submitted: int
    voluntary: int


class CompletenessCell(SendingCounts):
    """One group in one period; `standing` is told where the group is a single unit."""

    period_id: UUID
    standing: str | None


class CompletenessRow(SendingCounts):
    """A unit, a group of units or a dimension over all periods. `on_time_rate` = on time ÷ (on time + late + missing); `update_rate` as in
    the task status: open assignments saved within 30 days ÷ open assignments, those that are not being `GET /assignments` with `stale` and
    `mandate=assigned`; null where nothing is to be divided. `unit_id` where the group is a single unit."""

    key: str
    label: str
    unit_id: UUID | None
    on_time_rate: float | None
    update_rate: float | None
    cells: list[CompletenessCell]


class CompletenessPeriod(SendingCounts):
    id: UUID
    code: str
    title: str
    state: str
    data_from: date
    data_to: date


class CompletenessOverPeriods(BaseModel):
    """Who has reported over all opened periods of a plan: a matrix of groups and periods, with the totals of both. A report counts in
    each dimension of which it has a line and in each group of its unit, and once in the totals."""

    plan_id: UUID | None
    group_by: GroupedBy
    as_of: datetime
    periods: list[CompletenessPeriod]
    items: list[CompletenessRow]
    total: SendingCounts
    on_time_rate: float | None
    update_rate: float | None


class SendingQuery(PageQuery, frozen=True):
    """The list behind a number of the matrix."""

    plan: UUID | None = None
    period: UUID | None = None
    unit: str | None = Field(default=None, max_length=40, description="The unit's code")
    group: str | None = Field(default=None, max_length=40, description="The group's code")
    dimension: DimensionFilter | None = None
    standing: StandingFilter | None = None
    expected: bool | None = None


class SendingRow(BaseModel):
    """One unit's report of one period, sent or not."""

    id: UUID
    unit: UnitBrief
    period: PeriodBrief
    standing: str
    state: str
    due_at: datetime
    first_submitted_at: datetime | None
    accepted_at: datetime | None
    saved_at: datetime | None
    lines_complete: int
    lines_total: int
