"""The pieces of an assignment that a unit has given to its own people: for that unit alone."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor
from papi.access.permissions import Scope
from papi.directory.models import Membership, Person, Unit
from papi.directory.queries import in_force
from papi.kit import clock
from papi.kit.types import AnyRow, AnySelect
from papi.outbox.wording import signed_name
from papi.plans.errors import SubTaskNotFound
from papi.plans.models import Assignment, SubTask, Task, WorkState
from papi.plans.queries.assignments import LoadedAssignment, get_assignment
from papi.plans.workflow.parts import MOST_PIECES, TAKEN_STATES

_Doer, _DoneFor = aliased(Person), aliased(Person)


@dataclass(frozen=True)
class LoadedSubTask:
    """A piece with the assignment that it belongs to."""

    sub_task: SubTask
    of: LoadedAssignment


def _visible_to(actor: Actor) -> ColumnElement[bool]:
    """Joins `Assignment`."""
    return Assignment.unit_id == actor.unit_id if Scope.OWN in actor.scopes("sub_task.read") else false()


def member_of_unit() -> ColumnElement[bool]:
    """Whether the person of a piece is of the unit today. Joins `Assignment` and `Person`."""
    belongs = exists().where(Membership.person_id == SubTask.person_id, Membership.unit_id == Assignment.unit_id, in_force(clock.today()))
    return and_(belongs, Person.active.is_(True))


async def get_own_assignment(session: AsyncSession, actor: Actor, assignment_id: UUID, *, lock: bool = False) -> LoadedAssignment:
    """An assignment of the actor's unit; those of others, even if visible, have no pieces for the actor."""
    actor.require_some("sub_task.read")
    loaded = await get_assignment(session, actor, assignment_id, lock=lock)
    actor.require("sub_task.read", loaded.standing.unit)
    return loaded


async def get_sub_task(session: AsyncSession, actor: Actor, sub_task_id: UUID) -> LoadedSubTask:
    """A piece that the actor may see, for an action."""
    actor.require_some("sub_task.read")
    row = (
        await session.execute(
            select(SubTask, Assignment, Task, Unit)
            .join(Assignment, Assignment.id == SubTask.assignment_id)
            .join(Task, Task.id == Assignment.task_id)
            .join(Unit, Unit.id == Assignment.unit_id)
            .where(SubTask.id == sub_task_id, _visible_to(actor))
            .with_for_update(of=SubTask, key_share=True)
        )
    ).one_or_none()
    if row is None:
        raise SubTaskNotFound
    sub_task, assignment, task, unit = row
    return LoadedSubTask(sub_task, LoadedAssignment(assignment, task, unit))


async def read_sub_tasks(session: AsyncSession, actor: Actor, assignment_id: UUID) -> dict[str, Any]:
    """All pieces of an assignment, the open ones first."""
    loaded = await get_own_assignment(session, actor, assignment_id)
    rows = (await session.execute(_rows().where(SubTask.assignment_id == assignment_id))).all()
    may = actor.may("sub_task.edit", loaded.standing.unit)
    items = [_item(row, actor, may=may) for row in rows]
    done = sum(item["done_at"] is not None for item in items)
    more = may and loaded.assignment.work_state is not WorkState.CANCELLED and len(items) < MOST_PIECES
    return {"items": items, "total": len(items), "done": done, "allowed_actions": ["add"] if more else []}


async def read_sub_task(session: AsyncSession, actor: Actor, sub_task_id: UUID) -> dict[str, Any]:
    """One piece."""
    loaded = await get_sub_task(session, actor, sub_task_id)
    row = (await session.execute(_rows().where(SubTask.id == sub_task_id))).one()
    return _item(row, actor, may=actor.may("sub_task.edit", loaded.of.standing.unit))


def _rows() -> AnySelect:
    return (
        select(
            SubTask.id,
            SubTask.version,
            SubTask.assignment_id,
            SubTask.title,
            SubTask.note,
            SubTask.person_id,
            Person.full_name,
            member_of_unit().label("belongs"),
            SubTask.due_on,
            SubTask.done_at,
            _Doer.full_name.label("doer"),
            _DoneFor.full_name.label("behalf"),
        )
        .join(Assignment, Assignment.id == SubTask.assignment_id)
        .join(Person, Person.id == SubTask.person_id)
        .outerjoin(_Doer, _Doer.id == SubTask.done_by)
        .outerjoin(_DoneFor, _DoneFor.id == SubTask.done_for)
        .order_by(SubTask.done_at.is_not(None), SubTask.due_on.is_(None), SubTask.due_on, SubTask.id)
    )


def _item(row: AnyRow, actor: Actor, *, may: bool) -> dict[str, Any]:
    steps = ["edit", "remove", "reopen" if row.done_at else "done"]
    return {
        **{name: getattr(row, name) for name in ("id", "version", "assignment_id", "title", "note", "due_on", "done_at")},
        "person": {"id": row.person_id, "name": row.full_name, "gone": not row.belongs},
        "done_by": row.doer and signed_name(row.doer, row.behalf, actor.language),
        "allowed_actions": steps if may else [],
    }


async def count_sub_tasks(session: AsyncSession, actor: Actor, assignment: Assignment) -> dict[str, int] | None:
    """How many pieces there are and how many are done, for the own unit; None for others."""
    if assignment.unit_id != actor.unit_id or Scope.OWN not in actor.scopes("sub_task.read"):
        return None
    counted = select(func.count(), func.count(SubTask.done_at)).where(SubTask.assignment_id == assignment.id)
    total, done = (await session.execute(counted)).one()
    return {"total": total, "done": done}


async def my_sub_tasks(session: AsyncSession, actor: Actor, most: int) -> dict[str, Any]:
    """The open pieces that the actor is to do for this unit, the next due first: of what the unit works on, or has said to be done."""
    if not actor.scopes("sub_task.read"):
        return {"total": 0, "items": []}
    worked_on = and_(Assignment.work_state.in_(TAKEN_STATES), Assignment.carried_to_id.is_(None))
    rows = (
        await session.execute(
            select(SubTask.id, SubTask.version, SubTask.title, SubTask.assignment_id, SubTask.due_on, Task.title.label("task_title"))
            .add_columns(func.count().over().label("total"))
            .join(Assignment, Assignment.id == SubTask.assignment_id)
            .join(Task, Task.id == Assignment.task_id)
            .where(SubTask.person_id == actor.person_id, SubTask.done_at.is_(None), _visible_to(actor), worked_on)
            .order_by(SubTask.due_on.is_(None), SubTask.due_on, SubTask.id)
            .limit(most)
        )
    ).all()
    names = ("id", "version", "title", "assignment_id", "due_on", "task_title")
    return {"total": rows[0].total if rows else 0, "items": [{name: getattr(row, name) for name in names} for row in rows]}
