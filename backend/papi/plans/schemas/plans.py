from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from papi.kit.paging import PageQuery
from papi.kit.schemas import Flag, Input, Reason, ShortText
from papi.plans.models import PlanState, Stance

Points = Annotated[float, Field(strict=True, gt=0, le=100)]


class TotalRead(BaseModel):
    """What the plan wants of the province's total. `baseline` null: no published figure."""

    baseline: float | None
    target: float | None
    stance: Stance
    note: str | None


class PlanRead(BaseModel):
    """A year's plan. `number` and `adopted_on` may be null until the office numbers the paper.

    `approved_version` is the number of the version in force, null until the plan is approved. `amendment_id` is the amendment that is
    being written or lies before the leader, for those who may read it. `in_force`: whether this is the plan that is meant where none is
    named. `total`: what it wants of the province's total, if it does.
    """

    id: UUID
    version: int
    year: int
    title: str
    number: str | None
    adopted_on: date | None
    source: str | None
    province_code: str | None
    province_name: str | None
    state: PlanState
    in_force: bool
    framework_year: int
    total: TotalRead | None
    submitted_at: datetime | None
    approved_at: datetime | None
    return_reason: str | None
    approved_version: int | None
    amendment_id: UUID | None
    tasks: int
    assignments: int
    withdrawn: int = Field(description="Assignments that were withdrawn; `assignments` leaves them out, the list shows them")
    allowed_actions: list[str]


class PlanCreate(Input):
    year: int = Field(ge=2011, le=2100)
    title: ShortText
    number: str | None = Field(default=None, max_length=64)
    adopted_on: date | None = None
    framework_year: int = Field(ge=2011, le=2100)
    province_code: str | None = Field(default=None, max_length=8)
    province_name: str | None = Field(default=None, max_length=100)


class PlanUpdate(Input):
    """What changes; a title or province cannot be taken away, a number and a day can."""

    title: ShortText | None = None
    number: str | None = Field(default=None, max_length=64)
    adopted_on: date | None = None


class PlanReturn(Input):
    reason: Reason


class PlanQuery(PageQuery, frozen=True):
    year: int | None = Field(default=None, ge=2000, le=2999)
    state: PlanState | None = None


class TargetRead(BaseModel):
    """What the plan wants of one node of the framework. `baseline` null: no published figure."""

    indicator_id: UUID
    code: str
    level: str
    name_vi: str
    name_status: str
    baseline: float | None
    target: float | None
    stance: Stance
    low_rated: bool
    low_rated_source: str | None
    note: str | None


class TargetsRead(BaseModel):
    """What is wanted of the nodes, and of the total."""

    items: list[TargetRead]
    total: TotalRead | None


class TotalWrite(Input):
    baseline: Points | None = None
    target: Points | None = None
    stance: Stance
    note: str | None = Field(default=None, max_length=300)


class TargetWrite(TotalWrite):
    indicator_id: UUID
    low_rated: Flag = False
    low_rated_source: str | None = Field(default=None, max_length=300)


class TargetsWrite(Input):
    """All targets. A `total` that is not given stays as it is; null takes it away."""

    items: list[TargetWrite] = Field(max_length=1000)
    total: TotalWrite | None = None
