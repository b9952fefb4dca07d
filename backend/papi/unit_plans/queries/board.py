"""The board: which units have sent their plan, and how late."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.directory.boards import is_asked_for, sending
from papi.directory.columns import SHOWN_COLUMNS, Shown, shown_unit_of
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.errors import Refusal
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect
from papi.plans.models import Mandate
from papi.plans.queries.plans import plan_meant
from papi.plans.queries.views import shown_unit
from papi.plans.schemas.assignments import View
from papi.unit_plans.models import ItemKind, UnitPlan, UnitPlanException, UnitPlanItem, UnitPlanText
from papi.unit_plans.queries.plans import (
    DUTY,
    UNIT_COLUMNS,
    days_late,
    duty_seen_as,
    is_asked_body,
    mandate_given,
    shown_state,
    standing_of,
)
from papi.unit_plans.schemas.plans import BoardQuery
from papi.unit_plans.words import STANDING_WORDS, STATE_WORDS
from papi.unit_plans.workflow import allowed_actions, refusal_to_consolidate

EXPECTED = ("on_time", "late", "missing", "waiting")
APART = ("asked", "released", "unasked")
EXPORT = Export(
    "ke-hoach-don-vi-da-gui",
    [
        Column("unit.name", "Đơn vị", "Unit", 32),
        Column("unit_before.name", "Của đơn vị trước sắp xếp", "Of the unit before", 24),
        Column("standing", "Gửi kế hoạch", "Sending", 28, words_of(STANDING_WORDS)),
        Column("state", "Trạng thái", "State", 24, words_of(STATE_WORDS)),
        Column("due_on", "Hạn gửi", "Due", 14),
        Column("first_submitted_at", "Gửi lần đầu", "First sent", 20),
        Column("days_late", "Số ngày trễ", "Days late", 10),
        Column("measures", "Số giải pháp", "Measures", 12),
        Column("exception.due_on", "Gia hạn riêng đến", "Extended to", 18),
        Column("exception.reason", "Lý do gia hạn", "Reason", 36),
    ],
)


async def read_board(session: AsyncSession, actor: Actor, query: BoardQuery) -> dict[str, Any]:
    """How every unit stands; a unit that reads only its own sees only itself. Filters leave the counts alone."""
    actor.require_some("unit_plan.read")
    plan = await plan_meant(session, actor, query.plan)
    rows: Sequence[AnyRow] = (await session.execute(_statement(actor, plan.id, query.view))).all() if plan else ()
    exceptions = await _exceptions(session, plan.id) if plan else {}
    items = [_item(actor, row, exceptions.get(row.unit_id)) for row in rows]
    counts = Counter(item["standing"] for item in items)
    due = await session.scalar(select(func.max(DUTY.c.due_on)).where(DUTY.c.plan_id == plan.id)) if plan else None
    usual = Counter(item["due_on"] for item in items if item["due_on"] and item["exception"] is None).most_common(1)
    return {
        "plan": {"id": plan.id, "year": plan.year, "title": plan.title} if plan else None,
        "due_on": usual[0][0] if usual else due,
        "as_of": clock.business(),
        "expected": sum(counts[name] for name in EXPECTED),
        **{name: counts[name] for name in (*EXPECTED, *APART)},
        "accepted": sum(item["accepted_at"] is not None for item in items),
        "allowed_actions": ["consolidate"] if plan and await consolidating_refused(session, actor) is None else [],
        "items": [item for item in items if is_asked_for(item, query.q, query.standing)],
    }


def _statement(actor: Actor, plan_id: UUID, view: View | None) -> AnySelect:
    duty = duty_seen_as(view)
    sent = and_(UnitPlanText.unit_plan_id == UnitPlan.id, UnitPlanText.number == UnitPlan.submission)
    measures = select(func.count()).where(sent, UnitPlanText.kind == ItemKind.MEASURE).correlate(UnitPlan).scalar_subquery()
    followed = (
        select(func.count())
        .where(UnitPlanItem.unit_plan_id == UnitPlan.id, UnitPlanItem.task_id.is_not(None))
        .correlate(UnitPlan)
        .scalar_subquery()
    )
    return (
        select(
            UnitPlan.id,
            UnitPlan.state,
            UnitPlan.submission,
            UnitPlan.first_submitted_at,
            UnitPlan.submitted_at,
            UnitPlan.submitted_by,
            UnitPlan.submitted_for,
            UnitPlan.returned_at,
            UnitPlan.accepted_at,
            measures.label("measures"),
            followed.label("followed"),
            *UNIT_COLUMNS,
            *SHOWN_COLUMNS,
            duty.c.due_on,
            duty.c.carried_to_id,
            duty.c.mandate,
            mandate_given(plan_id, Unit.id).label("mandate_given"),
        )
        .select_from(Unit)
        .join(Shown, Shown.id == shown_unit(Unit.id, view))
        .outerjoin(duty, and_(duty.c.unit_id == Unit.id, duty.c.plan_id == plan_id))
        .outerjoin(UnitPlan, and_(UnitPlan.unit_id == Unit.id, UnitPlan.plan_id == plan_id))
        .where(or_(duty.c.id.is_not(None), UnitPlan.submission > 0), actor.sees("unit_plan.read", Unit.id))
        .order_by(Shown.sort, Unit.sort, Unit.id)
    )


async def consolidating_refused(session: AsyncSession, actor: Actor) -> Refusal | None:
    """Why all units' plans are no paper of the actor's body; None where they may be."""
    kind = await session.scalar(select(Unit.kind).where(Unit.id == actor.unit_id))
    return refusal_to_consolidate(actor, kind)


async def _exceptions(session: AsyncSession, plan_id: UUID) -> dict[UUID, dict[str, Any]]:
    rows = await session.scalars(select(UnitPlanException).where(UnitPlanException.plan_id == plan_id).order_by(UnitPlanException.id))
    return {row.unit_id: {"due_on": row.due_on, "reason": row.reason} for row in rows}


def standing_on_board(row: AnyRow) -> str:
    """on_time, late, missing, waiting (not yet due) or asked: bodies that are asked are never late and never missing. Of a unit that has
    sent its plan and need not: released where it once had to, else unasked."""
    if is_asked_body(row):
        return "asked"
    if row.mandate is None:
        return "unasked" if row.mandate_given is None else "released"
    return sending(sent=row.first_submitted_at is not None, late=_days_late(row) > 0)


def _days_late(row: AnyRow) -> int:
    """A duty that went over stands as on the unit's last day."""
    if row.first_submitted_at is not None or row.carried_to_id is None or row.valid_to is None or row.due_on is None:
        return days_late(row)
    return max(0, (row.valid_to - row.due_on).days)


def _item(actor: Actor, row: AnyRow, exception: dict[str, Any] | None) -> dict[str, Any]:
    own = row.unit_id in actor.inherited
    sent = row.id is not None and row.submission > 0
    seen = row.id is not None and (own or sent)
    steps = allowed_actions(actor, standing_of(row)) if seen else []
    goes_on = row.carried_to_id is None and row.accepted_at is None
    may_except = row.mandate is Mandate.ASSIGNED and goes_on and actor.may("unit_plan.review", _unit(row))
    return {
        **shown_unit_of(row),
        "unit_plan_id": row.id if seen else None,
        "standing": standing_on_board(row),
        "state": (row.state if own else shown_state(row.state)) if seen else None,
        "due_on": row.due_on,
        "days_late": _days_late(row),
        "first_submitted_at": row.first_submitted_at,
        "submitted_at": row.submitted_at,
        "accepted_at": row.accepted_at,
        "measures": row.measures if seen else 0,
        "followed": row.followed if seen else 0,
        "exception": exception,
        "allowed_actions": [*steps, *(["except"] if may_except else [])],
    }


def _unit(row: AnyRow) -> UnitRef:
    return UnitRef(row.unit_id, row.coordinating)
