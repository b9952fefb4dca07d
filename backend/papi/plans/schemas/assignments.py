from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from papi.kit.paging import PageQuery
from papi.kit.schemas import Input, Reason
from papi.plans.models import Cadence, DeadlineState, LeadMark, Mandate, Mode, Part, Receipt, TaskKind, WorkState
from papi.plans.schemas.tasks import DimensionFilter, TaskFields, TaskRead
from papi.plans.schemas.terms import WithTerm

DoneResult = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]


class AssignedUnit(BaseModel):
    """A unit; `provisional` where its place in the list does not rest on the plan itself."""

    id: UUID
    code: str
    name: str
    kind: str
    provisional: bool


class AssignedTask(BaseModel):
    id: UUID
    key: str
    title: str
    source_ref: str
    kind: TaskKind
    mode: Mode
    cadence: Cadence
    dimension: str
    requires_evidence: bool
    example: bool
    due_text: str | None


class Supporters(BaseModel):
    """How far the supporters of a joint task are: how many there are, took their part, ask for a change, reported it done, are marked
    as lacking by the lead."""

    total: int
    accepted: int
    questioned: int
    reported: int
    lacking: int


class AssignmentRow(BaseModel):
    """An assignment in a list. Both status axes: `work_state` is stored, `deadline_state` derived; `percent` is 0–100.

    The own unit sees its drafts' progress, everyone else what was last submitted. `due_on` is the day in force, `first_due_on` the one
    before its first extension (null without one); `extension_asked`: a request waits for its decision. `receipt`: whether the unit takes
    its part, null where nobody waits for that any more; `lead_mark` of the lead on a supporter's part; `supporters` beside a lead's own.
    """

    id: UUID
    version: int
    plan_id: UUID
    task: AssignedTask
    unit: AssignedUnit
    part: Part
    mandate: Mandate
    due_on: date | None
    first_due_on: date | None
    extended_times: int
    extension_asked: bool
    work_state: WorkState
    deadline_state: DeadlineState
    percent: int | None
    submitted_on: date | None
    updated_at: datetime
    carried_to_id: UUID | None
    receipt: Receipt | None
    receipt_note: str | None
    lead_mark: LeadMark | None
    supporters: Supporters | None
    allowed_actions: list[str]


class Partner(BaseModel):
    """Another unit of the same joint task, as far as the caller may see it; states are null where it may not."""

    assignment_id: UUID | None
    unit: AssignedUnit
    part: Part
    mandate: Mandate
    work_state: WorkState | None
    percent: int | None
    receipt: Receipt | None
    lead_mark: LeadMark | None


class AttachedDocument(BaseModel):
    """`redacted`: it holds personal data, and the caller reads its copy without them (`/evidence/{id}/redacted`)."""

    id: UUID
    title: str
    file_name: str
    media_type: str
    size: int
    redacted: bool


class DoneEvidence(AttachedDocument):
    """A document that proves it done. With `set_aside_on` it is from before that day, on which the task was given again: it is there to be
    read and counts for nothing since."""

    linked_at: datetime
    set_aside_on: date | None


class SubTaskCount(BaseModel):
    """How many pieces the unit has made of its assignment, and how many are done."""

    total: int
    done: int


class AssignmentRead(BaseModel):
    """One assignment. `due_words`: how its own day was given ("trong 10 ngày làm việc …"); `working_days_left` of an open one, negative
    where its day has passed."""

    id: UUID
    version: int
    plan_id: UUID
    task: TaskRead
    unit: AssignedUnit
    part: Part
    mandate: Mandate
    due_on: date | None
    due_words: str | None
    working_days_left: int | None
    first_due_on: date | None
    extended_times: int
    extension_asked: bool
    work_state: WorkState
    deadline_state: DeadlineState
    percent: int | None
    submitted_on: date | None
    submitted_late: bool
    done_on: date | None
    done_result: str | None
    evidence: list[DoneEvidence]
    partners: list[Partner]
    sub_tasks: SubTaskCount | None
    updated_at: datetime
    carried_to_id: UUID | None
    allowed_actions: list[str]


class NewUnit(Input):
    """A unit that is given a task. Without `mandate` Front and Party bodies are asked (`requested`), all others assigned."""

    unit_id: UUID
    part: Part
    mandate: Mandate | None = None
    due_on: date | None = None


class TaskCreate(TaskFields, WithTerm):
    """A new task of a plan, with the units that carry it out."""

    plan_id: UUID
    units: list[NewUnit] = Field(default=[], max_length=200)


class UnitsGive(Input):
    """Units that are given a task: all of them in one act, or none."""

    units: list[NewUnit] = Field(min_length=1, max_length=200)


class AssignmentCreate(NewUnit, WithTerm):
    """Give a task to a unit."""

    task_id: UUID


class AssignmentUpdate(Input):
    """Who and when; the state moves by its own acts."""

    part: Part | None = None
    mandate: Mandate | None = None
    due_on: date | None = None


class AssignmentPatch(AssignmentUpdate, WithTerm):
    """Who and when, the latter as a day or as a number of working days."""


class ReportDone(Input):
    """The unit says that a once-task is done. Lateness is measured by the day of this very call."""

    done_on: date
    result: DoneResult
    evidence_ids: list[UUID] = Field(default=[], max_length=50)


class StateChange(Input):
    """Why the coordinator changes the state."""

    reason: Reason


IN_TIME = "in_time"
WorkFilter = WorkState | Literal["open"]
DeadlineFilter = DeadlineState | Literal["in_time"]


Mine = Literal["mine"]
MINE: Mine = "mine"
UnitFilter = UUID | Mine
View = Literal["then", "now"]
THEN: View = "then"
NOW: View = "now"
ViewParameter = Annotated[
    View | None,
    Field(
        description="Through changes of units: `then` as the plan gave the work out, `now` under the units that came after; "
        "without it each piece of work where it stands"
    ),
]


class AssignmentQuery(PageQuery, frozen=True):
    plan: UUID | None = None
    unit: UnitFilter | None = Field(default=None, description="Or `mine`: the caller's unit and those after which it came")
    task: UUID | None = None
    indicator: UUID | None = Field(default=None, description="An indicator, or a sub-dimension for all of its indicators")
    dimension: DimensionFilter | None = Field(default=None, description="1–8, or `none` for tasks of no indicator")
    part: Part | None = None
    mandate: Mandate | None = None
    cadence: Cadence | None = None
    work_state: WorkFilter | None = Field(default=None, description="Or `open`: neither completed nor set aside")
    deadline_state: DeadlineFilter | None = Field(default=None, description="Or `in_time`: `on_track` and `due_soon` together")
    due_before: date | None = None
    due_after: date | None = None
    not_saved_since: date | None = Field(default=None, description="Without a saved change since this day")
    stale: bool = Field(default=False, description="Under way, and not saved within 30 days: what the update rate lacks to be whole")
    own: bool = Field(default=False, description="Tasks that units have given themselves, instead of the plan's")
    receipt: Receipt | None = Field(
        default=None, description="Whether the unit takes its part; `awaited` and `questioned` only as long as somebody waits for it"
    )
    answerable: bool = Field(default=False, description="Parts that units ask to be changed, and the caller may answer")
    lead_mark: LeadMark | None = Field(default=None, description="What the lead unit says about a supporter's part that was reported done")
    view: ViewParameter = None


GroupBy = Literal["unit", "group", "dimension", "indicator", "task"]


class StatusQuery(Input):
    group_by: GroupBy = "unit"
    plan: UUID | None = None
    period: UUID | None = None
    view: ViewParameter = None


class RequestedCounts(BaseModel):
    """What bodies are asked to do, counted apart: done, or under way. They are never late, and not ranked."""

    done: int
    open: int


class StatusRow(BaseModel):
    """Counts of what is assigned in one group; what is requested stands apart. `update_rate`: open assignments with a saved change in the
    last 30 days ÷ open ones; null if none is open. `only_requested` marks a group, such as a body, in which nothing is assigned."""

    key: str
    label: str
    done_on_time: int
    done_late: int
    open_in_time: int
    open_overdue: int
    no_deadline: int
    update_rate: float | None
    requested: RequestedCounts
    only_requested: bool


class StatusRead(BaseModel):
    items: list[StatusRow]
    total: StatusRow
