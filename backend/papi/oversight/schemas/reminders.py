from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from papi.directory.models import UnitKind
from papi.kit.paging import PageQuery
from papi.kit.problems import BilingualError
from papi.kit.schemas import Day, Flag, Input
from papi.oversight.models import ReminderKind, Wording
from papi.plans.schemas.bulk import MOST_AT_ONCE, BulkFilter

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class ReminderCreate(Input):
    """Whom to remind of what: of a period's reports (all units whose report is missing, or `unit_ids` that have not sent it), or of
    assignments, chosen or found by a filter. `duty_text` and `request_text` replace the usual words of either wording. `answer_by` is the
    day by which an answer is wanted: unless it is given, that of the ladder; null asks for none. `again` says whether units that were
    reminded of the same a short while ago are reminded again or left out; unless it is said, they are asked about first."""

    kind: ReminderKind = ReminderKind.REMINDER
    period_id: UUID | None = None
    unit_ids: list[UUID] = Field(default=[], max_length=200)
    assignment_ids: list[UUID] = Field(default=[], max_length=MOST_AT_ONCE)
    filter: BulkFilter | None = None
    duty_text: Words | None = None
    request_text: Words | None = None
    answer_by: Day | None = None
    again: Flag | None = None
    dry_run: Flag = False

    @model_validator(mode="after")
    def _says_of_what(self) -> "ReminderCreate":
        if [self.period_id is not None, bool(self.assignment_ids), self.filter is not None].count(True) != 1:
            raise BilingualError("Chọn kỳ báo cáo, phân công hoặc nêu bộ lọc.", "Name a period, assignments, or a filter: one of them.")
        return self


class RemindedUnit(BaseModel):
    id: UUID
    code: str
    name: str
    kind: UnitKind


class ReminderItem(BaseModel):
    """What one unit is told: in which wording, of which things, to how many people in the application and by mail; `text` as it is pasted
    elsewhere. `times` and `last_on` tell how often it was reminded of them before, `recent_at` when within the last minutes."""

    unit: RemindedUnit
    wording: Wording
    things: list[str]
    people: int
    mails: int
    times: int
    last_on: date | None
    recent_at: datetime | None
    text: str


class ReminderResult(BaseModel):
    """What was sent; of a dry run, what would be. `letters` are the wordings for which there is an official letter."""

    id: UUID | None
    dry_run: bool
    about: str
    duty_text: str
    request_text: str
    answer_by: date | None
    items: list[ReminderItem]
    letters: list[Wording]


class ReminderRead(BaseModel):
    """One thing of which one unit was reminded. `letter` says whether there is an official letter in its wording."""

    id: UUID
    reminder_id: UUID
    kind: ReminderKind
    wording: Wording
    unit_id: UUID
    unit: str
    subject_type: Literal["report", "assignment"]
    subject_id: UUID
    subject: str
    due_on: date | None
    answer_by: date | None
    text: str
    by: str
    sent_at: datetime
    people: int
    mails: int
    letter: bool


class ReminderQuery(PageQuery, frozen=True):
    period: UUID | None = None
    unit: UUID | None = None
    subject: UUID | None = None
    kind: ReminderKind | None = None


class ReminderCount(BaseModel):
    unit_id: UUID
    times: int
    last_on: date


class ReminderCounts(BaseModel):
    """How often each unit was reminded of its report of a period, and when last."""

    items: list[ReminderCount]
