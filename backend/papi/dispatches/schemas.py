from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from papi.dispatches.models import AttemptOutcome, DispatchState, DispatchWay
from papi.integration.models import ProvinceState
from papi.kit.paging import PageQuery
from papi.kit.schemas import Day, Input, Reason, ShortText

Number = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class SentOutside(Input):
    """How a report was sent outside the province's system: on which day, under which number, to whom, by which channel."""

    sent_on: Day
    document_number: Number
    receiver: ShortText
    channel: ShortText
    note: Reason | None = None


class DispatchCreate(Input):
    """`outside` tells that it was sent otherwise; without it the province's system gets it."""

    outside: SentOutside | None = None


class DispatchQuery(PageQuery, frozen=True):
    consolidated: UUID | None = None
    state: DispatchState | None = None
    way: DispatchWay | None = None


class DispatchTold(BaseModel):
    """What the province told of it afterwards."""

    message_id: str
    state: ProvinceState
    happened_on: date
    reason: str | None
    their_reference: str | None
    received_at: datetime


class DispatchedReport(BaseModel):
    id: UUID
    title: str


class DispatchRow(BaseModel):
    """One edition sent one way. `next_at`: when it is tried again, while it is being sent. `receipt_id` and `received_at` as the province's
    receipt says; `told`: the latest that the province told of it."""

    id: UUID
    version: int
    report: DispatchedReport
    edition: int
    way: DispatchWay
    state: DispatchState
    message_id: str
    created_at: datetime
    created_by: str
    delivered_at: datetime | None
    attempts: int
    next_at: datetime | None
    receipt_id: str | None
    received_at: datetime | None
    sent_on: date | None
    document_number: str | None
    receiver: str | None
    channel: str | None
    note: str | None
    told: DispatchTold | None
    allowed_actions: list[str]


class DispatchAttemptRead(BaseModel):
    """One try. `trouble` is a code, `words` say it; `answer` is the beginning of what came back."""

    number: int
    at: datetime
    outcome: AttemptOutcome
    status: int | None
    trouble: str | None
    words: str
    answer: str
    milliseconds: int


class DispatchRead(DispatchRow):
    """With every attempt, the latest first, the receipt as it came, and all that the province told, the latest first."""

    log: list[DispatchAttemptRead]
    receipt: dict[str, Any] | None
    history: list[DispatchTold]


class DispatchesOf(BaseModel):
    """What can be done with an approved report. `connected`: the installation knows where to send it."""

    connected: bool
    approved_edition: int
    items: list[DispatchRow]
    allowed_actions: list[str] = Field(description="`deliver`, `record`")
