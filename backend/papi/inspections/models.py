from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Searchable, Versioned
from papi.kit.types import code_enum


class InspectionKind(StrEnum):
    """`unannounced`: the unit learns of it when it begins; `follow_up`: whether earlier findings were really remedied."""

    PLANNED = "planned"
    UNANNOUNCED = "unannounced"
    FOLLOW_UP = "follow_up"


class InspectionState(StrEnum):
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    CONCLUDED = "concluded"
    CANCELLED = "cancelled"


class FindingSeverity(StrEnum):
    MINOR = "minor"
    NOTABLE = "notable"
    SERIOUS = "serious"


class FindingState(StrEnum):
    """`verified`: whoever inspected agrees that it is remedied; `closed`: nothing further is asked, for a reason."""

    OPEN = "open"
    REMEDIED = "remedied"
    RETURNED = "returned"
    VERIFIED = "verified"
    CLOSED = "closed"


class DocumentSide(StrEnum):
    """What a document of a finding proves: what was found, or that it was remedied."""

    FOUND = "found"
    REMEDY = "remedy"


class Inspection(Identified, Versioned, Searchable, Base):
    """One unit is inspected by another one. A decision that names several units makes one of each: each has its own days, record and
    conclusion, and no unit learns of another one's.

    `team` are people by `name`, with `post` and whether one is the `head`: they need no account. `basis_…` is the decision by which they
    come. Of what was planned in error the row stays, cancelled.
    """

    __tablename__ = "inspections"
    search_in = ("title", "basis_number", "content", "conclusion_number", "unit_name")
    __table_args__ = (
        Index("ix_inspections_unit_id_starts_on", "unit_id", "starts_on"),
        Index("ix_inspections_inspecting_unit_id", "inspecting_unit_id"),
        Index("ix_inspections_starts_on_id", "starts_on", "id"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    inspecting_unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    unit_name: Mapped[str]
    title: Mapped[str]
    kind: Mapped[InspectionKind] = mapped_column(code_enum(InspectionKind))
    state: Mapped[InspectionState] = mapped_column(code_enum(InspectionState), default=InspectionState.PLANNED)
    basis_number: Mapped[str | None] = mapped_column(String(64))
    basis_on: Mapped[date | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    team: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    content: Mapped[str]
    findings_total: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    started_at: Mapped[datetime | None]
    conclusion: Mapped[str | None]
    conclusion_number: Mapped[str | None] = mapped_column(String(64))
    conclusion_on: Mapped[date | None]
    concluded_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str | None]


class InspectionIndicator(Base):
    """An indicator that the inspection looks at."""

    __tablename__ = "inspection_indicators"

    inspection_id: Mapped[UUID] = mapped_column(ForeignKey("inspections.id"), primary_key=True)
    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("indicators.id"), primary_key=True)


class InspectionTask(Base):
    """A task of the plan that the inspection looks at."""

    __tablename__ = "inspection_tasks"

    inspection_id: Mapped[UUID] = mapped_column(ForeignKey("inspections.id"), primary_key=True)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"), primary_key=True)


class InspectionEvidence(Base):
    """A document of the inspection itself: its decision, its record (biên bản), its conclusion. Taking it off sets `unlinked_at`."""

    __tablename__ = "inspection_evidence"
    __table_args__ = (Index("ix_inspection_evidence_evidence_id", "evidence_id"),)

    inspection_id: Mapped[UUID] = mapped_column(ForeignKey("inspections.id"), primary_key=True)
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"), primary_key=True)
    linked_at: Mapped[datetime]
    linked_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    unlinked_at: Mapped[datetime | None]


class Finding(Identified, Versioned, Searchable, Base):
    """Something that the inspected unit lacks (tồn tại, hạn chế), and until when it is to be remedied; `number` counts within the
    inspection, `attempt` what the unit has said of it. `remedied_at` is the first time, by which it was late or not, whatever day is set
    after that. `return_reason` stands while it is to be remedied again.
    """

    __tablename__ = "findings"
    search_in = ("text", "recommendation")
    __table_args__ = (UniqueConstraint("inspection_id", "number"), Index("ix_findings_state_due_on", "state", "due_on"))

    inspection_id: Mapped[UUID] = mapped_column(ForeignKey("inspections.id"))
    number: Mapped[int]
    text: Mapped[str]
    recommendation: Mapped[str] = mapped_column(default="")
    severity: Mapped[FindingSeverity] = mapped_column(code_enum(FindingSeverity))
    indicator_id: Mapped[UUID | None] = mapped_column(ForeignKey("indicators.id"))
    task_id: Mapped[UUID | None] = mapped_column(ForeignKey("tasks.id"))
    due_on: Mapped[date]
    state: Mapped[FindingState] = mapped_column(code_enum(FindingState), default=FindingState.OPEN)
    attempt: Mapped[int] = mapped_column(default=0)
    remedied_at: Mapped[datetime | None]
    remedied_late: Mapped[bool] = mapped_column(default=False)
    return_reason: Mapped[str | None]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    closed_at: Mapped[datetime | None]
    close_reason: Mapped[str | None]


class FindingRemedy(Base):
    """What the unit said that it had done, and what was answered. Never altered once it is answered; `evidence` tells of each document
    its `id`, and `number` and `sha256` of the file that it was then.
    """

    __tablename__ = "finding_remedies"

    finding_id: Mapped[UUID] = mapped_column(ForeignKey("findings.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    done_on: Mapped[date]
    evidence: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    sent_at: Mapped[datetime]
    sent_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    sent_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    signed: Mapped[str]
    answer: Mapped[FindingState | None] = mapped_column(code_enum(FindingState))
    answer_text: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str | None]


class FindingEvidence(Base):
    """A document of a finding, on one of its sides. Taking it off sets `unlinked_at`; what was sent stays in the remedy."""

    __tablename__ = "finding_evidence"
    __table_args__ = (Index("ix_finding_evidence_evidence_id", "evidence_id"),)

    finding_id: Mapped[UUID] = mapped_column(ForeignKey("findings.id"), primary_key=True)
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"), primary_key=True)
    side: Mapped[DocumentSide] = mapped_column(code_enum(DocumentSide))
    linked_at: Mapped[datetime]
    linked_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    unlinked_at: Mapped[datetime | None]
