from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Versioned
from papi.kit.types import code_enum


class RequestKind(StrEnum):
    """What is asked for: a copy of what is held of the person, or its end."""

    PROVIDE = "provide"
    ERASE = "erase"


class RequestWay(StrEnum):
    """How it came."""

    IN_PERSON = "in_person"
    POST = "post"
    ONLINE = "online"


class RequestState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Going(StrEnum):
    """How a document about the person goes out: as it is, as the copy in which others' data are blacked out, or not at all."""

    ORIGINAL = "original"
    REDACTED = "redacted"
    NOT = "not"


class SubjectRequest(Identified, Versioned, Base):
    """What somebody asks about their own data. `number` counts within the year.

    The name and the numbers are personal data themselves: they stand here alone, in no fact, notice, log or file. `folded` is what the
    register is searched by. `first_due_on` is the day before the one extension.
    """

    __tablename__ = "subject_requests"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        Index("ix_subject_requests_unit_id", "unit_id"),
        Index("ix_subject_requests_state_due_on", "state", "due_on"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    year: Mapped[int]
    number: Mapped[int]
    kind: Mapped[RequestKind] = mapped_column(code_enum(RequestKind))
    way: Mapped[RequestWay] = mapped_column(code_enum(RequestWay))
    subject_name: Mapped[str]
    identity_number: Mapped[str | None] = mapped_column(String(20))
    phone: Mapped[str | None] = mapped_column(String(20))
    folded: Mapped[str]
    received_on: Mapped[date]
    due_on: Mapped[date]
    state: Mapped[RequestState] = mapped_column(code_enum(RequestState))
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    registered_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    registered_at: Mapped[datetime]
    first_due_on: Mapped[date | None]
    extension_reason: Mapped[str | None]
    outcome: Mapped[str | None]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    closed_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    closed_at: Mapped[datetime | None]


class SubjectRequestCount(Base):
    """The last number given in a year: whoever registers takes the next one, also of two at once."""

    __tablename__ = "subject_request_counts"

    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    last: Mapped[int]


class SubjectRequestDocument(Base):
    """A document that somebody found to be about the person, and how it goes out; `reason` is why it does not. `file_version`: the file
    that was there then; another one may speak of other people."""

    __tablename__ = "subject_request_documents"
    __table_args__ = (Index("ix_subject_request_documents_evidence_id", "evidence_id"),)

    request_id: Mapped[UUID] = mapped_column(ForeignKey("subject_requests.id"), primary_key=True)
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"), primary_key=True)
    goes: Mapped[Going] = mapped_column(code_enum(Going))
    reason: Mapped[str | None]
    file_version: Mapped[int]
    chosen_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    chosen_at: Mapped[datetime]
