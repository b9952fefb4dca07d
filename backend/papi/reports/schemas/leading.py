from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from papi.kit.schemas import Input, Reason
from papi.reports.schemas.lines import CarriedFrom


class RollUp(BaseModel):
    """How a line is rolled up."""

    model_config = ConfigDict(extra="forbid")

    dry_run: bool = Field(default=False, description="Show it, and change nothing")
    append: bool = Field(default=False, description="Put it after what was typed, which otherwise is refused")


class RolledUp(BaseModel):
    """What the supporters' lines come to: texts with the units named, equal ones once; figures by their rule across units. `has_text`:
    somebody has typed in the line, which a roll-up without `append` leaves alone."""

    result: str
    difficulties: str
    proposals: str
    figures: dict[str, float]
    has_text: bool
    sources: list[CarriedFrom]


class LinesSeen(Input):
    line_ids: list[UUID] = Field(min_length=1, max_length=200)


class LinesComment(Input):
    line_ids: list[UUID] = Field(min_length=1, max_length=200)
    text: Reason


class Counted(BaseModel):
    """How many lines it was."""

    lines: int
