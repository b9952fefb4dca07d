from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints, model_validator

from papi.kit.problems import BilingualError
from papi.kit.schemas import Day, Flag, Input, ShortText
from papi.reports.outline import Held

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
TaskKey = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
_DEEPEST = 3


class HeadingRead(BaseModel):
    """A heading. `dimensions` and `tasks` (by their keys in the plan) are what is reported under it; `holds` names what else is."""

    key: str
    number: str
    level: int
    title: str
    holds: list[Held]
    dimensions: list[str]
    tasks: list[str]


class OutlineRead(BaseModel):
    """The headings of the report from a day on; the shipped ones have no day. `unconfirmed`: not compared with the text of the rule."""

    valid_from: date | None
    version: int
    title: str
    source: str
    unconfirmed: bool
    note: str
    in_force: bool
    changed_at: datetime | None
    changed_by: str | None
    headings: list[HeadingRead]


class OutlinesRead(BaseModel):
    """All that were or are in force, the latest day first, the shipped ones last."""

    items: list[OutlineRead]
    allowed_actions: list[str]


class HeadingWrite(Input):
    key: Key
    level: int = Field(ge=1, le=_DEEPEST)
    title: ShortText
    holds: list[Held] = Field(default=[], max_length=8)
    dimensions: list[Annotated[str, StringConstraints(pattern="^[1-9]$")]] = Field(default=[], max_length=9)
    tasks: list[TaskKey] = Field(default=[], max_length=100)


class OutlineWrite(Input):
    """The whole outline from a day on. One that is there for this day is replaced; papers made before keep theirs."""

    valid_from: Day
    title: ShortText
    source: ShortText
    unconfirmed: Flag = False
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)] = ""
    headings: list[HeadingWrite] = Field(min_length=1, max_length=60)

    @model_validator(mode="after")
    def _whole(self) -> "OutlineWrite":
        levels = [0, *(heading.level for heading in self.headings)]
        if any(after > before + 1 for before, after in pairwise(levels)):
            raise BilingualError("Mỗi mục chỉ sâu hơn mục trước nó một cấp.", "A heading is at most one level below the one before it.")
        twice = (
            _repeated(heading.key for heading in self.headings)
            or _repeated(held for heading in self.headings for held in heading.holds)
            or _repeated(dimension for heading in self.headings for dimension in heading.dimensions)
            or _repeated(task for heading in self.headings for task in heading.tasks)
        )
        if twice:
            raise BilingualError(f"“{twice}” có ở hai chỗ.", f"“{twice}” stands in two places.")
        if not {Held.GENERAL, Held.REST} <= {held for heading in self.headings for held in heading.holds}:
            raise BilingualError(
                "Cần một mục cho nhiệm vụ chung và một mục cho các nội dung còn lại, để không dòng nào bị bỏ sót.",
                "One heading must hold general tasks and one the remaining dimensions, so that no line is left out.",
            )
        return self


def _repeated(names: Iterable[str]) -> str | None:
    seen = set[str]()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None
