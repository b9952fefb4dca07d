from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, StrictFloat

from papi.kit.paging import PageQuery
from papi.kit.schemas import Flag, Input, LongText, Reason
from papi.reports.models import LineReviewState, MarkKind, ReasonCode, ReportState
from papi.reports.schemas.questions import QuestionRead
from papi.reports.schemas.reports import UnitBrief


class AnswerUpdate(Input):
    """What the unit answers: a text, a number, true or false, or the key of a choice, as the question's kind wants it; null takes the
    answer away."""

    value: Flag | StrictFloat | LongText | None


class AnswerMarkUpdate(Input):
    """The reviewer's own mark; null takes it away. A `return` needs its reason."""

    mark: MarkKind | None
    reason_code: ReasonCode | None = None
    reason: Reason | None = None


class SentAnswer(BaseModel):
    """What was answered the time before the last that the report was sent."""

    value: bool | float | str | None
    submitted_at: datetime


class AnswerMarkRead(BaseModel):
    """The caller's own review mark; `holds` is false once the answer has changed since."""

    mark: MarkKind
    reason_code: ReasonCode | None
    reason: str | None
    holds: bool


class AnswerRead(BaseModel):
    """One answer of a report. Its own unit sees the working answer; everyone else what was last submitted.

    `value_text` tells the value in words. `complete`: it does not stop the report from being sent. `changed_since`: what was answered
    before, where the latest sending changed it.
    """

    id: UUID
    version: int
    report_id: UUID
    question: QuestionRead
    value: bool | float | str | None
    value_text: str
    review_state: LineReviewState
    reason_code: ReasonCode | None
    reason: str | None
    editable: bool
    complete: bool
    saved_at: datetime | None
    saved_by: str | None
    mark: AnswerMarkRead | None
    changed_since: SentAnswer | None
    allowed_actions: list[str]


class AnswersRead(BaseModel):
    """All answers of a report, in the order of the questions."""

    items: list[AnswerRead]
    content_version: int


class PeriodAnswerQuery(PageQuery, frozen=True):
    question: UUID | None = None
    unit: UUID | None = None


class PeriodAnswer(BaseModel):
    """One unit's submitted answer to one question. `id` is the answer's."""

    id: UUID
    report_id: UUID
    report_state: ReportState
    unit: UnitBrief
    question: QuestionRead
    value: bool | float | str | None
    value_text: str
    review_state: LineReviewState
    submitted_at: datetime | None


class OptionCount(BaseModel):
    """How many chose an option; `yes` and `no` where the question wants these."""

    key: str
    text: str
    count: int


class QuestionSummary(BaseModel):
    """How a question was answered. Of a number `sum`, `min`, `max`, `mean`; of yes or no and of choices `counts`; of a text no more."""

    question: QuestionRead
    asked: int
    answered: int
    sum: float | None
    min: float | None
    max: float | None
    mean: float | None
    counts: list[OptionCount]


class AnswersSummary(BaseModel):
    """The questions of a period in order, over the units that the caller sees: `reports` are asked, `submitted` have sent."""

    reports: int
    submitted: int
    items: list[QuestionSummary]
