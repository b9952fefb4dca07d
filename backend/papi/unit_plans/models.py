from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Searchable, Versioned
from papi.kit.types import code_enum


class UnitPlanState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class ItemKind(StrEnum):
    """What the unit finds lacking, and what it will do about it."""

    LIMIT = "limit"
    MEASURE = "measure"


class ReturnCode(StrEnum):
    """Why a plan is returned; the words are in unit_plans/words.py."""

    LIMITS_MISSING = "limits_missing"
    NOT_SPECIFIC = "not_specific"
    NO_PERSON_OR_DATE = "no_person_or_date"
    DOCUMENT_WRONG = "document_wrong"
    NOT_ITS_FIELD = "not_its_field"
    OTHER = "other"


class UnitPlan(Identified, Versioned, Base):
    """A unit's own plan within a year's plan; one for each. What is sent is kept as it was, number by number (`UnitPlanText`).

    `content_version` moves with every row, by SQL, so that two officers do not collide and a head cannot send rows unseen.
    `first_submitted_at` decides lateness and survives a return. Until when it is due stands with the assignment of the task that asks
    for it.
    """

    __tablename__ = "unit_plans"
    __table_args__ = (UniqueConstraint("plan_id", "unit_id"), Index("ix_unit_plans_unit_id", "unit_id"))

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    state: Mapped[UnitPlanState] = mapped_column(code_enum(UnitPlanState), default=UnitPlanState.DRAFT)
    content_version: Mapped[int] = mapped_column(default=1)
    submission: Mapped[int] = mapped_column(default=0)
    first_submitted_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    submitted_for: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    returned_at: Mapped[datetime | None]
    return_code: Mapped[ReturnCode | None] = mapped_column(code_enum(ReturnCode))
    return_reason: Mapped[str | None]
    accepted_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    saved_at: Mapped[datetime | None]


class UnitPlanItem(Identified, Versioned, Base):
    """A row of the plan as the unit writes it. A measure may answer a limit; `task_id` is the unit's own task that was made of it."""

    __tablename__ = "unit_plan_items"
    __table_args__ = (Index("ix_unit_plan_items_unit_plan_id_sort", "unit_plan_id", "sort"),)

    unit_plan_id: Mapped[UUID] = mapped_column(ForeignKey("unit_plans.id"))
    kind: Mapped[ItemKind] = mapped_column(code_enum(ItemKind))
    limit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit_plan_items.id"))
    indicator_id: Mapped[UUID | None] = mapped_column(ForeignKey("indicators.id"))
    sort: Mapped[int]
    text: Mapped[str] = mapped_column(default="")
    cause: Mapped[str] = mapped_column(default="")
    person: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    due_text: Mapped[str] = mapped_column(default="")
    deliverable: Mapped[str] = mapped_column(default="")
    task_id: Mapped[UUID | None] = mapped_column(ForeignKey("tasks.id"))
    saved_at: Mapped[datetime | None]
    saved_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class UnitPlanText(Identified, Searchable, Base):
    """A row as it was sent with the submission of that number. Never altered; the row itself may change or go."""

    __tablename__ = "unit_plan_texts"
    search_in = ("text", "person", "deliverable")
    __table_args__ = (
        Index("ix_unit_plan_texts_unit_plan_id_number", "unit_plan_id", "number"),
        Index("ix_unit_plan_texts_item_id", "item_id"),
    )

    unit_plan_id: Mapped[UUID] = mapped_column(ForeignKey("unit_plans.id"))
    number: Mapped[int]
    item_id: Mapped[UUID]
    kind: Mapped[ItemKind] = mapped_column(code_enum(ItemKind))
    limit_id: Mapped[UUID | None]
    indicator_id: Mapped[UUID | None] = mapped_column(ForeignKey("indicators.id"))
    sort: Mapped[int]
    text: Mapped[str]
    cause: Mapped[str]
    person: Mapped[str]
    due_on: Mapped[date | None]
    due_text: Mapped[str]
    deliverable: Mapped[str]


class UnitPlanVersion(Base):
    """A submission as a whole: who sent it and when, and when it was accepted. Names stand as they were; `evidence` tells of each
    document its `id`, and `number` and `sha256` of the file that it was then: a later file is not what was sent.
    """

    __tablename__ = "unit_plan_versions"

    unit_plan_id: Mapped[UUID] = mapped_column(ForeignKey("unit_plans.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    evidence: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    submitted_at: Mapped[datetime]
    submitted_by: Mapped[str]
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[str | None]


class UnitPlanEvidence(Base):
    """A document attached to the plan, such as the signed one. Taking it off sets `unlinked_at`; the row stays."""

    __tablename__ = "unit_plan_evidence"
    __table_args__ = (Index("ix_unit_plan_evidence_evidence_id", "evidence_id"),)

    unit_plan_id: Mapped[UUID] = mapped_column(ForeignKey("unit_plans.id"), primary_key=True)
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"), primary_key=True)
    linked_at: Mapped[datetime]
    linked_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    unlinked_at: Mapped[datetime | None]


class UnitPlanException(Identified, Base):
    """A unit's own last day (gia hạn riêng), with its reason and the day before it. The latest counts; earlier ones stay."""

    __tablename__ = "unit_plan_exceptions"
    __table_args__ = (Index("ix_unit_plan_exceptions_plan_id_unit_id", "plan_id", "unit_id"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    due_before: Mapped[date | None]
    due_on: Mapped[date]
    reason: Mapped[str]
    granted_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    granted_at: Mapped[datetime]
