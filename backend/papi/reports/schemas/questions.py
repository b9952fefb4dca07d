"""The questions of an ad-hoc period, and what is asked of whom by when."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from papi.kit.problems import BilingualError
from papi.kit.schemas import Flag, Input, Moment
from papi.reports.models import QuestionKind

QuestionText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Hint = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
Measure = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
ChoiceText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
MIN_CHOICES, MAX_CHOICES, MAX_QUESTIONS = 2, 20, 50


class QuestionWrite(Input):
    """One question. `id` keeps the identity of one that was there before; `measure` belongs to a number ("người", "%"), `choices` (2–20,
    all different) to a choice."""

    id: UUID | None = None
    text: QuestionText
    kind: QuestionKind
    required: Flag
    hint: Hint | None = None
    measure: Measure | None = None
    choices: list[ChoiceText] | None = None

    @model_validator(mode="after")
    def _of_its_kind(self) -> "QuestionWrite":
        if self.measure and self.kind is not QuestionKind.NUMBER:
            raise BilingualError("Chỉ câu hỏi về con số mới có đơn vị tính.", "Only a question for a number has a measure.")
        if self.choices and self.kind is not QuestionKind.CHOICE:
            raise BilingualError("Chỉ câu hỏi lựa chọn mới có các phương án.", "Only a question of choice has choices.")
        if self.kind is QuestionKind.CHOICE and not self._are_choices(self.choices or []):
            raise BilingualError(
                f"Cần từ {MIN_CHOICES} đến {MAX_CHOICES} phương án khác nhau.",
                f"From {MIN_CHOICES} to {MAX_CHOICES} different choices are needed.",
            )
        return self

    @staticmethod
    def _are_choices(given: list[str]) -> bool:
        return MIN_CHOICES <= len(given) <= MAX_CHOICES and len({text.casefold() for text in given}) == len(given)


class UnitDeadline(Input):
    """The own due time of one of the chosen units; the others take their level's."""

    unit_id: UUID
    due_at: Moment


class AskedWrite(Input):
    """What an ad-hoc period asks of whom by when; each list replaces what was there. Without chosen units or tasks, all are asked."""

    unit_ids: list[UUID] | None = Field(default=None, max_length=500)
    task_ids: list[UUID] | None = Field(default=None, max_length=500)
    questions: list[QuestionWrite] | None = Field(default=None, max_length=MAX_QUESTIONS)
    unit_deadlines: list[UnitDeadline] | None = Field(default=None, max_length=500)
    ask_tasks: Flag | None = Field(
        default=None, description="False: the questions alone, no lines of tasks. Absent: unless there are questions and no `task_ids`"
    )


class Choice(BaseModel):
    key: str
    text: str


class QuestionRead(BaseModel):
    """A question as it is asked. `choices` is empty for all kinds but `choice`."""

    id: UUID
    sort: int
    text: str
    kind: QuestionKind
    required: bool
    hint: str | None
    measure: str | None
    choices: list[Choice]


class UnitDeadlineRead(BaseModel):
    unit_id: UUID
    due_at: datetime


class NextCode(BaseModel):
    """The code that a period gets which is created without one."""

    code: str
