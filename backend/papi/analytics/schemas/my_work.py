from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from papi.plans.schemas.parts import MyParts


class MyReport(BaseModel):
    id: UUID
    period_id: UUID
    title: str
    state: str
    due_at: datetime
    late: bool
    expected: bool
    lines_total: int
    lines_complete: int
    answers_total: int
    answers_complete: int
    handed_over_at: datetime | None
    return_reason: str | None


class MyTask(BaseModel):
    """Something to do. `line_id` opens the line of the open report, `report_done` says that it may be reported by itself."""

    assignment_id: UUID
    title: str
    source_ref: str
    due_on: date | None
    working_days: int | None
    days: int | None
    work_state: str
    percent: int | None
    line_id: UUID | None
    report_id: UUID | None
    reason: str | None
    report_done: bool


class PlanCount(BaseModel):
    """So many of a group are of this plan."""

    plan_id: UUID
    year: int
    total: int


class MyGroup(BaseModel):
    """`plans`: whose lists the total is made of, where the group is of tasks; the plan of last year may still have some."""

    total: int
    plans: list[PlanCount]
    items: list[MyTask]


class NextPeriod(BaseModel):
    title: str
    data_to: date
    due_at: datetime


class MySubTask(BaseModel):
    """A piece of the unit's assignment that the person is to do."""

    id: UUID
    version: int
    title: str
    assignment_id: UUID
    due_on: date | None
    task_title: str


class MySubTasks(BaseModel):
    total: int
    items: list[MySubTask]


class MyUnitPlan(BaseModel):
    """The unit's own plan, until it is accepted. `id` and `state` are null while nobody has begun it."""

    id: UUID | None
    plan_id: UUID
    year: int
    state: str | None
    due_on: date | None
    expected: bool
    days_late: int


class MyFindings(BaseModel):
    """Findings of inspections: those that the caller's unit is to remedy, the overdue among them, and remedies that the caller verifies."""

    to_remedy: int
    overdue: int
    to_verify: int


class MyWorkRead(BaseModel):
    """What the caller must do now, in the order in which it matters. Groups hold at most ten; `total` counts all."""

    as_of: datetime
    reports: list[MyReport]
    returned: MyGroup
    overdue: MyGroup
    due_soon: MyGroup
    sub_tasks: MySubTasks
    review_queue: int
    awaiting_confirmation: int
    awaiting_plans: list[PlanCount]
    extensions: int
    parts: list[MyParts]
    unit_plans_to_review: int
    reviewable_unit_plans: list[PlanCount]
    unit_plan: MyUnitPlan | None
    findings: MyFindings
    next_period: NextPeriod | None
