from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from papi.kit.schemas import Flag, Input
from papi.reports.schemas.answers import AnswerMarkUpdate
from papi.reports.schemas.lines import MarkUpdate
from papi.reports.schemas.reports import ItemOutcome


class ClaimRequest(Input):
    """`take_over` takes the report from a colleague's desk, who is told."""

    take_over: Flag = False


class MarkedLine(MarkUpdate):
    """A mark on one of many lines, as it was read."""

    id: UUID
    version: Annotated[int, Field(ge=1)]


class MarkedAnswer(AnswerMarkUpdate):
    """A mark on one of many answers, as it was read."""

    id: UUID
    version: Annotated[int, Field(ge=1)]


class MarksUpdate(Input):
    """Marks on lines (`items`), on answers, or on both."""

    items: list[MarkedLine] = Field(default=[], max_length=500)
    answers: list[MarkedAnswer] = Field(default=[], max_length=500)

    @model_validator(mode="after")
    def _something_is_marked(self) -> Self:
        if not self.items and not self.answers:
            message = "nothing is marked"
            raise ValueError(message)
        return self


class MarksResult(BaseModel):
    """What became of each mark, of lines and of answers: 200, 404 for one of another report, 412 for one that has changed, 422 for a
    return without reason."""

    items: list[ItemOutcome]
    answers: list[ItemOutcome]
