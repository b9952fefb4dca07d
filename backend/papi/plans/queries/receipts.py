"""Whether units have taken their parts, and what leads make of their supporters': in lists, and counted."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor, Viewer
from papi.access.permissions import Scope
from papi.directory.models import Unit
from papi.kit import clock
from papi.plans.models import Assignment, AssignmentPart, LeadMark, Mode, Part, Plan, PlanState, Receipt, WorkState
from papi.plans.queries.in_force import plan_in_force
from papi.plans.queries.views import seen_as
from papi.plans.schemas.assignments import AssignmentQuery
from papi.plans.workflow.deadlines import SAID_DONE
from papi.plans.workflow.parts import TAKEN_STATES

_MARKED = and_(AssignmentPart.lead_mark.is_not(None), AssignmentPart.lead_on_submission == Assignment.submitted_on)
"""The lead has looked at this very submission."""


def receipt_columns(state: ColumnElement[Any]) -> tuple[SQLColumnExpression[Any], ...]:
    """The part's receipt, note and mark of a row that is outer joined to `AssignmentPart`.

    The receipt is empty where nobody waits for it any more: of an own task, and of what was never taken and is over.
    """
    waited = _waited(state)
    said = case((waited, func.coalesce(AssignmentPart.receipt, Receipt.AWAITED)), (AssignmentPart.receipt == Receipt.ACCEPTED, "accepted"))
    note = case((waited, AssignmentPart.receipt_note))
    return said.label("receipt"), note.label("receipt_note"), case((_MARKED, AssignmentPart.lead_mark)).label("lead_mark")


def receipt_filters(viewer: Viewer, query: AssignmentQuery, state: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """The filters of a list that joins `Unit`, by the same rule."""
    found: list[ColumnElement[bool]] = []
    if query.receipt is not None:
        found.append(_received(query.receipt, state))
    if query.answerable:
        found += [_received(Receipt.QUESTIONED, state), viewer.judges("assignment.confirm", Assignment.unit_id, Unit.coordinating)]
    if query.lead_mark is not None:
        marks = select(AssignmentPart.assignment_id).where(AssignmentPart.assignment_id == Assignment.id, _MARKED)
        found.append(marks.where(AssignmentPart.lead_mark == query.lead_mark).correlate(Assignment).exists())
    return found


def _waited(state: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Whether somebody waits for the unit's word: not in a draft, of which no unit knows, nor of what is over."""
    known = select(Plan.id).where(Plan.state == PlanState.APPROVED)
    return and_(state.in_(TAKEN_STATES), Assignment.own.is_(False), Assignment.plan_id.in_(known))


def _received(receipt: Receipt, state: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    said = select(AssignmentPart.assignment_id)
    if receipt is Receipt.ACCEPTED:
        return Assignment.id.in_(said.where(AssignmentPart.receipt == Receipt.ACCEPTED))
    waited = _waited(state)
    if receipt is Receipt.AWAITED:
        return and_(waited, Assignment.id.not_in(said.where(AssignmentPart.receipt != Receipt.AWAITED)))
    return and_(waited, Assignment.id.in_(said.where(AssignmentPart.receipt == receipt)))


async def add_supporters(session: AsyncSession, items: list[Any]) -> None:
    """Beside each lead's part of a joint task of a page, how far its supporters are, by one query."""
    led = {item["task"]["id"] for item in items if item["part"] == Part.LEAD and item["task"]["mode"] == Mode.JOINT}
    counts = await _count_supporters(session, led) if led else {}
    for item in items:
        leads = item["part"] == Part.LEAD and item["task"]["mode"] == Mode.JOINT
        item["supporters"] = counts.get(item["task"]["id"]) if leads else None


async def _count_supporters(session: AsyncSession, task_ids: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    def where(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.count(case((condition, 1)))

    rows = await session.execute(
        select(
            Assignment.task_id,
            func.count().label("total"),
            where(AssignmentPart.receipt == Receipt.ACCEPTED).label("accepted"),
            where(and_(_waited(Assignment.shown_work_state), AssignmentPart.receipt == Receipt.QUESTIONED)).label("questioned"),
            where(Assignment.shown_work_state.in_(SAID_DONE)).label("reported"),
            where(and_(_MARKED, AssignmentPart.lead_mark == LeadMark.LACKING)).label("lacking"),
        )
        .outerjoin(AssignmentPart, AssignmentPart.assignment_id == Assignment.id)
        .where(
            Assignment.task_id.in_(list(task_ids)),
            Assignment.part == Part.SUPPORT,
            Assignment.work_state != WorkState.CANCELLED,
            *seen_as(None),
        )
        .group_by(Assignment.task_id)
    )
    return {row.task_id: {name: getattr(row, name) for name in ("total", "accepted", "questioned", "reported", "lacking")} for row in rows}


async def waiting_parts(session: AsyncSession, actor: Actor) -> list[dict[str, Any]]:
    """Plan by plan: parts that the actor's unit has not taken yet, and questions that the actor may answer.

    Parts of plans before the one in force are history that nobody takes any more; a question waits for its answer whatever its year.
    """
    plan = aliased(Plan)
    in_force = select(plan.year).where(plan.id == plan_in_force(clock.today().year).scalar_subquery()).scalar_subquery()
    own = _received(Receipt.AWAITED, Assignment.work_state) if Scope.OWN in actor.scopes("assignment.accept_part") else false()
    mine = and_(Assignment.unit_id == actor.unit_id, Plan.year >= in_force, own)
    asked = and_(
        _received(Receipt.QUESTIONED, Assignment.shown_work_state),
        actor.judges("assignment.confirm", Assignment.unit_id, Unit.coordinating),
    )
    rows = await session.execute(
        select(
            Plan.id.label("plan_id"),
            Plan.year,
            func.count(case((mine, 1))).label("to_take"),
            func.count(case((asked, 1))).label("to_answer"),
        )
        .select_from(Assignment)
        .join(Plan, Plan.id == Assignment.plan_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(Plan.state == PlanState.APPROVED, or_(mine, asked), *seen_as(None))
        .group_by(Plan.id, Plan.year)
        .order_by(Plan.year.desc())
    )
    return [{name: getattr(row, name) for name in ("plan_id", "year", "to_take", "to_answer")} for row in rows]
