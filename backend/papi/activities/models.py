from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Searchable, Versioned
from papi.kit.types import code_enum


class ActivityKind(StrEnum):
    """What the plan asks for: II.1 (training, self-inspection), III.1 and III.3–7 (communication, legal education, dialogue)."""

    COMMUNICATION = "communication"
    LEGAL_EDUCATION = "legal_education"
    TRAINING = "training"
    DIALOGUE = "dialogue"
    SELF_INSPECTION = "self_inspection"


class ActivityForm(StrEnum):
    """How people are reached."""

    CONFERENCE = "conference"
    CLASS = "class"
    RESIDENTS_MEETING = "residents_meeting"
    LOUDSPEAKER = "loudspeaker"
    SOCIAL_MEDIA = "social_media"
    WEBSITE = "website"
    LEAFLET = "leaflet"
    BANNER = "banner"
    MOBILE = "mobile"
    CHECK = "check"
    OTHER = "other"


class ActivityState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Activity(Identified, Versioned, Searchable, Base):
    """One activity of a unit. It counts on the day on which it ends, so that no two periods count it.

    `participants`, of whom `women`, and `result` are known once it was held. One that fell through, or was written down by mistake, keeps
    all that it said (`cancel_reason`).
    """

    __tablename__ = "activities"
    search_in = ("title", "place", "audience", "result")
    __table_args__ = (
        Index("ix_activities_unit_id_ends_on", "unit_id", "ends_on", "id"),
        Index("ix_activities_ends_on", "ends_on", "id"),
        Index("ix_activities_task_id", "task_id"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    kind: Mapped[ActivityKind] = mapped_column(code_enum(ActivityKind))
    form: Mapped[ActivityForm] = mapped_column(code_enum(ActivityForm))
    state: Mapped[ActivityState] = mapped_column(code_enum(ActivityState))
    title: Mapped[str]
    begins_on: Mapped[date]
    ends_on: Mapped[date]
    place: Mapped[str]
    audience: Mapped[str]
    participants: Mapped[int | None]
    women: Mapped[int | None]
    result: Mapped[str | None]
    task_id: Mapped[UUID | None] = mapped_column(ForeignKey("tasks.id"))
    cancel_reason: Mapped[str | None]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    recorded_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    recorded_at: Mapped[datetime]


class ActivityIndicator(Base):
    """An indicator that the activity serves."""

    __tablename__ = "activity_indicators"
    __table_args__ = (Index("ix_activity_indicators_indicator_id", "indicator_id"),)

    activity_id: Mapped[UUID] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("indicators.id"), primary_key=True)


class ActivityEvidence(Base):
    """A document of the activity: photos, minutes, the list of who came. Taking it off sets `unlinked_at`; the row stays."""

    __tablename__ = "activity_evidence"
    __table_args__ = (Index("ix_activity_evidence_evidence_id", "evidence_id"),)

    activity_id: Mapped[UUID] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"), primary_key=True)
    linked_at: Mapped[datetime]
    linked_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    unlinked_at: Mapped[datetime | None]
