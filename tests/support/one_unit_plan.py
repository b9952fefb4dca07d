"""One unit's own plan, in any state: what tests of unit plans and the tables of permissions speak of."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from papi.access.permissions import Role
from papi.directory.models import Unit
from papi.framework.models import Indicator
from papi.plans.models import Cadence, TaskKind
from tests.support.files import docx
from tests.support.one_report import reviewer_of
from tests.support.one_task import edition, one_task
from tests.support.planning import nodes_of
from tests.support.world import World

DUE = date(2090, 6, 28)
LIMIT = {"kind": "limit", "text": "Người dân chưa biết nơi niêm yết", "cause": "Niêm yết ở ít nơi"}
MEASURE = {"kind": "measure", "text": "Niêm yết tại các khu phố", "person": "Công chức Văn phòng – Thống kê", "due_on": "2090-09-30"}


@dataclass
class OneUnitPlan:
    """A plan whose task asks the unit for its own plan, and that plan."""

    plan_id: UUID
    assignment_id: UUID
    id: str = ""
    limit_id: str = ""
    measure_id: str = ""


async def asked_unit(world: World, unit: Unit, *, due_on: date = DUE) -> OneUnitPlan:
    """The plan asks the unit for a plan of its own."""
    asked: dict[str, Any] = {"cadence": Cadence.ONCE, "kind": TaskKind.ORGANISATIONAL, "by_unit_plan": True, "due_on": due_on}
    one = await one_task(world, unit, title="Xây dựng kế hoạch của đơn vị", **asked)
    return OneUnitPlan(one.plan_id, one.assignment_id)


async def indicator_of(world: World) -> str:
    """An indicator of the edition on which the plans of tests rest, made when it is first wanted."""
    async with world.database.reading() as session:
        known = await session.scalar(select(Indicator.id).where(Indicator.code == "1.1.1"))
    return str(known or (await nodes_of(world, await edition(world)))["1.1.1"].id)


async def begun_unit_plan(world: World, unit: Unit, *, due_on: date = DUE) -> OneUnitPlan:
    """An officer has begun it, with a limit and a measure; nothing is attached."""
    one = await asked_unit(world, unit, due_on=due_on)
    officer = await world.person(Role.OFFICER, unit)
    made = await officer.post("/unit-plans", {"plan_id": str(one.plan_id)})
    assert made.status_code == 201, made.text
    one.id = made.json()["id"]
    node = await indicator_of(world)
    limits = await officer.post(f"/unit-plans/{one.id}/items", {"items": [{**LIMIT, "indicator_id": node}]})
    assert limits.status_code == 201, limits.text
    one.limit_id = limits.json()["items"][0]["id"]
    measures = await officer.post(f"/unit-plans/{one.id}/items", {"items": [{**MEASURE, "limit_id": one.limit_id, "indicator_id": node}]})
    assert measures.status_code == 201, measures.text
    one.measure_id = measures.json()["items"][1]["id"]
    return one


async def complete_unit_plan(world: World, unit: Unit, *, due_on: date = DUE) -> OneUnitPlan:
    """The signed document is attached: nothing is missing."""
    one = await begun_unit_plan(world, unit, due_on=due_on)
    officer = await world.person(Role.OFFICER, unit)
    file = {"file": ("Kế hoạch 12.docx", docx())}
    uploaded = await officer.post("/evidence", files=file, data={"title": "Kế hoạch 12/KH-UBND", "link_to": f"unit_plan:{one.id}"})
    assert uploaded.status_code == 201, uploaded.text
    return one


async def sent_unit_plan(world: World, unit: Unit, *, due_on: date = DUE) -> OneUnitPlan:
    """The head has sent it."""
    one = await complete_unit_plan(world, unit, due_on=due_on)
    sent = await (await world.person(Role.UNIT_HEAD, unit)).post(f"/unit-plans/{one.id}/submit")
    assert sent.status_code == 200, sent.text
    return one


async def accepted_unit_plan(world: World, unit: Unit) -> OneUnitPlan:
    """Its reviewer has accepted it."""
    one = await sent_unit_plan(world, unit)
    accepted = await (await reviewer_of(world, unit)).post(f"/unit-plans/{one.id}/accept")
    assert accepted.status_code == 200, accepted.text
    return one
