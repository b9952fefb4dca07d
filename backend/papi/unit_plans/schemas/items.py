from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from papi.kit.paging import PageQuery
from papi.kit.schemas import Day, Input
from papi.unit_plans.models import ItemKind
from papi.unit_plans.sufficiency import Lack

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]


class UnitPlanIndicator(BaseModel):
    id: UUID
    code: str
    name: str


class UnitPlanItemRead(BaseModel):
    """A row of a unit plan: what is found lacking (`limit`), or what will be done about it (`measure`), by whom and until when.

    The own unit reads what it is writing; everyone else, and whoever asks for a `number`, what was sent: then `version` is 0.
    """

    id: UUID
    version: int
    kind: ItemKind
    limit_id: UUID | None
    indicator: UnitPlanIndicator | None
    text: str
    cause: str
    person: str
    due_on: date | None
    due_text: str
    deliverable: str
    assignment_id: UUID | None
    lacks: list[Lack]
    allowed_actions: list[str]


class ItemWrite(Input):
    """What a row says. `limit_id`: the limit that a measure answers. `due_text` such as "Thường xuyên" where there is no day."""

    limit_id: UUID | None = None
    indicator_id: UUID | None = None
    text: Words = ""
    cause: Words = ""
    person: Line = ""
    due_on: Day | None = None
    due_text: Line = ""
    deliverable: Line = ""


class UnitPlanItemCreate(ItemWrite):
    kind: ItemKind


class UnitPlanItemsCreate(Input):
    items: list[UnitPlanItemCreate] = Field(min_length=1, max_length=100)


class UnitPlanItemUpdate(Input):
    """What changes; what is not named stays, null empties a day, an indicator or the limit that is answered."""

    limit_id: UUID | None = None
    indicator_id: UUID | None = None
    text: Words | None = None
    cause: Words | None = None
    person: Line | None = None
    due_on: Day | None = None
    due_text: Line | None = None
    deliverable: Line | None = None


class UnitPlanUnit(BaseModel):
    id: UUID
    code: str
    name: str
    kind: str


class UnitPlanItemRow(BaseModel):
    """A row of the consolidated list, as it was last sent. `assignment_id`: the unit's own task that was made of it."""

    id: UUID
    unit_plan_id: UUID
    unit: UnitPlanUnit
    kind: ItemKind
    indicator: UnitPlanIndicator | None
    limit: str | None
    text: str
    cause: str
    person: str
    due_on: date | None
    due_text: str
    deliverable: str
    accepted: bool
    assignment_id: UUID | None


class ItemQuery(PageQuery, frozen=True):
    plan: UUID | None = None
    unit: UUID | None = None
    kind: ItemKind = ItemKind.MEASURE
    indicator: UUID | None = Field(default=None, description="An indicator, or a sub-dimension for all of its indicators")
    dimension: str | None = Field(default=None, pattern="^[1-9]$")
    followed: bool | None = Field(default=None, description="Only measures that have become tasks of the unit, or only the others")
    due_before: date | None = None
