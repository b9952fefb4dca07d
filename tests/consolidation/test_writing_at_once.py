"""Several people at one consolidated report: none waits for another for ever, and nobody's text is lost."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import event, update

from papi.directory.models import Unit
from tests.support.consolidating import accepted, produced, section, texts
from tests.support.reporting import Reporting


@pytest.fixture
async def report(reporting: Reporting) -> dict[str, Any]:
    await reporting.opened_period()
    await accepted(reporting, reporting.officer, reporting.head, proposals="Đề nghị bố trí kinh phí.")
    return await produced(reporting)


async def test_paragraphs_are_saved_while_the_section_is_restored_and_refreshed(reporting: Reporting, report: dict[str, Any]) -> None:
    path = f"/consolidated-reports/{report['id']}"
    await reporting.coordinator.post(f"{path}/sections/direction/versions")
    blocks = (await section(reporting.coordinator, report, "direction"))["blocks"]
    saves = [
        reporting.coordinator.patch(f"/consolidated-blocks/{block['id']}", {"text": f"Sửa lần {place}: {block['text']}"})
        for place in range(3)
        for block in blocks
    ]
    others = [reporting.coordinator.post(f"{path}/sections/direction/versions/1/restore") for _ in range(3)]
    others += [reporting.coordinator.post(f"{path}/refresh", {"take": []}) for _ in range(3)]

    answers = await asyncio.gather(*saves, *others)

    assert {answer.status_code for answer in answers} == {200}


async def test_a_section_that_several_leave_at_once_is_kept_once(reporting: Reporting, report: dict[str, Any]) -> None:
    path = f"/consolidated-reports/{report['id']}/sections/proposals/versions"

    answers = await asyncio.gather(*(reporting.coordinator.post(path) for _ in range(4)))

    assert [answer.status_code for answer in answers] == [200] * 4
    kept = (await reporting.coordinator.get(path)).json()["items"]
    assert [version["paragraphs"] for version in kept] == [await texts(reporting.coordinator, report, "proposals")]


async def test_others_save_while_a_report_and_its_paper_are_read_and_folded(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    await accepted(reporting, reporting.officer, reporting.head, proposals="Đề nghị bố trí kinh phí.")
    report = await _while_somebody_writes(reporting, "report_line_texts", "/consolidated-reports", {"period_id": period})
    refreshed = await _while_somebody_writes(reporting, "report_line_texts", f"/consolidated-reports/{report['id']}/refresh", {"take": []})
    paper = {"subject": "consolidated_report", "subject_id": report["id"], "format": "json"}
    asked = await _while_somebody_writes(reporting, "consolidated_blocks", "/paper-jobs", paper)

    assert (refreshed["id"], asked["state"]) == (report["id"], "waiting")


async def _while_somebody_writes(reporting: Reporting, table: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """The answer to a request that has read this table before somebody else's transaction ended."""
    database, has_read = reporting.world.database, asyncio.Event()

    def listen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if table in statement:
            has_read.set()

    event.listen(database.read_engine.sync_engine, "before_cursor_execute", listen)
    try:
        async with database.writing() as session:
            await session.execute(update(Unit).values(note=Unit.note))
            asked = asyncio.create_task(reporting.coordinator.post(path, body))
            await asyncio.wait_for(has_read.wait(), 20)
    finally:
        event.remove(database.read_engine.sync_engine, "before_cursor_execute", listen)
    answer = await asked
    assert answer.is_success, answer.text
    return answer.json()
