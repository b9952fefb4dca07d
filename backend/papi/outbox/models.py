from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified


class FactRow(Identified, Base):
    """One thing that happened. Rows are only ever added; `pending` alone changes, when the worker has carried the fact up.

    No foreign key leaves this table: a fact outlives what it speaks of, and names stand as they were.
    """

    __tablename__ = "facts"
    __table_args__ = (
        Index("ix_facts_subject", "subject_type", "subject_id", "id"),
        Index("ix_facts_unit_id_id", "unit_id", "id"),
        Index("ix_facts_person_id_id", "person_id", "id"),
        Index("ix_facts_pending", "pending", "id"),
        Index("ix_facts_business_at_id", "business_at", "id"),
        Index("ix_facts_real_at_id", "real_at", "id"),
    )

    kind: Mapped[str] = mapped_column(String(64))
    subject_type: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[UUID]
    subject_label: Mapped[str]
    folded: Mapped[str]
    unit_id: Mapped[UUID | None]
    permission: Mapped[str] = mapped_column(String(40))
    private: Mapped[bool]
    person_id: Mapped[UUID | None]
    person_name: Mapped[str]
    behalf_id: Mapped[UUID | None]
    behalf_name: Mapped[str | None]
    role: Mapped[str | None] = mapped_column(String(20))
    acting_unit_id: Mapped[UUID | None]
    acting_unit_name: Mapped[str | None]
    address: Mapped[str | None]
    request_id: Mapped[str | None]
    real_at: Mapped[datetime]
    business_at: Mapped[datetime]
    data: Mapped[dict[str, Any]]
    pending: Mapped[bool]


class ChainedFact(Base):
    """A fact's place in the audit chain, and the digest of everything up to there. Rows are only ever added.

    A fact may be gone although it has a place: just that is what the chain must be able to tell, so no foreign key says otherwise.
    """

    __tablename__ = "fact_chain"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    fact_id: Mapped[UUID] = mapped_column(unique=True)
    digest: Mapped[str] = mapped_column(String(64))
    form: Mapped[str | None] = mapped_column(String(8))
    """By which form `told` is written: what is of another one than this release writes is written anew by who reads it."""
    told: Mapped[str | None]
    """The fact as others are told it, where they are (`Telling`): made of the fact alone, so no part of what is digested."""
