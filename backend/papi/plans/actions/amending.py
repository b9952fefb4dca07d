"""What an approved amendment does to the plan: each change by the same means as on a draft."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit
from papi.framework.models import Indicator
from papi.kit import clock
from papi.outbox.facts import Author, record
from papi.plans.actions.assignments import change_assignment
from papi.plans.actions.extensions import lapse_extensions
from papi.plans.actions.giving import give
from papi.plans.actions.parts import questioned, settle_question
from papi.plans.actions.plans import change_plan
from papi.plans.actions.tasks import add_task, change_task
from papi.plans.contents import Difference
from papi.plans.facts import (
    AMENDED_FOR_ASKED,
    AMENDED_FOR_UNIT,
    CANCELLED,
    TARGET_CHANGED,
    TASK_DROPPED,
    about_assignment,
    about_plan,
    about_task,
)
from papi.plans.models import Assignment, Cadence, Plan, Target, Task, WorkState
from papi.plans.progress import Move, advance
from papi.plans.queries.amendments import LoadedAmendment
from papi.plans.queries.assignments import LoadedAssignment
from papi.plans.schemas.amendments import (
    AddTask,
    AddUnits,
    Change,
    ChangePlan,
    ChangeTask,
    ChangeUnit,
    DropTarget,
    DropTask,
    DropTotal,
    DropUnit,
    OfTask,
    SetTarget,
    SetTotal,
)
from papi.plans.schemas.assignments import NewUnit
from papi.plans.totals import TOTAL_CODE, set_total
from papi.plans.workflow.assignments import ASKED_KINDS, AssignmentStep, moved_by


async def carry_out(session: AsyncSession, author: Author, loaded: LoadedAmendment) -> None:
    """Bring the changes into force, in order."""
    making = _Making(session, author, loaded)
    await making.lock()
    for change in loaded.changes.changes:
        await making.carry_out(change)
        await session.flush()


class _Making:
    def __init__(self, session: AsyncSession, author: Author, loaded: LoadedAmendment) -> None:
        self._session, self._author = session, author
        self._plan, self._reason, self._changes = loaded.plan, loaded.amendment.reason, loaded.changes.changes

    async def lock(self) -> None:
        """Take hold of all that is touched at once, in one order everywhere: two who wait for each other are both sent away."""
        touched = {change.task_id for change in self._changes if isinstance(change, OfTask)}
        held = select(Assignment).where(Assignment.task_id.in_(touched)).order_by(Assignment.id)
        await self._session.scalars(held.with_for_update(key_share=True).execution_options(populate_existing=True))

    async def carry_out(self, change: Change) -> None:
        match change:
            case ChangePlan():
                change_plan(self._session, self._author, self._plan, change.fields)
            case AddTask():
                task = await add_task(self._session, self._author, self._plan, change.task)
                await self._give(task, change.units)
            case SetTarget() | DropTarget():
                await self._target(change)
            case SetTotal() | DropTotal():
                set_total(self._plan, change.total.model_dump() if isinstance(change, SetTotal) else None)
                record(self._session, self._author, about_plan(TARGET_CHANGED, self._plan, code=TOTAL_CODE))
            case _:
                await self._on_task(await self._session.get_one(Task, change.task_id), change)

    async def _on_task(self, task: Task, change: OfTask) -> None:
        match change:
            case ChangeTask():
                await self._change(task, change)
            case AddUnits():
                await self._give(task, change.units)
            case DropTask():
                await self._withdraw(task, await self._assignments(task))
                task.dropped_on = clock.today()
                record(self._session, self._author, about_task(TASK_DROPPED, task, reason=self._reason))
            case ChangeUnit():
                for assignment in await self._assignments(task, change.unit_id):
                    unit = await self._session.get_one(Unit, change.unit_id)
                    loaded = LoadedAssignment(assignment, task, unit)
                    if await change_assignment(self._session, self._author, loaded, change.fields):
                        await settle_question(self._session, self._author, loaded)
            case DropUnit():
                await self._withdraw(task, await self._assignments(task, change.unit_id))

    async def _change(self, task: Task, change: ChangeTask) -> None:
        moved = await change_task(self._session, self._author, self._plan, task, change.fields)
        for loaded in await questioned(self._session, task, moved):
            await settle_question(self._session, self._author, loaded)

    async def _assignments(self, task: Task, unit_id: UUID | None = None) -> Sequence[Assignment]:
        """Those that are not withdrawn, or that of one unit."""
        statement = select(Assignment).where(
            Assignment.task_id == task.id, Assignment.work_state != WorkState.CANCELLED, Assignment.carried_to_id.is_(None)
        )
        if unit_id is not None:
            statement = statement.where(Assignment.unit_id == unit_id)
        return (await self._session.scalars(statement.order_by(Assignment.id).with_for_update(key_share=True))).all()

    async def _give(self, task: Task, units: Sequence[NewUnit]) -> None:
        """Give the task to units; one from which it was withdrawn takes it up again, one that has it already keeps it."""
        for given in units:
            await give(self._session, self._author, task, given, quiet=True)

    async def _withdraw(self, task: Task, assignments: Sequence[Assignment]) -> None:
        """Withdraw what is not done; what was completed once and for all stays completed, and nothing that was reported is lost."""
        done = task.cadence is Cadence.ONCE
        open_ones = [assignment for assignment in assignments if not (done and assignment.work_state is WorkState.COMPLETED)]
        await lapse_extensions(self._session, open_ones)
        await advance(self._session, [Move(assignment, moved_by(AssignmentStep.CANCEL, assignment)) for assignment in open_ones])
        for assignment in open_ones:
            record(self._session, self._author, about_assignment(CANCELLED, assignment, task.title, reason=self._reason, notify=[]))

    async def _target(self, change: SetTarget | DropTarget) -> None:
        node_id = change.target.indicator_id if isinstance(change, SetTarget) else change.indicator_id
        known = await self._session.scalar(select(Target).where(Target.plan_id == self._plan.id, Target.indicator_id == node_id))
        if isinstance(change, SetTarget):
            target = known or Target(plan_id=self._plan.id, indicator_id=node_id)
            for name, value in change.target.model_dump(exclude={"indicator_id"}).items():
                setattr(target, name, value)
            self._session.add(target)
        elif known is not None:
            await self._session.delete(known)
        code = (await self._session.get_one(Indicator, node_id)).code
        record(self._session, self._author, about_plan(TARGET_CHANGED, self._plan, code=code))


async def tell_units(session: AsyncSession, author: Author, plan: Plan, made_different: Difference, number: int) -> None:
    """Each unit that the amendment touches hears what changed for it, and only that; bodies that are asked in the words of a request."""
    touched = made_different.units()
    bodies = select(Unit.id).where(Unit.id.in_([UUID(unit["id"]) for unit in touched]), Unit.kind.in_(ASKED_KINDS))
    asked = set(await session.scalars(bodies))
    for unit in touched:
        kind = AMENDED_FOR_ASKED if UUID(unit["id"]) in asked else AMENDED_FOR_UNIT
        told: dict[str, Any] = {"number": number, "unit": unit["name"], "notify": [unit["id"]]}
        told |= {"what": _counted(unit, _VI), "what_en": _counted(unit, _EN)}
        record(session, author, about_plan(kind, plan, unit_id=UUID(unit["id"]), **told))


_VI = {"added": "thêm {} nhiệm vụ", "changed": "sửa {} nhiệm vụ", "dropped": "bỏ {} nhiệm vụ"}
_EN = {"added": "{} tasks added", "changed": "{} tasks changed", "dropped": "{} tasks dropped"}


def _counted(unit: dict[str, Any], words: dict[str, str]) -> str:
    return ", ".join(said.format(unit[kind]) for kind, said in words.items() if unit[kind])
