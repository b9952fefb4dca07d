"""What tests about plans do again and again: find an assignment of the small plan, make a draft of next year's."""

from typing import Any
from uuid import UUID

from sqlalchemy import update

from papi.directory.models import Unit
from papi.framework.models import Framework, Indicator, Level, NameStatus
from papi.kit.text import searchable
from papi.kit.types import new_id
from papi.plans.models import Plan
from papi.plans.progress import differences
from tests.support.reporting import Reporting
from tests.support.world import Someone, World

REASON = {"reason": "Theo chỉ đạo của UBND thành phố."}
DONE = {"done_on": "2024-09-09", "result": "Đã tổ chức lớp cho 120 người."}


async def assignment_of(reporting: Reporting, task: str, unit: Unit, *, seen_by: Someone | None = None) -> dict[str, Any]:
    """The assignment of a task of the small plan to a unit, in full."""
    who = seen_by or reporting.coordinator
    found = (await who.get(f"/assignments?task={reporting.tasks[task]}&unit={unit.id}")).json()["items"]
    return (await who.get(f"/assignments/{found[0]['id']}")).json()


async def school_of_ward(reporting: Reporting) -> dict[str, Any]:
    """The ward's part in the joint once-task, due on 30 September."""
    return await assignment_of(reporting, "school", reporting.ward)


async def reported_done(reporting: Reporting, **changes: Any) -> dict[str, Any]:
    """The same, which the ward has said to be done."""
    school = await school_of_ward(reporting)
    answer = await reporting.head.post(f"/assignments/{school['id']}/report-done", {**DONE, **changes})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def draft_plan(reporting: Reporting, **changes: Any) -> dict[str, Any]:
    """A draft of the plan of 2025; of the small plan's own year where an annex is to be read by the days of that year."""
    body = {"year": 2025, "title": "Kế hoạch cải thiện Chỉ số PAPI năm 2025", "framework_year": 2023}
    year = changes.pop("year", 2025)
    created = await reporting.coordinator.post("/plans", {**body, **changes})
    assert created.status_code == 201, created.text
    return created.json() if year == 2025 else await of_year(reporting.world, reporting.coordinator, created.json(), year)


async def of_year(world: World, coordinator: Someone, plan: dict[str, Any], year: int) -> dict[str, Any]:
    """The plan as one of another year, beside that which the year may have: what people cannot make, and old installations hold."""
    async with world.database.writing() as session:
        await session.execute(update(Plan).where(Plan.id == UUID(plan["id"])).values(year=year))
    return (await coordinator.get(f"/plans/{plan['id']}")).json()


def task_body(plan: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A new once-task."""
    given = {
        "plan_id": plan["id"],
        "key": "II.2-99",
        "source_ref": "II.2",
        "title": "Rà soát danh sách hộ nghèo",
        "text": "Rà soát, niêm yết danh sách hộ nghèo tại khu phố.",
        "kind": "specific",
        "mode": "each",
        "cadence": "once",
        "due_on": "2024-10-31",
    }
    return {**given, **changes}


async def nodes_of(world: World, framework_id: Any) -> dict[str, Indicator]:
    """Two dimensions with a sub-dimension and an indicator each, by code."""
    nodes: dict[str, Indicator] = {}
    for place, code in enumerate(("1", "1.1", "1.1.1", "2", "2.1", "2.1.1")):
        level = list(Level)[code.count(".")]
        parent = nodes.get(code.rpartition(".")[0])
        nodes[code] = Indicator(
            id=new_id(),
            framework_id=framework_id,
            parent_id=parent.id if parent else None,
            level=level,
            code=code,
            name_vi=f"Nội dung {code}",
            name_status=NameStatus.WORKING,
            minimum=1,
            maximum=10,
            folded=searchable(code),
            sort=place,
        )
        await world.add(nodes[code])
    return nodes


async def framework_of(reporting: Reporting) -> Any:
    """The id of the small plan's edition."""
    items = (await reporting.coordinator.get("/frameworks")).json()["items"]
    return Framework.__table__.c.id.type.python_type(items[0]["id"])


async def counts_are_true(reporting: Reporting) -> bool:
    """Whether the kept counts agree with the assignments, as `papi check` looks."""
    async with reporting.world.database.reading() as session:
        return await differences(session) == []


async def numbers(who: Someone, query: str = "") -> dict[str, Any]:
    """The total of the task status."""
    return (await who.get(f"/task-status?{query}")).json()["total"]
