"""What is wrong with the changes of an amendment, each at its place."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit
from papi.framework.models import Framework, Indicator
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.plans.actions.assignments import mandate_of
from papi.plans.actions.plans import wrong_target
from papi.plans.actions.tasks import check_day
from papi.plans.errors import AnotherByUnitPlan
from papi.plans.models import Assignment, Cadence, Mandate, Plan, Task, WorkState
from papi.plans.queries.contents import in_the_plan
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


async def check_changes(session: AsyncSession, plan: Plan, changes: Sequence[Change], *, being_written: bool) -> None:
    """Refuse changes that name what is not there, or that could not be carried out.

    While an amendment is written and sent, also those that would do nothing. What happened since passes them over, in the preview as in
    the plan: the leader is not stopped by it.
    """
    known = await _Known.read(session, plan, strict=being_written)
    wrong = [
        FieldError(f"/changes/{place}{pointer}", vi, en) for place, change in enumerate(changes) for pointer, vi, en in known.faults(change)
    ]
    if wrong:
        raise Invalid(errors=wrong)


_Fault = tuple[str, str, str]
_NO_TASK: _Fault = ("/task_id", "Kế hoạch không có nhiệm vụ này.", "The plan has no such task.")
_DROPPED: _Fault = ("/task_id", "Nhiệm vụ đã bỏ khỏi kế hoạch.", "The task has been taken out of the plan.")
_NO_NODE = ("Chỉ tiêu không có trong danh mục.", "An unknown indicator.")
_TAKEN: _Fault = ("/task/key", "Ký hiệu đã dùng.", "The key is taken.")
_TAKEN_BY_DROPPED: _Fault = (
    "/task/key",
    "Ký hiệu là của nhiệm vụ đã bỏ khỏi kế hoạch; đặt ký hiệu khác.",
    "The key is that of a task that was taken out of the plan; choose another.",
)
_HAS_IT = (
    "Đơn vị đã có nhiệm vụ này; để đổi vai trò hoặc thời hạn, sửa phân công.",
    "The unit has the task already; change its assignment.",
)
_TWICE = ("Đơn vị được nêu hai lần.", "The unit is named twice.")
_HAS_NOT = ("Đơn vị không có nhiệm vụ này.", "The unit does not have this task.")
_DONE = ("Đơn vị đã hoàn thành nhiệm vụ này nên không rút ra được.", "The unit has completed the task; it cannot be taken out.")


class _Known:
    """What changes may name, and what the changes before have made of it."""

    def __init__(self, tasks: Sequence[Task], units: Sequence[Unit], nodes: dict[UUID, float | None], *, strict: bool) -> None:
        self._tasks = {task.id: task for task in tasks}
        self._units = {unit.id: unit for unit in units}
        self._nodes, self._strict = nodes, strict
        self._gone = {task.id for task in tasks if task.dropped_on is not None}
        self._keys = {task.key: _TAKEN if task.dropped_on is None else _TAKEN_BY_DROPPED for task in tasks}
        self._asking: set[UUID | str] = {task.id for task in tasks if task.by_unit_plan and task.dropped_on is None}
        self._top = 0.0
        self._held: set[tuple[UUID, UUID]] = set()
        self._done: set[tuple[UUID, UUID]] = set()

    @classmethod
    async def read(cls, session: AsyncSession, plan: Plan, *, strict: bool) -> "_Known":
        tasks = (await session.scalars(select(Task).where(Task.plan_id == plan.id, Task.owner_unit_id.is_(None)))).all()
        units = (await session.scalars(select(Unit))).all()
        nodes = await session.execute(select(Indicator.id, Indicator.maximum).where(Indicator.framework_id == plan.framework_id))
        known = cls(tasks, units, {row.id: row.maximum for row in nodes}, strict=strict)
        known._top = (await session.get_one(Framework, plan.framework_id)).maximum
        given = select(Assignment.task_id, Assignment.unit_id, Assignment.work_state).where(in_the_plan(plan.id), Assignment.own.is_(False))
        for task_id, unit_id, state in await session.execute(given):
            known._held.add((task_id, unit_id))
            if state is WorkState.COMPLETED and known._tasks[task_id].cadence is Cadence.ONCE:
                known._done.add((task_id, unit_id))
        return known

    def faults(self, change: Change) -> list[_Fault]:
        match change:
            case AddTask():
                return self._new_task(change)
            case SetTarget():
                return self._target(change)
            case SetTotal():
                return [(f"/total{pointer}", vi, en) for pointer, vi, en in wrong_target(change.total, self._top)]
            case DropTarget():
                return [] if change.indicator_id in self._nodes else [("/indicator_id", *_NO_NODE)]
            case ChangePlan() | DropTotal():
                return []
            case _:
                return self._task(change.task_id) or self._on_task(self._tasks[change.task_id], change)

    def _task(self, task_id: UUID) -> list[_Fault]:
        if task_id not in self._tasks:
            return [_NO_TASK]
        return [_DROPPED] if task_id in self._gone else []

    def _on_task(self, task: Task, change: OfTask) -> list[_Fault]:
        match change:
            case ChangeTask():
                unknown = not self._nodes.keys() >= set(change.fields.indicator_ids or ())
                found: list[_Fault] = [("/fields/indicator_ids", *_NO_NODE)] if unknown else []
                found += self._by_unit_plan("/fields", task.id, task.cadence, asks=change.fields.by_unit_plan)
                return found + self._day("/fields", task.cadence, change.fields.due_on)
            case AddUnits():
                return self._further_units(task, change.units)
            case DropTask():
                self._gone.add(task.id)
                self._asking.discard(task.id)
                return []
            case _:
                return self._unit("/unit_id", change.unit_id) or self._of_unit(task, change)

    def _of_unit(self, task: Task, change: ChangeUnit | DropUnit) -> list[_Fault]:
        place = (task.id, change.unit_id)
        needless: list[_Fault] = [("/unit_id", *_HAS_NOT)] if self._strict and place not in self._held else []
        if isinstance(change, ChangeUnit):
            day = self._day("/fields", task.cadence, change.fields.due_on)
            return needless + day + self._mandate("/fields", change.unit_id, change.fields.mandate)
        if self._strict and place in self._done:
            return [("/unit_id", *_DONE)]
        self._held.discard(place)
        return needless

    def _new_task(self, change: AddTask) -> list[_Fault]:
        task = change.task
        found: list[_Fault] = [self._keys[task.key]] if task.key in self._keys else []
        self._keys[task.key] = _TAKEN
        found += self._by_unit_plan("/task", task.key, task.cadence, asks=task.by_unit_plan)
        found += self._day("/task", task.cadence, task.due_on)
        found += [("/task/indicator_ids", *_NO_NODE)] if not self._nodes.keys() >= set(task.indicator_ids) else []
        return found + self._new_units(task.cadence, change.units)

    def _further_units(self, task: Task, units: Sequence[NewUnit]) -> list[_Fault]:
        found = self._new_units(task.cadence, units)
        for place, given in enumerate(units):
            if self._strict and (task.id, given.unit_id) in self._held:
                found.append((f"/units/{place}/unit_id", *_HAS_IT))
        self._held |= {(task.id, given.unit_id) for given in units}
        return found

    def _new_units(self, cadence: Cadence, units: Sequence[NewUnit]) -> list[_Fault]:
        found: list[_Fault] = []
        seen: set[UUID] = set()
        for place, given in enumerate(units):
            pointer = f"/units/{place}/unit_id"
            missing = self._unit(pointer, given.unit_id)
            ended = not missing and self._units[given.unit_id].has_ended(clock.today())
            found += missing or ([(pointer, "Đơn vị không còn hoạt động.", "The unit is no longer in use.")] if ended else [])
            found += [(pointer, *_TWICE)] if given.unit_id in seen else []
            found += [] if missing else self._mandate(f"/units/{place}", given.unit_id, given.mandate)
            found += self._day(f"/units/{place}", cadence, given.due_on)
            seen.add(given.unit_id)
        return found

    def _by_unit_plan(self, pointer: str, task: UUID | str, cadence: Cadence, *, asks: bool | None) -> list[_Fault]:
        """One task at most asks for the units' own plans, whichever of the changes before says so."""
        if asks is False:
            self._asking.discard(task)
        if not asks:
            return []
        refused = cadence is not Cadence.ONCE or bool(self._asking - {task})
        self._asking.add(task)
        return [(f"{pointer}/by_unit_plan", AnotherByUnitPlan.vi, AnotherByUnitPlan.en)] if refused else []

    @staticmethod
    def _day(pointer: str, cadence: Cadence, due_on: date | None) -> list[_Fault]:
        try:
            check_day(cadence, due_on)
        except Invalid as refused:
            return _at(pointer, refused)
        return []

    def _mandate(self, pointer: str, unit_id: UUID, mandate: Mandate | None) -> list[_Fault]:
        try:
            mandate_of(self._units[unit_id], mandate)
        except Invalid as refused:
            return _at(pointer, refused)
        return []

    def _unit(self, pointer: str, unit_id: UUID) -> list[_Fault]:
        return [] if unit_id in self._units else [(pointer, "Không có đơn vị này.", "There is no such unit.")]

    def _target(self, change: SetTarget) -> list[_Fault]:
        if change.target.indicator_id not in self._nodes:
            return [("/target/indicator_id", *_NO_NODE)]
        return [(f"/target{pointer}", vi, en) for pointer, vi, en in wrong_target(change.target, self._nodes[change.target.indicator_id])]


def _at(pointer: str, refused: Invalid) -> list[_Fault]:
    return [(f"{pointer}{error.pointer}", error.vi, error.en) for error in refused.errors]
