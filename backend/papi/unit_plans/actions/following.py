"""A measure becomes the unit's own task: reported with the others in the quarterly report, counted in none of the plan's numbers."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.framework.models import Indicator
from papi.kit.types import new_id
from papi.outbox.facts import Fact, record
from papi.plans.models import (
    Cadence,
    Mandate,
    Mode,
    Part,
    Task,
    TaskDimension,
    TaskIndicator,
    TaskKind,
)
from papi.plans.workflow.assignments import ASKED_KINDS, new_assignment
from papi.unit_plans import facts
from papi.unit_plans.errors import Followed, NotAMeasure
from papi.unit_plans.models import ItemKind, UnitPlanItem
from papi.unit_plans.queries.plans import LoadedUnitPlan
from papi.unit_plans.queries.rows import get_item
from papi.unit_plans.workflow import UnitPlanStep, take

_AFTER_THE_PLAN = 500_000
_TITLE = 300


async def follow_measure(session: AsyncSession, actor: Actor, item_id: UUID) -> UUID:
    """Make a task of the unit of a measure of its accepted plan; the unit's plan."""
    item, loaded = await get_item(session, actor, item_id, lock=True)
    take(actor, loaded.standing, UnitPlanStep.FOLLOW)
    if item.kind is not ItemKind.MEASURE:
        raise NotAMeasure
    if item.task_id is not None:
        raise Followed
    task = await _task(session, item, loaded)
    mandate = Mandate.REQUESTED if loaded.unit.kind in ASKED_KINDS else Mandate.ASSIGNED
    assignment = new_assignment(task, loaded.unit, Part.LEAD, mandate, task.due_on)
    assignment.own = True
    session.add(assignment)
    item.task_id = task.id
    record(session, actor.author, facts.about(facts.FOLLOWED, loaded.unit_plan, loaded.label, text=item.text))
    record(session, actor.author, Fact(facts.OWN_TASK, "assignment", assignment.id, task.title, unit_id=loaded.unit.id))
    return loaded.unit_plan.id


async def _task(session: AsyncSession, item: UnitPlanItem, loaded: LoadedUnitPlan) -> Task:
    """One with a day is done once; one without is a standing task, reported each period."""
    own = select(func.count()).where(Task.plan_id == loaded.plan.id, Task.owner_unit_id == loaded.unit.id)
    number = (await session.scalar(own) or 0) + 1
    indicator = await session.get(Indicator, item.indicator_id) if item.indicator_id else None
    dimension = indicator.code.split(".")[0] if indicator is not None else ""
    task = Task(
        id=new_id(),
        plan_id=loaded.plan.id,
        key=f"DV-{loaded.unit.id.hex[-12:]}-{number}",
        source_ref="Kế hoạch của đơn vị",
        sort=_AFTER_THE_PLAN + number,
        title=item.text if len(item.text) <= _TITLE else f"{item.text[: _TITLE - 1]}…",
        text=item.text,
        checklist=[],
        kind=TaskKind.SPECIFIC,
        mode=Mode.EACH,
        cadence=Cadence.ONCE if item.due_on else Cadence.STANDING,
        due_on=item.due_on,
        due_text=item.due_text or None,
        deliverable=item.deliverable or None,
        requires_evidence=False,
        dimension=dimension,
        owner_unit_id=loaded.unit.id,
    )
    session.add(task)
    await session.flush()
    if indicator is not None:
        session.add_all([TaskIndicator(task_id=task.id, indicator_id=indicator.id), TaskDimension(task_id=task.id, dimension=dimension)])
    return task
