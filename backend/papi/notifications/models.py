from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified
from papi.kit.types import code_enum
from papi.notifications.topics import Channel


class Notification(Identified, Base):
    """One fact, or one day's reminder, told to one person. `subject_type` and `subject_id` say where it leads.

    `mail` says which mail it waits for, at once or that of a morning; nothing for what waits for none.
    """

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("fact_id", "person_id"),
        Index("ix_notifications_person_id_created_at", "person_id", "created_at", "id"),
        Index("ix_notifications_person_id_read_at", "person_id", "read_at"),
        Index("ix_notifications_mail_person_id", "mail", "person_id"),
    )

    fact_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    kind: Mapped[str] = mapped_column(String(64))
    topic: Mapped[str] = mapped_column(String(16))
    subject_type: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[UUID]
    subject_label: Mapped[str]
    by: Mapped[str]
    folded: Mapped[str]
    data: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    mail: Mapped[Channel | None] = mapped_column(code_enum(Channel, 8))


class NotificationChoice(Base):
    """How a person wants to hear of a class by mail, where it is not as the class has it."""

    __tablename__ = "notification_choices"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(16), primary_key=True)
    mail: Mapped[Channel] = mapped_column(code_enum(Channel, 8))
