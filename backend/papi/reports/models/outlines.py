from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Versioned


class ReportOutline(Identified, Versioned, Base):
    """The headings of the administrative-reform report that are in force from a day on, in place of those shipped."""

    __tablename__ = "report_outlines"

    valid_from: Mapped[date] = mapped_column(unique=True)
    content: Mapped[dict[str, Any]]
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime]
