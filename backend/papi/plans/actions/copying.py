"""A new year's plan from last year's: what goes over is told before it is made."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.directory.queries import in_use
from papi.framework.models import Framework, Indicator
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.plans.actions.years import require_free_year
from papi.plans.copying import Carried, Label, Shift, Sorted, Source, sort_out
from papi.plans.facts import PLAN_COPIED, about_plan
from papi.plans.models import (
    Assignment,
    Plan,
    PlanLegalBasis,
    PlanReceiver,
    PlanReceiverUnit,
    PlanState,
    Stance,
    StepState,
    Target,
    Task,
    TaskDimension,
    TaskFigure,
    TaskIndicator,
    TaskStep,
)
from papi.plans.progress import begin_counting
from papi.plans.queries.baselines import published_before
from papi.plans.queries.plans import get_plan, plan_standing
from papi.plans.schemas.copying import PlanCopy
from papi.plans.totals import TOTAL_CODE, TOTAL_NAMES, set_total, total_of
from papi.plans.workflow.assignments import new_assignment
from papi.plans.workflow.plans import PlanStep, take_plan_step

_SAME = (
    *("key", "source_ref", "sort", "title", "text", "checklist", "kind", "mode", "cadence", "deliverable"),
    *("requires_evidence", "reportable", "by_unit_plan", "example", "source", "required_figures"),
)


async def copy_plan(session: AsyncSession, actor: Actor, plan_id: UUID, given: PlanCopy, *, dry_run: bool) -> dict[str, Any]:
    """Carry the plan over into a later year, as a draft; with `dry_run` only say what would go over."""
    plan = await get_plan(session, actor, plan_id, lock=not dry_run)
    take_plan_step(actor, plan_standing(plan), PlanStep.COPY)
    if given.year <= plan.year:
        later = FieldError("/year", f"Chọn một năm sau năm {plan.year}.", f"Choose a year after {plan.year}.")
        raise Invalid(errors=[later])
    await require_free_year(session, actor, given.year, hold=not dry_run)
    copy = _Copy(session, actor, plan, given)
    await copy.read()
    if not dry_run:
        await copy.make()
    return copy.told()


class _Copy:
    def __init__(self, session: AsyncSession, actor: Actor, plan: Plan, given: PlanCopy) -> None:
        self._session, self._actor, self._old = session, actor, plan
        self._year, self._title, self._wanted_edition = given.year, given.title, given.framework_year
        self._shift = Shift(given.year - plan.year)
        self._made: UUID | None = None

    async def read(self) -> None:
        """What there is, and what of it goes over."""
        self._framework = await self._edition()
        nodes = await self._session.scalars(select(Indicator).where(Indicator.framework_id == self._framework.id))
        self._nodes = {node.code: node for node in nodes}
        self._sorted: Sorted = sort_out(await self._source(), self._shift, set(self._nodes), clock.today())
        self._scores = await published_before(self._session, self._old.province_code, self._year)
        targets = select(Target, Indicator.code, Indicator.name_vi).join(Indicator, Indicator.id == Target.indicator_id)
        rows = (await self._session.execute(targets.where(Target.plan_id == self._old.id).order_by(Indicator.sort))).all()
        self._targets = [(row[0], row.code) for row in rows if row.code in self._nodes]
        bases = select(PlanLegalBasis.basis_id, PlanLegalBasis.sort).where(PlanLegalBasis.plan_id == self._old.id)
        self._bases = (await self._session.execute(bases)).all()
        self._unmapped = [{"code": row.code, "name": row.name_vi} for row in rows if row.code not in self._nodes]

    async def _edition(self) -> Framework:
        statement = select(Framework).where(Framework.year <= self._year).order_by(Framework.year.desc()).limit(1)
        if self._wanted_edition is not None:
            statement = select(Framework).where(Framework.year == self._wanted_edition)
        found = await self._session.scalar(statement)
        if found is None:
            unknown = FieldError("/framework_year", "Chưa có bộ chỉ số của năm này.", "There is no edition of this year.")
            raise Invalid(errors=[unknown])
        return found

    async def _source(self) -> Source:
        tasks = (
            await self._session.scalars(select(Task).where(Task.plan_id == self._old.id, Task.owner_unit_id.is_(None)).order_by(Task.sort))
        ).all()
        statement = select(Assignment, Unit).join(Unit, Unit.id == Assignment.unit_id).where(Assignment.plan_id == self._old.id)
        # what units that have ended left to others is found with those; what they completed, or left to nobody, stays theirs
        statement = statement.where(Assignment.carried_to_id.is_(None))
        assignments: dict[object, list[tuple[Assignment, Unit]]] = defaultdict(list)
        for assignment, unit in (await self._session.execute(statement.order_by(Assignment.sort))).all():
            assignments[assignment.task_id].append((assignment, unit))
        codes: dict[object, list[str]] = defaultdict(list)
        linked = select(TaskIndicator.task_id, Indicator.code).join(Indicator, Indicator.id == TaskIndicator.indicator_id)
        of_plan = TaskIndicator.task_id.in_(select(Task.id).where(Task.plan_id == self._old.id))
        for row in await self._session.execute(linked.where(of_plan).order_by(Indicator.sort)):
            codes[row.task_id].append(row.code)
        return Source(self._old.year, tasks, assignments, codes)

    async def make(self) -> None:
        """Store the new plan with all that goes over."""
        plan = Plan(
            id=new_id(),
            year=self._year,
            title=self._new_title,
            state=PlanState.DRAFT,
            framework_id=self._framework.id,
            province_code=self._old.province_code,
            province_name=self._old.province_name,
        )
        self._carry_total(plan)
        self._session.add(plan)
        await self._session.flush()
        assignments: list[Assignment] = []
        for carried in self._sorted.carried:
            task = self._task(plan, carried)
            self._session.add(task)
            self._session.add_all(self._links(task, carried))
            assignments += [new_assignment(task, unit, old.part, old.mandate, due_on) for old, unit, due_on in carried.units]
        await self._session.flush()
        self._session.add_all(assignments)
        self._session.add_all(self._target(plan, target, code) for target, code in self._targets)
        await self._session.flush()
        await begin_counting(self._session, assignments)
        await self._carry_steps(plan)
        await self._carry_figures(plan)
        await self._carry_receivers(plan)
        self._session.add_all(PlanLegalBasis(plan_id=plan.id, basis_id=basis_id, sort=sort) for basis_id, sort in self._bases)
        self._made = plan.id
        record(self._session, self._actor.author, about_plan(PLAN_COPIED, plan, year=self._old.year, tasks=len(self._sorted.carried)))

    @property
    def _new_title(self) -> str:
        return self._title or self._shift.words(self._old.title)[0] or self._old.title

    def _task(self, plan: Plan, carried: Carried) -> Task:
        task = Task(id=new_id(), plan_id=plan.id, due_on=carried.due_on, due_text=carried.due_text)
        for name in _SAME:
            setattr(task, name, getattr(carried.task, name))
        task.carried_from = self._old.year if carried.carried_over else None
        task.dimension = carried.codes[0].split(".")[0] if carried.codes else ""
        return task

    def _links(self, task: Task, carried: Carried) -> list[TaskIndicator | TaskDimension]:
        nodes = [TaskIndicator(task_id=task.id, indicator_id=self._nodes[code].id) for code in carried.codes]
        return [*nodes, *(TaskDimension(task_id=task.id, dimension=one) for one in sorted({code.split(".")[0] for code in carried.codes}))]

    def _carry_total(self, plan: Plan) -> None:
        if wanted := total_of(self._old):
            score = self._scores.get(TOTAL_CODE)
            set_total(plan, {**wanted, "baseline": score.value if score else None})

    def _target(self, plan: Plan, old: Target, code: str) -> Target:
        score = self._scores.get(code)
        same = {name: getattr(old, name) for name in ("target", "stance", "low_rated", "low_rated_source", "note")}
        return Target(plan_id=plan.id, indicator_id=self._nodes[code].id, baseline=score.value if score else None, **same)

    async def _carry_steps(self, plan: Plan) -> None:
        """Steps of simplification that are not in use yet go over with their tasks."""
        keys = await self._session.execute(select(Task.key, Task.id).where(Task.plan_id == plan.id))
        new = {row.key: row.id for row in keys}
        statement = select(TaskStep, Task.key).join(Task, Task.id == TaskStep.task_id)
        for step, key in (await self._session.execute(statement.where(Task.plan_id == self._old.id))).all():
            if key in new and step.state is not StepState.APPLIED:
                same = {name: getattr(step, name) for name in ("sort", "procedure_code", "procedure", "simplification", "basis", "state")}
                self._session.add(TaskStep(task_id=new[key], due_on=self._shift.day(step.due_on)[0], **same))

    async def _carry_figures(self, plan: Plan) -> None:
        """What units report in numbers is asked for again; figures that were given up stay behind."""
        new = {row.key: row.id for row in await self._session.execute(select(Task.key, Task.id).where(Task.plan_id == plan.id))}
        statement = select(TaskFigure, Task.key).join(Task, Task.id == TaskFigure.task_id)
        asked = statement.where(Task.plan_id == self._old.id, TaskFigure.retired.is_(False))
        for figure, key in (await self._session.execute(asked)).all():
            if key in new:
                same = {name: getattr(figure, name) for name in ("key", "sort", "label", "measure", "kind", "rule", "required")}
                self._session.add(TaskFigure(task_id=new[key], **same))

    async def _carry_receivers(self, plan: Plan) -> None:
        receivers = await self._session.scalars(select(PlanReceiver).where(PlanReceiver.plan_id == self._old.id))
        new = {receiver.id: PlanReceiver(id=new_id(), plan_id=plan.id, sort=receiver.sort, name=receiver.name) for receiver in receivers}
        self._session.add_all(new.values())
        await self._session.flush()
        units = select(PlanReceiverUnit).join(Unit, Unit.id == PlanReceiverUnit.unit_id).where(in_use(clock.today()))
        for row in (await self._session.scalars(units.where(PlanReceiverUnit.receiver_id.in_(new)))).all():
            self._session.add(PlanReceiverUnit(receiver_id=new[row.receiver_id].id, unit_id=row.unit_id))

    def told(self) -> dict[str, Any]:
        """What goes over and what does not, in the caller's language."""
        return {
            "plan_id": self._made,
            "year": self._year,
            "title": self._new_title,
            "framework_year": self._framework.year,
            "carried": [self._carried_row(carried) for carried in self._sorted.carried],
            "left": [{**_named(task), "why": self._say(why)} for task, why in self._sorted.left],
            "unmapped": self._unmapped,
            "ended_units": [unit.short_name for unit in self._sorted.ended.values()],
            "assignments": sum(len(carried.units) for carried in self._sorted.carried),
            "targets": len(self._wanted),
            "legal_bases": len(self._bases),
            "overtaken": list(self._overtaken()),
            "baselines": sum(1 for code in self._wanted if code in self._scores),
        }

    def _overtaken(self) -> Iterator[dict[str, Any]]:
        """Targets of improvement at or below the score from which the new year begins."""
        total = total_of(self._old)
        of_nodes = ((code, self._nodes[code].name_vi, one.stance, one.target) for one, code in self._targets)
        of_total = [(TOTAL_CODE, self._say(TOTAL_NAMES), total["stance"], total["target"])] if total else []
        for code, name, stance, wanted in (*of_total, *of_nodes):
            score = self._scores.get(code)
            if stance == Stance.IMPROVE and wanted is not None and score is not None and wanted <= score.value:
                yield {"code": code, "name": name, "baseline": score.value, "target": wanted}

    @property
    def _wanted(self) -> list[str]:
        """The codes of what the new plan wants something of."""
        return [*([TOTAL_CODE] if total_of(self._old) else []), *(code for _target, code in self._targets)]

    def _carried_row(self, carried: Carried) -> dict[str, Any]:
        return {
            **_named(carried.task),
            "due_on": carried.due_on,
            "due_text": carried.due_text,
            "units": len(carried.units),
            "carried_over": carried.carried_over,
            "check": [self._say(label) for label in carried.check],
        }

    def _say(self, label: Label) -> str:
        return label[1 if self._actor.language == "en" else 0]


def _named(task: Task) -> dict[str, str]:
    return {"key": task.key, "source_ref": task.source_ref, "title": task.title}
