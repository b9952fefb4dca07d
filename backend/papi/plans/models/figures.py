from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified
from papi.kit.types import code_enum


class FigureKind(StrEnum):
    INTEGER = "integer"
    DECIMAL = "decimal"


class FigureRule(StrEnum):
    """How a figure of several periods becomes one: added up, the latest, or the greatest."""

    SUM = "sum"
    LATEST = "latest"
    MAX = "max"


class TaskFigure(Identified, Base):
    """A number that units report with a task, under its key in the lines.

    One that is no longer asked for is `retired`: what was typed keeps its name, its measure and its rule.
    """

    __tablename__ = "task_figures"
    __table_args__ = (UniqueConstraint("task_id", "key"),)

    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"))
    key: Mapped[str] = mapped_column(String(40))
    sort: Mapped[int]
    label: Mapped[str]
    measure: Mapped[str] = mapped_column(String(40))
    kind: Mapped[FigureKind] = mapped_column(code_enum(FigureKind))
    rule: Mapped[FigureRule] = mapped_column(code_enum(FigureRule))
    required: Mapped[bool] = mapped_column(default=False)
    retired: Mapped[bool] = mapped_column(default=False)
