from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Versioned
from papi.kit.types import code_enum


class ReportState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class LineReviewState(StrEnum):
    PENDING = "pending"
    OK = "ok"
    RETURNED = "returned"


class MarkKind(StrEnum):
    OK = "ok"
    RETURN = "return"
    LATER = "later"


class ReasonCode(StrEnum):
    """Why a line is returned; the words are in reports/words.py."""

    NOT_ENOUGH_DETAIL = "not_enough_detail"
    FIGURES_MISMATCH = "figures_mismatch"
    EVIDENCE_MISSING = "evidence_missing"
    EVIDENCE_WRONG = "evidence_wrong"
    WRONG_PERIOD = "wrong_period"
    OFF_TOPIC = "off_topic"
    OTHER = "other"


class Report(Identified, Versioned, Base):
    """A unit's one report for a period. `expected` is false for bodies that are asked, not assigned, and for units that only follow what
    they gave themselves: never late, never missing.

    `content_version` moves with every line, by SQL, so that two officers on two lines do not collide and a head cannot submit
    text unseen. `first_submitted_at` decides lateness and survives a return. `lines_total`, `lines_complete` and the same of answers are
    kept by the actions on them. `carried_on` is the day on which units changed and the draft went over into the report of the unit that
    came after (`carried_to_id`), or was left because nobody came after; it stays readable as it was. `origin` names the decision that made
    a report, empty for those that were made for the period itself.
    """

    __tablename__ = "reports"
    __table_args__ = (UniqueConstraint("period_id", "unit_id"), Index("ix_reports_unit_id", "unit_id"))

    period_id: Mapped[UUID] = mapped_column(ForeignKey("periods.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    expected: Mapped[bool]
    state: Mapped[ReportState] = mapped_column(code_enum(ReportState), default=ReportState.DRAFT)
    due_at: Mapped[datetime]
    content_version: Mapped[int] = mapped_column(default=1)
    lines_total: Mapped[int] = mapped_column(default=0)
    lines_complete: Mapped[int] = mapped_column(default=0)
    answers_total: Mapped[int] = mapped_column(default=0)
    answers_complete: Mapped[int] = mapped_column(default=0)
    handed_over_at: Mapped[datetime | None]
    first_submitted_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    submitted_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    submission: Mapped[int] = mapped_column(default=0)
    returned_at: Mapped[datetime | None]
    return_reason: Mapped[str | None]
    accepted_at: Mapped[datetime | None]
    saved_at: Mapped[datetime | None]
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    reviewing_since: Mapped[datetime | None]
    origin: Mapped[str] = mapped_column(String(36), default="")
    carried_on: Mapped[date | None]
    carried_to_id: Mapped[UUID | None] = mapped_column(ForeignKey("reports.id"))


class Reviewed:
    """What a unit writes and a reviewer judges, a line or an answer: how it stands and why it was returned, the number of the text that was
    sent last, who saved it last."""

    review_state: Mapped[LineReviewState] = mapped_column(code_enum(LineReviewState), default=LineReviewState.PENDING)
    reason_code: Mapped[ReasonCode | None] = mapped_column(code_enum(ReasonCode))
    reason: Mapped[str | None]
    submitted_number: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime | None]
    saved_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    saved_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class ReportLine(Identified, Versioned, Reviewed, Base):
    """What a unit says about one assignment in one period: an occurrence of the assignment. The unit's working text.

    Others read the last submitted text in `ReportLineText`. `figures` holds the task's own numbers by key. `filled` is what accepted lines
    of earlier periods gave a line of a cumulative period, field by field: what still equals it was not edited; under `rolled` what a
    roll-up of supporters wrote last.
    """

    __tablename__ = "report_lines"
    __table_args__ = (
        UniqueConstraint("report_id", "assignment_id"),
        Index("ix_report_lines_report_id_sort", "report_id", "sort"),
        Index("ix_report_lines_assignment_id", "assignment_id"),
        Index("ix_report_lines_task_id_period_id", "task_id", "period_id"),
    )

    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"))
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"))
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"))
    period_id: Mapped[UUID] = mapped_column(ForeignKey("periods.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    sort: Mapped[int]
    result: Mapped[str] = mapped_column(default="")
    percent: Mapped[int | None]
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    difficulties: Mapped[str] = mapped_column(default="")
    proposals: Mapped[str] = mapped_column(default="")
    self_done: Mapped[bool] = mapped_column(default=False)
    carried_forward: Mapped[bool] = mapped_column(default=False)
    filled: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    not_confirmed: Mapped[bool] = mapped_column(default=False)
    evidence_count: Mapped[int] = mapped_column(default=0)
    complete: Mapped[bool] = mapped_column(default=False)


class ReportLineText(Base):
    """A line as it was submitted, `number` counting the report's submissions in which it changed. Never altered."""

    __tablename__ = "report_line_texts"

    line_id: Mapped[UUID] = mapped_column(ForeignKey("report_lines.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    result: Mapped[str]
    percent: Mapped[int | None]
    figures: Mapped[dict[str, Any]]
    difficulties: Mapped[str]
    proposals: Mapped[str]
    self_done: Mapped[bool]
    carried_forward: Mapped[bool]
    evidence: Mapped[list[str]]
    submitted_at: Mapped[datetime]


class ReportLineSource(Base):
    """An accepted line of an earlier period that filled a line of a cumulative one: the number of its text, and the fields that it gave."""

    __tablename__ = "report_line_sources"
    __table_args__ = (Index("ix_report_line_sources_source_id", "source_id"),)

    line_id: Mapped[UUID] = mapped_column(ForeignKey("report_lines.id"), primary_key=True)
    source_id: Mapped[UUID] = mapped_column(ForeignKey("report_lines.id"), primary_key=True)
    number: Mapped[int]
    fields: Mapped[list[str]]


class ReportLineContribution(Base):
    """A supporter's submitted line that was rolled up into the line of the unit that leads the task: which text of it, and the fields that
    it gave."""

    __tablename__ = "report_line_contributions"
    __table_args__ = (Index("ix_report_line_contributions_source_id", "source_id"),)

    line_id: Mapped[UUID] = mapped_column(ForeignKey("report_lines.id"), primary_key=True)
    source_id: Mapped[UUID] = mapped_column(ForeignKey("report_lines.id"), primary_key=True)
    number: Mapped[int]
    fields: Mapped[list[str]]


class ReportLineReader(Base):
    """Which text of a line a person of the unit that leads its task has read: a later one is unread again."""

    __tablename__ = "report_line_readers"

    line_id: Mapped[UUID] = mapped_column(ForeignKey("report_lines.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    number: Mapped[int]
    read_at: Mapped[datetime]


class ReportLineEvidence(Base):
    """A document that proves a line. Unlinking sets `unlinked_at`; the row stays."""

    __tablename__ = "report_line_evidence"
    __table_args__ = (Index("ix_report_line_evidence_evidence_id", "evidence_id"),)

    line_id: Mapped[UUID] = mapped_column(ForeignKey("report_lines.id"), primary_key=True)
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"), primary_key=True)
    linked_at: Mapped[datetime]
    linked_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    unlinked_at: Mapped[datetime | None]


class Mark:
    """What a reviewer thinks of a part of a report so far."""

    mark: Mapped[MarkKind] = mapped_column(code_enum(MarkKind))
    reason_code: Mapped[ReasonCode | None] = mapped_column(code_enum(ReasonCode))
    reason: Mapped[str | None]
    marked_at: Mapped[datetime]


class ReviewMark(Mark, Base):
    """A reviewer's own mark on a line, which falls off when the line's version has moved on."""

    __tablename__ = "review_marks"

    line_id: Mapped[UUID] = mapped_column(ForeignKey("report_lines.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    not_confirmed: Mapped[bool] = mapped_column(default=False)
    line_version: Mapped[int]


class Seal(Identified, Base):
    """An accepted report frozen: canonical JSON (RFC 8785) with the hashes of its evidence, signed ES256. Never altered.

    `content_version` is the report's at that moment, so that a list knows which reports have moved since without reading what was sealed.
    """

    __tablename__ = "seals"
    __table_args__ = (UniqueConstraint("report_id", "number"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"))
    number: Mapped[int]
    content: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str]
    key_id: Mapped[str] = mapped_column(String(32))
    sealed_at: Mapped[datetime]
    content_version: Mapped[int | None]


class SealedDocument(Base):
    """A document as it was when the report that it proves was sealed: what a later version is compared with. Never altered."""

    __tablename__ = "sealed_documents"
    __table_args__ = (Index("ix_sealed_documents_evidence_id", "evidence_id"),)

    seal_id: Mapped[UUID] = mapped_column(ForeignKey("seals.id"), primary_key=True)
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"), primary_key=True)
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
