from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from papi.kit.paging import PageQuery
from papi.kit.schemas import Input, LongText, Percent, Reason
from papi.plans.schemas.figures import FigureRead
from papi.reports.models import CorrectionState
from papi.reports.schemas.answers import AnswerUpdate
from papi.reports.schemas.lines import MAX_MERGED_TEXT, Figure, FigureName
from papi.reports.schemas.questions import QuestionRead
from papi.reports.schemas.reports import Blocked, PeriodBrief, UnitBrief


class CorrectedText(BaseModel):
    """What stands in a line: accepted before, or to stand instead. `documents` are titles, as far as the reader may know them."""

    result: str
    percent: int | None
    figures: dict[str, float]
    figures_text: str
    difficulties: str
    proposals: str
    evidence_ids: list[UUID]
    documents: list[str]


class CorrectionLineRead(BaseModel):
    """One corrected line; `changed` names the fields that differ."""

    line_id: UUID
    number: int
    title: str
    figures: list[FigureRead]
    before: CorrectedText
    after: CorrectedText
    changed: list[str]


class CorrectionAnswerRead(BaseModel):
    """One corrected answer: accepted before, and to stand instead, each also in words."""

    answer_id: UUID
    question: QuestionRead
    before: bool | float | str | None
    after: bool | float | str | None
    before_text: str
    after_text: str


class CorrectionRead(BaseModel):
    """A correction (đính chính) of an accepted report. `number`: the how-manieth it is, once it is accepted; then `seal_number` names the
    seal that followed. What the unit writes anew of one that came back (reason, lines, answers) others read when it is sent again."""

    id: UUID
    version: int
    report_id: UUID
    unit: UnitBrief
    period: PeriodBrief
    number: int | None
    state: CorrectionState
    reason: str
    drafted_by: str
    drafted_at: datetime
    submitted_by: str | None
    submitted_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    return_reason: str | None
    seal_number: int | None
    lines: list[CorrectionLineRead]
    answers: list[CorrectionAnswerRead]
    blocked: Blocked | None
    allowed_actions: list[str]


class CorrectionsRead(BaseModel):
    """All corrections of a report, the latest first. `allowed_actions` holds `begin` where the caller may begin one now."""

    items: list[CorrectionRead]
    allowed_actions: list[str]


class CorrectionRow(BaseModel):
    id: UUID
    version: int
    report_id: UUID
    unit: UnitBrief
    period: PeriodBrief
    number: int | None
    state: CorrectionState
    reason: str
    lines: int
    answers: int
    submitted_at: datetime | None
    decided_at: datetime | None
    allowed_actions: list[str]


class CorrectionQuery(PageQuery, frozen=True):
    period: UUID | None = None
    unit: UUID | None = None
    state: CorrectionState | None = None
    reviewable: bool = Field(default=False, description="Only those that wait for this caller's decision")


class CorrectionLineWrite(Input):
    """A line as it should read; absent fields stay as they were accepted."""

    line_id: UUID
    result: LongText | None = Field(default=None, max_length=MAX_MERGED_TEXT)
    percent: Percent | None = None
    figures: dict[FigureName, Figure | None] | None = Field(default=None, max_length=40)
    difficulties: LongText | None = Field(default=None, max_length=MAX_MERGED_TEXT)
    proposals: LongText | None = Field(default=None, max_length=MAX_MERGED_TEXT)
    evidence_ids: list[UUID] | None = Field(default=None, max_length=50)


class CorrectionAnswerWrite(AnswerUpdate):
    """An answer as it should read."""

    answer_id: UUID


class CorrectionWrite(Input):
    """What is corrected and why: lines, answers to questions, or both, each list as a whole. In a change, an absent list stays."""

    reason: Reason
    lines: list[CorrectionLineWrite] | None = Field(default=None, max_length=500)
    answers: list[CorrectionAnswerWrite] | None = Field(default=None, max_length=100)


class CorrectionReturn(Input):
    reason: Reason
