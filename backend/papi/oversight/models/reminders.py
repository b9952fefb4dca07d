from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Searchable
from papi.kit.types import code_enum


class ReminderKind(StrEnum):
    """A reminder (đôn đốc), or what a leader directs (ý kiến chỉ đạo)."""

    REMINDER = "reminder"
    DIRECTIVE = "directive"


class Wording(StrEnum):
    """To whom something is a duty, and of whom it is asked."""

    DUTY = "duty"
    REQUEST = "request"


class Reminder(Identified, Base):
    """What somebody sent by hand, to one unit or many. `duty_text` and `request_text` are the words of either wording, as sent; by
    `answer_by` an answer is wanted."""

    __tablename__ = "reminders"
    __table_args__ = (Index("ix_reminders_period_id", "period_id"),)

    kind: Mapped[ReminderKind] = mapped_column(code_enum(ReminderKind, 12))
    period_id: Mapped[UUID | None] = mapped_column(ForeignKey("periods.id"))
    about: Mapped[str]
    duty_text: Mapped[str]
    request_text: Mapped[str]
    answer_by: Mapped[date | None]
    sent_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    sent_by_name: Mapped[str]
    sender_unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    sender_unit_name: Mapped[str]
    sent_at: Mapped[datetime]


class ReminderTarget(Identified, Searchable, Base):
    """One thing of which one unit was reminded: its report, or an assignment. `people` were told in the application, `mails` of them also
    by mail. Names stand as they were."""

    __tablename__ = "reminder_targets"
    search_in = ("unit_name", "subject_label")
    __table_args__ = (
        Index("ix_reminder_targets_reminder_id", "reminder_id"),
        Index("ix_reminder_targets_subject_id", "subject_id"),
        Index("ix_reminder_targets_unit_id_id", "unit_id", "id"),
    )

    reminder_id: Mapped[UUID] = mapped_column(ForeignKey("reminders.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    unit_name: Mapped[str]
    subject_type: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[UUID]
    subject_label: Mapped[str]
    due_on: Mapped[date | None]
    wording: Mapped[Wording] = mapped_column(code_enum(Wording, 8))
    people: Mapped[int]
    mails: Mapped[int]
    sent_at: Mapped[datetime]
