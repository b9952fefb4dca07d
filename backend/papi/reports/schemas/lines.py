from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from papi.evidence.models import RejectionCode, ReviewStage, ScanState
from papi.kit.paging import PageQuery
from papi.kit.schemas import Flag, Input, LongText, Percent
from papi.plans.schemas.figures import FigureRead
from papi.reports.models import LineReviewState, MarkKind, ReasonCode
from papi.reports.schemas.answers import AnswerMarkUpdate
from papi.reports.schemas.reports import PeriodBrief, UnitBrief

FigureName = Annotated[str, StringConstraints(min_length=1, max_length=40)]
MAX_TEXT, MAX_MERGED_TEXT = 4000, 12_000
MAX_FIGURE = 10**15
Figure = Annotated[float, Field(strict=True, ge=0, le=MAX_FIGURE, allow_inf_nan=False)]


class LineTask(BaseModel):
    """The task that a line reports on. `dimension` is empty for tasks of no indicator ("Chung")."""

    id: UUID
    key: str
    title: str
    text: str
    source_ref: str
    cadence: str
    mode: str
    dimension: str
    requires_evidence: bool
    by_unit_plan: bool = Field(description="Done by sending the unit's own plan: `self_done` follows that plan, and is not set here")
    deliverable: str | None
    due_on: date | None
    due_text: str | None
    example: bool
    figures: list[FigureRead]


class LineEvidence(BaseModel):
    """A document that proves a line. `redacted`: it holds personal data, and the caller reads its copy without them (`/redacted`).
    `alike`: its file is the same, or nearly, as another document's; for the unit and its reviewer.
    `accepted_version`: the file that was accepted with this report; `replaced`: the present one is another. Of a rejected one
    `review_code` and `review_reason` say why."""

    id: UUID
    title: str
    file_name: str
    media_type: str
    size: int
    document_number: str | None
    issuing_body: str | None
    issued_on: date | None
    expires_on: date | None
    expired: bool
    contains_personal_data: bool
    redacted: bool
    link_count: int
    page_count: int | None
    file_version: int
    accepted_version: int | None
    replaced: bool
    review_stage: ReviewStage
    review_state: str
    alike: bool
    scan_state: ScanState
    review_code: RejectionCode | None
    review_reason: str | None


class PreviousText(BaseModel):
    """What was submitted on the same assignment in the period before."""

    line_id: UUID
    period: str
    result: str
    percent: int | None
    figures: dict[str, float]
    difficulties: str
    proposals: str
    documents: list[str]
    accepted_at: datetime | None


class SentBefore(BaseModel):
    """What stood in the line the time before the last that the report was sent; `changed` names what is no longer the same:
    `result`, `percent`, `figures`, `difficulties`, `proposals`, `self_done`, `evidence`. Empty: sent again as it was."""

    submitted_at: datetime
    result: str
    percent: int | None
    figures: dict[str, float]
    difficulties: str
    proposals: str
    self_done: bool
    documents_added: list[str]
    documents_removed: list[str]
    changed: list[str]


class CarriedFrom(BaseModel):
    """An accepted line that filled this one, and the fields that it gave: `result`, `percent`, `figures.<key>` …"""

    line_id: UUID
    report_id: UUID
    period: str
    unit: str
    fields: list[str]


class LineMark(BaseModel):
    """The caller's own review mark; `holds` is false once the line has changed since."""

    mark: MarkKind
    reason_code: ReasonCode | None
    reason: str | None
    not_confirmed: bool
    holds: bool


class LineRead(BaseModel):
    """One line of a report. Its own unit sees the working text; everyone else what was last submitted.

    `percent` is 0–100; `figures_text` tells the figures in words. `lacks` says what is not yet enough (see `/reports/{id}/missing`).
    """

    id: UUID
    version: int
    report_id: UUID
    assignment_id: UUID
    number: int
    unit: UnitBrief
    period: PeriodBrief
    task: LineTask
    part: str
    mandate: str
    result: str
    percent: int | None
    figures: dict[str, float]
    figures_text: str
    difficulties: str
    proposals: str
    self_done: bool
    carried_forward: bool
    carried_from: list[CarriedFrom]
    review_state: LineReviewState
    reason_code: ReasonCode | None
    reason: str | None
    not_confirmed: bool
    evidence_ids: list[UUID]
    evidence: list[LineEvidence]
    previous: PreviousText | None
    before: SentBefore | None
    lacks: list[str]
    complete: bool
    comments: int
    mark: LineMark | None
    saved_at: datetime | None
    saved_by: str | None
    allowed_actions: list[str]


class LinesRead(BaseModel):
    """All lines of a report, in order: "Chung" first, then by dimension."""

    items: list[LineRead]
    content_version: int


class LineUpdate(Input):
    """Changes to a line; absent fields stay. Changing `result` ends `carried_forward`; `carried_forward: false` keeps the text.

    `figures` sets the line's numbers by the keys of the task's figures; null takes one away, one that is not named stays.
    `evidence_ids` replaces the line's documents, which must belong to the unit.
    """

    result: LongText | None = Field(default=None, max_length=MAX_MERGED_TEXT)
    percent: Percent | None = None
    figures: dict[FigureName, Figure | None] | None = Field(default=None, max_length=40)
    difficulties: LongText | None = Field(default=None, max_length=MAX_MERGED_TEXT)
    proposals: LongText | None = Field(default=None, max_length=MAX_MERGED_TEXT)
    self_done: Flag | None = None
    carried_forward: Flag | None = None
    evidence_ids: list[UUID] | None = Field(default=None, max_length=50)


class MarkUpdate(AnswerMarkUpdate):
    """The reviewer's own mark; null takes it away. A `return` needs its reason."""

    not_confirmed: Flag = False


class LineQuery(PageQuery, frozen=True):
    period: UUID | None = None
    unit: UUID | None = None
    task: UUID | None = None
    assignment: UUID | None = None
    dimension: str | None = Field(default=None, max_length=8, description="A dimension's code; empty for tasks of no indicator")
    unread: bool | None = Field(default=None, description="Only lines that the caller has not read as they stand, or only the others")
    led: bool = Field(default=False, description="Only the lines of the units that the caller's unit leads")


class LineRow(BaseModel):
    """A line in a list across reports, as it was last submitted (or, for the own unit, as it stands)."""

    id: UUID
    version: int
    report_id: UUID
    assignment_id: UUID
    unit: UnitBrief
    period: PeriodBrief
    task_id: UUID
    title: str
    source_ref: str
    dimension: str
    part: str
    result: str
    percent: int | None
    figures_text: str
    difficulties: str
    proposals: str
    review_state: LineReviewState
    evidence_count: int
    comments: int
    read: bool
    allowed_actions: list[str]
