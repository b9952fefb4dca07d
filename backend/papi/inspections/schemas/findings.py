from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from papi.inspections.models import DocumentSide, FindingSeverity, FindingState, InspectionState
from papi.kit.paging import PageQuery
from papi.kit.schemas import Day, Input, Reason

MOST_DOCUMENTS = 50

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Recommendation = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]


class FindingCreate(Input):
    """Something that the unit lacks. `due_on` is the last day on which its remedy is in time."""

    text: Text
    recommendation: Recommendation = ""
    severity: FindingSeverity
    due_on: Day
    indicator_id: UUID | None = None
    task_id: UUID | None = None


class FindingUpdate(Input):
    text: Text | None = None
    recommendation: Recommendation | None = None
    severity: FindingSeverity | None = None
    due_on: Day | None = None
    indicator_id: UUID | None = None
    task_id: UUID | None = None


class FindingRemedyCreate(Input):
    """What the unit has done, with the documents that prove it: those named here, beside those that it attached before."""

    text: Text
    done_on: Day
    evidence_ids: list[UUID] = Field(default=[], max_length=MOST_DOCUMENTS)


class FindingVerify(Input):
    """That it is remedied; a remark if there is one."""

    remark: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] = ""


class FindingReturn(Input):
    """Why it is to be remedied (again), and until when; without `due_on` the day stays."""

    reason: Reason
    due_on: Day | None = None


class FindingClose(Input):
    """Why nothing further is asked."""

    reason: Reason


class FindingLooked(BaseModel):
    """The indicator or the task to which a finding belongs."""

    id: UUID
    code: str | None
    name: str


class FindingDocument(BaseModel):
    """A document of a finding, on the `side` of those who found or of those who remedied. `file_version` is the present one, or that which
    was sent with a remedy."""

    id: UUID
    side: DocumentSide
    file_version: int
    sha256: str | None
    title: str
    file_name: str
    document_number: str | None
    issued_on: date | None
    media_type: str
    size: int
    redacted: bool


class RemedyRead(BaseModel):
    """What the unit said, and what was answered: `verified` or `returned`, null while it waits."""

    number: int
    text: str
    done_on: date
    sent_at: datetime
    sent_by: str
    documents: list[FindingDocument]
    answer: FindingState | None
    answer_text: str | None
    answered_at: datetime | None
    answered_by: str | None


class FindingRead(BaseModel):
    """A finding. `late`: its day passed before the unit first reported it remedied; `overdue`: it has passed, and the unit is to act."""

    id: UUID
    version: int
    number: int
    text: str
    recommendation: str
    severity: FindingSeverity
    state: FindingState
    indicator: FindingLooked | None
    task: FindingLooked | None
    due_on: date
    overdue: bool
    late: bool
    remedied_at: datetime | None
    created_at: datetime
    return_reason: str | None
    closed_at: datetime | None
    close_reason: str | None
    documents: list[FindingDocument]
    remedies: list[RemedyRead]
    allowed_actions: list[str]


class FindingInspection(BaseModel):
    id: UUID
    title: str
    state: InspectionState


class FindingUnit(BaseModel):
    id: UUID
    code: str
    name: str


class FindingRow(BaseModel):
    """A finding in the list over all inspections."""

    id: UUID
    version: int
    number: int
    inspection: FindingInspection
    unit: FindingUnit
    text: str
    recommendation: str
    severity: FindingSeverity
    state: FindingState
    indicator_code: str | None
    due_on: date
    overdue: bool
    late: bool
    remedied_at: datetime | None
    closed_at: datetime | None
    allowed_actions: list[str]


class FindingDetail(FindingRead):
    """A finding by itself, with the inspection and unit to which it belongs."""

    inspection: FindingInspection
    unit: FindingUnit


class FindingQuery(PageQuery, frozen=True):
    inspection: UUID | None = None
    unit: UUID | None = None
    state: FindingState | None = None
    severity: FindingSeverity | None = None
    overdue: bool | None = None
    waiting: bool | None = Field(default=None, description="Whether the unit is to remedy it")
    verifiable: bool = Field(default=False, description="Only those whose remedy waits for this caller")
