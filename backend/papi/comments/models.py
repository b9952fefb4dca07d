from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Searchable


class Comment(Identified, Searchable, Base):
    """What somebody said about a subject. `unit_id` is the unit whose matter the subject is. Never changed, never deleted."""

    __tablename__ = "comments"
    search_in = ("text", "author_name", "author_unit_name")
    __table_args__ = (Index("ix_comments_subject", "subject_type", "subject_id", "id"),)

    subject_type: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[UUID]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    text: Mapped[str]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    author_name: Mapped[str]
    author_role: Mapped[str] = mapped_column(String(20))
    author_unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    author_unit_name: Mapped[str]
    created_at: Mapped[datetime]
