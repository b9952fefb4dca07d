from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Versioned


class ReportRegime(Versioned, Base):
    """The regime of reporting as somebody has written it down; it stands in place of the one that is shipped. One row at most."""

    __tablename__ = "report_regimes"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    basis: Mapped[str]
    rows: Mapped[list[Any]] = mapped_column(JSON)
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime]
