"""Loads a whole plan from data: tasks with their assignees, groups expanded, targets with published baselines."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit, UnitGroup, UnitGroupMember
from papi.framework.models import Framework, Indicator, Level, Score
from papi.kit import clock
from papi.kit.text import nfc
from papi.kit.types import new_id
from papi.outbox.facts import Author, record
from papi.plans.facts import PLAN_APPROVED, PLAN_CREATED, about_plan
from papi.plans.models import (
    Assignment,
    Cadence,
    FigureKind,
    FigureRule,
    Mandate,
    Mode,
    Part,
    Plan,
    PlanState,
    Stance,
    Target,
    Task,
    TaskDimension,
    TaskFigure,
    TaskIndicator,
    TaskKind,
)
from papi.plans.progress import begin_counting
from papi.plans.totals import TOTAL_CODE, set_total
from papi.plans.workflow.assignments import new_assignment


class PlanDataInvalid(ValueError):
    """The data names a unit, group or indicator that does not exist."""


async def load_plan(session: AsyncSession, data: Mapping[str, Any], author: Author) -> Plan:
    """Store the plan as approved. Shape: demo/data/README.md. A unit named twice in a task counts once, its first part holds."""
    framework = await session.scalar(select(Framework).where(Framework.year == data["plan"]["framework_year"]))
    if framework is None:
        raise PlanDataInvalid("the plan's framework edition is not loaded")
    plan = _plan(data["plan"], framework)
    session.add(plan)
    await session.flush()
    nodes = {node.code: node for node in await session.scalars(select(Indicator).where(Indicator.framework_id == framework.id))}
    directory = await _directory(session, data["groups"])
    assignments: list[Assignment] = []
    for given in data["tasks"]:
        task = _task(plan, given)
        session.add(task)
        await session.flush()
        session.add_all(_indicators(task, given["subdimension"], nodes))
        session.add_all(_figures_to_report(task, given.get("figures", ())))
        assignments += list(_assignments(task, given["assignees"], directory))
    session.add_all(assignments)
    await session.flush()
    await begin_counting(session, assignments)
    await _set_targets(session, plan, data, nodes)
    record(session, author, about_plan(PLAN_CREATED, plan))
    record(session, author, about_plan(PLAN_APPROVED, plan))
    return plan


def _plan(given: Mapping[str, Any], framework: Framework) -> Plan:
    adopted_on = date.fromisoformat(given["adopted_on"])
    return Plan(
        id=new_id(),
        year=given["year"],
        title=nfc(given["title"]),
        number=given["number"],
        adopted_on=adopted_on,
        source=given.get("source"),
        state=PlanState.APPROVED,
        approved_at=clock.business(),
        framework_id=framework.id,
    )


def _task(plan: Plan, given: Mapping[str, Any]) -> Task:
    subdimension: str | None = given["subdimension"]
    due_on = date.fromisoformat(given["due_on"]) if given["due_on"] else None
    return Task(
        id=new_id(),
        plan_id=plan.id,
        key=given["key"],
        source_ref=nfc(given["source_ref"]),
        sort=given["sort"],
        title=nfc(given["title"]),
        text=nfc(given["text"]),
        checklist=[nfc(point) for point in given["checklist"]],
        kind=TaskKind(given["kind"]),
        mode=Mode(given["mode"]),
        cadence=Cadence(given["cadence"]),
        due_on=due_on,
        due_text=given["due_text"],
        deliverable=given["deliverable"],
        requires_evidence=given["requires_evidence"],
        reportable=given["reportable"],
        example=given["example"],
        source=given["source"],
        by_unit_plan=given.get("by_unit_plan", False),
        dimension=subdimension.split(".")[0] if subdimension else "",
        required_figures=[figure["key"] for figure in given.get("figures", ()) if figure.get("required")],
    )


def _indicators(task: Task, subdimension: str | None, nodes: Mapping[str, Indicator]) -> list[TaskIndicator | TaskDimension]:
    if subdimension is None:
        return []
    parent = nodes.get(subdimension)
    if parent is None:
        raise PlanDataInvalid(f"{task.key} names the sub-dimension {subdimension}, which the edition does not have")
    linked = [TaskIndicator(task_id=task.id, indicator_id=node.id) for node in nodes.values() if node.parent_id == parent.id]
    return [*linked, TaskDimension(task_id=task.id, dimension=task.dimension)]


def _figures_to_report(task: Task, figures: Iterable[Mapping[str, Any]]) -> Iterable[TaskFigure]:
    for place, given in enumerate(figures):
        yield TaskFigure(
            task_id=task.id,
            sort=place,
            key=given["key"],
            label=nfc(given["label"]),
            measure=nfc(given["measure"]),
            kind=FigureKind(given["kind"]),
            rule=FigureRule(given["rule"]),
            required=given.get("required", False),
        )


async def _directory(session: AsyncSession, groups: Mapping[str, Iterable[str]]) -> Mapping[str, list[Unit]]:
    """Unit code → that unit, group key → its units in official order."""
    units = (await session.scalars(select(Unit).order_by(Unit.sort))).all()
    members: dict[str, set[UUID]] = defaultdict(set)
    rows = await session.execute(
        select(UnitGroup.name, UnitGroupMember.unit_id).join(UnitGroupMember, UnitGroupMember.group_id == UnitGroup.id)
    )
    for name, unit_id in rows.all():
        members[name].add(unit_id)
    found = {unit.code: [unit] for unit in units}
    for key, names in groups.items():
        wanted = {unit_id for name in names for unit_id in members[nfc(name)]}
        found[key] = [unit for unit in units if unit.id in wanted]
        if not found[key]:
            raise PlanDataInvalid(f"the group {key} has no units")
    return found


def _assignments(task: Task, assignees: Iterable[Mapping[str, Any]], directory: Mapping[str, list[Unit]]) -> Iterable[Assignment]:
    seen: set[UUID] = set()
    for given in assignees:
        name = given.get("unit") or given["group"]
        if name not in directory:
            raise PlanDataInvalid(f"{task.key} names {name}, which is neither unit nor group")
        for unit in directory[name]:
            if unit.id not in seen:
                seen.add(unit.id)
                yield new_assignment(task, unit, Part(given["part"]), Mandate(given["mandate"]), task.due_on)


async def _set_targets(session: AsyncSession, plan: Plan, data: Mapping[str, Any], nodes: Mapping[str, Indicator]) -> None:
    """Targets of the data, baselines from the published scores, and the low-rated marks that its rule gives."""
    rule = data["low_rated"]
    plan.province_code = rule["province_code"]
    scores = {
        score.code: score
        for score in await session.scalars(select(Score).where(Score.year == rule["year"], Score.province_code == rule["province_code"]))
    }
    plan.province_name = next((score.province_name for score in scores.values()), None)
    low = {code for code, score in scores.items() if score.quartile == rule["quartile"]}
    wanted = {given["code"]: given for given in data["targets"]}
    if total := wanted.get(TOTAL_CODE):
        set_total(plan, _figures(total, scores.get(TOTAL_CODE)) | {"note": _marked(total, rule)})
    for code, node in nodes.items():
        parent = code.rpartition(".")[0] if node.level is Level.INDICATOR else code
        low_rated = node.level is not Level.DIMENSION and parent in low
        given = wanted.get(code)
        if given is None and not low_rated:
            continue
        session.add(
            Target(
                plan_id=plan.id,
                indicator_id=node.id,
                **_figures(given or {}, scores.get(code)),
                low_rated=low_rated,
                low_rated_source=rule["label"] if low_rated else None,
                note=_marked(given or {}, rule),
            )
        )


def _figures(given: Mapping[str, Any], score: Score | None) -> dict[str, Any]:
    stance = Stance(given.get("stance", Stance.IMPROVE))
    return {"baseline": score.value if score else None, "target": given.get("target"), "stance": stance}


def _marked(given: Mapping[str, Any], rule: Mapping[str, Any]) -> str | None:
    return rule["label"] if given.get("basis") == "example" else None
