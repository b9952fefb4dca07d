"""Many assignments in one act: each stands or falls alone, and every outcome is told; a dry run tells them and undoes all."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit, UnitGroupMember
from papi.directory.queries import in_use
from papi.kit import clock
from papi.kit.db import trying
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.many import try_alone
from papi.plans.actions.assignments import change_assignment, settle_if_judged
from papi.plans.actions.giving import create_assignment
from papi.plans.actions.parts import accept_part
from papi.plans.actions.terms import settled
from papi.plans.errors import AssignmentNotFound, DeadlineOfPeriod, ExtendedByItself, TooManyAtOnce, WithdrawnBefore
from papi.plans.models import Assignment, Cadence, Task, WorkState
from papi.plans.queries.assignments import get_assignment, list_assignments, visible_to
from papi.plans.queries.plans import get_plan, hold_unless_approved, plan_standing
from papi.plans.queries.tasks import get_task
from papi.plans.schemas.assignments import AssignmentCreate, AssignmentQuery, AssignmentUpdate
from papi.plans.schemas.bulk import MOST_AT_ONCE, BulkAccept, BulkAssign, BulkChosen, BulkDates
from papi.plans.workflow.assignments import AssignmentStep, take
from papi.plans.workflow.plans import PlanStep, take_plan_step

_ANY = Precondition()
_UNKNOWN = "–"
_NOT_SEEN = (_UNKNOWN, _UNKNOWN)


@dataclass(frozen=True)
class _Piece:
    """One of many: which (all act in the order of these ids, so that no two wait for each other), whose, about what, and
    the act itself, which gives the assignment's id."""

    id: UUID
    unit: str
    task: str
    act: Callable[[], Awaitable[UUID]]


async def change_assignments(session: AsyncSession, actor: Actor, given: BulkAssign | BulkDates | BulkAccept) -> dict[str, Any]:
    """Do it for each; a refused one changes nothing and does not keep the others back."""
    match given:
        case BulkAssign():
            pieces = await _gifts(session, actor, given)
        case BulkDates():
            pieces = await _moves(session, actor, given)
        case BulkAccept():
            pieces = await _acceptances(session, actor, given)
    outcomes: dict[int, dict[str, Any]] = {}
    async with trying(session) if given.dry_run else nullcontext():
        for place in sorted(range(len(pieces)), key=lambda place: pieces[place].id):
            outcomes[place] = await _outcome(session, actor, pieces[place])
    if given.dry_run:
        session.expire_all()
    items = [outcomes[place] for place in range(len(pieces))]
    changed = sum(item["status"] < 300 for item in items)
    return {"items": items, "changed": changed, "refused": len(items) - changed, "dry_run": given.dry_run}


async def _outcome(session: AsyncSession, actor: Actor, piece: _Piece) -> dict[str, Any]:
    done, outcome = await try_alone(session, actor.language, piece.act)
    return {"id": done, "unit": piece.unit, "task": piece.task, **outcome}


async def _gifts(session: AsyncSession, actor: Actor, given: BulkAssign) -> list[_Piece]:
    actor.require("assignment.edit")
    task = await get_task(session, actor, given.task_id)
    take_plan_step(actor, plan_standing(await get_plan(session, actor, task.plan_id, lock=True)), PlanStep.EDIT)
    given, words = await settled(session, given)
    names = await _receivers(session, given)
    if not names:
        raise Invalid(errors=[FieldError("/unit_ids", "Chọn đơn vị hoặc nhóm đơn vị.", "Choose units, or groups of units.")])

    left_out = await _withdrawn_from(session, task) - set(given.unit_ids)

    def gift(unit_id: UUID) -> Callable[[], Awaitable[UUID]]:
        fields = AssignmentCreate(task_id=given.task_id, unit_id=unit_id, part=given.part, mandate=given.mandate, due_on=given.due_on)

        async def act() -> UUID:
            if unit_id in left_out:
                raise WithdrawnBefore
            made = await create_assignment(session, actor, fields)
            (await session.get_one(Assignment, made)).due_words = words
            return made

        return act

    return [_Piece(unit_id, name, task.title, gift(unit_id)) for unit_id, name in names.items()]


async def _withdrawn_from(session: AsyncSession, task: Task) -> set[UUID]:
    """The units that had the task and have it no more: the name of a group does not bring it back to them."""
    held = select(Assignment.unit_id, Assignment.work_state).where(Assignment.task_id == task.id, Assignment.carried_to_id.is_(None))
    rows = (await session.execute(held)).all()
    return {row.unit_id for row in rows} - {row.unit_id for row in rows if row.work_state is not WorkState.CANCELLED}


async def _receivers(session: AsyncSession, given: BulkAssign) -> dict[UUID, str]:
    """The units by name, in official order: whichever are named, also those that will be refused, and those of the groups in use."""
    of_groups = select(UnitGroupMember.unit_id).where(UnitGroupMember.group_id.in_(given.group_ids))
    wanted = select(Unit.id, Unit.short_name).where(or_(Unit.id.in_(given.unit_ids), and_(Unit.id.in_(of_groups), in_use(clock.today()))))
    known = {row.id: row.short_name for row in (await session.execute(wanted.order_by(Unit.sort))).all()}
    return known | {unit_id: _UNKNOWN for unit_id in given.unit_ids if unit_id not in known}


async def _moves(session: AsyncSession, actor: Actor, given: BulkDates) -> list[_Piece]:
    actor.require("assignment.edit")
    given, words = await settled(session, given)
    if given.due_on is None:
        raise Invalid(errors=[FieldError("/due_on", "Nêu thời hạn mới.", "Give the new day.")])
    chosen = given.items or await _found(session, actor, given)
    await hold_unless_approved(session, *(item.id for item in chosen))
    fields = AssignmentUpdate(due_on=given.due_on)

    def move(item: BulkChosen) -> Callable[[], Awaitable[UUID]]:
        async def act() -> UUID:
            loaded = await get_assignment(session, actor, item.id, lock=True)
            Precondition(f'"v{item.version}"').check(loaded.assignment.version)
            take(actor, loaded.standing, AssignmentStep.EDIT)
            take_plan_step(actor, plan_standing(await get_plan(session, actor, loaded.assignment.plan_id)), PlanStep.EDIT)
            if loaded.task.cadence is not Cadence.ONCE:
                raise DeadlineOfPeriod
            if loaded.assignment.extended_times or loaded.assignment.extension_asked:
                raise ExtendedByItself
            changed = await change_assignment(session, actor.author, loaded, fields, given.reason)
            await settle_if_judged(session, actor, loaded, changed=changed)
            loaded.assignment.due_words = words
            return item.id

        return act

    names = await _names(session, actor, [item.id for item in chosen])
    return [_Piece(item.id, *names.get(item.id, _NOT_SEEN), move(item)) for item in chosen]


async def _found(session: AsyncSession, actor: Actor, given: BulkDates) -> list[BulkChosen]:
    """What the filter finds; as they are now, because nobody has read them one by one."""
    if given.filter is None:
        raise Invalid(errors=[FieldError("/items", "Chọn phân công hoặc nêu bộ lọc.", "Choose assignments, or give a filter.")])
    query = AssignmentQuery(**given.filter.model_dump(exclude_none=True))
    rows, _more = await list_assignments(actor, query).page(session, "sort", None, MOST_AT_ONCE + 1)
    if len(rows) > MOST_AT_ONCE:
        raise TooManyAtOnce(most=MOST_AT_ONCE)
    return [BulkChosen(id=row["id"], version=row["version"]) for row in rows]


async def _acceptances(session: AsyncSession, actor: Actor, given: BulkAccept) -> list[_Piece]:
    actor.require_some("assignment.accept_part")
    names = await _names(session, actor, given.ids)

    def acceptance(assignment_id: UUID) -> Callable[[], Awaitable[UUID]]:
        async def act() -> UUID:
            if assignment_id not in names:
                raise AssignmentNotFound
            await accept_part(session, actor, assignment_id, _ANY)
            return assignment_id

        return act

    return [_Piece(each, *names.get(each, _NOT_SEEN), acceptance(each)) for each in dict.fromkeys(given.ids)]


async def _names(session: AsyncSession, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, tuple[str, str]]:
    """Unit and task of those that the actor sees, for telling what became of them."""
    rows = await session.execute(
        select(Assignment.id, Unit.short_name, Task.title)
        .join(Task, Task.id == Assignment.task_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(Assignment.id.in_(ids), visible_to(actor))
    )
    return {assignment_id: (unit, title) for assignment_id, unit, title in rows.all()}
