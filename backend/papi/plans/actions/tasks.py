"""Tasks: adding and changing them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.framework.models import Indicator
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day, searchable
from papi.kit.types import new_id
from papi.outbox.facts import changes, record
from papi.plans.errors import KeyTaken
from papi.plans.facts import TASK_CHANGED, TASK_CREATED, about_task
from papi.plans.models import Cadence, Plan, Task, TaskDimension, TaskIndicator
from papi.plans.queries.plans import get_plan
from papi.plans.queries.tasks import get_task
from papi.plans.schemas.tasks import TaskCreate, TaskUpdate


async def create_task(session: AsyncSession, actor: Actor, given: TaskCreate) -> UUID:
    """Add a task to a plan."""
    actor.require("plan.edit")
    plan = await get_plan(session, actor, given.plan_id)
    if await session.scalar(select(Task.id).where(Task.plan_id == plan.id, Task.key == given.key)) is not None:
        raise KeyTaken
    if given.cadence is not Cadence.ONCE and given.due_on is not None:
        odd = FieldError("/due_on", "Chỉ nhiệm vụ một lần có ngày hạn riêng.", "Only once-tasks have a day of their own.")
        raise Invalid(errors=[odd])
    dimensions = await _dimensions(session, plan, given.indicator_ids)
    last = await session.scalar(select(Task.sort).where(Task.plan_id == plan.id).order_by(Task.sort.desc()).limit(1))
    task = Task(
        id=new_id(),
        **given.model_dump(exclude={"indicator_ids"}),
        sort=(last or 0) + 1,
        dimension=dimensions[0] if dimensions else "",
        folded=searchable(given.title, given.text, given.source_ref),
    )
    session.add(task)
    await session.flush()
    session.add_all(TaskIndicator(task_id=task.id, indicator_id=node) for node in set(given.indicator_ids))
    session.add_all(TaskDimension(task_id=task.id, dimension=code) for code in dimensions)
    record(session, actor.author, about_task(TASK_CREATED, task))
    return task.id


async def _dimensions(session: AsyncSession, plan: Plan, indicator_ids: Sequence[UUID]) -> list[str]:
    """The dimensions of the indicators: the first part of their codes."""
    rows = await session.execute(
        select(Indicator.id, Indicator.code).where(Indicator.id.in_(indicator_ids), Indicator.framework_id == plan.framework_id)
    )
    codes = {row.id: row.code for row in rows}
    if set(indicator_ids) != codes.keys():
        raise Invalid(errors=[FieldError("/indicator_ids", "Có chỉ tiêu không tồn tại.", "Some indicators are unknown.")])
    return sorted({code.split(".")[0] for code in codes.values()})


async def update_task(session: AsyncSession, actor: Actor, task_id: UUID, given: TaskUpdate, precondition: Precondition) -> None:
    """Change what a task says; the earlier words stay in its history."""
    actor.require("plan.edit")
    task = await get_task(session, actor, task_id)
    precondition.check(task.version)
    wanted: dict[str, Any] = {name: getattr(given, name) for name in given.model_fields_set}
    wanted = {name: value for name, value in wanted.items() if value is not None or name in {"due_on", "due_text", "deliverable"}}
    before = {name: getattr(task, name) for name in wanted}
    for name, value in wanted.items():
        setattr(task, name, value)
    task.folded = searchable(task.title, task.text, task.source_ref)
    spoken = [_dated(values) for values in (before, wanted)]
    record(session, actor.author, about_task(TASK_CHANGED, task, changes=changes(*spoken)))


def _dated(values: dict[str, Any]) -> dict[str, Any]:
    return {name: format_day(value) if name == "due_on" and value else value for name, value in values.items()}
