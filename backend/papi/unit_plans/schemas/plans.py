from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from papi.kit.paging import PageQuery
from papi.kit.schemas import Day, Input, Reason
from papi.plans.schemas.assignments import ViewParameter
from papi.unit_plans.models import ReturnCode, UnitPlanState
from papi.unit_plans.schemas.items import UnitPlanIndicator, UnitPlanItemRead, UnitPlanUnit
from papi.unit_plans.sufficiency import Lack


class CityPlanBrief(BaseModel):
    id: UUID
    year: int
    title: str


class UnitPlanDocument(BaseModel):
    """An attached document. `file_version` and `sha256` are those of the file that was sent with the submission shown; the hash is null
    where the document itself is hidden; `redacted`: its copy without personal data is shown in its place."""

    id: UUID
    file_version: int
    sha256: str | None
    title: str
    file_name: str
    document_number: str | None
    issued_on: date | None
    media_type: str
    size: int
    redacted: bool


class UnitPlanSent(BaseModel):
    """A submission of the plan, kept as it was; `accepted_at` where it was accepted."""

    number: int
    submitted_at: datetime
    submitted_by: str
    accepted_at: datetime | None
    accepted_by: str | None


class UnitPlanOwnDay(BaseModel):
    due_on: date
    reason: str


class UnitPlanBlocked(BaseModel):
    """Why this caller may not do the next step, as a sentence."""

    code: str
    detail: str


class UnitPlanRow(BaseModel):
    """A unit's own plan in a list. `late` is derived from the unit's own last day, and never true for bodies that are asked;
    `has_paper`: it can be had as a document, which is made of no plan of theirs."""

    id: UUID
    version: int
    content_version: int
    plan: CityPlanBrief
    unit: UnitPlanUnit
    state: UnitPlanState
    expected: bool
    has_paper: bool
    due_on: date | None
    late: bool
    days_late: int
    first_submitted_at: datetime | None
    submitted_at: datetime | None
    accepted_at: datetime | None
    allowed_actions: list[str]


class UnitPlanRead(UnitPlanRow):
    """One in full. `number` 0 means what the unit is writing, else the submission that is shown."""

    due_text: str | None
    exception: UnitPlanOwnDay | None
    submitted_by: str | None
    returned_at: datetime | None
    return_code: ReturnCode | None
    return_reason: str | None
    saved_at: datetime | None
    number: int
    versions: list[UnitPlanSent]
    items: list[UnitPlanItemRead]
    documents: list[UnitPlanDocument]
    blocked: UnitPlanBlocked | None


class UnitPlanCreate(Input):
    plan_id: UUID


class UnitPlanReturn(Input):
    reason_code: ReturnCode = ReturnCode.OTHER
    reason: Reason


class UnitPlanExceptionCreate(Input):
    """A unit's own last day."""

    plan_id: UUID
    unit_id: UUID
    due_on: Day
    reason: Reason


class UnitPlanQuery(PageQuery, frozen=True):
    plan: UUID | None = None
    unit: UUID | None = None
    state: UnitPlanState | None = None
    reviewable: bool = Field(default=False, description="Only those that wait for this caller's review")


class UnitPlanLack(BaseModel):
    """Something that is not yet enough; `item_id` is null where the plan as a whole lacks it."""

    item_id: UUID | None
    label: str
    lack: Lack
    lack_words: str


class UnitPlanMissing(BaseModel):
    count: int
    items: list[UnitPlanLack]


class UnitPlanSuggestion(BaseModel):
    """What the unit may start from: an indicator that people rate low, or a row of its plan of the year before."""

    source: str = Field(description="`low_rated` or `last_year`")
    note: str | None
    kind: str
    indicator: UnitPlanIndicator | None
    text: str
    cause: str
    person: str
    due_text: str
    deliverable: str


class UnitPlanSuggestions(BaseModel):
    items: list[UnitPlanSuggestion]


class BoardQuery(Input):
    plan: UUID | None = None
    standing: str | None = Field(default=None, pattern="^(on_time|late|missing|waiting|asked|released|unasked)$")
    q: str | None = Field(default=None, max_length=200)
    view: ViewParameter = None


class UnitPlanBoardRow(BaseModel):
    """How one unit stands. A draft that was never sent is not told of: `state` is null until then. `unit_before`: whose the plan is,
    where `unit` answers for it today (`view=now`)."""

    unit: UnitPlanUnit
    unit_before: UnitPlanUnit | None
    unit_plan_id: UUID | None
    standing: str
    state: UnitPlanState | None
    due_on: date | None
    days_late: int
    first_submitted_at: datetime | None
    submitted_at: datetime | None
    accepted_at: datetime | None
    measures: int
    followed: int
    exception: UnitPlanOwnDay | None
    allowed_actions: list[str]


class UnitPlanBoard(BaseModel):
    """Who has sent their plan: units that must in official order; apart from them, never late and not `expected`, bodies that are asked,
    units that have sent theirs and no longer must (`released`), and those that never had to (`unasked`). `allowed_actions` names
    `consolidate` for whoever gets all plans together as a paper."""

    plan: CityPlanBrief | None
    due_on: date | None
    as_of: datetime
    expected: int
    on_time: int
    late: int
    missing: int
    waiting: int
    asked: int
    released: int
    unasked: int
    accepted: int
    allowed_actions: list[str]
    items: list[UnitPlanBoardRow]
