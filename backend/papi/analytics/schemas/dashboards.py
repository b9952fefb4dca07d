from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from papi.outbox.schemas import FactRead
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
    plan_id: UUID | None
    dimensions: list[MatrixDimension]
    rows: list[MatrixRow]


class DashboardQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    plan: UUID | None = None
    view: ViewParameter = None
