from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from papi.directory.models import UnitKind
from papi.inspections.models import InspectionKind, InspectionState
from papi.inspections.schemas.findings import FindingRead
from papi.kit.paging import PageQuery
from papi.kit.problems import BilingualError
from papi.kit.schemas import Day, Flag, Input, Reason, ShortText

MOST_UNITS, _MOST_PEOPLE, _MOST_LOOKED_AT = 60, 30, 150

Number = Annotated[str, StringConstraints(strip_whitespace=True, max_length=64)]
Conclusion = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)]
Content = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]


class TeamMember(Input):
    """Somebody of the team (Đoàn kiểm tra), by name; `post` is office or unit."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    post: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    head: Flag = False


def _with_one_head(team: list[TeamMember]) -> list[TeamMember]:
    if sum(member.head for member in team) != 1:
        raise BilingualError("Đoàn kiểm tra có đúng một trưởng đoàn.", "The team has exactly one head.")
    return team


Team = Annotated[list[TeamMember], Field(min_length=1, max_length=_MOST_PEOPLE), AfterValidator(_with_one_head)]
_Ids = Annotated[list[UUID], Field(max_length=_MOST_LOOKED_AT)]


class _Described(Input):
    title: ShortText
    kind: InspectionKind
    basis_number: Number | None = Field(default=None, description="Of the decision or plan by which they come; needed before it begins")
    basis_on: Day | None = None
    starts_on: Day
    ends_on: Day
    team: Team
    content: Content = ""
    indicator_ids: _Ids = Field(default_factory=list[UUID])
    task_ids: _Ids = Field(default_factory=list[UUID])

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "_Described":
        if self.ends_on < self.starts_on:
            raise BilingualError("Ngày kết thúc phải từ ngày bắt đầu trở đi.", "It ends no earlier than it starts.")
        return self


class InspectionCreate(_Described):
    """Plan inspections by one decision: one of each unit, alike until they are changed."""

    unit_ids: list[UUID] = Field(min_length=1, max_length=MOST_UNITS)


class InspectionUpdate(Input):
    """What changes. Of a concluded inspection only the conclusion is corrected."""

    title: ShortText | None = None
    kind: InspectionKind | None = None
    basis_number: Number | None = None
    basis_on: Day | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    team: Team | None = None
    content: Content | None = None
    indicator_ids: _Ids | None = None
    task_ids: _Ids | None = None
    conclusion: Conclusion | None = None
    conclusion_number: Number | None = None
    conclusion_on: Day | None = None


class InspectionConclude(Input):
    """The conclusion (Thông báo kết luận kiểm tra): its text, number and day."""

    conclusion: Conclusion
    conclusion_number: Number | None = None
    conclusion_on: Day


class InspectionCancel(Input):
    reason: Reason


class InspectionUnit(BaseModel):
    id: UUID
    code: str
    name: str
    kind: UnitKind


class InspectingUnit(BaseModel):
    id: UUID
    name: str


class InspectionTeamMember(BaseModel):
    name: str
    post: str
    head: bool


class FindingCounts(BaseModel):
    """Findings of an inspection: all, those that wait for the unit, those of them whose day has passed, those that wait to be verified."""

    total: int
    to_remedy: int
    overdue: int
    to_verify: int


class InspectionRow(BaseModel):
    """An inspection in the list. `unit` is inspected, `inspecting_unit` inspects."""

    id: UUID
    version: int
    unit: InspectionUnit
    inspecting_unit: InspectingUnit
    title: str
    kind: InspectionKind
    state: InspectionState
    basis_number: str | None
    basis_on: date | None
    starts_on: date
    ends_on: date
    conclusion_number: str | None
    conclusion_on: date | None
    findings: FindingCounts
    allowed_actions: list[str]


class LookedAt(BaseModel):
    """An indicator or a task that is looked at; `code` is the indicator's, or the place of the task in the plan."""

    id: UUID
    code: str | None
    name: str


class InspectionDocument(BaseModel):
    """A document of the inspection. `sha256` is null where the document itself is hidden; `redacted`: its copy without personal data is
    shown in its place."""

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


class InspectionRead(InspectionRow):
    """An inspection with its findings."""

    team: list[InspectionTeamMember]
    content: str
    indicators: list[LookedAt]
    tasks: list[LookedAt]
    created_at: datetime
    created_by: str
    started_at: datetime | None
    conclusion: str | None
    concluded_at: datetime | None
    cancelled_at: datetime | None
    cancel_reason: str | None
    announced: bool = Field(description="Whether the inspected unit knows of it")
    documents: list[InspectionDocument]
    found: list[FindingRead]


class InspectionsMade(BaseModel):
    """The inspections that one decision made, in official order of the units."""

    items: list[InspectionRow]


class InspectionQuery(PageQuery, frozen=True):
    state: InspectionState | None = None
    kind: InspectionKind | None = None
    unit: UUID | None = Field(default=None, description="The inspected unit")
    inspecting: UUID | None = Field(default=None, description="The unit that inspects")
    overdue: bool | None = Field(default=None, description="Whether it has findings whose day has passed")
    waiting: bool | None = Field(default=None, description="Whether it has findings that wait to be remedied")
    to_verify: bool | None = Field(default=None, description="Whether it has findings that wait to be verified")


class InspectableUnits(BaseModel):
    """The units of which the caller may make an inspection, in official order."""

    items: list[InspectionUnit]
