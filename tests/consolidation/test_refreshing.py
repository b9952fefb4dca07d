"""Reports that are accepted, corrected or reopened afterwards: shown first, taken over on purpose, never over somebody's words."""

from datetime import timedelta
from typing import Any

import pytest

from papi.access.permissions import Role
from papi.kit import clock
from tests.support.consolidating import RESULT, accepted, produced, section, texts
from tests.support.planning import REASON
from tests.support.reporting import NOW, Reporting
from tests.support.world import Someone

NEW = "Đã phát 05 bản tin trên hệ thống loa truyền thanh."


@pytest.fixture
async def report(reporting: Reporting) -> dict[str, Any]:
    await reporting.opened_period()
    await accepted(reporting, reporting.officer, reporting.head)
    return await produced(reporting)


@pytest.fixture
async def second(reporting: Reporting) -> Someone:
    return await reporting.world.person(Role.OFFICER, reporting.other_ward)


async def _preview(reporting: Reporting, report: dict[str, Any]) -> dict[str, Any]:
    return (await reporting.coordinator.get(f"/consolidated-reports/{report['id']}/refresh")).json()


async def _take(reporting: Reporting, report: dict[str, Any], keys: list[str]) -> dict[str, Any]:
    answer = await reporting.coordinator.post(f"/consolidated-reports/{report['id']}/refresh", {"take": keys})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_nothing_changes_until_somebody_takes_it_over(reporting: Reporting, report: dict[str, Any], second: Someone) -> None:
    before = await texts(reporting.coordinator, report, "direction")
    await accepted(reporting, second, reporting.stranger, result=NEW)

    shown = await _preview(reporting, report)

    assert (shown["fresh"], shown["changed"]) == (1, 0)
    assert {(item["change"], item["after"]) for item in shown["items"] if item["section"] == "direction"} >= {
        ("added", f"- Phường 2: {NEW}")
    }
    assert await texts(reporting.coordinator, report, "direction") == before
    detail = (await reporting.coordinator.get(f"/consolidated-reports/{report['id']}")).json()
    assert detail["moved"] == {"fresh": 1, "changed": 0}


async def test_time_that_passes_is_no_change(reporting: Reporting, report: dict[str, Any], second: Someone) -> None:
    await accepted(reporting, second, reporting.stranger, result=NEW)
    keys = [item["key"] for item in (await _preview(reporting, report))["items"]]
    with clock.business_at(NOW + timedelta(minutes=20)):
        await _take(reporting, report, keys)
    with clock.business_at(NOW + timedelta(hours=5)):
        assert (await _preview(reporting, report))["items"] == []


async def test_what_is_taken_stands_in_its_place_and_what_was_written_stays(
    reporting: Reporting, report: dict[str, Any], second: Someone
) -> None:
    blocks = (await section(reporting.coordinator, report, "direction"))["blocks"]
    mine = await reporting.coordinator.patch(f"/consolidated-blocks/{blocks[2]['id']}", {"text": "Lời của tôi."})
    gone = blocks[4]["id"]
    await reporting.coordinator.delete(f"/consolidated-blocks/{gone}")
    await accepted(reporting, second, reporting.stranger, result=NEW)
    shown = (await _preview(reporting, report))["items"]

    done = await _take(reporting, report, [item["key"] for item in shown if not item["edited"] and not item["removed"]])

    assert done["moved"] == {"fresh": 0, "changed": 0}
    now = await texts(reporting.coordinator, report, "direction")
    assert now[2:] == ["Lời của tôi.", f"- Phường 1: {RESULT}", f"- Phường 2: {NEW}", f"- Phường 1: {RESULT}", f"- Phường 2: {NEW}"]
    assert mine.json()["edited"]
    left = [item for item in shown if item["edited"] or item["removed"]]
    assert {(item["block_id"], item["edited"], item["removed"]) for item in left} == {(blocks[2]["id"], True, False), (gone, False, True)}


async def test_an_edited_paragraph_is_replaced_only_when_it_is_named_and_its_words_are_kept(
    reporting: Reporting, report: dict[str, Any], second: Someone
) -> None:
    block = (await section(reporting.coordinator, report, "direction"))["blocks"][2]
    await reporting.coordinator.patch(f"/consolidated-blocks/{block['id']}", {"text": "Lời của tôi."})
    await accepted(reporting, second, reporting.stranger, result=NEW)
    shown = (await _preview(reporting, report))["items"]

    await _take(reporting, report, [item["key"] for item in shown if item["block_id"] == block["id"]])

    assert "2 cơ quan, đơn vị báo cáo" in (await texts(reporting.coordinator, report, "direction"))[2]
    versions = (await reporting.coordinator.get(f"/consolidated-reports/{report['id']}/sections/direction/versions")).json()["items"]
    assert (versions[0]["kept_when"], versions[0]["paragraphs"][2]) == ("refreshed", "Lời của tôi.")


async def test_a_reopened_report_is_marked_on_its_paragraphs_and_corrected_text_is_offered(
    reporting: Reporting, report: dict[str, Any]
) -> None:
    own = await reporting.report_of(reporting.officer)
    await reporting.coordinator.post(f"/reports/{own['id']}/reopen", REASON)
    block = (await section(reporting.coordinator, report, "direction"))["blocks"][3]
    reopened = (await reporting.coordinator.get(f"/consolidated-blocks/{block['id']}/sources")).json()["items"][0]
    for line in await reporting.lines_of(reporting.officer, own["id"]):
        await reporting.write(reporting.officer, line, result=NEW)
    await reporting.head.post(f"/reports/{own['id']}/submit")
    await reporting.coordinator.post(f"/reports/{own['id']}/accept")

    changed = (await reporting.coordinator.get(f"/consolidated-blocks/{block['id']}/sources")).json()["items"][0]
    shown = await _preview(reporting, report)
    taken = await _take(reporting, report, [item["key"] for item in shown["items"]])

    assert (block["moved"], reopened["standing"]) == (1, "reopened")
    assert (changed["standing"], changed["result"], changed["now"]["result"], changed["genuine"]) == ("changed", RESULT, NEW, True)
    assert (shown["fresh"], shown["changed"]) == (0, 1)
    assert taken["sections"][0]["moved"] == 0
    assert f"- Phường 1: {NEW}" in await texts(reporting.coordinator, report, "direction")


async def test_a_choice_made_on_an_older_preview_is_refused(reporting: Reporting, report: dict[str, Any], second: Someone) -> None:
    refused = await reporting.coordinator.post(f"/consolidated-reports/{report['id']}/refresh", {"take": ["new-0123456789abcdef"]})

    assert (refused.status_code, refused.json()["code"]) == (409, "refresh_outdated")
