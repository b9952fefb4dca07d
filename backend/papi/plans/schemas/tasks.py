from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from papi.kit.paging import PageQuery
from papi.kit.schemas import Flag, Input, LongText, ShortText
from papi.plans.models import Cadence, Mode, Stance, TaskKind
from papi.plans.schemas.figures import FigureRead
from papi.plans.schemas.papers import StepRead
from papi.plans.schemas.terms import WithTerm

NO_DIMENSION = "none"
DimensionFilter = Annotated[str, StringConstraints(pattern=r"^([1-9]|none)$")]
TaskKey = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z._-]{1,40}$")]


class TaskIndicatorRead(BaseModel):
    id: UUID
    code: str
    name_vi: str
    name_status: str
    low_rated: bool


class TaskTarget(BaseModel):
    """What the plan wants of the nodes that the task is to move: the task's indicators, or what they are part of."""

    indicator_id: UUID
    code: str
    name_vi: str
    baseline: float | None
    target: float | None
    stance: Stance


class AnnexCell(BaseModel):
    heading: str
    text: str


class TaskOriginRead(BaseModel):
    """The row of an annex, word for word, and where it stood: in the file's tables as people find them."""

    file_name: str
    place: str
    cells: list[AnnexCell]


class TaskRow(BaseModel):
    """A task in a list; `units` counts its assignments. `carried_from`: the year of the plan that left it open; `dropped_on`: the day
    on which an amendment took it out of the plan."""

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
    carried_from: int | None
    dropped_on: date | None
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
    by_unit_plan: bool
    example: bool
    carried_from: int | None
    dropped_on: date | None
    indicators: list[TaskIndicatorRead]
    targets: list[TaskTarget]
    steps: list[StepRead]
    figures: list[FigureRead]
    origin: TaskOriginRead | None
    allowed_actions: list[str]


class TaskFields(Input):
    """What a new task says. `due_on` is the last day that is on time."""

    key: TaskKey
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
    reportable: Flag = Field(default=True, description="Whether it has a line in reports; of a recurring task without one the report is it")
    by_unit_plan: Flag = Field(default=False, description="Done by sending the unit's own plan; one task of a plan at most")
    indicator_ids: list[UUID] = Field(default=[], max_length=200)


class TaskUpdate(Input):
    """What changes. With `due_on` the open assignments that had the task's day move along; those with a day of their own keep it.

    Mode and cadence stay: what was reported under them would lose its meaning.
    """

    title: ShortText | None = None
    source_ref: ShortText | None = None
    text: LongText | None = None
    checklist: list[ShortText] | None = Field(default=None, max_length=50)
    kind: TaskKind | None = None
    due_on: date | None = None
    due_text: str | None = Field(default=None, max_length=200)
    deliverable: str | None = Field(default=None, max_length=300)
    requires_evidence: Flag | None = None
    by_unit_plan: Flag | None = None
    indicator_ids: list[UUID] | None = Field(default=None, max_length=200)


class TaskPatch(TaskUpdate, WithTerm):
    """What changes; the deadline as a day, or as a number of working days. Whether reports have a line for it changes in a draft alone:
    once the plan is in force reports are made by it."""

    reportable: Flag | None = None


class TaskQuery(PageQuery, frozen=True):
    plan: UUID | None = None
    kind: TaskKind | None = None
    cadence: Cadence | None = None
    indicator: UUID | None = None
    dropped: bool | None = Field(default=None, description="Only tasks that were taken out of the plan, or only those that were not")
    dimension: DimensionFilter | None = Field(default=None, description="1–8, or `none` for tasks of no indicator")
    own: bool = Field(default=False, description="Tasks that units have given themselves, instead of the plan's")
