from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Searchable, Versioned
from papi.kit.types import code_enum


class AttentionState(StrEnum):
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class AttentionGrade(StrEnum):
    """Chưa thực hiện, thực hiện không tốt (III.2 of the plan)."""

    NOT_DONE = "not_done"
    POOR = "poor"


class AttentionDecision(StrEnum):
    KEEP = "keep"
    STRIKE = "strike"


class AttentionRule(Versioned, Base):
    """The rule that somebody has written down in place of the shipped one: there is one, under its name."""

    __tablename__ = "attention_rules"

    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    content: Mapped[dict[str, Any]]
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime]


class AttentionList(Identified, Versioned, Searchable, Base):
    """Units that did nothing or did badly, by the rule as it was then. Computed, then confirmed by a person, then perhaps published."""

    __tablename__ = "attention_lists"
    search_in = ("title",)
    __table_args__ = (Index("ix_attention_lists_plan_id", "plan_id"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    period_id: Mapped[UUID | None] = mapped_column(ForeignKey("periods.id"))
    title: Mapped[str]
    state: Mapped[AttentionState] = mapped_column(code_enum(AttentionState), default=AttentionState.DRAFT)
    rule: Mapped[dict[str, Any]]
    computed_at: Mapped[datetime]
    computed_by: Mapped[str]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[str | None]
    reason: Mapped[str | None]
    published_at: Mapped[datetime | None]
    published_by: Mapped[str | None]


class AttentionUnit(Base):
    """A unit on a list with the facts that brought it there, and what a person decided about it."""

    __tablename__ = "attention_units"
    __table_args__ = (Index("ix_attention_units_unit_id", "unit_id"),)

    list_id: Mapped[UUID] = mapped_column(ForeignKey("attention_lists.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), primary_key=True)
    grade: Mapped[AttentionGrade] = mapped_column(code_enum(AttentionGrade))
    facts: Mapped[dict[str, Any]]
    decision: Mapped[AttentionDecision | None] = mapped_column(code_enum(AttentionDecision))
    reason: Mapped[str | None]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
