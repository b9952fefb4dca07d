from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from papi.kit.schemas import Day, Input, Reason, ShortText
from papi.plans.models import LeadMark, Receipt


class PartRead(BaseModel):
    """What units have said about a part. `lead_mark` is what the lead unit says about a supporter's part that was reported done.

    `version` is 0 until somebody says something.
    """

    assignment_id: UUID
    version: int
    receipt: Receipt
    receipt_by: str | None
    receipt_at: datetime | None
    receipt_note: str | None
    lead_mark: LeadMark | None
    lead_unit: str | None
    lead_by: str | None
    lead_at: datetime | None
    lead_note: str | None
    allowed_actions: list[str]


class PartQuestion(Input):
    """What the unit asks to be changed, and why."""

    reason: Reason


class PartAnswer(Input):
    """Why the part stays as it was given."""

    reason: Reason


class PartMark(Input):
    """`lacking` needs a note."""

    mark: LeadMark
    note: Reason | None = None


class MyParts(BaseModel):
    """In one plan: parts that the own unit has not taken yet, and questions about theirs of units that the caller may answer."""

    plan_id: UUID
    year: int
    to_take: int
    to_answer: int


class SubTaskPerson(BaseModel):
    """Who does it. `gone`: no longer of the unit, so that it must be given to somebody else."""

    id: UUID
    name: str
    gone: bool


class SubTaskRead(BaseModel):
    """A piece of an assignment that a person of the unit does."""

    id: UUID
    version: int
    assignment_id: UUID
    title: str
    note: str | None
    person: SubTaskPerson
    due_on: date | None
    done_at: datetime | None
    done_by: str | None
    allowed_actions: list[str]


class SubTasksRead(BaseModel):
    items: list[SubTaskRead]
    total: int
    done: int
    allowed_actions: list[str]


class SubTaskCreate(Input):
    """Give a piece to a person of the own unit, due no later than the assignment."""

    title: ShortText
    person_id: UUID
    due_on: Day | None = None
    note: str | None = Field(default=None, max_length=2000)


class SubTaskUpdate(Input):
    title: ShortText | None = None
    person_id: UUID | None = None
    due_on: Day | None = None
    note: str | None = Field(default=None, max_length=2000)
