from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from papi.kit.schemas import Flag, Input
from papi.plans.models import FigureKind, FigureRule

FigureKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
_Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
_Measure = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]


class FigureRead(BaseModel):
    """A number that is reported with a task. `rule`: how earlier periods go into a cumulative report. `retired`: no longer asked for,
    but still the name of what was typed."""

    key: str
    label: str
    measure: str
    kind: FigureKind
    rule: FigureRule
    required: bool
    retired: bool


class TaskFiguresRead(BaseModel):
    task_id: UUID
    version: int
    items: list[FigureRead]
    allowed_actions: list[str]


class FigureWrite(Input):
    """A figure as it is asked for. Without `key` it gets one from its label; with one it stays the figure that it was."""

    key: FigureKey | None = None
    label: _Label
    measure: _Measure = ""
    kind: FigureKind = FigureKind.INTEGER
    rule: FigureRule = FigureRule.SUM
    required: Flag = False


class FiguresWrite(Input):
    """All figures of the task, in order. What is left out is no longer asked for."""

    items: list[FigureWrite] = Field(max_length=20)
