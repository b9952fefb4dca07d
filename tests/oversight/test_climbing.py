"""Who is reminded by the ladder of which deadline on which working day, and in which words.

The small plan's one once-task is due on Monday 30 September, for the department and for the ward.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from papi.access.permissions import Role
from papi.directory.models import Person
from papi.kit import clock
from papi.outbox.models import FactRow
from papi.plans.models import Mandate
from tests.support.extending import asked
from tests.support.planning import DONE, REASON, draft_plan, school_of_ward
from tests.support.reminding import due, given_task, morning, reminded_on, reminders
from tests.support.reorganising import day_comes, decided, merger, now_in, on, unit_called
from tests.support.reporting import Reporting


async def mornings(reporting: Reporting, *days: str) -> list[bool]:
    return [await morning(reporting.world, day) for day in days]


async def every_day(reporting: Reporting, first: int = 16, last: int = 30) -> None:
    """All days of the second half of September."""
    await mornings(reporting, *(f"2024-09-{day}" for day in range(first, last + 1)))


async def test_officers_are_reminded_three_days_before_officers_and_heads_on_the_day_heads_a_day_late(reporting: Reporting) -> None:
    await every_day(reporting)

    await mornings(reporting, "2024-10-01", "2024-10-02", "2024-10-03")

    assert await reminded_on(reporting.officer) == ["2024-09-25", "2024-09-30"]
    assert await reminded_on(reporting.head) == ["2024-09-30", "2024-10-01"]
    last, first = await reminders(reporting.officer)
    assert (first["text"], first["subject"], first["by"]) == (
        "nhắc 1 nhiệm vụ sắp đến hạn, ngày 30/9/2024 (còn 3 ngày làm việc)",
        "Tổ chức lớp phổ biến pháp luật",
        "Hệ thống",
    )
    assert last["text"] == "nhắc 1 nhiệm vụ sắp đến hạn, ngày 30/9/2024 (hôm nay)"
    assert (await reminders(reporting.head))[0]["text"] == "nhắc 1 nhiệm vụ đã quá hạn, ngày 30/9/2024 (đã 1 ngày làm việc)"
    assert (await reminders(reporting.head, "en"))[0]["text"] == "reminds of 1 task overdue, on 30/9/2024 (1 working day ago)"


async def test_nothing_is_sent_on_days_off(reporting: Reporting) -> None:
    assert await mornings(reporting, "2024-09-28", "2024-09-29", "2024-09-02") == [False] * 3
    assert await mornings(reporting, "2024-09-27", "2024-09-28", "2024-09-29") == [True, False, False]


async def test_nobody_is_woken_before_offices_open(reporting: Reporting) -> None:
    early = datetime(2024, 9, 27, 7, 29, tzinfo=clock.TIMEZONE)
    with clock.business_at(early):
        assert not await reporting.world.let_the_worker_remind()
    with clock.business_at(early + timedelta(minutes=1)):
        assert await reporting.world.let_the_worker_remind()


async def test_what_is_due_after_tet_is_reminded_before_it(reporting: Reporting) -> None:
    await due(reporting, "school", reporting.ward, "2025-02-03")

    await mornings(reporting, *(f"2025-01-{day}" for day in range(15, 32)), "2025-02-01", "2025-02-02", "2025-02-03")

    assert await reminded_on(reporting.officer) == ["2025-01-22", "2025-02-03"]


async def test_a_saturday_that_is_worked_in_exchange_is_a_working_day(reporting: Reporting) -> None:
    days = [{"day": "2024-09-28", "kind": "working", "name": "Làm bù"}]
    written = await reporting.coordinator.put("/calendar/2024", {"basis": "Thông báo 1/TB", "days": days}, headers={"If-Match": '"v0"'})
    assert written.status_code == 200, written.text

    await every_day(reporting)

    assert await reminded_on(reporting.officer) == ["2024-09-26", "2024-09-30"]


async def test_what_no_worker_told_is_made_up_once_on_the_next_working_day(reporting: Reporting) -> None:
    await mornings(reporting, "2024-09-23", "2024-09-28", "2024-09-30", "2024-09-30", "2024-10-01")

    items = await reminders(reporting.officer)
    assert {(item["created_at"][:10], item["text"]) for item in items} == {
        ("2024-09-30", "nhắc 1 nhiệm vụ sắp đến hạn, ngày 30/9/2024 (hôm nay)")
    }


async def test_what_has_passed_meanwhile_is_not_told_as_coming(reporting: Reporting) -> None:
    assert await mornings(reporting, "2024-09-23", "2024-10-01") == [True, True]

    assert await reminders(reporting.officer) == []


async def test_a_calendar_that_is_written_anew_repeats_nothing(reporting: Reporting) -> None:
    await mornings(reporting, "2024-09-24", "2024-09-25")
    days = [{"day": "2024-09-26", "kind": "off", "name": "Nghỉ bù"}]
    await reporting.coordinator.put("/calendar/2024", {"basis": "Thông báo 2/TB", "days": days}, headers={"If-Match": '"v0"'})

    await every_day(reporting, first=26)

    assert await reminded_on(reporting.officer) == ["2024-09-25", "2024-09-30"]


async def test_one_notice_a_unit_and_day_names_how_many_and_the_nearest(reporting: Reporting) -> None:
    await due(reporting, "school", reporting.ward, "2024-09-26")
    for number, day in enumerate(("2024-09-26", "2024-09-27", "2024-09-30")):
        await given_task(reporting, reporting.plan_id, reporting.ward, day, key=f"II.2-{number}", title=f"Việc {number}")

    await mornings(reporting, "2024-09-20", "2024-09-24")

    (item,) = [item for item in await reminders(reporting.officer) if item["created_at"].startswith("2024-09-24")]
    assert (item["text"], item["subject"]) == (
        "nhắc 3 nhiệm vụ sắp đến hạn, gần nhất ngày 26/9/2024 (còn 2 ngày làm việc)",
        "Tổ chức lớp phổ biến pháp luật",
    )
    assert (item["subject_type"], item["subject_id"], item["unit_id"]) == ("deadlines", str(reporting.plan_id), str(reporting.ward.id))
    query = f"plan={item['subject_id']}&unit={item['unit_id']}&work_state=open&deadline_state=in_time&sort=due_on"
    with on("2024-09-24"):
        listed = (await reporting.officer.get(f"/assignments?{query}")).json()["items"]
    assert [row["task"]["title"] for row in listed if row["due_on"]][:3] == ["Tổ chức lớp phổ biến pháp luật", "Việc 0", "Việc 1"]


async def test_head_and_officers_are_reminded_and_nobody_else(reporting: Reporting) -> None:
    others = [await reporting.world.person(role, reporting.ward) for role in (Role.OBSERVER, Role.LEADER, Role.ADMIN, Role.COORDINATOR)]

    await mornings(reporting, "2024-09-30")

    told = [len(await reminders(who)) for who in (reporting.officer, reporting.head, reporting.lead_officer)]
    untold = [await reminders(who) for who in (*others, reporting.stranger, reporting.coordinator, reporting.leader)]
    assert (told, untold) == ([1, 1, 1], [[]] * 7)


async def test_who_is_head_and_officer_at_once_is_told_once(reporting: Reporting) -> None:
    async with reporting.world.database.reading() as session:
        person = await session.get_one(Person, reporting.officer.id)
    await reporting.world.membership(person, Role.UNIT_HEAD, reporting.ward)

    await mornings(reporting, "2024-09-30")

    assert len(await reminders(reporting.officer)) == 1


@pytest.mark.parametrize("step", ["report-done", "confirm", "suspend", "cancel"])
async def test_what_is_done_said_to_be_done_or_set_aside_is_left_in_peace(reporting: Reporting, step: str) -> None:
    path = f"/assignments/{(await school_of_ward(reporting))['id']}"
    if step in {"report-done", "confirm"}:
        assert (await reporting.head.post(f"{path}/report-done", DONE)).status_code == 200
    if step != "report-done":
        assert (await reporting.coordinator.post(f"{path}/{step}", None if step == "confirm" else REASON)).status_code == 200

    await every_day(reporting)

    assert await reminders(reporting.officer) == []
    assert len(await reminders(reporting.lead_officer)) == 2


async def test_what_is_asked_for_again_or_resumed_is_reminded_of_again(reporting: Reporting) -> None:
    path = f"/assignments/{(await school_of_ward(reporting))['id']}"
    await reporting.coordinator.post(f"{path}/suspend", REASON)
    await mornings(reporting, "2024-09-24", "2024-09-25")
    await reporting.coordinator.post(f"{path}/resume", REASON)

    await mornings(reporting, "2024-09-26", "2024-09-30")

    assert await reminded_on(reporting.officer) == ["2024-09-30"]


async def test_the_new_day_of_an_extension_counts(reporting: Reporting) -> None:
    extension = await asked(reporting)
    await mornings(reporting, "2024-09-24", "2024-09-25")
    await reporting.coordinator.post(f"/extensions/{extension['id']}/grant", {})

    await every_day(reporting, first=26)
    await mornings(reporting, *(f"2024-10-{day:02}" for day in range(1, 16)))

    assert await reminded_on(reporting.officer) == ["2024-09-25", "2024-10-10", "2024-10-15"]


async def test_bodies_that_are_asked_hear_no_word_of_duty(reporting: Reporting) -> None:
    body = await reporting.world.person(Role.OFFICER, reporting.front)
    await due(reporting, "front", reporting.front, "2024-09-30")

    await mornings(reporting, "2024-09-25", "2024-10-01")

    (vi,), (en,) = await reminders(body), await reminders(body, "en")
    assert vi["text"] == "kính đề nghị quý đơn vị quan tâm phối hợp 1 nội dung, ngày 30/9/2024 (còn 3 ngày làm việc)"
    assert en["text"] == "kindly asks for your cooperation on 1 matter, on 30/9/2024 (3 working days left)"


async def test_a_unit_that_is_given_one_thing_and_asked_for_another_hears_both(reporting: Reporting) -> None:
    await due(reporting, "school", reporting.ward, "2024-09-30", mandate=Mandate.REQUESTED.value)
    await given_task(reporting, reporting.plan_id, reporting.ward, "2024-09-30")

    await mornings(reporting, "2024-09-25")

    (item,) = await reminders(reporting.officer)
    assert item["text"].startswith("nhắc 1 nhiệm vụ sắp đến hạn và kính đề nghị quan tâm phối hợp 1 nội dung, gần nhất ngày 30/9/2024")


async def test_a_report_is_reminded_of_with_the_recurring_work_that_it_tells_and_asked_of_bodies(reporting: Reporting) -> None:
    await reporting.opened_period()
    front = await reporting.world.person(Role.UNIT_HEAD, reporting.front)

    await mornings(reporting, "2024-09-10", "2024-09-11", "2024-09-12", "2024-09-13")

    guest = [item["text"] for item in await reminders(front)]
    assert [(item["text"], item["subject"]) for item in await reminders(reporting.officer)] == [
        ("nhắc gửi báo cáo, hạn ngày 16/9/2024 (còn 3 ngày làm việc)", "Báo cáo quý III/2024 – Phường 1")
    ]
    await mornings(reporting, "2024-09-16", "2024-09-17", "2024-09-18")
    assert [item["text"] for item in await reminders(reporting.stranger)] == [
        "nhắc gửi báo cáo đã quá hạn, ngày 16/9/2024 (đã 1 ngày làm việc)",
        "nhắc gửi báo cáo, hạn ngày 16/9/2024 (hôm nay)",
    ]
    assert guest == []
    assert [item["text"] for item in await reminders(front)] == ["kính đề nghị quan tâm gửi báo cáo, ngày 17/9/2024 (hôm nay)"]


async def plan_of_next_year(reporting: Reporting) -> dict[str, Any]:
    plan = await draft_plan(reporting)
    await given_task(reporting, plan["id"], reporting.other_ward, "2024-09-30")
    return plan


async def test_drafts_and_plans_given_up_remind_nobody(reporting: Reporting) -> None:
    plan = await plan_of_next_year(reporting)

    await mornings(reporting, "2024-09-24", "2024-09-25")
    await reporting.coordinator.post(f"/plans/{plan['id']}/discard")
    await mornings(reporting, "2024-09-26", "2024-09-27")

    assert await reminders(reporting.stranger) == []


async def test_the_approved_plan_of_another_year_reminds_as_well(reporting: Reporting) -> None:
    plan = await plan_of_next_year(reporting)
    await reporting.coordinator.post(f"/plans/{plan['id']}/submit")
    assert (await reporting.leader.post(f"/plans/{plan['id']}/approve")).status_code == 200

    await every_day(reporting)

    assert [item["subject_id"] for item in await reminders(reporting.stranger)] == [plan["id"]]


async def test_what_went_over_to_another_unit_is_told_there_alone(reporting: Reporting) -> None:
    await decided(reporting.admin, merger(reporting, day="2024-09-20"))
    with on("2024-09-20"):
        await day_comes(reporting.world)
        new = await unit_called(reporting.admin, "Phường Vũng Tàu")
        officer = await now_in(reporting.world, reporting.officer, new["id"])

    await every_day(reporting, first=20)

    with on("2024-09-30"):
        assert await reminded_on(officer) == ["2024-09-25", "2024-09-30"]
        assert {item["unit_id"] for item in await reminders(officer)} == {new["id"]}


async def test_a_reminder_stands_in_no_history(reporting: Reporting) -> None:
    async with reporting.world.database.reading() as session:
        before = await session.scalar(select(func.count()).select_from(FactRow))

    await every_day(reporting)

    async with reporting.world.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(FactRow)) == before


async def test_reminding_costs_the_same_of_one_and_of_many(reporting: Reporting) -> None:
    await mornings(reporting, "2024-09-24")
    with reporting.world.counted_queries() as few:
        await mornings(reporting, "2024-09-25")
    await due(reporting, "school", reporting.ward, "2024-10-01")
    for number in range(12):
        unit = reporting.ward if number % 2 else reporting.other_ward
        await given_task(reporting, reporting.plan_id, unit, "2024-10-01", key=f"II.2-{number}", title=f"Việc {number}")

    with reporting.world.counted_queries() as many:
        await mornings(reporting, "2024-09-26")

    assert (len(await reminders(reporting.officer)) - 1, many.number) == (1, few.number)
