"""Giving pieces of an assignment to people of the own unit."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Membership, Person
from papi.directory.queries import in_force
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.kit.types import new_id
from papi.outbox.facts import Fact, FactKind, changes, record
from papi.plans.errors import SubTaskWrongState, TooManyPieces
from papi.plans.models import Assignment, SubTask, WorkState
from papi.plans.part_facts import SUB_TASK_ADDED, SUB_TASK_CHANGED, SUB_TASK_DONE, SUB_TASK_REMOVED, SUB_TASK_REOPENED
from papi.plans.queries.assignments import LoadedAssignment
from papi.plans.queries.sub_tasks import LoadedSubTask, get_own_assignment, get_sub_task
from papi.plans.schemas.parts import SubTaskCreate, SubTaskUpdate
from papi.plans.workflow.assignments import wrong_state
from papi.plans.workflow.parts import MOST_PIECES

_MAY_BE_EMPTY = frozenset({"due_on", "note"})


async def add_sub_task(session: AsyncSession, actor: Actor, assignment_id: UUID, given: SubTaskCreate) -> UUID:
    """Give a piece to a person of the unit, who is told."""
    loaded = await get_own_assignment(session, actor, assignment_id, lock=True)
    actor.require("sub_task.edit", loaded.standing.unit)
    if loaded.assignment.work_state is WorkState.CANCELLED:
        raise wrong_state(actor, loaded.assignment.work_state)
    person = await _member(session, loaded.assignment, given.person_id)
    _check_day(loaded.assignment, given.due_on)
    if (await session.scalar(select(func.count()).where(SubTask.assignment_id == assignment_id)) or 0) >= MOST_PIECES:
        raise TooManyPieces(most=MOST_PIECES)
    sub_task = SubTask(
        id=new_id(), assignment_id=assignment_id, created_by=actor.person_id, created_at=clock.business(), **given.model_dump()
    )
    session.add(sub_task)
    told = {"piece": sub_task.title, "person": person, "due": _day(given.due_on), **_notice(actor, loaded, given.person_id)}
    record(session, actor.author, _about(SUB_TASK_ADDED, loaded, **told))
    await session.flush()
    return sub_task.id


async def update_sub_task(session: AsyncSession, actor: Actor, sub_task_id: UUID, given: SubTaskUpdate, precondition: Precondition) -> None:
    """Change what a piece says, who does it and until when."""
    loaded = await _held(session, actor, sub_task_id, precondition)
    sub_task = loaded.sub_task
    wanted: dict[str, Any] = {name: getattr(given, name) for name in given.model_fields_set}
    wanted = {name: value for name, value in wanted.items() if value is not None or name in _MAY_BE_EMPTY}
    _check_day(loaded.of.assignment, wanted.get("due_on"))
    before = await _spoken(session, {name: getattr(sub_task, name) for name in wanted})
    told: dict[str, Any] = {}
    if wanted.get("person_id", sub_task.person_id) != sub_task.person_id:
        await _member(session, loaded.of.assignment, wanted["person_id"])
        told = _notice(actor, loaded.of, wanted["person_id"])
    for name, value in wanted.items():
        setattr(sub_task, name, value)
    difference = changes(before, await _spoken(session, wanted))
    record(session, actor.author, _about(SUB_TASK_CHANGED, loaded.of, piece=sub_task.title, changes=difference, **told))


async def finish_sub_task(session: AsyncSession, actor: Actor, sub_task_id: UUID, precondition: Precondition) -> None:
    """Say that a piece is done. The assignment itself stays as it is."""
    loaded = await _held(session, actor, sub_task_id, precondition)
    if loaded.sub_task.done_at is not None:
        raise SubTaskWrongState
    loaded.sub_task.done_at, loaded.sub_task.done_by, loaded.sub_task.done_for = clock.business(), actor.person_id, actor.acts_for
    record(session, actor.author, _about(SUB_TASK_DONE, loaded.of, piece=loaded.sub_task.title))


async def reopen_sub_task(session: AsyncSession, actor: Actor, sub_task_id: UUID, precondition: Precondition) -> None:
    """Say that it is not done after all."""
    loaded = await _held(session, actor, sub_task_id, precondition)
    if loaded.sub_task.done_at is None:
        raise SubTaskWrongState
    loaded.sub_task.done_at = loaded.sub_task.done_by = loaded.sub_task.done_for = None
    record(session, actor.author, _about(SUB_TASK_REOPENED, loaded.of, piece=loaded.sub_task.title))


async def remove_sub_task(session: AsyncSession, actor: Actor, sub_task_id: UUID, precondition: Precondition) -> None:
    """Take a piece away; its history stays with the assignment."""
    loaded = await _held(session, actor, sub_task_id, precondition)
    await session.delete(loaded.sub_task)
    record(session, actor.author, _about(SUB_TASK_REMOVED, loaded.of, piece=loaded.sub_task.title))


async def _held(session: AsyncSession, actor: Actor, sub_task_id: UUID, precondition: Precondition) -> LoadedSubTask:
    loaded = await get_sub_task(session, actor, sub_task_id)
    precondition.check(loaded.sub_task.version)
    actor.require("sub_task.edit", loaded.of.standing.unit)
    return loaded


async def _member(session: AsyncSession, assignment: Assignment, person_id: UUID) -> str:
    """The name of a person who is of the unit today."""
    member = (
        select(Person.full_name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Person.id == person_id, Person.active.is_(True), Membership.unit_id == assignment.unit_id, in_force(clock.today()))
    )
    name = await session.scalar(member)
    if name is None:
        raise Invalid(errors=[FieldError("/person_id", "Người này không thuộc đơn vị.", "This person is not of the unit.")])
    return name


def _check_day(assignment: Assignment, due_on: date | None) -> None:
    if due_on is not None and assignment.due_on is not None and due_on > assignment.due_on:
        last = format_day(assignment.due_on)
        late = FieldError("/due_on", f"Không muộn hơn thời hạn của nhiệm vụ ({last}).", f"No later than the task's day ({last}).")
        raise Invalid(errors=[late])


def _day(due_on: date | None) -> str | None:
    return format_day(due_on) if due_on else None


async def _spoken(session: AsyncSession, values: dict[str, Any]) -> dict[str, Any]:
    """Days and people as people write them."""
    said = dict(values)
    if "due_on" in said:
        said["due_on"] = _day(said["due_on"])
    if "person_id" in said:
        said["person_id"] = await session.scalar(select(Person.full_name).where(Person.id == said["person_id"]))
    return said


def _notice(actor: Actor, loaded: LoadedAssignment, person_id: UUID) -> dict[str, Any]:
    """Tells the person alone, unless they gave it to themselves."""
    return {} if person_id == actor.person_id else {"notify": [str(loaded.unit.id)], "notify_only": [str(person_id)]}


def _about(kind: FactKind, loaded: LoadedAssignment, **data: Any) -> Fact:
    return Fact(kind, "assignment", loaded.assignment.id, loaded.task.title, unit_id=loaded.unit.id, private=True, data=data)
