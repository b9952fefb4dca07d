"""The board of what people rated low (Báo cáo 293/BC-SNV): each node with its target, the tasks on it, and how they stand."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.framework.models import Indicator
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.text import words_of
from papi.plans.models import Assignment, DeadlineState, Part, Target, Task, TaskIndicator, WorkState
from papi.plans.queries.assignments import seen_percent, seen_state, visible_to
from papi.plans.queries.baselines import above, scores_of
from papi.plans.queries.plans import get_plan
from papi.plans.schemas.low_rated import LowRatedQuery
from papi.plans.words import STANCE_WORDS
from papi.plans.workflow.deadlines import ProgressColumns, deadline_expression

_COUNTED = ("units", "not_started", "in_progress", "awaiting", "completed", "overdue", "reported")
_Part = aliased(Indicator)


async def read_low_rated(session: AsyncSession, actor: Actor, plan_id: UUID, query: LowRatedQuery) -> dict[str, Any]:
    """The low-rated nodes, in the order of the framework. Progress is that of the assignments which the actor may see; with `unit`
    only nodes on which that unit works."""
    plan = await get_plan(session, actor, plan_id)
    scores = await scores_of(session, plan)
    tasks = await _tasks(session, actor, plan_id, query.unit)
    leads = await _leads(session, actor, plan_id, query.unit)
    items: list[dict[str, Any]] = []
    for row in await session.execute(_nodes(plan_id)):
        work = tasks[row.indicator_id]
        if query.unit is not None and not work:
            continue
        items.append(
            {
                **{name: getattr(row, name) for name in _NODE},
                "above": above(row.code, scores),
                "tasks": len(work),
                **{name: sum(task[name] for task in work) for name in _COUNTED},
                "leads": leads[row.indicator_id],
                "task_list": work,
            }
        )
    return {"items": items}


_NODE = ("indicator_id", "code", "level", "name_vi", "name_status", "source", "baseline", "target", "stance")


def _nodes(plan_id: UUID) -> Any:
    return (
        select(
            Target.indicator_id,
            Indicator.code,
            Indicator.level,
            Indicator.name_vi,
            Indicator.name_status,
            Target.low_rated_source.label("source"),
            Target.baseline,
            Target.target,
            Target.stance,
        )
        .join(Indicator, Indicator.id == Target.indicator_id)
        .where(Target.plan_id == plan_id, Target.low_rated.is_(True))
        .order_by(Indicator.sort)
    )


def _pairs(plan_id: UUID) -> Subquery:
    """Low-rated nodes with the tasks that move them, or what they consist of."""
    return (
        select(Target.indicator_id.label("node_id"), TaskIndicator.task_id)
        .join(_Part, or_(_Part.id == Target.indicator_id, _Part.parent_id == Target.indicator_id))
        .join(TaskIndicator, TaskIndicator.indicator_id == _Part.id)
        .where(Target.plan_id == plan_id, Target.low_rated.is_(True))
        .distinct()
        .subquery()
    )


def _of(actor: Actor, unit_id: UUID | None) -> ColumnElement[bool]:
    wanted = Assignment.unit_id == unit_id if unit_id is not None else true()
    return and_(visible_to(actor), wanted, Assignment.work_state != WorkState.CANCELLED, Assignment.carried_to_id.is_(None))


async def _tasks(session: AsyncSession, actor: Actor, plan_id: UUID, unit_id: UUID | None) -> dict[UUID, list[dict[str, Any]]]:
    pairs, state = _pairs(plan_id), seen_state(actor)
    deadline = deadline_expression(ProgressColumns(state, Assignment.due_on, Assignment.submitted_late, Assignment.mandate), clock.today())
    counts = {
        "not_started": state == WorkState.NOT_STARTED,
        "in_progress": state == WorkState.IN_PROGRESS,
        "awaiting": state == WorkState.AWAITING_CONFIRMATION,
        "completed": state == WorkState.COMPLETED,
        "overdue": deadline == DeadlineState.OVERDUE.value,
        "reported": seen_percent(actor).is_not(None),
    }
    columns = [func.sum(case((holds, 1), else_=0)).label(name) for name, holds in counts.items()]
    statement = (
        select(pairs.c.node_id, Task.id, Task.title, Task.source_ref, func.count().label("units"), *columns)
        .select_from(pairs)
        .join(Task, Task.id == pairs.c.task_id)
        .join(Assignment, Assignment.task_id == Task.id)
        .where(Task.plan_id == plan_id, Task.owner_unit_id.is_(None), _of(actor, unit_id))
        .group_by(pairs.c.node_id, Task.id, Task.title, Task.source_ref, Task.sort)
        .order_by(Task.sort)
    )
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in await session.execute(statement):
        named = {"id": row.id, "title": row.title, "source_ref": row.source_ref}
        found[row.node_id].append({**named, **{name: getattr(row, name) for name in _COUNTED}})
    return found


async def _leads(session: AsyncSession, actor: Actor, plan_id: UUID, unit_id: UUID | None) -> dict[UUID, list[str]]:
    pairs = _pairs(plan_id)
    statement = (
        select(pairs.c.node_id, Unit.short_name, Unit.sort)
        .select_from(pairs)
        .join(Task, Task.id == pairs.c.task_id)
        .join(Assignment, Assignment.task_id == Task.id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(Task.plan_id == plan_id, Task.owner_unit_id.is_(None), Assignment.part == Part.LEAD, _of(actor, unit_id))
        .distinct()
        .order_by(Unit.sort)
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in await session.execute(statement):
        found[row.node_id].append(row.short_name)
    return found


LOW_RATED = Export(
    "chi-tieu-danh-gia-chua-cao",
    [
        Column("code", "Mã", "Code", 10),
        Column("name_vi", "Nội dung, chỉ tiêu", "Node", 50),
        Column("source", "Nguồn đánh giá", "Source", 28),
        Column("baseline", "Điểm cơ sở", "Baseline", 12),
        Column("target", "Mục tiêu", "Target", 12),
        Column("stance", "Hướng", "Direction", 12, words_of(STANCE_WORDS)),
        Column("tasks", "Số nhiệm vụ", "Tasks", 12),
        Column("units", "Số phân công", "Assignments", 12),
        Column("completed", "Hoàn thành", "Completed", 12),
        Column("overdue", "Quá hạn", "Overdue", 12),
        Column("reported", "Đã báo cáo", "Reported", 12),
        Column("leads", "Cơ quan chủ trì", "Leads", 50),
    ],
)
