from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from papi.kit.paging import PageQuery
from papi.kit.schemas import Day
from papi.outbox.schemas import FactRead
from papi.outbox.verifying import BreakKind
from papi.plans.schemas.assignments import RequestedCounts, ViewParameter


class Numbers(BaseModel):
    """The four numbers leaders look at, those without a day, all of what is assigned, and the update rate (null if nothing is open)."""

    done_on_time: int
    done_late: int
    open_in_time: int
    open_overdue: int
    no_deadline: int
    update_rate: float | None


class LateUnit(BaseModel):
    """A unit that has not sent its report although its own deadline has passed. The draft is named to the unit alone."""

    id: UUID
    code: str
    name: str
    report_id: UUID | None
    due_at: datetime


class PeriodStanding(BaseModel):
    """The period that is open, or was last: how many expected reports came on time, late, or are missing."""

    id: UUID
    code: str
    title: str
    state: str
    expected: int
    on_time: int
    late: int
    missing: int
    waiting: int
    missing_units: list[LateUnit]


class MonthCount(BaseModel):
    """What is assigned, by the month of its due day."""

    month: str
    done: int
    overdue: int
    in_time: int


class OverviewRead(BaseModel):
    """Where the plan stands, in one answer. `overdue_units` counts units with something overdue. What bodies are asked to do is in no
    number but `requested`."""

    as_of: datetime
    plan_id: UUID | None
    plan_title: str | None
    numbers: Numbers
    requested: RequestedCounts
    overdue_units: int
    period: PeriodStanding | None
    months: list[MonthCount]
    events: list[FactRead]
    review_queue: int


class MatrixCell(BaseModel):
    """One unit in one dimension: how many are overdue, open, done, in all."""

    overdue: int
    open: int
    done: int
    total: int


class MatrixDimension(BaseModel):
    code: str
    name: str


class MatrixRow(BaseModel):
    """A unit, one cell a dimension in the order of `dimensions`. What is requested is a row of its own, in which nothing is overdue: a unit
    that is assigned some tasks and asked for others has two."""

    unit_id: UUID
    code: str
    name: str
    kind: str
    requested: bool
    cells: list[MatrixCell]
    total: MatrixCell


class MatrixRead(BaseModel):
    as_of: datetime
    dimensions: list[MatrixDimension]
    rows: list[MatrixRow]


class MyReport(BaseModel):
    id: UUID
    period_id: UUID
    title: str
    state: str
    due_at: datetime
    late: bool
    expected: bool
    lines_total: int
    lines_complete: int
    handed_over_at: datetime | None
    return_reason: str | None


class MyTask(BaseModel):
    """Something to do. `line_id` opens the line of the open report, `report_done` says that it may be reported by itself."""

    assignment_id: UUID
    title: str
    source_ref: str
    due_on: date | None
    working_days: int | None
    days: int | None
    work_state: str
    percent: int | None
    line_id: UUID | None
    report_id: UUID | None
    reason: str | None
    report_done: bool


class MyGroup(BaseModel):
    total: int
    items: list[MyTask]


class NextPeriod(BaseModel):
    title: str
    data_to: date
    due_at: datetime


class MySubTask(BaseModel):
    """A piece of the unit's assignment that the person is to do."""

    id: UUID
    version: int
    title: str
    assignment_id: UUID
    due_on: date | None
    task_title: str


class MySubTasks(BaseModel):
    total: int
    items: list[MySubTask]


class MyUnitPlan(BaseModel):
    """The unit's own plan, until it is accepted. `id` and `state` are null while nobody has begun it."""

    id: UUID | None
    plan_id: UUID
    year: int
    state: str | None
    due_on: date | None
    expected: bool
    days_late: int


class MyWorkRead(BaseModel):
    """What the caller must do now, in the order in which it matters. Groups hold at most ten; `total` counts all."""

    as_of: datetime
    reports: list[MyReport]
    returned: MyGroup
    overdue: MyGroup
    due_soon: MyGroup
    sub_tasks: MySubTasks
    review_queue: int
    awaiting_confirmation: int
    extensions: int
    unit_plans_to_review: int
    unit_plan: MyUnitPlan | None
    next_period: NextPeriod | None


class SearchHit(BaseModel):
    """Something found; `type` and `id` say where it is."""

    type: str
    id: UUID
    title: str
    subtitle: str


class SearchGroup(BaseModel):
    type: str
    items: list[SearchHit]


class SearchRead(BaseModel):
    groups: list[SearchGroup]


class HistoryQuery(PageQuery, frozen=True):
    subject: str | None = Field(default=None, max_length=80, description="`report:ID`, `assignment:ID` …")
    unit: UUID | None = None
    person: UUID | None = None
    on: Day | None = None
    kind: str | None = Field(default=None, max_length=64)


class AuditQuery(PageQuery, frozen=True):
    subject: str | None = Field(default=None, max_length=80, description="`report:ID`, `assignment:ID` …")
    actor: UUID | Literal["system"] | None = Field(default=None, description="A person, or what the system did by itself")
    action: str | None = Field(default=None, max_length=64, description="A kind of fact, such as `report.submitted`")
    on: Day | None = Field(default=None, description="The day of real time on which it was done")
    number: int | None = Field(default=None, ge=1, le=2**31 - 1, description="A place in the chain")


class AuditRead(BaseModel):
    """One fact as it was recorded. `role` and `acting_unit` are those in which the person acted; the system has none of them.

    `real_at` is the wall clock's time, `business_at` that of the plan; they differ in a demo alone. `number` and `digest` are the fact's
    place in the chain, null until the worker has given it one. `subject` is null, and blank in `text`, where the caller may audit what was
    done but not read the matter itself, such as a unit's draft.
    """

    id: UUID
    number: int | None
    digest: str | None
    real_at: datetime
    business_at: datetime
    action: str
    text: str
    actor_id: UUID | None
    actor: str
    behalf_id: UUID | None
    role: str | None
    acting_unit_id: UUID | None
    acting_unit: str | None
    address: str | None
    request_id: str | None
    subject_type: str
    subject_id: UUID
    subject: str | None


class ChainHead(BaseModel):
    """The end of the chain. Noted elsewhere, it shows later whether the chain up to there is still the same (`GET /audit?number=`)."""

    number: int
    digest: str


class ChainBreak(BaseModel):
    """Where the chain breaks first, and how: a fact was `changed`, is `missing`, or was `added` behind the chain's back.

    `number` is the place in the chain, for an added fact the place that it claims by its time.
    """

    kind: BreakKind
    number: int
    fact_id: UUID | None


class ChainRead(BaseModel):
    """Whether every fact is still what was recorded. `waiting` facts were recorded a moment ago and have no place yet."""

    ok: bool
    chained: int
    waiting: int
    head: ChainHead | None
    first_break: ChainBreak | None


class DashboardQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    plan: UUID | None = None


class MatrixQuery(DashboardQuery):
    view: ViewParameter = None
