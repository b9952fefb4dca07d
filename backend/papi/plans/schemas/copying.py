from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from papi.kit.schemas import Input, ShortText


class PlanCopy(Input):
    """The year of the new plan; without `title` the old one with its year moved on, without `framework_year` the latest edition."""

    year: int = Field(ge=2011, le=2100)
    title: ShortText | None = None
    framework_year: int | None = Field(default=None, ge=2011, le=2100)


class CopyQuery(Input):
    dry_run: bool = Field(default=False, description="Only say what would be carried over")


class CopiedTask(BaseModel):
    """A task that goes over. `carried_over`: it was still open. `check`: what somebody should look at, in words."""

    key: str
    source_ref: str
    title: str
    due_on: date | None
    due_text: str | None
    units: int
    carried_over: bool
    check: list[str]


class LeftTask(BaseModel):
    """A task that stays behind, and why."""

    key: str
    source_ref: str
    title: str
    why: str


class UnmappedNode(BaseModel):
    """An indicator that the new edition does not have."""

    code: str
    name: str


class OvertakenTarget(BaseModel):
    """A target of improvement that the published score, the new baseline, has reached already."""

    code: str
    name: str
    baseline: float
    target: float


class CopyRead(BaseModel):
    """What goes over into the new plan, and what does not. `plan_id` is null where it was only asked."""

    plan_id: UUID | None
    year: int
    title: str
    framework_year: int
    carried: list[CopiedTask]
    left: list[LeftTask]
    unmapped: list[UnmappedNode]
    overtaken: list[OvertakenTarget]
    ended_units: list[str]
    assignments: int
    targets: int
    baselines: int
    legal_bases: int = Field(description="What the old plan rests on: the new one cites it too, until somebody changes it")
