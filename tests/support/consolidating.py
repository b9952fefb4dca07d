"""A consolidated report in the small plan, and its people."""

from typing import Any

from tests.support.reporting import Reporting
from tests.support.world import Someone

RESULT = "Đã tổ chức 04 buổi tuyên truyền tại khu phố với 312 lượt người dự."


async def accepted(reporting: Reporting, officer: Someone, head: Someone, *, period: str = "", **said: Any) -> dict[str, Any]:
    """A unit's report that was written, sent and accepted; each line says the same."""
    report = await written(reporting, officer, **said)
    sent = await head.post(f"/reports/{report['id']}/submit")
    assert sent.status_code == 200, sent.text
    done = await reporting.coordinator.post(f"/reports/{report['id']}/accept")
    assert done.status_code == 200, done.text
    return done.json()


async def written(reporting: Reporting, officer: Someone, **said: Any) -> dict[str, Any]:
    """A draft whose lines are complete."""
    report = await reporting.report_of(officer)
    document = await reporting.document(officer)
    for line in await reporting.lines_of(officer, report["id"]):
        await reporting.write(officer, line, **{"result": RESULT, "percent": 60, "evidence_ids": [document], **said})
    return report


async def produced(reporting: Reporting, who: Someone | None = None) -> dict[str, Any]:
    """The latest period's consolidated report."""
    period = (await reporting.coordinator.get("/periods?state=open")).json()["items"][0]["id"]
    made = await (who or reporting.coordinator).post("/consolidated-reports", {"period_id": period})
    assert made.status_code == 201, made.text
    return made.json()


async def section(who: Someone, report: dict[str, Any], key: str) -> dict[str, Any]:
    """A section as it stands."""
    found = await who.get(f"/consolidated-reports/{report['id']}/sections/{key}")
    assert found.status_code == 200, found.text
    return found.json()


async def texts(who: Someone, report: dict[str, Any], key: str) -> list[str]:
    """What its paragraphs say."""
    return [block["text"] for block in (await section(who, report, key))["blocks"]]
