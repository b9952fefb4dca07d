from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from papi.kit.paging import PageQuery
from papi.kit.schemas import Flag, Input, LongText, ShortText
from papi.plans.models import Cadence, Mode, TaskKind


class TaskIndicatorRead(BaseModel):
    id: UUID
    code: str
    name_vi: str
    name_status: str
    low_rated: bool


class TaskRow(BaseModel):
    """A task in a list; `units` counts its assignments."""

    id: UUID
    version: int
    key: str
    source_ref: str
    title: str
    kind: TaskKind
    mode: Mode
    cadence: Cadence
    dimension: str
    due_on: date | None
    due_text: str | None
    requires_evidence: bool
    example: bool
    units: int
    allowed_actions: list[str]


class TaskRead(BaseModel):
    """A task in full: the paragraph it comes from, its sub-points as a checklist, the indicators it is to move."""

    id: UUID
    version: int
    plan_id: UUID
    key: str
    source_ref: str
    source: str | None
    title: str
    text: str
    checklist: list[str]
    kind: TaskKind
    mode: Mode
    cadence: Cadence
    dimension: str
    due_on: date | None
    due_text: str | None
    deliverable: str | None
    requires_evidence: bool
    reportable: bool
    example: bool
    indicators: list[TaskIndicatorRead]
    allowed_actions: list[str]


class TaskCreate(Input):
    """A new task of a plan. `due_on` is the last day that is on time."""

    plan_id: UUID
    key: str = Field(min_length=1, max_length=40)
    source_ref: ShortText
    title: ShortText
    text: LongText = ""
    checklist: list[ShortText] = Field(default=[], max_length=50)
    kind: TaskKind
    mode: Mode
    cadence: Cadence
    due_on: date | None = None
    due_text: str | None = Field(default=None, max_length=200)
    deliverable: str | None = Field(default=None, max_length=300)
    requires_evidence: Flag = False
    indicator_ids: list[UUID] = Field(default=[], max_length=200)


class TaskUpdate(Input):
    title: ShortText | None = None
    text: LongText | None = None
    due_on: date | None = None
    due_text: str | None = Field(default=None, max_length=200)
    deliverable: str | None = Field(default=None, max_length=300)
    requires_evidence: Flag | None = None


class TaskQuery(PageQuery):
    plan: UUID | None = None
    kind: TaskKind | None = None
    cadence: Cadence | None = None
    indicator: UUID | None = None
    dimension: str | None = Field(default=None, max_length=4)
