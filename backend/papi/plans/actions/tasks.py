"""Tasks: adding and changing them."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.framework.models import Indicator
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.kit.types import new_id
from papi.outbox.facts import Author, changes, record
from papi.plans.actions.assignments import settle_if_judged
from papi.plans.actions.parts import questioned
from papi.plans.actions.terms import settled, without_term
from papi.plans.contents import with_words_of_day
from papi.plans.errors import AnotherByUnitPlan, KeyTaken, PlanInForce, TaskDropped
from papi.plans.facts import TASK_CHANGED, TASK_CREATED, TASK_DROPPED, about_task
from papi.plans.models import Assignment, Cadence, Plan, PlanState, Task, TaskDimension, TaskIndicator
from papi.plans.progress import Move, advance, begin_counting, stop_counting
from papi.plans.queries.plans import get_plan, plan_standing
from papi.plans.queries.tasks import get_task
from papi.plans.schemas.tasks import TaskFields, TaskPatch, TaskUpdate
from papi.plans.words import KIND_WORDS
from papi.plans.workflow.assignments import AssignmentStep, moved_by
from papi.plans.workflow.deadlines import OPEN_STATES
from papi.plans.workflow.plans import PlanStep, take_plan_step

_REPORTED = ("Kế hoạch đã có hiệu lực, báo cáo lập theo đó.", "The plan is in force, and reports are made by it.")
_MAY_BE_EMPTY = frozenset({"due_on", "due_text", "deliverable"})


async def add_task(session: AsyncSession, author: Author, plan: Plan, given: TaskFields) -> Task:
    """The task at the end of the plan, with its indicators; the caller has decided that it may be added."""
    if await session.scalar(select(Task.id).where(Task.plan_id == plan.id, Task.key == given.key)) is not None:
        raise KeyTaken
    check_day(given.cadence, given.due_on)
    if given.by_unit_plan:
        await _require_only_one(session, plan, given.cadence)
    dimensions = await _dimensions(session, plan.framework_id, given.indicator_ids)
    last = await session.scalar(
        select(Task.sort).where(Task.plan_id == plan.id, Task.owner_unit_id.is_(None)).order_by(Task.sort.desc()).limit(1)
    )
    task = Task(
        id=new_id(),
        plan_id=plan.id,
        **given.model_dump(exclude={"indicator_ids"}),
        sort=(last or 0) + 1,
    )
    session.add(task)
    await session.flush()
    _link(session, task, given.indicator_ids, dimensions)
    record(session, author, about_task(TASK_CREATED, task))
    return task


async def _require_only_one(session: AsyncSession, plan: Plan, cadence: Cadence, but: UUID | None = None) -> None:
    """One task of a plan at most asks for the units' own plans."""
    others = select(Task.id).where(Task.plan_id == plan.id, Task.by_unit_plan.is_(True), Task.dropped_on.is_(None))
    found = await session.scalar(others.where(Task.id != but) if but else others)
    if found is not None or cadence is not Cadence.ONCE:
        raise AnotherByUnitPlan


def check_day(cadence: Cadence, due_on: date | None) -> None:
    if cadence is not Cadence.ONCE and due_on is not None:
        odd = FieldError("/due_on", "Chỉ nhiệm vụ một lần có ngày hạn riêng.", "Only once-tasks have a day of their own.")
        raise Invalid(errors=[odd])


async def _dimensions(session: AsyncSession, framework_id: UUID, indicator_ids: Sequence[UUID]) -> list[str]:
    """The dimensions of the indicators: the first part of their codes."""
    rows = await session.execute(
        select(Indicator.id, Indicator.code).where(Indicator.id.in_(indicator_ids), Indicator.framework_id == framework_id)
    )
    codes = {row.id: row.code for row in rows}
    if set(indicator_ids) != codes.keys():
        raise Invalid(errors=[FieldError("/indicator_ids", "Có chỉ tiêu không tồn tại.", "Some indicators are unknown.")])
    return sorted({code.split(".")[0] for code in codes.values()})


def _link(session: AsyncSession, task: Task, indicator_ids: Sequence[UUID], dimensions: Sequence[str]) -> None:
    task.dimension = dimensions[0] if dimensions else ""
    session.add_all(TaskIndicator(task_id=task.id, indicator_id=node) for node in set(indicator_ids))
    session.add_all(TaskDimension(task_id=task.id, dimension=code) for code in dimensions)


async def get_task_to_edit(session: AsyncSession, actor: Actor, task_id: UUID) -> tuple[Task, Plan]:
    """A task that stands in its plan, as it is once the plan is held; refused where the plan may not be edited now."""
    task = await get_task(session, actor, task_id)
    plan = await get_plan(session, actor, task.plan_id, lock=True)
    take_plan_step(actor, plan_standing(plan), PlanStep.EDIT)
    await session.refresh(task)
    if task.dropped_on is not None:
        raise TaskDropped
    return task, plan


async def update_task(session: AsyncSession, actor: Actor, task_id: UUID, given: TaskPatch, precondition: Precondition) -> None:
    """Change what a task says, its day and its indicators; the earlier words stay in its history."""
    task, plan = await get_task_to_edit(session, actor, task_id)  # nobody is given the task while its dimensions change
    precondition.check(task.version)
    if task.owner_unit_id is not None:
        raise actor.refusal()  # a unit's own: what it says is what the unit's plan said
    given, words = await settled(session, given)
    fields: dict[str, Any] = {"due_text": words} if words is not None else {}
    if given.reportable not in (None, task.reportable) and plan.state is PlanState.APPROVED:
        raise Invalid(errors=[FieldError("/reportable", *_REPORTED)])
    moved = await change_task(session, actor.author, plan, task, TaskPatch(**{**fields, **without_term(given)}))
    for loaded in await questioned(session, task, moved):
        await settle_if_judged(session, actor, loaded, changed=True)


async def change_task(session: AsyncSession, author: Author, plan: Plan, task: Task, given: TaskUpdate) -> Sequence[Assignment]:
    """The change itself, with the days and counts that follow, and the assignments whose day moved with it; the caller has decided that it
    may be made."""
    wanted: dict[str, Any] = {name: getattr(given, name) for name in given.model_fields_set - {"indicator_ids"}}
    wanted = with_words_of_day({name: value for name, value in wanted.items() if value is not None or name in _MAY_BE_EMPTY}, task.due_on)
    check_day(task.cadence, wanted.get("due_on"))
    if wanted.get("by_unit_plan"):
        await _require_only_one(session, plan, task.cadence, task.id)
    before = {name: getattr(task, name) for name in wanted}
    for name, value in wanted.items():
        setattr(task, name, value)
    followed: Sequence[Assignment] = ()
    if "due_on" in wanted and task.due_on != before["due_on"]:
        followed = await _move_days(session, task, before["due_on"])
    moved = await _relink(session, plan, task, given.indicator_ids) if given.indicator_ids is not None else []
    difference = [*changes(_spoken(before), _spoken(wanted)), *moved]
    record(session, author, about_task(TASK_CHANGED, task, changes=difference))
    return followed


async def drop_task(session: AsyncSession, actor: Actor, task_id: UUID, precondition: Precondition) -> None:
    """Take a task out of a draft. Of an approved plan the leader decides: by an amendment."""
    task, plan = await get_task_to_edit(session, actor, task_id)
    precondition.check(task.version)
    if plan.state is not PlanState.DRAFT:
        raise PlanInForce
    given = (await session.scalars(select(Assignment).where(Assignment.task_id == task.id).with_for_update(key_share=True))).all()
    await advance(session, [Move(assignment, moved_by(AssignmentStep.CANCEL, assignment)) for assignment in given])
    task.dropped_on = clock.today()
    record(session, actor.author, about_task(TASK_DROPPED, task))


async def _move_days(session: AsyncSession, task: Task, before: date | None) -> Sequence[Assignment]:
    """Open assignments that had the task's day follow it; those with a day of their own, or an extension, keep it."""
    following = await session.scalars(
        select(Assignment).where(
            Assignment.task_id == task.id,
            Assignment.work_state.in_(OPEN_STATES),
            Assignment.extended_times == 0,
            Assignment.due_on.is_(None) if before is None else Assignment.due_on == before,
        )
    )
    moved = following.all()
    await advance(session, [Move(assignment, {"due_on": task.due_on, "due_words": None}) for assignment in moved])
    return moved


async def _relink(session: AsyncSession, plan: Plan, task: Task, indicator_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Give the task other indicators; what is counted under their dimensions moves along."""
    dimensions = await _dimensions(session, plan.framework_id, indicator_ids)
    before = await _codes(session, task)
    of_task = select(Assignment).where(Assignment.task_id == task.id).order_by(Assignment.id).with_for_update(key_share=True)
    assignments = (await session.scalars(of_task)).all()
    for assignment in assignments:
        assignment.updated_at = clock.business()  # whoever moves one of them by what they read before is told
    await stop_counting(session, assignments)
    for linked in (TaskIndicator, TaskDimension):
        await session.execute(delete(linked).where(linked.task_id == task.id))
    _link(session, task, indicator_ids, dimensions)
    await session.flush()
    await begin_counting(session, assignments)
    return changes({"indicators": before}, {"indicators": await _codes(session, task)})


async def _codes(session: AsyncSession, task: Task) -> str:
    linked = select(TaskIndicator.indicator_id).where(TaskIndicator.task_id == task.id)
    codes = await session.scalars(select(Indicator.code).where(Indicator.id.in_(linked)).order_by(Indicator.sort))
    return ", ".join(codes)


def _spoken(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _words(value) for name, value in values.items()}


def _words(value: Any) -> Any:
    if isinstance(value, date):
        return format_day(value)
    if isinstance(value, list):
        return "; ".join(value)  # pyright: ignore[reportUnknownArgumentType] - the checklist holds texts
    return KIND_WORDS[value][0] if value in KIND_WORDS else value
