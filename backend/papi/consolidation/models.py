from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Searchable, Versioned
from papi.kit.types import code_enum


class ConsolidatedState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


class BlockKind(StrEnum):
    """What a paragraph was made of: counts of the system, one task or question as a whole, what units said or answered; or it was written
    by hand."""

    SUMMARY = "summary"
    TASK = "task"
    NARRATIVE = "narrative"
    DIFFICULTY = "difficulty"
    PROPOSAL = "proposal"
    QUESTION = "question"
    ANSWER = "answer"
    OWN = "own"


class SourceKind(StrEnum):
    """What stands behind a paragraph: a line of a unit's report, or what it answered to a question."""

    LINE = "line"
    ANSWER = "answer"


class KeptWhen(StrEnum):
    """At which moment a section's text was kept."""

    LEFT = "left"
    REFRESHED = "refreshed"
    RESTORED = "restored"
    SUBMITTED = "submitted"


class ConsolidatedReport(Identified, Versioned, Searchable, Base):
    """The report to the province on one period. `edition` is the one that is being written, `approved_edition` the one that holds (0: none
    yet); each approval is frozen (`ConsolidatedSeal`).

    `content_version` moves with every paragraph, by SQL, so that two people on two paragraphs do not collide and nobody submits or
    approves text unseen. `outline` are the headings with which it was made, `figures` the tables as of `figures_at`.
    """

    __tablename__ = "consolidated_reports"
    search_in = ("title",)

    period_id: Mapped[UUID] = mapped_column(ForeignKey("periods.id"), unique=True)
    title: Mapped[str]
    state: Mapped[ConsolidatedState] = mapped_column(code_enum(ConsolidatedState), default=ConsolidatedState.DRAFT)
    content_version: Mapped[int] = mapped_column(default=1)
    edition: Mapped[int] = mapped_column(default=1)
    approved_edition: Mapped[int] = mapped_column(default=0)
    outline: Mapped[dict[str, Any]]
    figures: Mapped[dict[str, Any]]
    figures_at: Mapped[datetime]
    created_at: Mapped[datetime]
    saved_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    submitted_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    returned_at: Mapped[datetime | None]
    return_reason: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[str | None]
    reopened_at: Mapped[datetime | None]
    reopen_reason: Mapped[str | None]


class ConsolidatedInput(Base):
    """An accepted unit report that went into it, by the number of its seal: another seal is another text."""

    __tablename__ = "consolidated_inputs"

    consolidated_id: Mapped[UUID] = mapped_column(ForeignKey("consolidated_reports.id"), primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    seal_number: Mapped[int]


class ConsolidatedBlock(Identified, Versioned, Base):
    """A paragraph. `generated` is what was made of its sources, empty for one written by hand; `text` what stands there now. `topic`
    tells paragraphs of one kind apart (the task, the question). One that was taken out stays, so that a refresh does not bring it back."""

    __tablename__ = "consolidated_blocks"
    __table_args__ = (Index("ix_consolidated_blocks_consolidated_id_section_sort", "consolidated_id", "section", "sort"),)

    consolidated_id: Mapped[UUID] = mapped_column(ForeignKey("consolidated_reports.id"))
    section: Mapped[str] = mapped_column(String(40))
    sort: Mapped[int]
    kind: Mapped[BlockKind] = mapped_column(code_enum(BlockKind))
    topic: Mapped[str] = mapped_column(String(40), default="")
    text: Mapped[str]
    generated: Mapped[str | None]
    removed_at: Mapped[datetime | None]
    saved_at: Mapped[datetime | None]
    saved_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class TakenSource:
    """What stands behind a paragraph, with the number and the hash of the text that was taken. `hidden`: set aside by the editor."""

    block_id: Mapped[UUID] = mapped_column(ForeignKey("consolidated_blocks.id"), primary_key=True, sort_order=-1)
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    hidden: Mapped[bool] = mapped_column(default=False)


class ConsolidatedSource(TakenSource, Base):
    """A unit's line behind a paragraph."""

    __tablename__ = "consolidated_sources"
    __table_args__ = (Index("ix_consolidated_sources_line_id", "line_id"),)

    item_id: Mapped[UUID] = mapped_column("line_id", ForeignKey("report_lines.id"), primary_key=True)


class ConsolidatedAnswerSource(TakenSource, Base):
    """A unit's answer behind a paragraph."""

    __tablename__ = "consolidated_answer_sources"
    __table_args__ = (Index("ix_consolidated_answer_sources_answer_id", "answer_id"),)

    item_id: Mapped[UUID] = mapped_column("answer_id", ForeignKey("report_answers.id"), primary_key=True)


class SectionVersion(Identified, Base):
    """A section as it stood at a moment: its paragraphs in order. Never altered."""

    __tablename__ = "section_versions"
    __table_args__ = (UniqueConstraint("consolidated_id", "section", "number"),)

    consolidated_id: Mapped[UUID] = mapped_column(ForeignKey("consolidated_reports.id"))
    section: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
    kept_when: Mapped[KeptWhen] = mapped_column(code_enum(KeptWhen))
    blocks: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    kept_at: Mapped[datetime]
    kept_by: Mapped[str]


class ConsolidatedSeal(Identified, Base):
    """An approved edition frozen: canonical JSON (RFC 8785), signed ES256. Never altered."""

    __tablename__ = "consolidated_seals"
    __table_args__ = (UniqueConstraint("consolidated_id", "number"),)

    consolidated_id: Mapped[UUID] = mapped_column(ForeignKey("consolidated_reports.id"))
    number: Mapped[int]
    content: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str]
    key_id: Mapped[str] = mapped_column(String(32))
    sealed_at: Mapped[datetime]
