"""Several people at one consolidated report: none waits for another for ever, and nobody's text is lost."""

import asyncio
from typing import Any

import pytest

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
