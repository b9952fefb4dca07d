from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Versioned
from papi.kit.types import code_enum


class CorrectionState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class Correction(Identified, Versioned, Base):
    """A unit's correction (đính chính) of an accepted report. It gets its `number` when it is accepted; then the report has new texts and
    a new seal, and the old ones stay."""

    __tablename__ = "corrections"
    __table_args__ = (Index("ix_corrections_report_id", "report_id"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"))
    number: Mapped[int | None]
    state: Mapped[CorrectionState] = mapped_column(code_enum(CorrectionState))
    reason: Mapped[str]
    drafted_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    drafted_at: Mapped[datetime]
    submitted_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    submitted_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    submitted_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    return_reason: Mapped[str | None]
    seal_number: Mapped[int | None]


class CorrectionLine(Base):
    """One corrected line: what was accepted of it, and what is to stand instead (`result`, `percent`, `figures`, `difficulties`,
    `proposals`, `evidence`)."""

    __tablename__ = "correction_lines"

    correction_id: Mapped[UUID] = mapped_column(ForeignKey("corrections.id"), primary_key=True)
    line_id: Mapped[UUID] = mapped_column(ForeignKey("report_lines.id"), primary_key=True)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)


class CorrectionAnswer(Base):
    """One corrected answer: the value that was accepted, and the one that is to stand instead."""

    __tablename__ = "correction_answers"

    correction_id: Mapped[UUID] = mapped_column(ForeignKey("corrections.id"), primary_key=True)
    answer_id: Mapped[UUID] = mapped_column(ForeignKey("report_answers.id"), primary_key=True)
    before: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    after: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
