from uuid import UUID

from pydantic import BaseModel, Field

from papi.kit.schemas import Input
from papi.plans.models import Stance


class ScoreAbove(BaseModel):
    """The published score of what a node is part of."""

    code: str
    value: float
    year: int


class BaselineRead(BaseModel):
    """A node of the plan's edition with the province's last published score; null: "chưa có số liệu"."""

    indicator_id: UUID
    code: str
    level: str
    name_vi: str
    name_status: str
    max: float | None
    value: float | None
    year: int | None
    above: ScoreAbove | None


class TotalBaseline(BaseModel):
    """The end of the total's scale, and the last published total of the province."""

    max: float
    value: float | None
    year: int | None


class BaselinesRead(BaseModel):
    items: list[BaselineRead]
    total: TotalBaseline


class LowRatedTask(BaseModel):
    """A task on a low-rated node, with how its assignments stand as far as the caller sees them; `reported`: with a percent sent."""

    id: UUID
    title: str
    source_ref: str
    units: int
    not_started: int
    in_progress: int
    awaiting: int
    completed: int
    overdue: int
    reported: int


class LowRatedRead(BaseModel):
    """A node that people rated low, what the plan wants of it, and who works on it. `units` counts assignments."""

    indicator_id: UUID
    code: str
    level: str
    name_vi: str
    name_status: str
    source: str | None
    baseline: float | None
    above: ScoreAbove | None
    target: float | None
    stance: Stance
    tasks: int
    units: int
    not_started: int
    in_progress: int
    awaiting: int
    completed: int
    overdue: int
    reported: int
    leads: list[str]
    task_list: list[LowRatedTask]


class LowRatedBoard(BaseModel):
    items: list[LowRatedRead]


class LowRatedQuery(Input):
    unit: UUID | None = Field(default=None, description="Only nodes on which this unit works, with its work alone")
