from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from papi.kit.schemas import Day, Flag, Input, Reason
from papi.plans.models import Mandate, Part, WorkState
from papi.plans.schemas.assignments import DeadlineFilter
from papi.plans.schemas.tasks import DimensionFilter
from papi.plans.schemas.terms import WithTerm

MOST_AT_ONCE = 500


class BulkChosen(Input):
    """One assignment as it was read."""

    id: UUID
    version: int


class BulkFilter(Input):
    """The assignments that a list with these filters shows, at most 500."""

    plan: UUID | None = None
    unit: UUID | None = None
    task: UUID | None = None
    dimension: DimensionFilter | None = None
    part: Part | None = None
    work_state: WorkState | None = None
    deadline_state: DeadlineFilter | None = None
    q: str | None = Field(default=None, max_length=200)


class BulkAssign(WithTerm):
    """Give a task to units and to the units of groups, each once. Front and Party bodies are asked unless all are said to be.

    A unit from which the task was withdrawn is given it again only if it is named itself, not by the name of a group.
    """

    action: Literal["assign"]
    task_id: UUID
    unit_ids: list[UUID] = Field(default=[], max_length=200)
    group_ids: list[UUID] = Field(default=[], max_length=20)
    part: Part
    mandate: Mandate | None = None
    due_on: Day | None = None
    dry_run: Flag = False


class BulkDates(WithTerm):
    """Another day for those that were chosen, or for all that a filter finds. Extensions keep theirs."""

    action: Literal["dates"]
    items: list[BulkChosen] = Field(default=[], max_length=MOST_AT_ONCE)
    filter: BulkFilter | None = None
    due_on: Day | None = None
    reason: Reason
    dry_run: Flag = False


class BulkAccept(Input):
    """The unit says that it takes the parts that were chosen."""

    action: Literal["accept"]
    ids: list[UUID] = Field(min_length=1, max_length=MOST_AT_ONCE)
    dry_run: Flag = False


BulkAct = Annotated[BulkAssign | BulkDates | BulkAccept, Field(discriminator="action")]


class BulkOutcome(BaseModel):
    """What became of one: `id` is the assignment's (of a refused new one null). `status` as if it had been asked for alone."""

    id: UUID | None
    unit: str
    task: str
    status: int
    code: str | None
    detail: str | None


class BulkOutcomes(BaseModel):
    """In the order of the list. With `dry_run` nothing was changed, and these are the outcomes that there would be."""

    items: list[BulkOutcome]
    changed: int
    refused: int
    dry_run: bool
