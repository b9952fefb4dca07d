from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified
from papi.kit.types import code_enum


class ProvinceState(StrEnum):
    """How far the province is with what it got."""

    RECEIVED = "received"
    PROCESSING = "processing"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class ProvinceStatus(Identified, Base):
    """What the province told of something that it got from us. Rows are only ever added; each message is kept once.

    `reference` is what we called it, `subject_type` and `subject_id` what that is here; `their_reference` what they call it.
    """

    __tablename__ = "province_statuses"
    __table_args__ = (
        UniqueConstraint("client_id", "message_id"),
        Index("ix_province_statuses_subject_id_received_at", "subject_id", "received_at"),
    )

    client_id: Mapped[UUID]
    client_name: Mapped[str]
    message_id: Mapped[str] = mapped_column(String(100))
    reference: Mapped[str] = mapped_column(String(100))
    subject_type: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[UUID]
    state: Mapped[ProvinceState] = mapped_column(code_enum(ProvinceState))
    happened_on: Mapped[date]
    reason: Mapped[str | None]
    their_reference: Mapped[str | None] = mapped_column(String(100))
    received_at: Mapped[datetime]
