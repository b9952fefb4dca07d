"""Writes what a file changes through the plan's own acts; new tasks and assignments are written together, each with its fact."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.plans.actions import set_targets, update_assignment, update_task
from papi.plans.actions.giving import give
from papi.plans.annex.comparing import Compared, Comparison
from papi.plans.annex.headings import Field
from papi.plans.annex.nodes import Edition
from papi.plans.annex.proposals import Given, Key, TaskWanted
from papi.plans.annex.standing import targets_of
from papi.plans.annex.units import Values
from papi.plans.errors import AnotherByUnitPlan
from papi.plans.facts import ANNEX_IMPORTED, ASSIGNED, TASK_CREATED, about_assignment, about_plan, about_task
from papi.plans.models import (
    AnnexSpelling,
    Assignment,
    Cadence,
    Mode,
    Plan,
    PlanState,
    Task,
    TaskDimension,
    TaskIndicator,
    TaskKind,
    TaskOrigin,
)
from papi.plans.progress import begin_counting
from papi.plans.schemas.annex import AnnexCounts
from papi.plans.schemas.assignments import AssignmentPatch, NewUnit
from papi.plans.schemas.plans import TargetsWrite, TargetWrite, TotalWrite
from papi.plans.schemas.tasks import TaskPatch
from papi.plans.workflow.assignments import new_assignment

_ANY = Precondition()
_LONGEST_KEPT = 600


@dataclass(frozen=True)
class Import:
    """A file that is to be stored in a plan that is locked."""

    plan: Plan
    file_name: str
    edition: Edition
    fresh: Mapping[Key, Values]


def count(compared: Comparison) -> AnnexCounts:
    """What the file makes and changes."""
    rows = compared.rows
    return AnnexCounts(
        tasks_new=sum(row.is_new for row in rows),
        tasks_changed=sum(row.task_changes for row in rows),
        tasks_same=sum(row.standing is not None and not row.task_changes for row in rows),
        assignments_new=sum(len(row.new_units) for row in rows),
        assignments_changed=sum(len(row.moved) for row in rows),
        targets_changed=sum(row.target is not None for row in rows),
    )


async def store(session: AsyncSession, actor: Actor, wanted: Import, compared: Comparison) -> None:
    """Store all of it, in this transaction. Nothing is taken away; a file that changes nothing leaves no trace."""
    await _learn(session, wanted)
    tasks = await _add(session, actor, wanted, compared.rows)
    tasks += [(row, row.standing.task) for row in compared.rows if row.standing is not None]
    await session.flush()  # what is counted is counted by the dimensions of its task
    await _change(session, actor, compared.rows)
    await _require_one_unit_plan(session, wanted.plan)
    await _give(session, actor, wanted.plan, tasks)
    _keep_origins(session, wanted, tasks)
    await _set_targets(session, actor, wanted.plan, compared.rows)
    counts = count(compared)
    if any((counts.tasks_new, counts.tasks_changed, counts.targets_changed)):
        told: dict[str, Any] = counts.model_dump() | {"file": wanted.file_name, "assignments": counts.assignments_new}
        record(session, actor.author, about_plan(ANNEX_IMPORTED, wanted.plan, **told))


async def _add(session: AsyncSession, actor: Actor, wanted: Import, rows: Sequence[Compared]) -> list[tuple[Compared, Task]]:
    """The tasks that are new, at the end of the plan."""
    taken = set(await session.scalars(select(Task.key).where(Task.plan_id == wanted.plan.id)))  # those of dropped tasks too
    keys = _free_keys(taken)
    of_city = select(Task.sort).where(Task.plan_id == wanted.plan.id, Task.owner_unit_id.is_(None))
    last = await session.scalar(of_city.order_by(Task.sort.desc()).limit(1))
    tasks: list[tuple[Compared, Task]] = []
    for row in rows:
        task = row.proposal.task
        if row.is_new and task is not None:
            key = task.key if task.key is not None and task.key not in taken else next(keys)
            taken.add(key)
            tasks.append((row, _new_task(wanted, task, (key, (last or 0) + len(tasks) + 1))))
    session.add_all(task for _row, task in tasks)
    await session.flush()
    for row, task in tasks:
        _link(session, wanted.edition, row.proposal.task, task.id)
        record(session, actor.author, about_task(TASK_CREATED, task))
    return tasks


async def _require_one_unit_plan(session: AsyncSession, plan: Plan) -> None:
    """One task of a plan at most is done by the units' own plans, whether the file or the plan says so."""
    asking = select(func.count()).where(Task.plan_id == plan.id, Task.by_unit_plan.is_(True), Task.dropped_on.is_(None))
    if (await session.scalar(asking) or 0) > 1:
        raise AnotherByUnitPlan


def _free_keys(taken: set[str]) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        if f"PL-{number:03}" not in taken:  # which grows while keys are taken
            yield f"PL-{number:03}"


def _new_task(wanted: Import, task: TaskWanted, place: tuple[str, int]) -> Task:
    time = task.time
    return Task(
        id=new_id(),
        plan_id=wanted.plan.id,
        key=place[0],
        source_ref=task.source_ref,
        sort=place[1],
        title=task.title,
        text=task.text or task.title,
        checklist=task.checklist or [],
        kind=task.kind or TaskKind.GENERAL,
        mode=task.mode or Mode.EACH,
        cadence=time.cadence if time else Cadence.EACH_PERIOD,
        due_on=time.due_on if time else None,
        due_text=task.due_text,
        deliverable=task.deliverable,
        requires_evidence=bool(task.requires_evidence),
        reportable=task.reportable is not False,
        by_unit_plan=bool(task.by_unit_plan),
        dimension=next(iter(_dimensions(wanted.edition, (node.id for node in task.nodes))), ""),
    )


def _dimensions(edition: Edition, nodes: Iterable[UUID]) -> list[str]:
    return sorted({edition.nodes[node].code.split(".")[0] for node in nodes})


def _link(session: AsyncSession, edition: Edition, wanted: TaskWanted | None, task_id: UUID) -> None:
    nodes = edition.indicators(node.id for node in wanted.nodes) if wanted is not None else frozenset[UUID]()
    session.add_all(TaskIndicator(task_id=task_id, indicator_id=node) for node in sorted(nodes))
    session.add_all(TaskDimension(task_id=task_id, dimension=code) for code in _dimensions(edition, nodes))


async def _change(session: AsyncSession, actor: Actor, rows: Sequence[Compared]) -> None:
    # of two between which "done by the unit's own plan" moves, the one that loses it goes first
    for row in sorted(rows, key=lambda row: row.fields.get("by_unit_plan") is True):
        if row.standing is not None and row.fields:
            task = row.standing.task
            said: dict[str, Any] = {"due_text": task.due_text} if "due_on" in row.fields else {}  # the file's words are these as well
            await update_task(session, actor, task.id, TaskPatch(**{**said, **row.fields}), _ANY)
        for held, differing in row.moved:
            await update_assignment(session, actor, held.id, AssignmentPatch(**differing), _ANY)
    await session.flush()


async def _give(session: AsyncSession, actor: Actor, plan: Plan, tasks: Sequence[tuple[Compared, Task]]) -> None:
    """Give the tasks to all their new units at once."""
    units = {unit.id: unit for unit in await session.scalars(select(Unit))}
    new: list[tuple[Task, Given]] = []
    again: list[tuple[Task, Given]] = []
    for row, task in tasks:
        held = row.standing.held if row.standing is not None else {}
        for one in row.new_units:
            (again if one.unit_id in held else new).append((task, one))
    given = [(task, units[one.unit_id], _assignment(task, units[one.unit_id], one)) for task, one in new]
    session.add_all(assignment for _task, _unit, assignment in given)
    await session.flush()
    await begin_counting(session, [assignment for _task, _unit, assignment in given])
    quiet: dict[str, Any] = {} if plan.state is PlanState.APPROVED else {"notify": []}  # nobody is told of a plan that is still a draft
    for task, unit, assignment in given:
        record(session, actor.author, about_assignment(ASSIGNED, assignment, task.title, unit=unit.short_name, **quiet))
    for task, one in again:
        await _give_again(session, actor, task, one)


async def _give_again(session: AsyncSession, actor: Actor, task: Task, one: Given) -> None:
    """A unit that was taken out of the draft's task, and that a row names."""
    taken_up = await give(
        session, actor.author, task, NewUnit(unit_id=one.unit_id, part=one.part, mandate=one.mandate, due_on=one.due_on), quiet=True
    )
    if taken_up is not None and one.own_due and taken_up.due_on != one.due_on:
        await update_assignment(session, actor, taken_up.id, AssignmentPatch(due_on=one.due_on), _ANY)


def _assignment(task: Task, unit: Unit, given: Given) -> Assignment:
    due_on = given.due_on if given.own_due else task.due_on if task.cadence is Cadence.ONCE else None
    return new_assignment(task, unit, given.part, given.mandate, due_on)


def _keep_origins(session: AsyncSession, wanted: Import, tasks: Sequence[tuple[Compared, Task]]) -> None:
    for row, task in tasks:
        if row.origin is None:
            continue
        line = row.proposal.line
        told = {"file_name": wanted.file_name, "place": line.grid.place(line.row), "cells": row.origin, "loaded_at": clock.business()}
        if row.standing is not None and row.standing.origin is not None:
            if line.texts[Field.KEY]:  # a note that was changed: the other words are those of the first file
                told = {"cells": row.origin}
            for name, value in told.items():
                setattr(row.standing.origin, name, value)
        else:
            session.add(TaskOrigin(task_id=task.id, **told))


async def _set_targets(session: AsyncSession, actor: Actor, plan: Plan, rows: Sequence[Compared]) -> None:
    """All targets with those that the file changes, as the plan's own act takes them."""
    changed = {row.proposal.target.node.id: row.target for row in rows if row.target is not None and row.proposal.target is not None}
    if not changed:
        return
    names = [name for name in TargetWrite.model_fields if name != "indicator_id"]
    items = {node: {name: getattr(held, name) for name in names} for node, held in (await targets_of(session, plan)).items()}
    for node, said in changed.items():
        items[node] = {**items.get(node, {}), **said}
    total = items.pop(plan.framework_id, None)
    given = TargetsWrite(items=[TargetWrite.model_validate({"indicator_id": node, **item}) for node, item in items.items()])
    if total is not None:
        given = given.model_copy(update={"total": TotalWrite.model_validate({name: total.get(name) for name in TotalWrite.model_fields})})
    await set_targets(session, actor, plan.id, given, _ANY)
    await session.flush()


async def _learn(session: AsyncSession, wanted: Import) -> None:
    """Keep the answers, so that the same file asks nothing again; a spelling that no index holds is asked again."""
    for (kind, spelling), values in wanted.fresh.items():
        if len(spelling) > _LONGEST_KEPT:
            continue
        known = (AnnexSpelling.plan_id == wanted.plan.id, AnnexSpelling.kind == kind.value, AnnexSpelling.spelling == spelling)
        await session.execute(delete(AnnexSpelling).where(*known))
        session.add(AnnexSpelling(plan_id=wanted.plan.id, kind=kind.value, spelling=spelling, meaning=list(values)))
