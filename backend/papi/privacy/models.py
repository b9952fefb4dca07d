from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Versioned
from papi.kit.types import code_enum


class Ground(StrEnum):
    """Why a document is erased: somebody whose data it holds asks for it, its time is over, or it proves nothing and came by mistake."""

    DATA_SUBJECT = "data_subject"
    RETENTION_OVER = "retention_over"
    UNNEEDED = "unneeded"


class ErasureState(StrEnum):
    PROPOSED = "proposed"
    ERASING = "erasing"
    ERASED = "erased"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


PENDING = (ErasureState.PROPOSED, ErasureState.ERASING)
"""On the way: nobody proposes the same document again meanwhile."""


class Erasure(Identified, Versioned, Base):
    """A document is to be erased: proposed by one, decided by another, carried out by a job.

    What is left of it then is its tombstone: canonical JSON in `content`, signed by the seal key. Never altered.
    """

    __tablename__ = "erasures"
    __table_args__ = (
        Index("ix_erasures_evidence_id", "evidence_id"),
        Index("ix_erasures_state_proposed_at", "state", "proposed_at"),
    )

    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"))
    ground: Mapped[Ground] = mapped_column(code_enum(Ground))
    reason: Mapped[str]
    state: Mapped[ErasureState] = mapped_column(code_enum(ErasureState))
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    proposed_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    proposed_at: Mapped[datetime]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[str | None]
    content: Mapped[str | None]
    sha256: Mapped[str | None] = mapped_column(String(64))
    signature: Mapped[str | None]
    key_id: Mapped[str | None] = mapped_column(String(32))
    erased_at: Mapped[datetime | None]


class RetentionRules(Versioned, Base):
    """The rules that somebody has written down in place of the shipped ones: there is one set, under its name."""

    __tablename__ = "retention_rules"

    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    content: Mapped[dict[str, Any]]
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime]


class LegalHold(Identified, Base):
    """A document is kept, whatever its time, until the hold is lifted. Rows stay."""

    __tablename__ = "legal_holds"
    __table_args__ = (Index("ix_legal_holds_evidence_id", "evidence_id"),)

    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"))
    reason: Mapped[str]
    placed_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    placed_at: Mapped[datetime]
    lifted_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    lifted_at: Mapped[datetime | None]
