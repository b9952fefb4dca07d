"""A unit that was given its own end of a closed period still owes its report: it is told, urged, and finds it among its work."""

from tests.support.reminding import morning, reminders
from tests.support.reporting import Reporting

ENDS = "2024-09-20T17:00:00+07:00"


async def closed_but_for_the_ward(reporting: Reporting) -> str:
    """The period is closed on the tenth, and the ward may write until the twentieth; the period's id."""
    period = await reporting.opened_period()
    assert (await reporting.coordinator.post(f"/periods/{period}/close")).status_code == 200
    body = {"unit_id": str(reporting.ward.id), "ends_at": ENDS, "reason": "Mất điện nhiều ngày"}
    assert (await reporting.coordinator.post(f"/periods/{period}/exceptions", body)).status_code == 201
    return period


async def test_it_is_reminded_of_its_own_end_and_nobody_else_of_the_period(reporting: Reporting) -> None:
    await closed_but_for_the_ward(reporting)

    for day in range(11, 24):
        await morning(reporting.world, f"2024-09-{day}")

    assert [item["text"] for item in await reminders(reporting.officer)] == [
        "nhắc gửi báo cáo, hạn ngày 20/9/2024 (hôm nay)",
        "nhắc gửi báo cáo, hạn ngày 20/9/2024 (còn 3 ngày làm việc)",
    ]
    assert await reminders(reporting.stranger) == []


async def test_it_is_urged_by_hand_and_who_can_write_no_longer_is_not(reporting: Reporting) -> None:
    period = await closed_but_for_the_ward(reporting)
    wanted = {"period_id": period, "unit_ids": [str(unit.id) for unit in (reporting.ward, reporting.other_ward)]}

    sent = await reporting.coordinator.post("/reminders", wanted)

    assert (sent.status_code, [item["unit"]["name"] for item in sent.json()["items"]]) == (201, ["Phường 1"])


async def test_it_finds_the_report_among_its_work_until_its_end(reporting: Reporting) -> None:
    await closed_but_for_the_ward(reporting)

    shown = [(await who.get("/dashboards/my-work")).json()["reports"] for who in (reporting.officer, reporting.stranger)]

    assert [[report["due_at"] for report in reports] for reports in shown] == [[ENDS], []]
