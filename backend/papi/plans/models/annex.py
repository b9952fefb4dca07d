from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified


class TaskOrigin(Base):
    """The row of an annex that a task was read from, word for word: `cells` are its headings and texts, in the order of the columns."""

    __tablename__ = "task_origins"

    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    file_name: Mapped[str]
    place: Mapped[str]
    cells: Mapped[list[list[str]]] = mapped_column(JSON)
    loaded_at: Mapped[datetime]


class AnnexSpelling(Identified, Base):
    """What somebody said that a spelling in a plan's annex means, so that the same file asks nothing again. Folded; empty: nothing."""

    __tablename__ = "annex_spellings"
    __table_args__ = (UniqueConstraint("plan_id", "kind", "spelling"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    kind: Mapped[str] = mapped_column(String(16))
    spelling: Mapped[str]
    meaning: Mapped[list[str]]
