"""What a plan says now, read from its tables whoever wrote them."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit
from papi.framework.models import Indicator
from papi.kit.db import read_rows
from papi.kit.types import AnyRow
from papi.plans.models import (
    Assignment,
    Cadence,
    LegalBasis,
    Plan,
    PlanLegalBasis,
    PlanReceiver,
    Target,
    Task,
    TaskIndicator,
    TaskStep,
    WorkState,
)
from papi.plans.queries.figures import figures_of
from papi.plans.totals import content_of_total, total_of
from papi.plans.words import basis_words

_TASK = (
    *("sort", "source_ref", "title", "text", "checklist", "kind", "mode", "cadence", "due_text", "deliverable"),
    *("requires_evidence", "by_unit_plan"),
)
_TARGET = ("baseline", "target", "stance", "low_rated", "low_rated_source", "note")


async def read_content(session: AsyncSession, plan: Plan) -> dict[str, Any]:
    """The plan as a document that can be kept and compared: without what was dropped or withdrawn, and without any progress."""
    await session.flush()
    return {
        "plan": await _head(session, plan),
        "tasks": await _tasks(session, plan.id),
        "targets": {**content_of_total(total_of(plan)), **await _targets(session, plan.id)},
    }


def in_the_plan(plan_id: UUID) -> ColumnElement[bool]:
    """The assignments that the plan gives: not those that were withdrawn, or that go on as another unit's."""
    return and_(Assignment.plan_id == plan_id, Assignment.work_state != WorkState.CANCELLED, Assignment.carried_to_id.is_(None))


def day_of(value: Any) -> str | None:
    """A day as contents keep it."""
    return value.isoformat() if value is not None else None


async def _head(session: AsyncSession, plan: Plan) -> dict[str, Any]:
    bases = await session.scalars(
        select(LegalBasis)
        .join(PlanLegalBasis, PlanLegalBasis.basis_id == LegalBasis.id)
        .where(PlanLegalBasis.plan_id == plan.id)
        .order_by(PlanLegalBasis.sort)
    )
    receivers = await session.scalars(select(PlanReceiver.name).where(PlanReceiver.plan_id == plan.id).order_by(PlanReceiver.sort))
    return {
        "title": plan.title,
        "number": plan.number,
        "adopted_on": day_of(plan.adopted_on),
        "legal_bases": [basis_words(basis) for basis in bases],
        "receivers": list(receivers),
    }


async def _tasks(session: AsyncSession, plan_id: UUID) -> dict[str, Any]:
    rows = await read_rows(
        session,
        select(Task.id, Task.key, Task.due_on, *(getattr(Task, name) for name in _TASK)).where(
            Task.plan_id == plan_id, Task.dropped_on.is_(None), Task.owner_unit_id.is_(None)
        ),
    )
    indicators, steps, units = await _codes(session, plan_id), await _steps(session, plan_id), await _units(session, plan_id)
    figures = await figures_of(session, [row.id for row in rows])
    return {
        row.key: {
            **{name: getattr(row, name) for name in _TASK},
            "due_on": day_of(row.due_on),
            "indicators": indicators[row.id],
            "steps": steps[row.id],
            "figures": [_figure(figure) for figure in figures[row.id] if not figure["retired"]],
            "units": {str(unit.unit_id): _unit(unit, row) for unit in units[row.id]},
        }
        for row in rows
    }


def _figure(figure: Mapping[str, Any]) -> dict[str, Any]:
    return {name: figure[name] for name in ("key", "label", "measure", "kind", "rule", "required")}


def _unit(unit: AnyRow, task: AnyRow) -> dict[str, Any]:
    # the day of a recurring task's assignment is that of its latest period, and no matter of the plan
    own_day = unit.due_on if task.cadence is Cadence.ONCE and unit.due_on != task.due_on else None
    return {"name": unit.short_name, "part": unit.part, "mandate": unit.mandate, "due_on": day_of(own_day)}


async def _codes(session: AsyncSession, plan_id: UUID) -> defaultdict[UUID, list[str]]:
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    statement = (
        select(TaskIndicator.task_id, Indicator.code)
        .join(Indicator, Indicator.id == TaskIndicator.indicator_id)
        .join(Task, Task.id == TaskIndicator.task_id)
        .where(Task.plan_id == plan_id)
        .order_by(Indicator.sort)
    )
    for row in await read_rows(session, statement):
        found[row.task_id].append(row.code)
    return found


async def _steps(session: AsyncSession, plan_id: UUID) -> defaultdict[UUID, list[str]]:
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    statement = (
        select(TaskStep.task_id, TaskStep.procedure, TaskStep.simplification)
        .join(Task, Task.id == TaskStep.task_id)
        .where(Task.plan_id == plan_id)
        .order_by(TaskStep.sort)
    )
    for row in await read_rows(session, statement):
        found[row.task_id].append(f"{row.procedure}: {row.simplification}")
    return found


async def _units(session: AsyncSession, plan_id: UUID) -> defaultdict[UUID, list[AnyRow]]:
    found: defaultdict[UUID, list[AnyRow]] = defaultdict(list)
    statement = (
        select(Assignment.task_id, Assignment.unit_id, Assignment.part, Assignment.mandate, Assignment.due_on, Unit.short_name)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(in_the_plan(plan_id))
        .order_by(Unit.sort)
    )
    for row in await read_rows(session, statement):
        found[row.task_id].append(row)
    return found


async def _targets(session: AsyncSession, plan_id: UUID) -> dict[str, Any]:
    statement = (
        select(Indicator.code, Indicator.name_vi, *(getattr(Target, name) for name in _TARGET))
        .join(Indicator, Indicator.id == Target.indicator_id)
        .where(Target.plan_id == plan_id)
        .order_by(Indicator.sort)
    )
    rows = await read_rows(session, statement)
    return {row.code: {"name": row.name_vi, **{name: getattr(row, name) for name in _TARGET}} for row in rows}
