from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from papi.evidence.texts.schemas import FoundInText
from papi.kit.paging import PageQuery
from papi.kit.schemas import Day
from papi.outbox.verifying import BreakKind


class SearchHit(BaseModel):
    """Something found; `type` and `id` say where it is."""

    type: str
    id: UUID
    title: str
    subtitle: str
    found_in_text: FoundInText | None


class SearchGroup(BaseModel):
    type: str
    items: list[SearchHit]


class SearchRead(BaseModel):
    groups: list[SearchGroup]


class HistoryQuery(PageQuery, frozen=True):
    subject: str | None = Field(default=None, max_length=80, description="`report:ID`, `assignment:ID` …")
    unit: UUID | None = None
    person: UUID | None = None
    on: Day | None = None
    kind: str | None = Field(default=None, max_length=64)


class AuditQuery(PageQuery, frozen=True):
    subject: str | None = Field(default=None, max_length=80, description="`report:ID`, `assignment:ID` …")
    actor: UUID | Literal["system", "api_client"] | None = Field(
        default=None, description="A person, what the system did by itself, or what other systems did"
    )
    action: str | None = Field(default=None, max_length=64, description="A kind of fact, such as `report.submitted`")
    on: Day | None = Field(default=None, description="The day of real time on which it was done")
    number: int | None = Field(default=None, ge=1, le=2**31 - 1, description="A place in the chain")


class AuditRead(BaseModel):
    """One fact as it was recorded. `role` and `acting_unit` are those in which the person acted; the system has none of them.

    `real_at` is the wall clock's time, `business_at` that of the plan; they differ in a demo alone. `number` and `digest` are the fact's
    place in the chain, null until the worker has given it one. `subject` is null, and blank in `text`, where the caller may audit what was
    done but not read the matter itself, such as a unit's draft.
    """

    id: UUID
    number: int | None
    digest: str | None
    real_at: datetime
    business_at: datetime
    action: str
    text: str
    actor_id: UUID | None
    actor: str
    behalf_id: UUID | None
    role: str | None
    acting_unit_id: UUID | None
    acting_unit: str | None
    address: str | None
    request_id: str | None
    subject_type: str
    subject_id: UUID
    subject: str | None


class ChainHead(BaseModel):
    """The end of the chain. Noted elsewhere, it shows later whether the chain up to there is still the same (`GET /audit?number=`)."""

    number: int
    digest: str


class ChainBreak(BaseModel):
    """Where the chain breaks first, and how: a fact was `changed`, is `missing`, or was `added` behind the chain's back.

    `changed` is also said where the fact is as it was, but not what is kept of it for searches and for `GET /events`.
    `number` is the place in the chain, for an added fact the place that it claims by its time.
    """

    kind: BreakKind
    number: int
    fact_id: UUID | None


class ChainRead(BaseModel):
    """Whether every fact is still what was recorded. `waiting` facts were recorded a moment ago and have no place yet."""

    ok: bool
    chained: int
    waiting: int
    head: ChainHead | None
    first_break: ChainBreak | None
