"""The small plan, which also asks its units for plans of their own by 12 September 2024."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from papi.directory.models import Unit
from papi.framework.models import Framework
from papi.kit import clock
from papi.kit.text import searchable
from papi.kit.types import new_id
from papi.plans.models import Assignment, Cadence, Mandate, Mode, Part, Task, TaskKind
from papi.plans.progress import begin_counting
from tests.support.planning import nodes_of
from tests.support.reporting import Reporting, make_reporting
from tests.support.world import Someone, World

DUE = date(2024, 9, 12)
LIMIT = {"kind": "limit", "text": "Danh sách hộ nghèo niêm yết chậm", "cause": "Thiếu bảng tin ở khu phố"}
MEASURE = {"kind": "measure", "text": "Niêm yết danh sách tại 9 khu phố", "person": "Bà Lệ, công chức", "due_on": "2024-10-15"}
REASON = {"reason_code": "no_person_or_date", "reason": "Nêu rõ người phụ trách từng khu phố."}


@dataclass
class Planning:
    """`reporting`'s people and plan; `indicators` by code; `duty` is the task that asks."""

    reporting: Reporting
    duty: UUID
    indicators: dict[str, str]

    @property
    def world(self) -> World:
        return self.reporting.world

    async def begun(self, officer: Someone) -> dict[str, Any]:
        """A draft with a limit and a measure that answers it."""
        made = await officer.post("/unit-plans", {"plan_id": str(self.reporting.plan_id)})
        assert made.status_code == 201, made.text
        path, node = f"/unit-plans/{made.json()['id']}", self.indicators["1.1.1"]
        limits = (await officer.post(f"{path}/items", {"items": [{**LIMIT, "indicator_id": node}]})).json()
        answer = {**MEASURE, "indicator_id": node, "limit_id": limits["items"][0]["id"]}
        added = await officer.post(f"{path}/items", {"items": [answer]})
        assert added.status_code == 201, added.text
        return added.json()

    async def complete(self, officer: Someone) -> dict[str, Any]:
        """The signed document is attached."""
        begun = await self.begun(officer)
        document = await self.reporting.document(officer)
        linked = await officer.post(f"/evidence/{document}/links", {"targets": [{"type": "unit_plan", "id": begun["id"]}]})
        assert linked.status_code == 200, linked.text
        return (await officer.get(f"/unit-plans/{begun['id']}")).json()

    async def sent(self, officer: Someone, head: Someone) -> dict[str, Any]:
        """The head has sent it."""
        done = await head.post(f"/unit-plans/{(await self.complete(officer))['id']}/submit")
        assert done.status_code == 200, done.text
        return done.json()

    async def accepted(self) -> dict[str, Any]:
        """That of the ward, accepted by the coordinator; as the officer reads it."""
        reporting = self.reporting
        sent = await self.sent(reporting.officer, reporting.head)
        answer = await reporting.coordinator.post(f"/unit-plans/{sent['id']}/accept")
        assert answer.status_code == 200, answer.text
        return (await reporting.officer.get(f"/unit-plans/{sent['id']}")).json()

    async def duty_of(self, unit: Unit) -> dict[str, Any]:
        """The unit's assignment of the task that asks for its plan."""
        who = self.reporting.coordinator
        found = (await who.get(f"/assignments?task={self.duty}&unit={unit.id}")).json()["items"]
        return (await who.get(f"/assignments/{found[0]['id']}")).json()

    async def board(self, who: Someone) -> dict[str, dict[str, Any]]:
        """The rows of the board by the names of units."""
        read = (await who.get(f"/unit-plans/board?plan={self.reporting.plan_id}")).json()
        return {item["unit"]["name"]: item for item in read["items"]}


async def make_planning(world: World) -> Planning:
    """The reporting world, and the task that asks."""
    reporting = await make_reporting(world)
    async with world.database.reading() as session:
        framework = await session.scalar(select(Framework.id))
    nodes = await nodes_of(world, framework)
    title = "Xây dựng kế hoạch của đơn vị"
    task = Task(
        id=new_id(),
        plan_id=reporting.plan_id,
        key="own-plan",
        source_ref="III.1",
        sort=9,
        title=title,
        text=title,
        checklist=[],
        kind=TaskKind.ORGANISATIONAL,
        mode=Mode.EACH,
        cadence=Cadence.ONCE,
        due_on=DUE,
        due_text="trước ngày 13/9/2024",
        requires_evidence=True,
        by_unit_plan=True,
        folded=searchable(title),
    )
    await world.add(task)
    asked = (reporting.coordinating, reporting.department, reporting.ward, reporting.other_ward)
    given = [(unit, Mandate.ASSIGNED) for unit in asked] + [(reporting.front, Mandate.REQUESTED)]
    async with world.database.writing() as session:
        assignments = [_assignment(task, unit, mandate) for unit, mandate in given]
        session.add_all(assignments)
        await session.flush()
        await begin_counting(session, assignments)
    return Planning(reporting, task.id, {code: str(node.id) for code, node in nodes.items()})


def _assignment(task: Task, unit: Unit, mandate: Mandate) -> Assignment:
    return Assignment(
        plan_id=task.plan_id,
        task_id=task.id,
        unit_id=unit.id,
        sort=task.sort,
        part=Part.LEAD,
        mandate=mandate,
        due_on=task.due_on,
        updated_at=clock.business(),
    )


def on(day: int, hour: int = 9) -> datetime:
    """A moment of September 2024."""
    return datetime(2024, 9, day, hour, tzinfo=clock.TIMEZONE)
