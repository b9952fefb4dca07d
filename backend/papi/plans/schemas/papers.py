from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from papi.kit.paging import PageQuery
from papi.kit.schemas import Day, Input, ShortText
from papi.plans.models import BasisKind, StepState

WebAddress = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^https?://[^\s]+$", max_length=500)]
Number = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]


class LegalBasisRead(BaseModel):
    """A document on which plans rest (căn cứ). `cited` is how plans cite it."""

    id: UUID
    version: int
    kind: BasisKind
    number: str | None
    issued_on: date | None
    issuer: str
    title: str
    url: str | None
    cited: str
    allowed_actions: list[str]


class LegalBasisCreate(Input):
    kind: BasisKind
    number: Number | None = None
    issued_on: Day | None = None
    issuer: ShortText
    title: ShortText
    url: WebAddress | None = None


class LegalBasisUpdate(Input):
    """What changes; kind, issuer and title cannot be taken away."""

    kind: BasisKind | None = None
    number: Number | None = None
    issued_on: Day | None = None
    issuer: ShortText | None = None
    title: ShortText | None = None
    url: WebAddress | None = None


class LegalBasisQuery(PageQuery, frozen=True):
    kind: BasisKind | None = None


class PlanBases(BaseModel):
    """What a plan rests on, in the order in which it is cited."""

    items: list[LegalBasisRead]


class PlanBasesWrite(Input):
    basis_ids: list[UUID] = Field(max_length=100)


class ReceiverUnit(BaseModel):
    id: UUID
    name: str


class ReceiverRead(BaseModel):
    """A line of the "Nơi nhận", with the units that it means; without any it is somebody outside."""

    name: str
    units: list[ReceiverUnit]


class ReceiversRead(BaseModel):
    items: list[ReceiverRead]


class ReceiverWrite(Input):
    name: ShortText
    unit_ids: list[UUID] = Field(default=[], max_length=500)


class ReceiversWrite(Input):
    items: list[ReceiverWrite] = Field(max_length=200)


class ReceiptRead(BaseModel):
    """A version that was sent to one receiver. `outside`: without an account, so nobody there can acknowledge it here.

    Bodies that are asked (`requested`) are never late. `own`: it is the caller's unit.
    """

    id: UUID
    name: str
    unit_id: UUID | None
    outside: bool
    requested: bool
    own: bool
    sent_at: datetime
    reminders: int
    reminded_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str | None


class DistributionRead(BaseModel):
    """To whom a version of the plan was sent and who has said that it came; a unit reads its own line. `number` is null before the
    first sending, `sent` lists the versions that were sent."""

    number: int | None
    sent: list[int]
    expected: int
    acknowledged: int
    items: list[ReceiptRead]
    allowed_actions: list[str]


class DistributionQuery(Input):
    version: int | None = Field(default=None, ge=1, le=100_000, description="Which version; else the one sent last")


class StepRead(BaseModel):
    """A step by which a task simplifies an administrative procedure."""

    procedure_code: str | None
    procedure: str
    simplification: str
    basis: str | None
    due_on: date | None
    state: StepState


class StepRow(StepRead):
    """The same in a list, with its task."""

    id: UUID
    task_id: UUID
    task_title: str


class StepWrite(Input):
    procedure_code: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)] | None = None
    procedure: ShortText
    simplification: ShortText
    basis: ShortText | None = None
    due_on: Day | None = None
    state: StepState = StepState.PLANNED


class StepsWrite(Input):
    items: list[StepWrite] = Field(max_length=100)


class StepQuery(PageQuery, frozen=True):
    plan: UUID | None = None
    task: UUID | None = None
    state: StepState | None = None
