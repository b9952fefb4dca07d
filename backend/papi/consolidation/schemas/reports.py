from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from papi.consolidation.models import ConsolidatedState
from papi.kit.paging import PageQuery
from papi.kit.schemas import Input, Reason
from papi.plans.models import FigureRule
from papi.reports.models import PeriodKind, PeriodState, QuestionKind
from papi.reports.schemas.reports import Blocked


class ConsolidatedPeriod(BaseModel):
    id: UUID
    code: str
    title: str
    kind: PeriodKind
    state: PeriodState
    data_from: date
    data_to: date


class ConsolidatedBrief(BaseModel):
    """Who reads only what is approved is told of the approved edition, whatever is being written meanwhile."""

    id: UUID
    version: int
    title: str
    period: ConsolidatedPeriod
    state: ConsolidatedState
    edition: int
    approved_edition: int
    saved_at: datetime | None
    submitted_at: datetime | None
    approved_at: datetime | None
    approved_by: str | None
    allowed_actions: list[str]


class ConsolidatedRow(ConsolidatedBrief):
    year: int


class SectionBrief(BaseModel):
    """A heading with what stands under it; `moved`: sources that say something else today."""

    key: str
    number: str
    level: int
    title: str
    blocks: int
    words: int
    moved: int


class SourcesMoved(BaseModel):
    """What happened below since the text was taken over: unit reports accepted since (`fresh`), and those that changed or were reopened."""

    fresh: int
    changed: int


class Unaddressed(BaseModel):
    """The unit in whose name the report is issued, where its letterhead names no addressee. `allowed_actions` holds `edit` for who may
    write that down."""

    unit_id: UUID
    unit: str
    allowed_actions: list[str]


class ConsolidatedRead(ConsolidatedBrief):
    """The report to the province on one period. `figures_at`: as of when its tables count. `unaddressed`: its paper would be addressed to
    nobody."""

    content_version: int
    created_at: datetime | None
    submitted_by: str | None
    returned_at: datetime | None
    return_reason: str | None
    reopened_at: datetime | None
    reopen_reason: str | None
    figures_at: datetime
    outline_source: str
    unconfirmed_outline: bool
    sections: list[SectionBrief]
    moved: SourcesMoved | None
    unaddressed: Unaddressed | None
    blocked: Blocked | None


class ConsolidatedCreate(Input):
    period_id: UUID


class ConsolidatedReason(Input):
    reason: Reason


class ConsolidatedQuery(PageQuery, frozen=True):
    year: int | None = Field(default=None, ge=2000, le=2999)
    plan: UUID | None = None
    period: UUID | None = None
    state: ConsolidatedState | None = None


class StatusNumbers(BaseModel):
    done_on_time: int
    done_late: int
    open_in_time: int
    open_overdue: int
    no_deadline: int
    percent: float | None


class DimensionNumbers(StatusNumbers):
    code: str
    name: str


class UnitNumbers(StatusNumbers):
    """`standing` as on the board of the period; of bodies that are asked, done and under way are counted alone."""

    id: UUID
    name: str
    asked: bool
    standing: str | None


class EvidenceListed(BaseModel):
    id: UUID
    unit: str
    title: str
    number: str | None
    issued_on: date | None
    sha256: str | None
    lines: int


class NumberTold(BaseModel):
    """One figure of a task over the `units` that have reported it; `total` only where its rule is to add up."""

    task: str
    label: str
    measure: str
    rule: FigureRule
    total: float | None
    least: float
    most: float
    units: int


class AnswerTold(BaseModel):
    """What one unit answered, or several alike in words; `reports` are theirs, in the same order."""

    units: str
    said: str
    number: float | None
    reports: list[UUID]


class QuestionTold(BaseModel):
    """A question of an ad-hoc period over its accepted reports; `summary` counts in words."""

    number: int
    text: str
    kind: QuestionKind
    summary: str
    answers: list[AnswerTold]


class CompletenessNumbers(BaseModel):
    expected: int
    on_time: int
    late: int
    missing: int
    waiting: int
    asked: int
    asked_submitted: int
    voluntary: int


class TablesRead(BaseModel):
    """The tables as they stood at `as_of`, made of `reports` accepted reports."""

    as_of: datetime
    reports: int
    completeness: CompletenessNumbers
    total: StatusNumbers
    dimensions: list[DimensionNumbers]
    units: list[UnitNumbers]
    numbers: list[NumberTold]
    questions: list[QuestionTold]
    evidence: list[EvidenceListed]


class SectionText(BaseModel):
    key: str
    number: str
    level: int
    title: str
    paragraphs: list[str]


class ContentsRead(BaseModel):
    """The whole text. `frozen`: as it was approved under this edition."""

    id: UUID
    title: str
    edition: int
    frozen: bool
    approved_at: datetime | None
    approved_by: str | None
    sections: list[SectionText]
    tables: TablesRead


class ConsolidatedSealRead(BaseModel):
    """An approved edition frozen: canonical JSON (RFC 8785), its SHA-256, the ES256 signature with the public key."""

    number: int
    sealed_at: datetime
    sha256: str
    key_id: str
    signature: str
    content: str
    public_key: dict[str, str]


class RefreshItem(BaseModel):
    """A paragraph that would be another today. `mine` is what stands there; `edited`: somebody has written in it."""

    key: str
    change: Literal["added", "changed", "gone"]
    section: str
    section_title: str
    block_id: UUID | None
    edited: bool
    removed: bool
    mine: str | None
    before: str | None
    after: str | None


class RefreshRead(BaseModel):
    """What new and changed unit reports would change, paragraph by paragraph; nothing is changed by reading it."""

    fresh: int
    changed: int
    items: list[RefreshItem]


class RefreshWrite(Input):
    """The paragraphs that are taken over, by the keys of the preview. All others stay as they are."""

    take: list[str] = Field(max_length=5000)
