from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Versioned
from papi.kit.types import code_enum


class ExtensionState(StrEnum):
    """`shortened`: granted, but with an earlier day than was asked for; `lapsed`: the assignment was withdrawn before the decision."""

    OPEN = "open"
    GRANTED = "granted"
    SHORTENED = "shortened"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Extension(Identified, Versioned, Base):
    """A unit's request for a later day (xin gia hạn), and what became of it. Both days stay: nothing here is overwritten.

    `due_before` is the day in force when it was asked, `asked_late` whether that day had passed by then. `asked_by` did so, on
    behalf of `asked_for`.
    """

    __tablename__ = "extensions"
    __table_args__ = (
        Index("ix_extensions_assignment_id", "assignment_id"),
        Index("ix_extensions_state_asked_at_id", "state", "asked_at", "id"),
    )

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"))
    state: Mapped[ExtensionState] = mapped_column(code_enum(ExtensionState))
    due_before: Mapped[date]
    wanted_on: Mapped[date]
    granted_on: Mapped[date | None]
    reason: Mapped[str]
    asked_late: Mapped[bool]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    asked_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    decision: Mapped[str | None]


class ExtensionEvidence(Base):
    """What a unit shows for its request."""

    __tablename__ = "extension_evidence"

    extension_id: Mapped[UUID] = mapped_column(ForeignKey("extensions.id"), primary_key=True)
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"), primary_key=True)
