"""A plan with one task for one unit, in any state: what the tables of permissions speak of."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from papi.directory.models import Unit
from papi.framework.models import Framework
from papi.kit import clock
from papi.kit.text import searchable
from papi.kit.types import new_id
from papi.plans.models import Assignment, Cadence, Mandate, Mode, Part, Plan, PlanState, Task, TaskKind
from papi.plans.progress import begin_counting
from tests.support.world import World

TITLE = "Tuyên truyền về Chỉ số PAPI"


@dataclass(frozen=True)
class OneTask:
    """The plan, its task, and what the unit has of it."""

    plan_id: UUID
    task_id: UUID
    assignment_id: UUID


async def one_task(
    world: World, unit: Unit, *, lead: Unit | None = None, plan_state: PlanState = PlanState.APPROVED, **changes: Any
) -> OneTask:
    """A task of each period for the unit; with `lead` a joint one in which it supports. `changes` go to the task."""
    plan = await _plan(world, plan_state)
    task = Task(**{**_task(plan), **changes}, mode=Mode.JOINT if lead else Mode.EACH)
    task.folded = searchable(task.title)
    await world.add(task)
    mine = _assignment(task, unit, Part.SUPPORT if lead else Part.LEAD)
    everybody = [mine, _assignment(task, lead, Part.LEAD)] if lead else [mine]
    async with world.database.writing() as session:
        session.add_all(everybody)
        await session.flush()
        await begin_counting(session, everybody)
    return OneTask(plan.id, task.id, mine.id)


async def _plan(world: World, state: PlanState) -> Plan:
    plan = Plan(id=new_id(), year=2024, title="Kế hoạch PAPI", state=state, framework_id=await edition(world))
    plan.adopted_on = clock.today() - timedelta(days=90)
    await world.add(plan)
    return plan


def _task(plan: Plan) -> dict[str, Any]:
    return {
        "id": new_id(),
        "plan_id": plan.id,
        "key": "inform",
        "source_ref": "II.1",
        "sort": 0,
        "title": TITLE,
        "text": TITLE,
        "checklist": [],
        "kind": TaskKind.GENERAL,
        "cadence": Cadence.EACH_PERIOD,
        "requires_evidence": False,
        "reportable": True,
        "dimension": "",
    }


def _assignment(task: Task, unit: Unit, part: Part) -> Assignment:
    return Assignment(
        id=new_id(),
        plan_id=task.plan_id,
        task_id=task.id,
        unit_id=unit.id,
        sort=0,
        part=part,
        mandate=Mandate.ASSIGNED,
        due_on=task.due_on,
        updated_at=clock.business(),
    )


async def edition(world: World) -> UUID:
    """The edition of 2023, made when it is first wanted."""
    async with world.database.reading() as session:
        known = await session.scalar(select(Framework.id).limit(1))
    if known is None:
        known = new_id()
        await world.add(Framework(id=known, year=2023, title="PAPI 2023", minimum=10, maximum=80, source="test"))
    return known
