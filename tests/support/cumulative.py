"""A year of the small plan: the first quarter is reported and accepted, then the half year opens filled."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import update

from papi.kit import clock
from papi.plans.models import Plan
from tests.support.reporting import Reporting
from tests.support.world import Someone

IN_MARCH = datetime(2024, 3, 12, 9, 0, tzinfo=clock.TIMEZONE)
IN_JUNE = datetime(2024, 6, 12, 9, 0, tzinfo=clock.TIMEZONE)
IN_SEPTEMBER = datetime(2024, 9, 10, 9, 0, tzinfo=clock.TIMEZONE)
IN_DECEMBER = datetime(2024, 12, 10, 9, 0, tzinfo=clock.TIMEZONE)


def _window(kind: str, title: str, data_from: str, data_to: str, *, cumulative: bool = False) -> dict[str, Any]:
    return {"kind": kind, "title": title, "data_from": data_from, "data_to": data_to, "cumulative": cumulative}


WINDOWS: dict[str, dict[str, Any]] = {
    "2024Q1": _window("quarter_1", "Báo cáo quý I/2024", "2023-12-15", "2024-03-14"),
    "20246M": _window("six_months", "Báo cáo 6 tháng đầu năm 2024", "2023-12-15", "2024-06-14", cumulative=True),
    "2024Q3": _window("quarter_3", "Báo cáo quý III/2024", "2024-06-15", "2024-09-14"),
    "2024Y": _window("year", "Báo cáo năm 2024", "2023-12-15", "2024-12-14", cumulative=True),
}
FIGURES = [
    {"key": "so_buoi", "label": "Số buổi tuyên truyền", "measure": "buổi", "kind": "integer", "rule": "sum", "required": True},
    {"key": "ho_ngheo", "label": "Số hộ nghèo hiện có", "measure": "hộ", "kind": "integer", "rule": "latest"},
    {"key": "dong_nhat", "label": "Buổi đông nhất", "measure": "người", "kind": "integer", "rule": "max"},
    {"key": "ty_le", "label": "Tỷ lệ hồ sơ trực tuyến", "measure": "%", "kind": "decimal", "rule": "latest"},
]


async def plan_of_the_whole_year(reporting: Reporting) -> None:
    """The plan was adopted before its year began, so that every report of the year asks about it."""
    async with reporting.world.database.writing() as session:
        await session.execute(update(Plan).where(Plan.id == reporting.plan_id).values(adopted_on=date(2023, 12, 1)))


async def ask_for_figures(reporting: Reporting, task: str = "inform", items: list[dict[str, Any]] | None = None) -> None:
    """Let a task ask for numbers."""
    answer = await reporting.coordinator.put(f"/tasks/{reporting.tasks[task]}/figures", {"items": FIGURES if items is None else items})
    assert answer.status_code == 200, answer.text


def period_of_year(reporting: Reporting, code: str) -> dict[str, Any]:
    """One of the year's four periods, due on the day of now."""
    due = clock.business().replace(hour=17).isoformat()
    return {**reporting.period_body(code), **WINDOWS[code], "deadlines": {"ward": due, "department": due, "city": due}}


async def open_of_year(reporting: Reporting, code: str) -> str:
    """Open one of the year's four periods on the day of now."""
    return await reporting.opened_period(**period_of_year(reporting, code))


async def line_of(reporting: Reporting, who: Someone, period: str, task: str = "inform") -> dict[str, Any]:
    """The line of a task in the unit's report of a period."""
    report = (await who.get(f"/reports?period={period}")).json()["items"][0]
    lines = (await who.get(f"/reports/{report['id']}/lines")).json()["items"]
    return next(line for line in lines if line["task"]["id"] == str(reporting.tasks[task]))


async def write_all(reporting: Reporting, who: Someone, period: str, **inform: Any) -> dict[str, Any]:
    """Write every line of the unit's report; the line of `inform` says what is given. The report."""
    report = (await who.get(f"/reports?period={period}")).json()["items"][0]
    document = await reporting.document(who)
    for line in (await who.get(f"/reports/{report['id']}/lines")).json()["items"]:
        said: dict[str, Any] = {"result": "Đã triển khai theo kế hoạch.", "percent": 40, "evidence_ids": [document]}
        if line["task"]["id"] == str(reporting.tasks["inform"]):
            said = {**said, "figures": {"so_buoi": 4}, **inform}
        if not line["task"]["figures"]:
            said.pop("figures", None)
        await reporting.write(who, line, **said)
    return (await who.get(f"/reports/{report['id']}")).json()


async def accept_of(reporting: Reporting, head: Someone, report_id: str) -> None:
    """The head sends it, Phòng Nội vụ accepts it."""
    sent = await head.post(f"/reports/{report_id}/submit")
    assert sent.status_code == 200, sent.text
    accepted = await reporting.coordinator.post(f"/reports/{report_id}/accept")
    assert accepted.status_code == 200, accepted.text


async def accepted_period(reporting: Reporting, code: str, **inform: Any) -> tuple[str, str]:
    """The period opened, and the ward's report of it accepted; the ids of both."""
    period = await open_of_year(reporting, code)
    report = await write_all(reporting, reporting.officer, period, **inform)
    await accept_of(reporting, reporting.head, report["id"])
    return period, report["id"]
