from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, StrictFloat

from papi.kit.schemas import Flag, Input, LongText, Reason
from papi.reports.models import LineReviewState, MarkKind, ReasonCode
from papi.reports.schemas.questions import QuestionRead


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
