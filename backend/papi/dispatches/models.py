from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Versioned
from papi.kit.types import code_enum


class DispatchWay(StrEnum):
    """By the province's system, or outside of it: by the document exchange, by mail, by hand."""

    SYSTEM = "system"
    OUTSIDE = "outside"


class DispatchState(StrEnum):
    """`given_up`: refused over there, or tried for as long as the installation wants to. One that was sent outside is `delivered`."""

    QUEUED = "queued"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


class AttemptOutcome(StrEnum):
    """What became of one attempt: taken over there, refused for good, or to be tried again."""

    TAKEN = "taken"
    REFUSED = "refused"
    LATER = "later"


class Dispatch(Identified, Versioned, Base):
    """One approved edition sent one way. `message_id` is the same for all attempts, so that over there it is taken once.

    `queued_at` is real time: when sending began, or began anew; `job_key` names the job of the present beginning.
    """

    __tablename__ = "dispatches"
    __table_args__ = (Index("ix_dispatches_consolidated_id_edition", "consolidated_id", "edition"),)

    consolidated_id: Mapped[UUID] = mapped_column(ForeignKey("consolidated_reports.id"))
    edition: Mapped[int]
    way: Mapped[DispatchWay] = mapped_column(code_enum(DispatchWay))
    state: Mapped[DispatchState] = mapped_column(code_enum(DispatchState))
    message_id: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    queued_at: Mapped[datetime | None]
    job_key: Mapped[str | None] = mapped_column(String(64))
    delivered_at: Mapped[datetime | None]
    receipt: Mapped[dict[str, Any] | None]
    sent_on: Mapped[date | None]
    document_number: Mapped[str | None] = mapped_column(String(100))
    receiver: Mapped[str | None]
    channel: Mapped[str | None]
    note: Mapped[str | None]


class DispatchAttempt(Identified, Base):
    """One try, and what came of it. Rows are only ever added; `at` is real time."""

    __tablename__ = "dispatch_attempts"
    __table_args__ = (UniqueConstraint("dispatch_id", "number"),)

    dispatch_id: Mapped[UUID] = mapped_column(ForeignKey("dispatches.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    outcome: Mapped[AttemptOutcome] = mapped_column(code_enum(AttemptOutcome))
    status: Mapped[int | None]
    trouble: Mapped[str | None] = mapped_column(String(40))
    answer: Mapped[str]
    milliseconds: Mapped[int]
