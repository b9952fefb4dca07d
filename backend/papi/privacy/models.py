from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Versioned
from papi.kit.types import code_enum


class Ground(StrEnum):
    """Why a document is erased: somebody whose data it holds asks for it, or its time is over."""

    DATA_SUBJECT = "data_subject"
    RETENTION_OVER = "retention_over"


class ErasureState(StrEnum):
    PROPOSED = "proposed"
    ERASING = "erasing"
    ERASED = "erased"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


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
