from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified


class Notification(Identified, Base):
    """One fact, or one day's reminder, told to one person. `subject_type` and `subject_id` say where it leads."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("fact_id", "person_id"),
        Index("ix_notifications_person_id_created_at", "person_id", "created_at", "id"),
        Index("ix_notifications_person_id_read_at", "person_id", "read_at"),
    )

    fact_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    kind: Mapped[str] = mapped_column(String(64))
    subject_type: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[UUID]
    subject_label: Mapped[str]
    by: Mapped[str]
    folded: Mapped[str]
    data: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
