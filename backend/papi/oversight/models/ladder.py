from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Versioned


class EscalationLadder(Versioned, Base):
    """The ladder that somebody has written down in place of the shipped one: there is one, under its name."""

    __tablename__ = "escalation_ladders"

    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    content: Mapped[dict[str, Any]]
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime]
