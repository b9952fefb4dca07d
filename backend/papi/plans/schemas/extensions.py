from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from papi.kit.paging import PageQuery
from papi.kit.schemas import Day, Input, Reason
from papi.plans.models import DeadlineState, ExtensionState, Mandate, WorkState
from papi.plans.schemas.assignments import AssignedUnit, AttachedDocument


class ExtensionTask(BaseModel):
    id: UUID
    title: str
    source_ref: str


class ExtensionRead(BaseModel):
    """A request for a later day and its decision. `due_before` is the day in force when it was asked, `granted_on` the new one.

    `asked_late`: that day had passed already. `decision` is the reason of whoever decided. The states are those of the assignment now.
    """

    id: UUID
    version: int
    state: ExtensionState
    assignment_id: UUID
    plan_id: UUID
    task: ExtensionTask
    unit: AssignedUnit
    mandate: Mandate
    due_before: date
    wanted_on: date
    granted_on: date | None
    reason: str
    asked_late: bool
    asked_by: str
    asked_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    decision: str | None
    work_state: WorkState
    deadline_state: DeadlineState
    submitted_on: date | None
    extended_times: int
    evidence: list[AttachedDocument]
    allowed_actions: list[str]


class ExtensionCreate(Input):
    """Ask for a later day: why, until when, and what shows it. The documents are of the own unit."""

    assignment_id: UUID
    wanted_on: Day
    reason: Reason
    evidence_ids: list[UUID] = Field(default=[], max_length=20)


class ExtensionGrant(Input):
    """Without `granted_on` the day that was asked for; an earlier one shortens it, and then needs a reason."""

    granted_on: Day | None = None
    reason: Reason | None = None


class ExtensionRefuse(Input):
    reason: Reason


class ExtensionQuery(PageQuery, frozen=True):
    state: ExtensionState | None = None
    plan: UUID | None = None
    unit: UUID | None = None
    assignment: UUID | None = None
    decidable: bool = Field(default=False, description="Only those that the caller may decide now")
