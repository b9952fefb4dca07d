"""Unit plans: which the caller may see, one for an action, the list."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, Subquery, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef, Viewer
from papi.directory import columns
from papi.directory.columns import unit_of
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.db import at_most
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect
from papi.plans.models import Assignment, Mandate, Plan, Task
from papi.plans.queries.views import seen_as
from papi.plans.schemas.assignments import View
from papi.plans.workflow.assignments import ASKED_KINDS
from papi.plans.workflow.deadlines import SET_ASIDE
from papi.unit_plans.errors import UnitPlanNotFound
from papi.unit_plans.facts import label_of
from papi.unit_plans.models import UnitPlan, UnitPlanState
from papi.unit_plans.schemas.plans import UnitPlanQuery
from papi.unit_plans.words import STATE_WORDS
from papi.unit_plans.workflow import Standing, allowed_actions


def duty_seen_as(view: View | None) -> Subquery:
    """Which units the plan asks for a plan of their own, and until when: the assignments of the task that says so."""
    return (
        select(
            Assignment.id,
            Assignment.plan_id,
            Assignment.unit_id,
            Assignment.due_on,
            Assignment.mandate,
            Assignment.carried_to_id,
            Task.due_text,
        )
        .join(Task, Task.id == Assignment.task_id)
        .where(Task.by_unit_plan.is_(True), Task.dropped_on.is_(None))
        .where(Assignment.work_state.not_in(SET_ASIDE), *seen_as(view))
        .subquery("duty")
    )


DUTY = duty_seen_as(None)


def mandate_given(plan_id: SQLColumnExpression[UUID] | UUID, unit_id: SQLColumnExpression[UUID]) -> ColumnElement[Any]:
    """How a unit was last asked for its plan, also where that was set aside since; null where it never was."""
    given = (
        select(Assignment.mandate)
        .join(Task, Task.id == Assignment.task_id)
        .where(Task.by_unit_plan.is_(True), Assignment.plan_id == plan_id, Assignment.unit_id == unit_id)
        .order_by(Assignment.id.desc())
        .correlate_except(Assignment, Task)
    )
    return at_most(given, 1).scalar_subquery()


@dataclass(frozen=True)
class LoadedUnitPlan:
    """A unit plan with what its actions need."""

    unit_plan: UnitPlan
    unit: Unit
    plan: Plan

    @property
    def standing(self) -> Standing:
        sent = self.unit_plan
        unit = UnitRef(self.unit.id, self.unit.coordinating)
        return Standing(sent.state, unit, self.unit.short_name, sent.submitted_by, sent.submitted_for, _left_on(self.unit, sent))

    @property
    def label(self) -> str:
        return label_of(self.unit.short_name, self.plan.year)

    @property
    def tag(self) -> str:
        """The version that a precondition compares: the plan's own and its rows'."""
        return f"{self.unit_plan.version}.{self.unit_plan.content_version}"


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """The own unit's plan and those of units before it in any state; others' once they have been sent."""
    sent = or_(viewer.keeps(UnitPlan.unit_id), UnitPlan.submission > 0)
    return and_(viewer.sees("unit_plan.read", UnitPlan.unit_id), sent)


def reviewable_by(actor: Actor) -> ColumnElement[bool]:
    """Sent plans that this very person may review. Joins `Unit`."""
    return and_(
        UnitPlan.state == UnitPlanState.SUBMITTED,
        *(or_(column.is_(None), column.not_in(actor.people)) for column in (UnitPlan.submitted_by, UnitPlan.submitted_for)),
        actor.judges("unit_plan.review", UnitPlan.unit_id, Unit.coordinating),
    )


async def count_reviewable(session: AsyncSession, actor: Actor) -> list[dict[str, Any]]:
    """How many sent plans wait for this very person, those that the list shows as reviewable; by the city's plan, the latest first."""
    if not actor.scopes("unit_plan.review"):
        return []
    waiting = (
        select(Plan.id.label("plan_id"), Plan.year, func.count().label("total"))
        .select_from(UnitPlan)
        .join(Unit, Unit.id == UnitPlan.unit_id)
        .join(Plan, Plan.id == UnitPlan.plan_id)
        .where(visible_to(actor), reviewable_by(actor))
        .group_by(Plan.id, Plan.year)
        .order_by(Plan.year.desc(), Plan.id.desc())
    )
    return [{"plan_id": row.plan_id, "year": row.year, "total": row.total} for row in await session.execute(waiting)]


async def get_unit_plan(session: AsyncSession, actor: Actor, unit_plan_id: UUID, *, lock: bool = False) -> LoadedUnitPlan:
    """A unit plan that the actor may see, for an action; `lock` keeps others from moving it meanwhile."""
    actor.require_some("unit_plan.read")
    statement = (
        select(UnitPlan, Unit, Plan)
        .join(Unit, Unit.id == UnitPlan.unit_id)
        .join(Plan, Plan.id == UnitPlan.plan_id)
        .where(UnitPlan.id == unit_plan_id, visible_to(actor))
    )
    row = (await session.execute(statement.with_for_update(of=UnitPlan, key_share=True) if lock else statement)).one_or_none()
    if row is None:
        raise UnitPlanNotFound
    return LoadedUnitPlan(*row)


def rows_of(actor: Actor) -> AnySelect:
    """Unit plans with their unit, plan and duty."""
    return (
        select(
            UnitPlan.id,
            UnitPlan.version,
            UnitPlan.content_version,
            UnitPlan.state,
            UnitPlan.submission,
            UnitPlan.first_submitted_at,
            UnitPlan.submitted_at,
            UnitPlan.submitted_by,
            UnitPlan.submitted_for,
            UnitPlan.returned_at,
            UnitPlan.return_code,
            UnitPlan.return_reason,
            UnitPlan.accepted_at,
            UnitPlan.saved_at,
            *UNIT_COLUMNS,
            Plan.id.label("plan_id"),
            Plan.year,
            Plan.title.label("plan_title"),
            Plan.framework_id,
            DUTY.c.due_on,
            DUTY.c.due_text,
            DUTY.c.mandate,
            mandate_given(UnitPlan.plan_id, UnitPlan.unit_id).label("mandate_given"),
        )
        .join(Unit, Unit.id == UnitPlan.unit_id)
        .join(Plan, Plan.id == UnitPlan.plan_id)
        .outerjoin(DUTY, and_(DUTY.c.plan_id == UnitPlan.plan_id, DUTY.c.unit_id == UnitPlan.unit_id))
        .where(visible_to(actor))
    )


UNIT_COLUMNS = (*columns.UNIT_COLUMNS, Unit.valid_to)


def standing_of(row: AnyRow) -> Standing:
    """What decides about actions, from a row."""
    unit = UnitRef(row.unit_id, row.coordinating)
    return Standing(row.state, unit, row.unit_name, row.submitted_by, row.submitted_for, _left_on(row, row))


def _left_on(unit: Any, unit_plan: Any) -> date | None:
    """The last day of a unit that ended and left its plan as it is. What came back since then is still its own to mend, by whoever comes
    after, as with reports."""
    last: date | None = unit.valid_to
    if last is None or last >= clock.today():
        return None
    came_back = unit_plan.state is UnitPlanState.RETURNED and unit_plan.returned_at.date() > last
    return None if came_back else last


def is_expected(row: AnyRow) -> bool:
    """Whether the unit must send a plan; bodies that are asked, and units that are not asked at all, may."""
    return row.mandate is Mandate.ASSIGNED


def is_asked_body(row: AnyRow) -> bool:
    """Whether the unit is one that is asked and not told, by how it was given the task, if only before, or by what it is."""
    return row.unit_kind in ASKED_KINDS or (row.mandate or row.mandate_given) is Mandate.REQUESTED


def days_late(row: AnyRow) -> int:
    """By how many days the plan came (or still fails to come) after the unit's own last day; never for bodies that are asked."""
    return late_by(is_expected(row), row.due_on, row.first_submitted_at)


def late_by(expected: bool, due_on: date | None, first_submitted_at: datetime | None) -> int:
    if not expected or due_on is None:
        return 0
    return max(0, ((first_submitted_at or clock.business()).date() - due_on).days)


def list_unit_plans(actor: Actor, query: UnitPlanQuery) -> Listing:
    """The unit plans that the actor may see."""
    actor.require_some("unit_plan.read")
    exact = ((UnitPlan.plan_id, query.plan), (UnitPlan.unit_id, query.unit))
    statement = rows_of(actor).where(*(column == value for column, value in exact if value is not None))
    if query.state is not None:
        statement = statement.where(_shown_as(actor, query.state))
    if query.reviewable:
        statement = statement.where(reviewable_by(actor))
    if query.q:
        statement = statement.where(matches(Unit.folded + Plan.folded, query.q))
    return Listing(Pages(statement, _KEYSET), lambda row: shape_row(actor, row), _EXPORT)


def _shown_as(actor: Actor, state: UnitPlanState) -> ColumnElement[bool]:
    """Plans that stand so for the actor, as `shown_state` tells it of others' plans."""
    being_amended = and_(UnitPlan.state == UnitPlanState.DRAFT, ~actor.keeps(UnitPlan.unit_id))
    if state is UnitPlanState.ACCEPTED:
        return or_(UnitPlan.state == state, being_amended)
    return and_(UnitPlan.state == state, ~being_amended)


_KEYSET = Keyset(
    {
        "unit": Key(Unit.sort, int),
        "year": Key(Plan.year, int),
        "submitted_at": Key(UnitPlan.submitted_at, datetime, nullable=True),
    },
    default="unit",
    id=UnitPlan.id,
)
_EXPORT = Export(
    "ke-hoach-don-vi",
    [
        Column("unit.name", "Đơn vị", "Unit", 32),
        Column("plan.year", "Năm", "Year", 8),
        Column("state", "Trạng thái", "State", 24, words_of(STATE_WORDS)),
        Column("due_on", "Hạn gửi", "Due", 14),
        Column("first_submitted_at", "Gửi lần đầu", "First sent", 20),
        Column("days_late", "Số ngày trễ", "Days late", 10),
        Column("accepted_at", "Chấp nhận", "Accepted", 20),
    ],
)


def shape_row(actor: Actor, row: AnyRow) -> dict[str, Any]:
    """A row as the wire's `UnitPlanRow`. A draft that was begun anew is told to its own unit alone."""
    days = days_late(row)
    own = row.unit_id in actor.inherited
    return {
        "id": row.id,
        "version": row.version,
        "content_version": row.content_version,
        "plan": {"id": row.plan_id, "year": row.year, "title": row.plan_title},
        "unit": unit_of(row),
        "state": row.state if own else shown_state(row.state),
        "expected": is_expected(row),
        "has_paper": not is_asked_body(row),  # these write in a form of their own
        "due_on": row.due_on,
        "late": days > 0,
        "days_late": days,
        "first_submitted_at": row.first_submitted_at,
        "submitted_at": row.submitted_at,
        "accepted_at": row.accepted_at,
        "allowed_actions": allowed_actions(actor, standing_of(row)),
    }


def shown_state(state: UnitPlanState) -> UnitPlanState:
    """What others see of a plan that was sent: while it is being amended, the accepted one still holds."""
    return UnitPlanState.ACCEPTED if state is UnitPlanState.DRAFT else state
