from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from papi.kit.schemas import Flag, Input
from papi.reports.schemas.lines import MarkUpdate
from papi.reports.schemas.reports import ItemOutcome


class ClaimRequest(Input):
    """`take_over` takes the report from a colleague's desk, who is told."""

    take_over: Flag = False


class MarkedLine(MarkUpdate):
    """A mark on one of many lines, as it was read."""

    id: UUID
    version: Annotated[int, Field(ge=1)]


class MarksUpdate(Input):
    items: list[MarkedLine] = Field(min_length=1, max_length=500)


class MarksResult(BaseModel):
    """What became of each mark: 200, 404 for a line of another report, 412 for one that has changed, 422 for a return without reason."""

    items: list[ItemOutcome]
