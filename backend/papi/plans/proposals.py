"""A plan's content with proposed changes carried out: what the reader of an amendment compares with the plan in force."""

import copy
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from papi.directory.models import Unit
from papi.plans.contents import Content, code_order, with_words_of_day
from papi.plans.models import Mandate
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
    SetTarget,
    SetTotal,
)
from papi.plans.schemas.assignments import NewUnit
from papi.plans.totals import TOTAL_CODE, content_of_total
from papi.plans.workflow.assignments import ASKED_KINDS


@dataclass(frozen=True)
class Names:
    """What ids stand for: tasks' keys, units, and the codes and names of nodes. Of tasks by key the ids of the units that are `done` with
    them once and for all, which are not taken out, and of those whose day is `settled`: it does not follow the task's."""

    tasks: Mapping[UUID, str]
    units: Mapping[UUID, Unit]
    nodes: Mapping[UUID, tuple[str, str]]
    done: Collection[tuple[str, str]]
    settled: Collection[tuple[str, str]]


def propose(present: Content, changes: Sequence[Change], names: Names) -> Content:
    """The content after all changes, in order. What is gone meanwhile is passed over: it needs no change any more."""
    wanted: dict[str, Any] = {name: copy.copy(part) for name, part in present.items()}
    for change in changes:
        _carry_out(wanted, change, names)
    return wanted


def _carry_out(wanted: dict[str, Any], change: Change, names: Names) -> None:
    match change:
        case ChangePlan():
            wanted["plan"] = {**wanted["plan"], **_given(change.fields, may_be_empty={"number", "adopted_on"})}
        case AddTask():
            wanted["tasks"][change.task.key] = _new_task(change, wanted, names)
        case SetTarget() | DropTarget() | SetTotal() | DropTotal():
            _set_target(wanted["targets"], change, names)
        case DropTask():
            wanted["tasks"].pop(names.tasks[change.task_id], None)
        case _:
            key = names.tasks[change.task_id]
            if key in wanted["tasks"]:
                wanted["tasks"][key] = _changed_task(key, wanted["tasks"][key], change, names)


def _set_target(targets: dict[str, Any], change: SetTarget | DropTarget | SetTotal | DropTotal, names: Names) -> None:
    match change:
        case SetTarget():
            code, name = names.nodes[change.target.indicator_id]
            targets[code] = {"name": name, **change.target.model_dump(mode="json", exclude={"indicator_id"})}
        case DropTarget():
            targets.pop(names.nodes[change.indicator_id][0], None)
        case SetTotal():
            targets |= content_of_total(change.total.model_dump(mode="json"))
        case DropTotal():
            targets.pop(TOTAL_CODE, None)


def _changed_task(key: str, task: Mapping[str, Any], change: ChangeTask | AddUnits | ChangeUnit | DropUnit, names: Names) -> dict[str, Any]:
    units = dict(task["units"])
    match change:
        case ChangeTask():
            changed = {**task, **with_words_of_day(_task_fields(change.fields, names), task["due_on"])}
            return {**changed, "units": {unit_id: _moved(key, unit_id, task, changed, names) for unit_id in units}}
        case AddUnits():
            units = {str(unit.unit_id): _unit(unit, task["due_on"], names) for unit in change.units} | units
            units = {unit_id: units[unit_id] for unit_id in sorted(units, key=lambda unit_id: names.units[UUID(unit_id)].sort)}
        case ChangeUnit():
            unit = units.get(str(change.unit_id))
            if unit is not None:
                units[str(change.unit_id)] = _with_own_day({**unit, **_given(change.fields, may_be_empty={"due_on"})}, task["due_on"])
        case DropUnit():
            if (key, str(change.unit_id)) not in names.done:
                units.pop(str(change.unit_id), None)
    return {**task, "units": units}


def _moved(key: str, unit_id: str, before: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """The unit's part after the task's day moved: one whose day is settled keeps it as its own from then on."""
    unit = before["units"][unit_id]
    settled = unit["due_on"] is None and (key, unit_id) in names.settled
    return _with_own_day({**unit, "due_on": before["due_on"] if settled else unit["due_on"]}, after["due_on"])


def _with_own_day(unit: dict[str, Any], day_of_task: str | None) -> dict[str, Any]:
    return {**unit, "due_on": None if unit["due_on"] == day_of_task else unit["due_on"]}


def _given(fields: Any, *, may_be_empty: Collection[str]) -> dict[str, Any]:
    given: dict[str, Any] = fields.model_dump(mode="json", exclude_unset=True)
    return {name: value for name, value in given.items() if value is not None or name in may_be_empty}


def _task_fields(fields: Any, names: Names) -> dict[str, Any]:
    kept = _given(fields, may_be_empty={"due_on", "due_text", "deliverable"})
    nodes = kept.pop("indicator_ids", None)
    return kept if nodes is None else {**kept, "indicators": _codes(nodes, names)}


def _codes(node_ids: Sequence[str], names: Names) -> list[str]:
    return sorted((names.nodes[UUID(node_id)][0] for node_id in node_ids), key=code_order)


def _new_task(change: AddTask, wanted: Mapping[str, Any], names: Names) -> dict[str, Any]:
    given = change.task.model_dump(mode="json", exclude={"key", "indicator_ids"})
    last = max((task["sort"] for task in wanted["tasks"].values()), default=0)
    return {
        **given,
        "sort": last + 1,
        "indicators": _codes([str(node) for node in change.task.indicator_ids], names),
        "steps": [],
        "units": {str(unit.unit_id): _unit(unit, given["due_on"], names) for unit in change.units},
    }


def _unit(given: NewUnit, due_on: str | None, names: Names) -> dict[str, Any]:
    unit = names.units[given.unit_id]
    mandate = Mandate.REQUESTED if unit.kind in ASKED_KINDS else (given.mandate or Mandate.ASSIGNED)
    own_day = given.due_on.isoformat() if given.due_on else None
    return _with_own_day({"name": unit.short_name, "part": given.part, "mandate": mandate, "due_on": own_day}, due_on)
