"""Tasks: public inside, as far as their plan is."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.framework.models import Indicator
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing
from papi.kit.paging import Key, Keyset, matches
from papi.kit.types import AnyRow
from papi.plans.errors import TaskNotFound
from papi.plans.models import Assignment, Plan, Target, Task, TaskDimension, TaskIndicator
from papi.plans.queries.plans import plan_visible_to
from papi.plans.schemas.tasks import TaskQuery
from papi.plans.words import CADENCE_WORDS, KIND_WORDS, spoken


async def get_task(session: AsyncSession, actor: Actor, task_id: UUID) -> Task:
    """A task of a plan that the actor may see."""
    actor.require_some("plan.read")
    statement = select(Task).join(Plan, Plan.id == Task.plan_id).where(Task.id == task_id, plan_visible_to(actor))
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
        "indicators": [dict(row._mapping) for row in indicators],  # pyright: ignore[reportPrivateUsage]
        "allowed_actions": task_actions(actor),
    }


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
    "example",
)


def task_actions(actor: Actor) -> list[str]:
    """What the actor may do with tasks."""
    return ["edit"] if actor.may("plan.edit") else []


def list_tasks(actor: Actor, query: TaskQuery) -> Listing:
    """Tasks, in the order of the plan."""
    actor.require_some("plan.read")
    units = select(func.count()).where(Assignment.task_id == Task.id).correlate(Task).scalar_subquery()
    statement = select(*_ROW, units.label("units")).join(Plan, Plan.id == Task.plan_id).where(plan_visible_to(actor), *_filters(query))
    return Listing(statement, _KEYSET, lambda row: _item(actor, row), _EXPORT)


def _filters(query: TaskQuery) -> list[ColumnElement[bool]]:
    exact = ((Task.plan_id, query.plan), (Task.kind, query.kind), (Task.cadence, query.cadence))
    found: list[ColumnElement[bool]] = [column == value for column, value in exact if value is not None]
    if query.indicator is not None:
        tasks = select(TaskIndicator.task_id).where(TaskIndicator.indicator_id == query.indicator)
        found.append(Task.id.in_(tasks))
    if query.dimension is not None:
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
)
_KEYSET = Keyset({"sort": Key(Task.sort, int), "due_on": Key(Task.due_on, date, nullable=True)}, default="sort", id=Task.id)
_EXPORT = Export(
    "nhiem-vu",
    [
        Column("source_ref", "Mục của kế hoạch", "Source", 18),
        Column("title", "Nhiệm vụ, giải pháp", "Task", 60),
        Column("kind", "Loại", "Kind", 18, lambda code, language: spoken(KIND_WORDS, code, language)),
        Column("cadence", "Thực hiện", "Cadence", 18, lambda code, language: spoken(CADENCE_WORDS, code, language)),
        Column("due_on", "Thời hạn", "Due", 14),
        Column("units", "Số đơn vị", "Units", 10),
    ],
)


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    item: dict[str, Any] = {column.key: getattr(row, column.key) for column in _ROW}
    return {**item, "units": row.units, "allowed_actions": task_actions(actor)}
