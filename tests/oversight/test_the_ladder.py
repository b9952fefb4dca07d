"""The ladder as data, and the lists of what climbed it: the small plan's once-task is due on Monday 30 September."""

from typing import Any

import pytest
from sqlalchemy import select

from papi.notifications.models import Notification
from tests.support.planning import DONE, school_of_ward
from tests.support.reminding import due, morning, reminded_on
from tests.support.reorganising import on
from tests.support.reporting import Reporting
from tests.support.world import Someone


async def listed(who: Someone, day: str, query: str = "") -> list[tuple[str, str, int]]:
    """Unit, what, and days late of the list on a day."""
    with on(day):
        answer = await who.get(f"/escalations?{query}")
    assert answer.status_code == 200, answer.text
    return [(item["unit"]["name"], item["title"], item["days_late"]) for item in answer.json()["items"]]


async def write(reporting: Reporting, steps: list[dict[str, Any]], version: int = 0, unit: str = "working_days") -> Any:
    headers = {"If-Match": f'"v{version}"'}
    return await reporting.coordinator.put("/escalation-ladder", {"unit": unit, "steps": steps}, headers=headers)


SCHOOL = "Tổ chức lớp phổ biến pháp luật"


async def test_three_working_days_late_climbs_to_the_coordinator_and_seven_to_the_leader(reporting: Reporting) -> None:
    late = [("Phòng Tư pháp", SCHOOL), ("Phường 1", SCHOOL)]
    for day, level, days in (("2024-10-03", "coordinator", 3), ("2024-10-09", "leader", 7)):
        assert sorted(await listed(reporting.coordinator, day, f"level={level}")) == [(*one, days) for one in late]
    for day, level in (("2024-10-02", "coordinator"), ("2024-10-08", "leader")):
        assert await listed(reporting.leader, day, f"level={level}") == []


async def test_reports_climb_too_and_bodies_that_are_asked_do_not(reporting: Reporting) -> None:
    await reporting.opened_period()
    await reporting.submitted_report(reporting.officer, reporting.head)
    await due(reporting, "front", reporting.front, "2024-09-10")

    assert await listed(reporting.coordinator, "2024-09-20", "kind=report") == [
        ("Phường 2", "Báo cáo quý III/2024", 4),
        ("Phòng Nội vụ", "Báo cáo quý III/2024", 3),
        ("Phòng Tư pháp", "Báo cáo quý III/2024", 3),
    ]
    assert await listed(reporting.coordinator, "2024-09-20", "kind=assignment") == []


async def test_what_is_done_leaves_the_list_and_reminders_are_counted_on_it(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    with on("2024-10-04"):
        await reporting.coordinator.post("/reminders", {"assignment_ids": [school["id"]]})
        (item,) = (await reporting.coordinator.get(f"/escalations?unit={reporting.ward.id}&q=pho+bien")).json()["items"]
    assert (item["times"], item["last_on"], item["day_unit"]) == (1, "2024-10-04", "working_days")

    await reporting.head.post(f"/assignments/{school['id']}/report-done", DONE)
    assert await listed(reporting.coordinator, "2024-10-04", f"unit={reporting.ward.id}") == []


async def test_the_coordinator_writes_another_ladder_and_the_worker_goes_by_it(reporting: Reporting) -> None:
    shipped = (await reporting.leader.get("/escalation-ladder")).json()
    steps = [{"days": -5, "to": ["head"]}, {"days": 2, "to": ["leader"]}]

    written = await write(reporting, steps)
    stale = await write(reporting, steps)
    for day in ("2024-09-20", "2024-09-23", "2024-09-30", "2024-10-01"):
        await morning(reporting.world, day)

    assert ([step["days"] for step in shipped["steps"]], shipped["written"], shipped["allowed_actions"]) == ([-3, 0, 1, 3, 7], False, [])
    assert (written.status_code, written.json()["written"], stale.status_code) == (200, True, 412)
    assert (await reminded_on(reporting.head), await reminded_on(reporting.officer)) == (["2024-09-23"], [])
    assert await listed(reporting.coordinator, "2024-10-20", "level=coordinator") == []
    assert len(await listed(reporting.coordinator, "2024-10-02", "level=leader")) == 2


async def test_days_may_be_those_of_the_calendar(reporting: Reporting) -> None:
    await write(reporting, [{"days": 3, "to": ["coordinator"]}], unit="days")

    assert (await listed(reporting.coordinator, "2024-10-02"), len(await listed(reporting.coordinator, "2024-10-03"))) == ([], 2)


@pytest.mark.parametrize(
    "steps",
    [
        [{"days": 1, "to": []}],
        [{"days": 1, "to": ["mayor"]}],
        [{"days": 1, "to": ["head"]}, {"days": 1, "to": ["officer"]}],
        [{"days": 0, "to": ["leader"]}],
        [{"days": 3, "to": ["leader"]}, {"days": 7, "to": ["leader"]}],
        [{"days": 400, "to": ["head"]}],
        [{"days": 1.5, "to": ["head"]}],
    ],
)
async def test_a_ladder_that_says_nothing_clear_is_refused(reporting: Reporting, steps: list[dict[str, Any]]) -> None:
    assert (await write(reporting, steps)).status_code == 422


async def test_a_deadline_of_a_weekend_is_told_on_the_working_day_before(reporting: Reporting) -> None:
    await due(reporting, "school", reporting.ward, "2024-09-28")

    for day in range(23, 31):
        await morning(reporting.world, f"2024-09-{day}")

    assert await reminded_on(reporting.head) == ["2024-09-27", "2024-09-30"]


async def test_what_is_due_today_is_urgent(reporting: Reporting) -> None:
    for day in ("2024-09-25", "2024-09-30", "2024-10-01"):
        await morning(reporting.world, day)

    async with reporting.world.database.reading() as session:
        told = select(Notification.topic).where(Notification.kind.startswith("deadline.")).order_by(Notification.id)
        topics = list(await session.scalars(told.where(Notification.person_id.in_([reporting.officer.id, reporting.head.id]))))
    assert topics == ["due", "due_today", "due_today", "due"]
