from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Versioned
from papi.kit.types import code_enum


class Receipt(StrEnum):
    """What a unit has said about being given its part: nothing yet, that it takes it, or that it asks for a change."""

    AWAITED = "awaited"
    ACCEPTED = "accepted"
    QUESTIONED = "questioned"


class LeadMark(StrEnum):
    """What the lead says about a supporter's part that was reported done. It informs the coordinator, who confirms."""

    ENOUGH = "enough"
    LACKING = "lacking"


class AssignmentPart(Versioned, Base):
    """What units say to each other about a part, beside its state. Made when the first of them says something.

    `lead_on_submission` is the submission that the lead has looked at: its mark falls off when another follows.
    Whoever is in `…_for` is the one on whose behalf `…_by` acted.
    """

    __tablename__ = "assignment_parts"

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), primary_key=True)
    receipt: Mapped[Receipt] = mapped_column(code_enum(Receipt), default=Receipt.AWAITED)
    receipt_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    receipt_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    receipt_at: Mapped[datetime | None]
    receipt_note: Mapped[str | None]
    lead_mark: Mapped[LeadMark | None] = mapped_column(code_enum(LeadMark))
    lead_unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"))
    lead_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    lead_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    lead_at: Mapped[datetime | None]
    lead_note: Mapped[str | None]
    lead_on_submission: Mapped[date | None]


class SubTask(Identified, Versioned, Base):
    """A piece of an assignment that a unit gives to one of its own people. Nobody outside the unit sees it, and it moves no count."""

    __tablename__ = "sub_tasks"
    __table_args__ = (
        Index("ix_sub_tasks_assignment_id", "assignment_id"),
        Index("ix_sub_tasks_person_id", "person_id"),
    )

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"))
    title: Mapped[str]
    note: Mapped[str | None]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    done_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    created_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
