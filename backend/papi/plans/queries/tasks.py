"""Tasks: public inside, as far as their plan is."""

from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, Viewer
from papi.framework.models import Indicator
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow
from papi.plans.errors import TaskNotFound
from papi.plans.models import Assignment, Plan, PlanState, Target, Task, TaskDimension, TaskIndicator, TaskOrigin, TaskStep, WorkState
from papi.plans.queries.figures import figures_of
from papi.plans.queries.plans import plan_standing, plan_visible_to
from papi.plans.schemas.tasks import NO_DIMENSION, TaskQuery
from papi.plans.words import CADENCE_WORDS, KIND_WORDS
from papi.plans.workflow.plans import PlanStanding, PlanStep, plan_refusal


def task_visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """The tasks of plans that the viewer sees; a unit's own are for those who see the unit's assignments. Joins `Plan`."""
    own = and_(Task.owner_unit_id.is_not(None), viewer.sees("assignment.read", cast(SQLColumnExpression[UUID], Task.owner_unit_id)))
    return and_(plan_visible_to(viewer), or_(Task.owner_unit_id.is_(None), own))


async def get_task(session: AsyncSession, actor: Actor, task_id: UUID) -> Task:
    """A task of a plan that the actor may see."""
    actor.require_some("plan.read")
    statement = select(Task).join(Plan, Plan.id == Task.plan_id).where(Task.id == task_id, task_visible_to(actor))
    task = await session.scalar(statement)
    if task is None:
        raise TaskNotFound
    return task


async def read_task(session: AsyncSession, actor: Actor, task_id: UUID) -> dict[str, Any]:
    """A task as the screen shows it."""
    return await shape_task_detail(session, actor, await get_task(session, actor, task_id))


async def shape_task_detail(session: AsyncSession, actor: Actor, task: Task) -> dict[str, Any]:
    """A task with its indicators, working names and low ratings marked."""
    indicators = await session.execute(
        select(
            Indicator.id,
            Indicator.code,
            Indicator.name_vi,
            Indicator.name_status,
            func.coalesce(Target.low_rated, False).label("low_rated"),
        )
        .join(TaskIndicator, TaskIndicator.indicator_id == Indicator.id)
        .outerjoin(Target, and_(Target.indicator_id == Indicator.id, Target.plan_id == task.plan_id))
        .where(TaskIndicator.task_id == task.id)
        .order_by(Indicator.sort)
    )
    return {
        **{name: getattr(task, name) for name in _FIELDS},
        "indicators": [dict(row._mapping) for row in indicators],  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name
        "targets": await _targets(session, task),
        "steps": await _steps(session, task),
        "figures": (await figures_of(session, [task.id]))[task.id],
        "origin": await _origin(session, task),
        "allowed_actions": task_actions(
            actor, plan_standing(await session.get_one(Plan, task.plan_id)), dropped=task.dropped_on is not None or _is_own(task)
        ),
    }


async def read_figures(session: AsyncSession, actor: Actor, task_id: UUID) -> dict[str, Any]:
    """The figures of one task, and whether the caller may set them."""
    task = await get_task(session, actor, task_id)
    plan = plan_standing(await session.get_one(Plan, task.plan_id))
    steps = task_actions(actor, plan, dropped=task.dropped_on is not None or _is_own(task))
    return {
        "task_id": task.id,
        "version": task.version,
        "items": (await figures_of(session, [task.id]))[task.id],
        "allowed_actions": [step for step in steps if step == PlanStep.EDIT],
    }


def _is_own(task: Any) -> bool:
    """Whether a unit has given itself the task: nobody else changes it."""
    return task.owner_unit_id is not None


async def _steps(session: AsyncSession, task: Task) -> list[dict[str, Any]]:
    columns = (TaskStep.procedure_code, TaskStep.procedure, TaskStep.simplification, TaskStep.basis, TaskStep.due_on, TaskStep.state)
    rows = await session.execute(select(*columns).where(TaskStep.task_id == task.id).order_by(TaskStep.sort))
    return [dict(row._mapping) for row in rows]  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name


async def _targets(session: AsyncSession, task: Task) -> list[dict[str, Any]]:
    """Targets of the task's indicators and of the sub-dimensions above them: single indicators seldom have a figure."""
    own = select(TaskIndicator.indicator_id).where(TaskIndicator.task_id == task.id)
    above = select(Indicator.parent_id).where(Indicator.id.in_(own))
    rows = await session.execute(
        select(Target.indicator_id, Indicator.code, Indicator.name_vi, Target.baseline, Target.target, Target.stance)
        .join(Indicator, Indicator.id == Target.indicator_id)
        .where(Target.plan_id == task.plan_id, Target.target.is_not(None), or_(Indicator.id.in_(own), Indicator.id.in_(above)))
        .order_by(Indicator.sort)
    )
    return [dict(row._mapping) for row in rows]  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name


async def _origin(session: AsyncSession, task: Task) -> dict[str, Any] | None:
    """The row of the annex that the task was read from, word for word."""
    origin = await session.get(TaskOrigin, task.id)
    if origin is None:
        return None
    cells = [{"heading": heading, "text": text} for heading, text in origin.cells]
    return {"file_name": origin.file_name, "place": origin.place, "cells": cells}


_FIELDS = (
    "id",
    "version",
    "plan_id",
    "key",
    "source_ref",
    "source",
    "title",
    "text",
    "checklist",
    "kind",
    "mode",
    "cadence",
    "dimension",
    "due_on",
    "due_text",
    "deliverable",
    "requires_evidence",
    "reportable",
    "by_unit_plan",
    "example",
    "carried_from",
    "dropped_on",
)


def tasks_moving(node_id: UUID) -> Select[UUID]:
    """The tasks that are to move an indicator, or any indicator of a sub-dimension."""
    nodes = select(Indicator.id).where(or_(Indicator.id == node_id, Indicator.parent_id == node_id))
    return select(TaskIndicator.task_id).where(TaskIndicator.indicator_id.in_(nodes))


def task_actions(actor: Actor, plan: PlanStanding, *, dropped: bool) -> list[str]:
    """What the actor may do with a task of a plan; one that is in force loses a task by an amendment alone, and what is out stays out."""
    if dropped or plan_refusal(actor, plan, PlanStep.EDIT) is not None:
        return []
    return [PlanStep.EDIT.value, "drop"] if plan.state is PlanState.DRAFT else [PlanStep.EDIT.value]


def list_tasks(actor: Actor, query: TaskQuery) -> Listing:
    """Tasks, in the order of the plan."""
    actor.require_some("plan.read")
    given = (Assignment.task_id == Task.id, Assignment.carried_to_id.is_(None), Assignment.work_state != WorkState.CANCELLED)
    units = select(func.count()).where(*given).correlate(Task).scalar_subquery()
    statement = (
        select(*_ROW, Task.owner_unit_id, Plan.state, Plan.submitted_by, units.label("units"))
        .join(Plan, Plan.id == Task.plan_id)
        .where(task_visible_to(actor), Task.owner_unit_id.is_not(None) if query.own else Task.owner_unit_id.is_(None), *_filters(query))
    )
    return Listing(Pages(statement, _KEYSET), lambda row: _item(actor, row), _EXPORT)


def _filters(query: TaskQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [] if query.plan is not None else [Plan.state != PlanState.DISCARDED]
    exact = ((Task.plan_id, query.plan), (Task.kind, query.kind), (Task.cadence, query.cadence))
    found += [column == value for column, value in exact if value is not None]
    if query.dropped is not None:
        found.append(Task.dropped_on.is_not(None) if query.dropped else Task.dropped_on.is_(None))
    if query.indicator is not None:
        found.append(Task.id.in_(tasks_moving(query.indicator)))
    if query.dimension == NO_DIMENSION:
        found.append(Task.dimension == "")
    elif query.dimension is not None:
        tasks = select(TaskDimension.task_id).where(TaskDimension.dimension == query.dimension)
        found.append(Task.id.in_(tasks))
    if query.q:
        found.append(matches(Task.folded, query.q))
    return found


_ROW = (
    Task.id,
    Task.version,
    Task.key,
    Task.source_ref,
    Task.title,
    Task.kind,
    Task.mode,
    Task.cadence,
    Task.dimension,
    Task.due_on,
    Task.due_text,
    Task.requires_evidence,
    Task.example,
    Task.carried_from,
    Task.dropped_on,
)
_KEYSET = Keyset({"sort": Key(Task.sort, int), "due_on": Key(Task.due_on, date, nullable=True)}, default="sort", id=Task.id)
_EXPORT = Export(
    "nhiem-vu",
    [
        Column("source_ref", "Mục của kế hoạch", "Source", 18),
        Column("title", "Nhiệm vụ, giải pháp", "Task", 60),
        Column("kind", "Loại", "Kind", 18, words_of(KIND_WORDS)),
        Column("cadence", "Thực hiện", "Cadence", 18, words_of(CADENCE_WORDS)),
        Column("due_on", "Thời hạn", "Due", 14),
        Column("units", "Số đơn vị", "Units", 10),
        Column("dropped_on", "Bỏ khỏi kế hoạch ngày", "Taken out on", 14),
    ],
)


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    item: dict[str, Any] = {column.key: getattr(row, column.key) for column in _ROW}
    return {
        **item,
        "units": row.units,
        "allowed_actions": task_actions(actor, plan_standing(row), dropped=row.dropped_on is not None or _is_own(row)),
    }
