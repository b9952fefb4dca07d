"""Corrections of an accepted report of one ward."""

from typing import Any

from tests.support.cumulative import accepted_period, ask_for_figures, line_of
from tests.support.reporting import Reporting

WHY = "Nhầm số buổi của khu phố 4."


async def accepted(reporting: Reporting) -> tuple[str, dict[str, Any]]:
    """A closed period in which the ward's report was accepted; the report's id, and the line of `inform`."""
    await ask_for_figures(reporting)
    period, report = await accepted_period(reporting, "2024Q3", result="Đã tổ chức 04 buổi.", figures={"so_buoi": 4})
    await reporting.coordinator.post(f"/periods/{period}/close")
    return report, await line_of(reporting, reporting.officer, period)


def body(line: dict[str, Any], **said: Any) -> dict[str, Any]:
    return {"reason": WHY, "lines": [{"line_id": line["id"], **(said or {"result": "Đã tổ chức 05 buổi.", "figures": {"so_buoi": 5}})}]}


async def sent(reporting: Reporting) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """The report, its line, and the correction that the head has sent."""
    report, line = await accepted(reporting)
    drafted = await reporting.officer.post(f"/reports/{report}/corrections", body(line))
    assert drafted.status_code == 201, drafted.text
    answer = await reporting.head.post(f"/corrections/{drafted.json()['id']}/submit")
    assert answer.status_code == 200, answer.text
    return report, line, answer.json()
