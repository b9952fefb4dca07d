"""What unit plans do when something happens below them, carried up by the worker exactly once."""

from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit.text import format_day
from papi.outbox.facts import SYSTEM, Fact, record
from papi.outbox.models import FactRow
from papi.plans.actions.assignments import attach_proof
from papi.plans.models import Assignment, Task, WorkState
from papi.plans.progress import Move, advance
from papi.plans.workflow.deadlines import OPEN_STATES, late_by
from papi.unit_plans.facts import CAUGHT_UP, said_of
from papi.unit_plans.models import UnitPlan, UnitPlanState, UnitPlanVersion

_OF_ASSIGNMENT = frozenset({"assignment.created", "assignment.requested", "assignment.resumed", "assignment.taken_over"})
_OF_TASK = "task.changed"


async def catch_up(session: AsyncSession, fact: FactRow) -> None:
    """A unit is asked for a plan that it has sent already, by being given the task or because the task is now one that asks: the task
    stands where that plan does, and nobody sends it again."""
    if fact.kind not in _OF_ASSIGNMENT and fact.kind != _OF_TASK:
        return
    about = Assignment.task_id if fact.kind == _OF_TASK else Assignment.id
    sent = and_(UnitPlan.submission > 0, UnitPlan.state != UnitPlanState.RETURNED)
    rows = await session.execute(
        select(Assignment, Task.title, UnitPlan)
        .join(Task, Task.id == Assignment.task_id)
        .join(UnitPlan, and_(UnitPlan.plan_id == Assignment.plan_id, UnitPlan.unit_id == Assignment.unit_id))
        .where(about == fact.subject_id, Assignment.work_state.in_(OPEN_STATES), Assignment.carried_to_id.is_(None))
        .where(Task.by_unit_plan.is_(True), Task.dropped_on.is_(None), sent)
        .with_for_update(of=UnitPlan, key_share=True)
    )
    for assignment, title, unit_plan in rows.all():
        await _follow(session, assignment, title, unit_plan)


async def _follow(session: AsyncSession, assignment: Assignment, title: str, unit_plan: UnitPlan) -> None:
    versions = select(UnitPlanVersion).where(UnitPlanVersion.unit_plan_id == unit_plan.id).order_by(UnitPlanVersion.number)
    sent = (await session.scalars(versions)).all()
    first, last = sent[0].submitted_at.date(), sent[-1].submitted_at.date()
    await attach_proof(session, SYSTEM, assignment, title, [UUID(document["id"]) for document in sent[-1].evidence])
    state = WorkState.COMPLETED if unit_plan.accepted_at else WorkState.AWAITING_CONFIRMATION
    done: dict[str, Any] = {
        "work_state": state,
        "shown_work_state": state,
        "percent": 100,
        "shown_percent": 100,
        "done_on": last,
        "done_result": said_of(unit_plan),
        "submitted_on": first,
        "submitted_late": late_by(first, assignment.due_on),
        "submitted_by": unit_plan.submitted_by,
        "submitted_for": unit_plan.submitted_for,
        "saved_on": last,
    }
    await advance(session, [Move(assignment, done)])
    vi, en = ("hoàn thành", "done") if unit_plan.accepted_at else ("chờ xác nhận", "awaits confirmation")
    said = {"state": state.value, "state_vi": vi, "state_en": en, "day": format_day(last)}
    fact = Fact(CAUGHT_UP, "assignment", assignment.id, title, unit_id=assignment.unit_id, data=said)
    record(session, SYSTEM, fact)
