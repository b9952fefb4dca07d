from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StrictInt, StringConstraints

from papi.activities.models import ActivityForm, ActivityKind, ActivityState
from papi.directory.models import UnitKind
from papi.kit.paging import PageQuery
from papi.kit.schemas import Day, Input, Reason, ShortText

MOST_INDICATORS = 20
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Result = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5000)]
People = Annotated[StrictInt, Field(ge=0, le=1_000_000)]
Indicators = Annotated[list[UUID], Field(max_length=MOST_INDICATORS)]


class ActivityCreate(Input):
    """Write an activity down: `planned`, or `held` with its result. Without `ends_on` it is of one day; without `unit_id` of the own unit.

    `participants` counts visits (lượt người), `women` those among them. `participants`, `women` and `result` belong to a held one.
    """

    unit_id: UUID | None = None
    kind: ActivityKind
    form: ActivityForm
    state: Annotated[ActivityState, Field(description="`planned` or `held`")] = ActivityState.PLANNED
    title: ShortText
    begins_on: Day
    ends_on: Day | None = None
    place: Line = ""
    audience: Line = ""
    participants: People | None = None
    women: People | None = None
    result: Result | None = None
    task_id: UUID | None = None
    indicator_ids: Indicators = Field(default_factory=list[UUID])


class ActivityPatch(Input):
    """Change what was planned, or correct what was held: fields that are left out stay."""

    kind: ActivityKind | None = None
    form: ActivityForm | None = None
    title: ShortText | None = None
    begins_on: Day | None = None
    ends_on: Day | None = None
    place: Line | None = None
    audience: Line | None = None
    participants: People | None = None
    women: People | None = None
    result: Result | None = None
    task_id: UUID | None = None
    indicator_ids: Indicators | None = None


class ActivityHold(Input):
    """How a planned activity went. Days and place where they were others than planned."""

    begins_on: Day | None = None
    ends_on: Day | None = None
    place: Line | None = None
    participants: People | None = None
    women: People | None = None
    result: Result


class ActivityCancel(Input):
    """Why it fell through, or why it should not have been written down."""

    reason: Reason


class ActivityUnit(BaseModel):
    id: UUID
    code: str
    name: str
    kind: UnitKind


class ActivityTask(BaseModel):
    id: UUID
    title: str
    source_ref: str


class ActivityIndicatorRead(BaseModel):
    id: UUID
    code: str
    name: str


class ActivityDocument(BaseModel):
    """A document of the activity. Where the reader may not see it, `title` says only that it is there; `redacted`: its copy without
    personal data is shown in its place; `own`: the reader's unit keeps it, and may use it for something else."""

    id: UUID
    title: str
    file_name: str
    document_number: str | None
    media_type: str
    size: int
    redacted: bool
    readable: bool
    own: bool


class ActivityRow(BaseModel):
    """An activity. It counts on the day on which it ends. `sentence` is what a report says of it, in Vietnamese."""

    id: UUID
    version: int
    unit: ActivityUnit
    kind: ActivityKind
    form: ActivityForm
    state: ActivityState
    title: str
    begins_on: date
    ends_on: date
    place: str
    audience: str
    participants: int | None
    women: int | None
    result: str | None
    task: ActivityTask | None
    indicators: list[ActivityIndicatorRead]
    documents_count: int
    sentence: str
    cancel_reason: str | None
    recorded_by: str
    recorded_at: datetime
    allowed_actions: list[str]


class ActivityRead(ActivityRow):
    """One in full."""

    documents: list[ActivityDocument]


_FROM = "Only those that ended on this day or later"
_TO = "Only those that ended on this day or before"
_TASK = "Only those that name this task, or an indicator that it serves"
_INDICATOR = "Only those that name this indicator, or a task that serves it"


class ActivityQuery(PageQuery, frozen=True):
    unit: UUID | None = None
    kind: ActivityKind | None = None
    form: ActivityForm | None = None
    state: ActivityState | None = None
    from_: Day | None = Field(default=None, alias="from", description=_FROM)
    to: Day | None = Field(default=None, description=_TO)
    task: UUID | None = Field(default=None, description=_TASK)
    indicator: UUID | None = Field(default=None, description=_INDICATOR)
    own: bool = Field(default=False, description="Only those of the caller's unit and of units after which it came")
    proven: bool | None = Field(default=None, description="Whether documents are attached")


class SummaryQuery(BaseModel, frozen=True, extra="forbid"):
    unit: UUID | None = None
    kind: ActivityKind | None = None
    from_: Day | None = Field(default=None, alias="from", description=_FROM)
    to: Day | None = Field(default=None, description=_TO)


class ActivityCount(BaseModel):
    number: int
    participants: int


class ActivityCountByKind(BaseModel):
    communication: ActivityCount
    legal_education: ActivityCount
    training: ActivityCount
    dialogue: ActivityCount
    self_inspection: ActivityCount


class ActivityUnitSummary(BaseModel):
    """What one unit held."""

    unit: ActivityUnit
    number: int
    participants: int
    women: int
    kinds: ActivityCountByKind


class ActivitySummary(BaseModel):
    """What was held, per unit in official order and kind; units that held nothing are absent. Numbers are those of the list filtered by
    `state=held` and the same parameters."""

    number: int
    participants: int
    women: int
    items: list[ActivityUnitSummary]
