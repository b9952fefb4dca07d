from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from papi.kit.paging import PageQuery
from papi.kit.schemas import Input, Reason
from papi.plans.schemas.assignments import ViewParameter
from papi.reports.models import PeriodKind, ReasonCode, ReportState


class UnitBrief(BaseModel):
    id: UUID
    code: str
    name: str
    kind: str


class PeriodBrief(BaseModel):
    id: UUID
    code: str
    title: str
    kind: PeriodKind
    state: str
    data_from: date
    data_to: date


class Reviewing(BaseModel):
    """Who has the report open for review, and since when."""

    person_id: UUID
    name: str
    since: datetime


class Reviewer(BaseModel):
    """How many lines of a report a reviewer has marked, and how many of them to be returned."""

    person_id: UUID
    name: str
    marked: int
    returns: int


class Blocked(BaseModel):
    """Why this caller may not do the next step, as a sentence."""

    code: str
    detail: str


class ReportRead(BaseModel):
    """A unit's report of a period. `late` is derived from the unit's own deadline and never true for bodies that are asked;
    `has_paper`: it can be had as a paper, which is made in no Front or Party body's name."""

    id: UUID
    version: int
    content_version: int
    unit: UnitBrief
    period: PeriodBrief
    state: ReportState
    expected: bool
    has_paper: bool
    due_at: datetime
    late: bool
    open: bool
    extended_to: datetime | None
    first_submitted_at: datetime | None
    submitted_at: datetime | None
    submitted_by: str | None
    returned_at: datetime | None
    return_reason: str | None
    accepted_at: datetime | None
    handed_over_at: datetime | None
    saved_at: datetime | None
    lines_total: int
    lines_complete: int
    lines_returned: int
    answers_total: int
    answers_complete: int
    answers_returned: int
    changed_since_acceptance: bool
    reviewing: Reviewing | None
    reviewers: list[Reviewer]
    seal_number: int | None
    carried_on: date | None
    carried_to_id: UUID | None
    blocked: Blocked | None
    allowed_actions: list[str]


class ReportRow(BaseModel):
    """A report in a list. `marks_ok` and `marks_return` count the caller's own review marks that still hold, and among the
    former the lines found in order the last time; `reviewers` those of all reviewers, for those who review."""

    id: UUID
    version: int
    content_version: int
    unit: UnitBrief
    period: PeriodBrief
    state: ReportState
    expected: bool
    due_at: datetime
    late: bool
    first_submitted_at: datetime | None
    submitted_at: datetime | None
    accepted_at: datetime | None
    saved_at: datetime | None
    lines_total: int
    lines_complete: int
    answers_total: int
    answers_complete: int
    marks_ok: int
    marks_return: int
    changed_since_acceptance: bool
    reviewing: Reviewing | None
    reviewers: list[Reviewer]
    allowed_actions: list[str]


class ReportQuery(PageQuery, frozen=True):
    period: UUID | None = None
    unit: UUID | None = None
    state: ReportState | None = None
    reviewable: bool = Field(default=False, description="Only those that wait for this caller's review")
    changed: bool | None = Field(default=None, description="Only those that have changed since they were accepted, or only the others")
    view: ViewParameter = None


class ReturnedLine(Input):
    id: UUID
    reason_code: ReasonCode
    reason: Reason


class ReportReturn(Input):
    """A return in one act. `lines` and `answers` name those with reasons; `marks` gathers the caller's own return marks; none of them:
    every line and answer, with `reason_code` and `reason`."""

    lines: list[ReturnedLine] | None = Field(default=None, min_length=1, max_length=500)
    answers: list[ReturnedLine] | None = Field(default=None, min_length=1, max_length=500)
    marks: bool = False
    reason_code: ReasonCode = ReasonCode.OTHER
    reason: Reason | None = None


class LineReturn(Input):
    reason: Reason
    reason_code: ReasonCode = ReasonCode.OTHER


class ReportAccept(Input):
    """An acceptance. Lines named in `not_confirmed` are in order, but their tasks are not confirmed as done."""

    not_confirmed: list[UUID] = Field(default=[], max_length=500)


class CarriedForward(BaseModel):
    """How many lines were filled (or would be) with the text of the period before."""

    lines: int


class CarryForward(Input):
    """Which lines to fill; absent means every line without text."""

    line_ids: list[UUID] | None = Field(default=None, min_length=1, max_length=500)


class CarryChange(BaseModel):
    """A field of which earlier periods say something new. `now` is what the line says, `new` what they say together; an `edited` one is
    shown and left alone. `label` names the figure where `field` is `figures`."""

    field: str
    label: str | None
    now: str | float | None
    new: str | float | None
    edited: bool


class CarryUpdate(BaseModel):
    line_id: UUID
    number: int
    title: str
    periods: list[str]
    edited: bool
    changes: list[CarryChange]


class CarryUpdatesRead(BaseModel):
    """What was accepted since the lines of a cumulative report were filled from it."""

    lines: int
    items: list[CarryUpdate]


class MissingItem(BaseModel):
    """One thing that is not yet enough, of a line or of an answer (`unanswered`): `empty`, `figures`, `evidence`, `carried` stop the
    submission too, `percent_drop` does not. Nor does `differed`: merged units had answered a question differently, it need not be answered,
    and nobody has said since whether it is left blank; `said` is what each of them answered."""

    line_id: UUID | None
    answer_id: UUID | None
    number: int
    title: str
    lack: str
    stops: bool
    percent: int | None
    previous_percent: int | None
    said: str | None


class MissingRead(BaseModel):
    """What stands between this report and its submission. `lines` and `answers` count those that stop it."""

    lines: int
    answers: int
    items: list[MissingItem]


class BulkItem(Input):
    """`version` is the report's own (`3`), or both numbers of its tag (`3.36`), so that nothing unseen is accepted."""

    id: UUID
    version: Annotated[int, Field(ge=1)] | Annotated[str, StringConstraints(pattern=r"^\d{1,9}(\.\d{1,9})?$")]
    reason_code: ReasonCode = ReasonCode.OTHER
    reason: Reason | None = None


class BulkAction(Input):
    """One act on many reports: `accept`, or `return` with a reason each."""

    action: str = Field(pattern="^(accept|return)$")
    items: list[BulkItem] = Field(min_length=1, max_length=100)


class ItemOutcome(BaseModel):
    """What became of one of many: 200, or the refusal in words."""

    id: UUID
    status: int
    code: str | None
    detail: str | None


class BulkResult(BaseModel):
    items: list[ItemOutcome]
