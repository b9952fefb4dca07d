from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from papi.directory.models import UnitLevel
from papi.kit.paging import PageQuery
from papi.kit.problems import BilingualError
from papi.kit.schemas import Day, Flag, Input, Moment, Reason, ShortText
from papi.plans.schemas.assignments import ViewParameter
from papi.reports.models import PeriodKind, PeriodState
from papi.reports.schemas.questions import AskedWrite, QuestionRead, UnitDeadlineRead


class Deadlines(Input):
    """When each level's units must have sent their reports: wards first, the city last."""

    ward: Moment
    department: Moment
    city: Moment

    @model_validator(mode="after")
    def _in_order(self) -> "Deadlines":
        if not self.ward <= self.department <= self.city:
            raise BilingualError("Hạn của cấp dưới không được sau hạn của cấp trên.", "Lower levels must be due no later.")
        return self


class DeadlinesRead(BaseModel):
    ward: datetime
    department: datetime
    city: datetime


class EarlierPeriod(BaseModel):
    id: UUID
    title: str


class WouldOpen(BaseModel):
    """What opening a planned period would create: reports in all, of those the ones of bodies that are only asked, the lines of all and
    those of them that arrive filled, and the questions that each is asked. `earlier_open`: periods from which it is filled and of which
    more may yet be accepted; `deadlines_within_window`: the levels that are due no later than on the last day of data."""

    reports: int
    requested: int
    lines: int
    questions: int
    filled_lines: int
    earlier_open: list[EarlierPeriod]
    deadlines_within_window: list[UnitLevel]


class PeriodRead(BaseModel):
    """A reporting period. `unit_ids` and `task_ids` are null where all are meant; `would_open` only while it is planned.
    `cumulative`: its lines arrive filled from what was accepted of `rolled_up` periods within its window."""

    id: UUID
    version: int
    plan_id: UUID
    kind: PeriodKind
    code: str
    title: str
    data_from: date
    data_to: date
    cumulative: bool
    rolled_up: bool
    state: PeriodState
    deadlines: DeadlinesRead
    opened_at: datetime | None
    closed_at: datetime | None
    unit_ids: list[UUID] | None
    task_ids: list[UUID] | None
    ask_tasks: bool
    questions: list[QuestionRead]
    unit_deadlines: list[UnitDeadlineRead]
    would_open: WouldOpen | None
    allowed_actions: list[str]


class PeriodRow(BaseModel):
    id: UUID
    version: int
    plan_id: UUID
    kind: PeriodKind
    code: str
    title: str
    data_from: date
    data_to: date
    cumulative: bool
    state: PeriodState
    deadlines: DeadlinesRead
    opened_at: datetime | None
    closed_at: datetime | None
    allowed_actions: list[str]


class _Window(Input):
    data_from: Day
    data_to: Day

    @model_validator(mode="after")
    def _forwards(self) -> "_Window":
        if self.data_to < self.data_from:
            raise BilingualError("Ngày kết thúc phải sau ngày bắt đầu.", "The last day must not precede the first.")
        return self


class PeriodCreate(_Window, AskedWrite):
    """A new period. Units, tasks and questions are chosen for an ad-hoc period alone; absent units and tasks mean all. An ad-hoc period
    without `code` gets the next free one."""

    plan_id: UUID
    kind: PeriodKind
    code: str | None = Field(default=None, min_length=1, max_length=20, pattern=r"^[0-9A-Za-z.\-]+$")
    title: ShortText
    cumulative: Flag = False
    rolled_up: Flag | None = Field(default=None, description="Whether it goes into cumulative periods; absent: unless it is ad hoc")
    deadlines: Deadlines


class PeriodUpdate(AskedWrite):
    """Changes to a period. The data window, and what is asked of whom, move only while the period is planned."""

    title: ShortText | None = None
    data_from: Day | None = None
    data_to: Day | None = None
    deadlines: Deadlines | None = None


class ExceptionCreate(Input):
    """A unit's own end of the period (gia hạn riêng)."""

    unit_id: UUID
    ends_at: Moment
    reason: Reason


class ExceptionRead(BaseModel):
    id: UUID
    period_id: UUID
    unit_id: UUID
    ends_at: datetime
    reason: str
    granted_at: datetime


class PeriodQuery(PageQuery, frozen=True):
    plan: UUID | None = None
    state: PeriodState | None = None
    kind: PeriodKind | None = None


class BoardQuery(BaseModel):
    """Which units of the board are listed."""

    model_config = ConfigDict(extra="forbid")

    standing: Literal["on_time", "late", "missing", "waiting", "asked", "voluntary"] | None = None
    changed: bool | None = Field(default=None, description="Only reports that have changed since they were accepted, or only the others")
    q: str | None = Field(default=None, max_length=200, description="Words of the unit's name, without regard to diacritics")
    view: ViewParameter = None


class BoardUnit(BaseModel):
    id: UUID
    code: str
    name: str
    kind: str


class ExceptionOnBoard(BaseModel):
    ends_at: datetime
    reason: str
    granted_at: datetime
    granted_by: str


class BoardRow(BaseModel):
    """How one unit stands in a period. `standing`: on_time, late, missing, waiting (not yet due), asked or voluntary (need not
    report, never late). `unit_before`: whose the report is, where `unit` answers for it today (`view=now`).
    `exceptions`: each own end that the unit was given, the latest first; that one counts."""

    unit: BoardUnit
    unit_before: BoardUnit | None
    report_id: UUID
    standing: str
    state: str
    due_at: datetime
    first_submitted_at: datetime | None
    submitted_at: datetime | None
    accepted_at: datetime | None
    changed_since_acceptance: bool
    saved_at: datetime | None
    lines_total: int
    lines_complete: int
    answers_total: int
    answers_complete: int
    extended_to: datetime | None
    extension_reason: str | None
    exceptions: list[ExceptionOnBoard]
    allowed_actions: list[str]


class CompletenessRead(BaseModel):
    """Who has reported. The counts are of expected units; `waiting` ones have not passed their own deadline yet."""

    period_id: UUID
    expected: int
    on_time: int
    late: int
    missing: int
    waiting: int
    asked: int
    asked_submitted: int
    voluntary: int
    changed: int
    as_of: datetime
    items: list[BoardRow]
