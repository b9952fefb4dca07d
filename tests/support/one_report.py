"""One report of one unit, in any state: what the tables of permissions speak of."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from papi.access.permissions import Role
from papi.directory.models import Unit, UnitKind
from papi.kit import clock
from papi.kit.types import new_id
from tests.support.one_task import one_task
from tests.support.world import Someone, World


@dataclass
class OneReport:
    """A plan with one task for one unit, and the period in which it reports."""

    plan_id: UUID
    period_id: str
    report_id: str = ""
    line_id: str = ""


async def planned_period(world: World, unit: Unit) -> OneReport:
    """The period is planned; nobody writes yet."""
    plan_id = (await one_task(world, unit)).plan_id
    coordinator = await world.person(Role.COORDINATOR, await world.unit("Phòng Nội vụ khác", UnitKind.DEPARTMENT))
    made = await coordinator.post("/periods", period_body(plan_id))
    assert made.status_code == 201, made.text
    return OneReport(plan_id, made.json()["id"])


async def draft_report(world: World, unit: Unit) -> OneReport:
    """The period is open, the unit writes."""
    one = await planned_period(world, unit)
    coordinator = await world.person(Role.COORDINATOR, await world.unit("Phòng Nội vụ khác", UnitKind.DEPARTMENT))
    opened = await coordinator.post(f"/periods/{one.period_id}/open")
    assert opened.status_code == 200, opened.text
    officer = await world.person(Role.OFFICER, unit)
    one.report_id = (await officer.get(f"/reports?period={one.period_id}")).json()["items"][0]["id"]
    one.line_id = (await officer.get(f"/reports/{one.report_id}/lines")).json()["items"][0]["id"]
    return one


async def complete_report(world: World, unit: Unit) -> OneReport:
    """Nothing is missing any more."""
    one = await draft_report(world, unit)
    officer = await world.person(Role.OFFICER, unit)
    saved = await officer.patch(f"/report-lines/{one.line_id}", {"result": "Đã tổ chức 04 buổi.", "percent": 60})
    assert saved.status_code == 200, saved.text
    return one


async def sent_report(world: World, unit: Unit) -> OneReport:
    """The head has sent it."""
    one = await complete_report(world, unit)
    sent = await (await world.person(Role.UNIT_HEAD, unit)).post(f"/reports/{one.report_id}/submit")
    assert sent.status_code == 200, sent.text
    return one


async def accepted_report(world: World, unit: Unit) -> OneReport:
    """Its reviewer has accepted and sealed it."""
    one = await sent_report(world, unit)
    accepted = await (await reviewer_of(world, unit)).post(f"/reports/{one.report_id}/accept")
    assert accepted.status_code == 200, accepted.text
    return one


async def reviewer_of(world: World, unit: Unit) -> Someone:
    """A coordinator; for the coordinating unit a leader. Neither belongs to the unit."""
    role = Role.LEADER if unit.coordinating else Role.COORDINATOR
    return await world.person(role, await world.unit("UBND thành phố", UnitKind.CITY))


def period_body(plan_id: UUID) -> dict[str, Any]:
    today = clock.today()
    due = datetime.combine(today + timedelta(days=2), time(17), clock.TIMEZONE).isoformat()
    return {
        "plan_id": str(plan_id),
        "kind": "ad_hoc",
        "code": f"dx-{new_id().hex[-12:]}",
        "title": "Báo cáo đột xuất",
        "data_from": str(today - timedelta(days=60)),
        "data_to": str(today),
        "deadlines": {"ward": due, "department": due, "city": due},
        "questions": [{"text": "Có vướng mắc gì không?", "kind": "yes_no", "required": False}],
        "ask_tasks": True,
    }
