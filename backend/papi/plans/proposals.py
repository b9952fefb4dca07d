"""A plan's content with proposed changes carried out: what the reader of an amendment compares with the plan in force."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from papi.directory.models import Unit
from papi.plans.contents import Content, code_order
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
    DropUnit,
    SetTarget,
)
from papi.plans.schemas.assignments import NewUnit
from papi.plans.workflow.assignments import ASKED_KINDS


@dataclass(frozen=True)
class Names:
    """What ids stand for: tasks' keys, units, and the codes and names of nodes."""

    tasks: Mapping[UUID, str]
    units: Mapping[UUID, Unit]
    nodes: Mapping[UUID, tuple[str, str]]


def propose(present: Content, changes: Sequence[Change], names: Names) -> Content:
    """The content after all changes, in order. What is gone meanwhile is passed over: it needs no change any more."""
    wanted: dict[str, Any] = {name: copy.copy(part) for name, part in present.items()}
    for change in changes:
        _carry_out(wanted, change, names)
    return wanted


def _carry_out(wanted: dict[str, Any], change: Change, names: Names) -> None:
    match change:
        case ChangePlan():
            wanted["plan"] = {**wanted["plan"], **_given(change.fields)}
        case AddTask():
            wanted["tasks"][change.task.key] = _new_task(change, wanted, names)
        case SetTarget():
            code, name = names.nodes[change.target.indicator_id]
            wanted["targets"][code] = {"name": name, **change.target.model_dump(mode="json", exclude={"indicator_id"})}
        case DropTarget():
            wanted["targets"].pop(names.nodes[change.indicator_id][0], None)
        case DropTask():
            wanted["tasks"].pop(names.tasks[change.task_id], None)
        case _:
            key = names.tasks[change.task_id]
            if key in wanted["tasks"]:
                wanted["tasks"][key] = _changed_task(wanted["tasks"][key], change, names)


def _changed_task(task: Mapping[str, Any], change: ChangeTask | AddUnits | ChangeUnit | DropUnit, names: Names) -> dict[str, Any]:
    units = dict(task["units"])
    match change:
        case ChangeTask():
            return {**task, **_task_fields(change.fields, names)}
        case AddUnits():
            units |= {str(unit.unit_id): _unit(unit, task["due_on"], names) for unit in change.units}
        case ChangeUnit():
            unit = units.get(str(change.unit_id))
            if unit is not None:
                units[str(change.unit_id)] = {**unit, **_given(change.fields)}
        case DropUnit():
            units.pop(str(change.unit_id), None)
    return {**task, "units": units}


def _given(fields: Any) -> dict[str, Any]:
    given: dict[str, Any] = fields.model_dump(mode="json", exclude_unset=True)
    return given


def _task_fields(fields: Any, names: Names) -> dict[str, Any]:
    given = _given(fields)
    nodes = given.pop("indicator_ids", None)
    may_be_empty = {"due_on", "due_text", "deliverable"}
    kept = {name: value for name, value in given.items() if value is not None or name in may_be_empty}
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
    return {"name": unit.short_name, "part": given.part, "mandate": mandate, "due_on": None if own_day == due_on else own_day}
