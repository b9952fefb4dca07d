"""The plan as it stands, held in memory to compare a file with: its tasks, who has them, what it wants of the framework."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.framework.models import Indicator
from papi.kit.text import fold
from papi.kit.types import AnySelect
from papi.plans.models import Assignment, Mandate, Part, Plan, PlanState, Target, Task, TaskIndicator, TaskOrigin, WorkState
from papi.plans.queries.assignments import visible_to
from papi.plans.totals import total_of


@dataclass(frozen=True)
class Held:
    """What a unit has of a task."""

    id: UUID
    unit_id: UUID
    unit_name: str
    part: Part
    mandate: Mandate
    due_on: date | None
    cancelled: bool
    carried: bool = False  # it goes on at the unit that came after

    @property
    def open(self) -> bool:
        """Whether it is this unit's still."""
        return not self.cancelled and not self.carried


@dataclass
class Standing:
    """A task of the plan; `linked` are the nodes that it is to move."""

    task: Task
    linked: frozenset[UUID] = frozenset()
    held: dict[UUID, Held] = field(default_factory=dict[UUID, Held])
    origin: TaskOrigin | None = None

    @property
    def note(self) -> str:
        """The note of the annex that the task was read from: the plan itself keeps none."""
        cells: Iterable[Sequence[str]] = self.origin.cells if self.origin is not None else ()
        return next((text for heading, text in cells if is_note(heading)), "")


def is_note(heading: str) -> bool:
    return fold(heading).startswith("ghi chu")


@dataclass(frozen=True)
class PlanStands:
    """Tasks in the order of the plan, targets by node; whether nobody has been given them in earnest yet."""

    tasks: Sequence[Standing]
    targets: Mapping[UUID, Target]
    draft: bool = False


async def plan_as_it_stands(session: AsyncSession, actor: Actor, plan: Plan) -> PlanStands:
    """Everything that an annex says, of what stands in this plan and the actor may see. Five statements, however large it is."""
    stands = (Task.plan_id == plan.id, Task.dropped_on.is_(None), Task.owner_unit_id.is_(None))
    rows = (await session.scalars(select(Task).where(*stands).order_by(Task.sort, Task.id))).all()
    tasks = {task.id: Standing(task) for task in rows}
    linked: dict[UUID, set[UUID]] = defaultdict(set)
    in_plan = select(Task.id).where(*stands)
    links = select(TaskIndicator.task_id, TaskIndicator.indicator_id).where(TaskIndicator.task_id.in_(in_plan))
    for task_id, node_id in (await session.execute(links)).all():
        linked[task_id].add(node_id)
    for task_id, nodes in linked.items():
        tasks[task_id].linked = frozenset(nodes)
    for row in await session.execute(_held(actor, in_plan)):
        cancelled = row.work_state is WorkState.CANCELLED
        told = (row.id, row.unit_id, row.short_name, row.part, row.mandate, row.due_on)
        tasks[row.task_id].held[row.unit_id] = Held(*told, cancelled, row.carried)
    for origin in await session.scalars(select(TaskOrigin).where(TaskOrigin.task_id.in_(in_plan))):
        tasks[origin.task_id].origin = origin
    return PlanStands(list(tasks.values()), await targets_of(session, plan), plan.state is PlanState.DRAFT)


async def targets_of(session: AsyncSession, plan: Plan) -> dict[UUID, Target]:
    """What the plan wants, in the order of the framework; of the total by the id of its edition."""
    wanted = select(Target).join(Indicator, Indicator.id == Target.indicator_id).where(Target.plan_id == plan.id)
    of_nodes = {target.indicator_id: target for target in await session.scalars(wanted.order_by(Indicator.sort))}
    total = total_of(plan)
    return of_nodes if total is None else {plan.framework_id: Target(indicator_id=plan.framework_id, low_rated=False, **total), **of_nodes}


def _held(actor: Actor, in_plan: Select[UUID]) -> AnySelect:
    columns = (
        Assignment.id,
        Assignment.task_id,
        Assignment.unit_id,
        Unit.short_name,
        Assignment.part,
        Assignment.mandate,
        Assignment.due_on,
        Assignment.work_state,
        Assignment.carried_to_id.is_not(None).label("carried"),
    )
    statement = select(*columns).join(Unit, Unit.id == Assignment.unit_id).join(Task, Task.id == Assignment.task_id)
    return statement.where(Assignment.task_id.in_(in_plan), visible_to(actor)).order_by(Assignment.sort)
