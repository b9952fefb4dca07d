from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, Field, model_validator

from papi.kit.problems import BilingualError
from papi.kit.schemas import Input


class DayUnit(StrEnum):
    WORKING_DAYS = "working_days"
    DAYS = "days"


class LadderLevel(StrEnum):
    """Who hears of a step in the bell (officers and heads of the unit), or finds it in a list (Phòng Nội vụ, the leaders)."""

    OFFICER = "officer"
    HEAD = "head"
    COORDINATOR = "coordinator"
    LEADER = "leader"


LISTS = frozenset({LadderLevel.COORDINATOR, LadderLevel.LEADER})


class Step(Input):
    """So many days after a deadline, before it where negative, 0 on the day itself."""

    days: int = Field(ge=-60, le=365)
    to: list[LadderLevel] = Field(min_length=1, max_length=4)


class LadderWrite(Input):
    """The whole ladder. The lists of Phòng Nội vụ and of the leaders begin once each, after the deadline. Of reminders by hand: within how
    many minutes the same one asks first whether it is meant, and within how many working days an answer is wanted."""

    unit: DayUnit
    steps: list[Step] = Field(max_length=20)
    again_minutes: int = Field(default=60, ge=0, le=1440)
    answer_days: int = Field(default=2, ge=1, le=60)

    @model_validator(mode="after")
    def _is_one(self) -> "LadderWrite":
        days = [step.days for step in self.steps]
        if len(set(days)) != len(days):
            raise BilingualError("Mỗi mốc ngày chỉ có một bậc.", "Each number of days has one step.")
        listed = [level for step in self.steps for level in step.to if level in LISTS]
        if len(set(listed)) != len(listed) or any(step.days < 1 and LISTS & set(step.to) for step in self.steps):
            raise BilingualError(
                "Danh sách của Phòng Nội vụ và của lãnh đạo bắt đầu một lần, sau thời hạn.",
                "The lists begin once each, after the deadline.",
            )
        return self


class LadderRead(BaseModel):
    """The ladder in force. `written`: somebody has put it in place of the one that is shipped."""

    unit: DayUnit
    steps: list[Step]
    again_minutes: int
    answer_days: int
    version: int
    written: bool
    changed_by: str | None
    changed_at: datetime | None
    allowed_actions: list[str]
