"""Giving tasks to units: with a new task at once, later, and again to a unit from which one was withdrawn."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.outbox.facts import Author, record
from papi.plans.actions.assignments import change_assignment, mandate_of, set_proof_aside
from papi.plans.actions.parts import begin_part_anew
from papi.plans.actions.tasks import add_task, get_task_to_edit
from papi.plans.actions.terms import settled
from papi.plans.errors import AlreadyAssigned
from papi.plans.facts import ASSIGNED, about_assignment
from papi.plans.models import Assignment, Cadence, Plan, PlanState, Task, WorkState
from papi.plans.progress import Move, advance, begin_counting
from papi.plans.queries.assignments import LoadedAssignment
from papi.plans.queries.plans import get_plan, plan_standing
from papi.plans.schemas.assignments import AssignmentCreate, AssignmentUpdate, NewUnit, TaskCreate, UnitsGive
from papi.plans.schemas.tasks import TaskFields
from papi.plans.workflow.assignments import new_assignment
from papi.plans.workflow.plans import PlanStep, take_plan_step

_AS_NEW: Mapping[str, Any] = {
    **dict.fromkeys(("work_state", "shown_work_state"), WorkState.NOT_STARTED),
    **dict.fromkeys(("percent", "shown_percent", "saved_on", "done_on", "done_result", "submitted_on", "submitted_by", "submitted_for")),
    **dict.fromkeys(("first_due_on", "due_words", "state_before_suspension")),
    "submitted_late": False,
    "extended_times": 0,
    "extension_asked": False,
}
"""Nothing that was said, shown or granted before a task was withdrawn holds for who takes it up again; its history keeps it."""


async def create_task(session: AsyncSession, actor: Actor, given: TaskCreate) -> UUID:
    """Add a task to a plan, with the units that carry it out: all of them, or nothing is stored."""
    actor.require("plan.edit")
    if given.units:
        actor.require("assignment.edit")
    plan = await get_plan(session, actor, given.plan_id, lock=True)
    take_plan_step(actor, plan_standing(plan), PlanStep.EDIT)
    given, words = await settled(session, given)
    fields: dict[str, Any] = given.model_dump(exclude={"plan_id", "units", "due_in_working_days"}) | {"due_text": given.due_text or words}
    task = await add_task(session, actor.author, plan, TaskFields(**fields))
    await _give_all(session, actor.author, task, given.units, quiet=_unheard_of(plan))
    return task.id


async def create_assignment(session: AsyncSession, actor: Actor, given: AssignmentCreate) -> UUID:
    """Give a task to a unit, once; Front and Party bodies are asked."""
    task, plan = await _task_to_give(session, actor, given.task_id)
    given, words = await settled(session, given)
    assignment = await give(session, actor.author, task, given, quiet=_unheard_of(plan))
    if assignment is None:
        raise AlreadyAssigned
    assignment.due_words = words
    return assignment.id


async def give_units(session: AsyncSession, actor: Actor, task_id: UUID, given: UnitsGive) -> None:
    """Give a task to several units: to all of them, or to none."""
    task, plan = await _task_to_give(session, actor, task_id)
    await _give_all(session, actor.author, task, given.units, quiet=_unheard_of(plan))


async def _task_to_give(session: AsyncSession, actor: Actor, task_id: UUID) -> tuple[Task, Plan]:
    task, plan = await get_task_to_edit(session, actor, task_id)  # of a draft others do not learn that there is one
    actor.require("assignment.edit")
    if task.owner_unit_id is not None:
        raise actor.refusal()
    return task, plan


def _unheard_of(plan: Plan) -> bool:
    """Nobody is told of a plan that is still a draft."""
    return plan.state is not PlanState.APPROVED


async def _give_all(session: AsyncSession, author: Author, task: Task, units: Sequence[NewUnit], *, quiet: bool) -> None:
    for unit in units:
        if await give(session, author, task, unit, quiet=quiet) is None:
            raise AlreadyAssigned


async def give(session: AsyncSession, author: Author, task: Task, given: NewUnit, *, quiet: bool) -> Assignment | None:
    """The unit's assignment, counted: a new one, or that which was withdrawn, taken up again; None if the unit has the task already.

    The caller has decided that it may be given. `quiet`: the unit is told otherwise, or not yet.
    """
    held = select(Assignment).where(Assignment.task_id == task.id, Assignment.unit_id == given.unit_id)
    # what went over to another unit counts only where nothing else is there, and what was withdrawn where nothing else stands
    order = (Assignment.carried_to_id.is_not(None), Assignment.work_state == WorkState.CANCELLED, Assignment.id.desc())
    before = await session.scalar(held.order_by(*order).limit(1).with_for_update(key_share=True))
    if before is not None and before.work_state is not WorkState.CANCELLED:
        return None
    unit = await _receiving_unit(session, given.unit_id)
    if before is None:
        assignment = await _new(session, task, unit, given)
    else:
        assignment = await _take_up(session, author, LoadedAssignment(before, task, unit), given)
    told: dict[str, Any] = {"notify": []} if quiet else {}
    record(session, author, about_assignment(ASSIGNED, assignment, task.title, unit=unit.short_name, **told))
    return assignment


async def _receiving_unit(session: AsyncSession, unit_id: UUID) -> Unit:
    unit = await session.get(Unit, unit_id)
    if unit is None or unit.has_ended(clock.today()):
        raise Invalid(errors=[FieldError("/unit_id", "Không có đơn vị này đang hoạt động.", "No such unit is in use.")])
    return unit


async def _new(session: AsyncSession, task: Task, unit: Unit, given: NewUnit) -> Assignment:
    due_on = given.due_on or (task.due_on if task.cadence is Cadence.ONCE else None)
    assignment = new_assignment(task, unit, given.part, mandate_of(unit, given.mandate), due_on)
    session.add(assignment)
    await session.flush()
    await begin_counting(session, [assignment])
    return assignment


async def _take_up(session: AsyncSession, author: Author, loaded: LoadedAssignment, given: NewUnit) -> Assignment:
    assignment, task = loaded.assignment, loaded.task
    await advance(session, [Move(assignment, _AS_NEW)])
    await begin_part_anew(session, assignment.id)
    await set_proof_aside(session, assignment.id)
    # the day of a recurring task's assignment is that of its latest period
    day = given.due_on or (task.due_on if task.cadence is Cadence.ONCE else assignment.due_on)
    wanted = AssignmentUpdate(part=given.part, mandate=mandate_of(loaded.unit, given.mandate), due_on=day)
    await change_assignment(session, author, loaded, wanted)
    return assignment
