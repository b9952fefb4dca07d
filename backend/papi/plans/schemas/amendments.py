from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from papi.kit.schemas import Input, Reason
from papi.plans.models import AmendmentState, Mandate, Part, Stance
from papi.plans.schemas.assignments import AssignmentUpdate, NewUnit
from papi.plans.schemas.plans import PlanUpdate, TargetWrite, TotalWrite
from papi.plans.schemas.tasks import TaskFields, TaskUpdate


class ChangePlan(Input):
    """Another title, number or day of adoption."""

    kind: Literal["change_plan"]
    fields: PlanUpdate


class AddTask(Input):
    """A new task with the units that carry it out."""

    kind: Literal["add_task"]
    task: TaskFields
    units: list[NewUnit] = Field(default=[], max_length=200)


class ChangeTask(Input):
    """Other words, another day, other indicators of a task."""

    kind: Literal["change_task"]
    task_id: UUID
    fields: TaskUpdate


class DropTask(Input):
    """A task that is given up: its open assignments are withdrawn, what was reported stays."""

    kind: Literal["drop_task"]
    task_id: UUID


class AddUnits(Input):
    """Further units for a task."""

    kind: Literal["add_units"]
    task_id: UUID
    units: list[NewUnit] = Field(min_length=1, max_length=200)


class ChangeUnit(Input):
    """Another part, mandate or day of a unit in a task."""

    kind: Literal["change_unit"]
    task_id: UUID
    unit_id: UUID
    fields: AssignmentUpdate


class DropUnit(Input):
    """A unit that need not carry a task out any more."""

    kind: Literal["drop_unit"]
    task_id: UUID
    unit_id: UUID


class SetTarget(Input):
    """What the plan wants of one node of the framework, in place of what it wanted."""

    kind: Literal["set_target"]
    target: TargetWrite


class DropTarget(Input):
    """A target that is given up."""

    kind: Literal["drop_target"]
    indicator_id: UUID


class SetTotal(Input):
    """What the plan wants of the province's total, in place of what it wanted."""

    kind: Literal["set_total"]
    total: TotalWrite


class DropTotal(Input):
    """Nothing is wanted of the total any more."""

    kind: Literal["drop_total"]


OfTask = ChangeTask | DropTask | AddUnits | ChangeUnit | DropUnit
"""Changes that name the task that they are about."""
Change = Annotated[ChangePlan | AddTask | OfTask | SetTarget | DropTarget | SetTotal | DropTotal, Field(discriminator="kind")]


class Changes(BaseModel):
    """The changes of an amendment, in order."""

    changes: list[Change] = Field(max_length=500)


class AmendmentCreate(Input):
    """Why the plan is to be amended."""

    reason: Reason


class AmendmentUpdate(Input):
    """The whole list of changes, or another reason."""

    reason: Reason | None = None
    changes: list[Change] | None = Field(default=None, max_length=500)


class AmendmentReturn(Input):
    reason: Reason


class FieldDifference(BaseModel):
    """One field in words."""

    label: str
    before: str
    after: str


class UnitDifference(BaseModel):
    """A unit that a change of a task touches; `as` says its part and mandate."""

    id: UUID
    name: str
    as_: str = Field(alias="as")
    change: Literal["added", "changed", "dropped"]
    fields: list[FieldDifference]


class TaskDifference(BaseModel):
    key: str
    source_ref: str
    title: str
    due: str
    change: Literal["added", "changed", "dropped"]
    fields: list[FieldDifference]
    units: list[UnitDifference]


class TargetDifference(BaseModel):
    code: str
    name: str
    change: Literal["added", "changed", "dropped"]
    fields: list[FieldDifference]


class UnitTouched(BaseModel):
    """For whom: how many tasks of a unit are added, changed and dropped."""

    id: UUID
    name: str
    added: int
    changed: int
    dropped: int


class DifferenceCounts(BaseModel):
    added: int
    changed: int
    dropped: int
    units: int


class DifferenceRead(BaseModel):
    """What was added, changed and dropped between two contents of a plan, and for whom, in words of the caller's language.

    A unit reads what concerns everybody and itself; of the other units only those who read all assignments are told.
    """

    plan: list[FieldDifference]
    tasks: list[TaskDifference]
    targets: list[TargetDifference]
    units: list[UnitTouched]
    counts: DifferenceCounts


class AmendmentRow(BaseModel):
    """Proposed changes of an approved plan, and what became of them: approved, `number` is the version that they became."""

    id: UUID
    version: int
    plan_id: UUID
    state: AmendmentState
    reason: str
    made_by: str
    made_at: datetime
    submitted_at: datetime | None
    return_reason: str | None
    decided_at: datetime | None
    number: int | None


class AmendmentsRead(BaseModel):
    """All amendments of a plan, the latest first."""

    items: list[AmendmentRow]


class AmendmentRead(AmendmentRow):
    """An amendment with its changes, and what they would make different. `changes` are as they were written: a field that was
    not given is not there. `corrections` are what was put right since the last version: the next one takes them in as well."""

    changes: list[dict[str, Any]]
    difference: DifferenceRead
    corrections: DifferenceRead
    allowed_actions: list[str]


class VersionRead(BaseModel):
    """A plan as it was approved. The counts tell what it changed of the version before."""

    number: int
    reason: str | None
    proposed_by: str | None
    approved_by: str
    approved_at: datetime
    tasks: int
    assignments: int
    added: int
    changed: int
    dropped: int


class VersionsRead(BaseModel):
    """The versions, the latest first. `since` counts what has changed without a version since then: corrections of words and days,
    units given further tasks, extensions."""

    items: list[VersionRead]
    since: DifferenceCounts | None


class ContentUnit(BaseModel):
    """A unit as it was called then."""

    id: UUID
    name: str
    part: Part
    mandate: Mandate


class ContentTask(BaseModel):
    key: str
    source_ref: str
    title: str
    text: str
    due: str
    units: list[ContentUnit]


class ContentTarget(BaseModel):
    code: str
    name: str
    baseline: float | None
    target: float | None
    stance: Stance
    low_rated: bool


class VersionContent(VersionRead):
    """A version with all that it said: the tasks with their units, the targets, what it rests on and whom it was for."""

    title: str
    plan_number: str | None
    legal_bases: list[str]
    receivers: list[str]
    task_list: list[ContentTask]
    targets: list[ContentTarget]


class DifferenceQuery(Input):
    from_: int | None = Field(default=None, alias="from", ge=1, le=100_000, description="The version to compare with; else the one before")
