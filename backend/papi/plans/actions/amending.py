"""What an approved amendment does to the plan: each change by the same means as on a draft."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit
from papi.framework.models import Indicator
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.outbox.facts import Author, record
from papi.plans.actions.assignments import assign, change_assignment, mandate_of
from papi.plans.actions.plans import change_plan, wrong_target
from papi.plans.actions.tasks import add_task, change_task, check_day
from papi.plans.contents import Difference
from papi.plans.facts import AMENDED_FOR_UNIT, CANCELLED, RESUMED, TARGET_CHANGED, TASK_DROPPED, about_assignment, about_plan, about_task
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
    DropUnit,
    SetTarget,
)
from papi.plans.schemas.assignments import AssignmentUpdate, NewUnit
from papi.plans.workflow.assignments import AssignmentStep, moved_by


async def check_changes(session: AsyncSession, plan: Plan, changes: Sequence[Change]) -> None:
    """Refuse changes that name what is not there, or that could not be carried out, each at its place."""
    known = await _Known.read(session, plan)
    wrong = [
        FieldError(f"/changes/{place}{pointer}", vi, en) for place, change in enumerate(changes) for pointer, vi, en in known.faults(change)
    ]
    if wrong:
        raise Invalid(errors=wrong)


_Fault = tuple[str, str, str]
_NO_TASK: _Fault = ("/task_id", "Kế hoạch không có nhiệm vụ này.", "The plan has no such task.")
_NO_NODE = ("Chỉ tiêu lạ.", "An unknown indicator.")


class _Known:
    """What changes may name, and what the changes before have added to it."""

    def __init__(self, tasks: dict[UUID, Task], units: dict[UUID, Unit], nodes: dict[UUID, float | None]) -> None:
        self._tasks, self._units, self._nodes = tasks, units, nodes
        self._keys = {task.key for task in tasks.values()}

    @classmethod
    async def read(cls, session: AsyncSession, plan: Plan) -> "_Known":
        tasks = await session.scalars(select(Task).where(Task.plan_id == plan.id))
        units = await session.scalars(select(Unit))
        nodes = await session.execute(select(Indicator.id, Indicator.maximum).where(Indicator.framework_id == plan.framework_id))
        return cls({task.id: task for task in tasks}, {unit.id: unit for unit in units}, {row.id: row.maximum for row in nodes})

    def faults(self, change: Change) -> list[_Fault]:
        match change:
            case AddTask():
                return self._new_task(change)
            case ChangeTask():
                return self._changed_task(change)
            case SetTarget():
                return self._target(change)
            case ChangePlan() | DropTarget():
                known = isinstance(change, ChangePlan) or change.indicator_id in self._nodes
                return [] if known else [("/indicator_id", *_NO_NODE)]
            case _:
                return self._task(change.task_id) + self._of_units(change)

    def _of_units(self, change: AddUnits | ChangeUnit | DropUnit | DropTask) -> list[_Fault]:
        if isinstance(change, AddUnits):
            return self._new_units(change.units)
        return [] if isinstance(change, DropTask) else self._unit("/unit_id", change.unit_id)

    def _task(self, task_id: UUID) -> list[_Fault]:
        return [] if task_id in self._tasks else [_NO_TASK]

    def _new_task(self, change: AddTask) -> list[_Fault]:
        taken = change.task.key in self._keys
        self._keys.add(change.task.key)
        found: list[_Fault] = [("/task/key", "Ký hiệu đã dùng.", "The key is taken.")] if taken else []
        found += self._day("/task", change.task.cadence, change.task.due_on)
        found += [("/task/indicator_ids", *_NO_NODE)] if not self._nodes.keys() >= set(change.task.indicator_ids) else []
        return found + self._new_units(change.units)

    def _changed_task(self, change: ChangeTask) -> list[_Fault]:
        if change.task_id not in self._tasks:
            return [_NO_TASK]
        unknown = not self._nodes.keys() >= set(change.fields.indicator_ids or ())
        found: list[_Fault] = [("/fields/indicator_ids", *_NO_NODE)] if unknown else []
        return found + self._day("/fields", self._tasks[change.task_id].cadence, change.fields.due_on)

    @staticmethod
    def _day(pointer: str, cadence: Cadence, due_on: Any) -> list[_Fault]:
        try:
            check_day(cadence, due_on)
        except Invalid as refused:
            return [(f"{pointer}{error.pointer}", error.vi, error.en) for error in refused.errors]
        return []

    def _new_units(self, units: Sequence[NewUnit]) -> list[_Fault]:
        found: list[_Fault] = []
        for place, given in enumerate(units):
            pointer = f"/units/{place}/unit_id"
            missing = self._unit(pointer, given.unit_id)
            ended = not missing and self._has_ended(self._units[given.unit_id])
            found += missing or ([(pointer, "Đơn vị không còn hoạt động.", "The unit is no longer in use.")] if ended else [])
            found += [] if missing else self._mandate(f"/units/{place}", given)
        return found

    def _mandate(self, pointer: str, given: NewUnit) -> list[_Fault]:
        try:
            mandate_of(self._units[given.unit_id], given.mandate)
        except Invalid as refused:
            return [(f"{pointer}{error.pointer}", error.vi, error.en) for error in refused.errors]
        return []

    @staticmethod
    def _has_ended(unit: Unit) -> bool:
        return unit.valid_to is not None and unit.valid_to < clock.today()

    def _unit(self, pointer: str, unit_id: UUID) -> list[_Fault]:
        return [] if unit_id in self._units else [(pointer, "Không có đơn vị này.", "There is no such unit.")]

    def _target(self, change: SetTarget) -> list[_Fault]:
        if change.target.indicator_id not in self._nodes:
            return [("/target/indicator_id", *_NO_NODE)]
        return [(f"/target{pointer}", vi, en) for pointer, vi, en in wrong_target(change.target, self._nodes[change.target.indicator_id])]


async def carry_out(session: AsyncSession, author: Author, loaded: LoadedAmendment) -> None:
    """Bring the changes into force, in order."""
    making = _Making(session, author, loaded)
    for change in loaded.changes.changes:
        await making.carry_out(change)
        await session.flush()


class _Making:
    def __init__(self, session: AsyncSession, author: Author, loaded: LoadedAmendment) -> None:
        self._session, self._author = session, author
        self._plan, self._reason = loaded.plan, loaded.amendment.reason

    async def carry_out(self, change: Change) -> None:
        match change:
            case ChangePlan():
                change_plan(self._session, self._author, self._plan, change.fields)
            case AddTask():
                task = await add_task(self._session, self._author, self._plan, change.task)
                await self._give(task, change.units)
            case SetTarget() | DropTarget():
                await self._target(change)
            case _:
                await self._on_task(await self._session.get_one(Task, change.task_id), change)

    async def _on_task(self, task: Task, change: ChangeTask | DropTask | AddUnits | ChangeUnit | DropUnit) -> None:
        match change:
            case ChangeTask():
                await change_task(self._session, self._author, self._plan, task, change.fields)
            case AddUnits():
                await self._give(task, change.units)
            case DropTask():
                await self._withdraw(task, await self._assignments(task))
                task.dropped_on = clock.today()
                record(self._session, self._author, about_task(TASK_DROPPED, task, reason=self._reason))
            case ChangeUnit():
                for assignment in await self._assignments(task, change.unit_id):
                    unit = await self._session.get_one(Unit, change.unit_id)
                    await change_assignment(self._session, self._author, LoadedAssignment(assignment, task, unit), change.fields)
            case DropUnit():
                await self._withdraw(task, await self._assignments(task, change.unit_id))

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
        known = {
            row.unit_id: row
            for row in await self._session.scalars(
                select(Assignment).where(Assignment.task_id == task.id).order_by(Assignment.carried_to_id.is_(None))
            )
        }
        for given in units:
            before = known.get(given.unit_id)
            if before is None:
                await assign(self._session, self._author, task, given, quiet=True)
            elif before.work_state is WorkState.CANCELLED:
                await self._take_up(task, before, given)

    async def _take_up(self, task: Task, assignment: Assignment, given: NewUnit) -> None:
        await advance(self._session, [Move(assignment, {"work_state": WorkState.NOT_STARTED, "shown_work_state": WorkState.NOT_STARTED})])
        unit = await self._session.get_one(Unit, given.unit_id)
        wanted = AssignmentUpdate(part=given.part, mandate=given.mandate, due_on=given.due_on or assignment.due_on)
        await change_assignment(self._session, self._author, LoadedAssignment(assignment, task, unit), wanted)
        record(self._session, self._author, about_assignment(RESUMED, assignment, task.title, notify=[]))

    async def _withdraw(self, task: Task, assignments: Sequence[Assignment]) -> None:
        """Withdraw what is not done; what was completed once and for all stays completed, and nothing that was reported is lost."""
        done = task.cadence is Cadence.ONCE
        open_ones = [assignment for assignment in assignments if not (done and assignment.work_state is WorkState.COMPLETED)]
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


def tell_units(session: AsyncSession, author: Author, plan: Plan, made_different: Difference, number: int) -> None:
    """Each unit that the amendment touches hears what changed for it, and only that."""
    for unit in made_different.units():
        told: dict[str, Any] = {"number": number, "unit": unit["name"], "notify": [unit["id"]]}
        told |= {"what": _counted(unit, _VI), "what_en": _counted(unit, _EN)}
        record(session, author, about_plan(AMENDED_FOR_UNIT, plan, unit_id=UUID(unit["id"]), **told))


_VI = {"added": "thêm {} nhiệm vụ", "changed": "sửa {} nhiệm vụ", "dropped": "bỏ {} nhiệm vụ"}
_EN = {"added": "{} tasks added", "changed": "{} tasks changed", "dropped": "{} tasks dropped"}


def _counted(unit: dict[str, Any], words: dict[str, str]) -> str:
    return ", ".join(said.format(unit[kind]) for kind, said in words.items() if unit[kind])
