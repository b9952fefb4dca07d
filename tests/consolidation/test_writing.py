"""Writing in the report to the province: paragraph by paragraph, nothing lost, nothing overwritten."""

from typing import Any

import pytest

from tests.support.consolidating import accepted, produced, section, texts
from tests.support.reporting import Reporting


@pytest.fixture
async def report(reporting: Reporting) -> dict[str, Any]:
    await reporting.opened_period()
    await accepted(reporting, reporting.officer, reporting.head, proposals="Đề nghị bố trí kinh phí.")
    return await produced(reporting)


async def _blocks(reporting: Reporting, report: dict[str, Any], key: str = "direction") -> list[dict[str, Any]]:
    return (await section(reporting.coordinator, report, key))["blocks"]


async def test_of_two_who_write_in_one_paragraph_one_is_told_and_others_do_not_collide(
    reporting: Reporting, report: dict[str, Any]
) -> None:
    first, second = (await _blocks(reporting, report))[:2]

    saved = await reporting.coordinator.patch(
        f"/consolidated-blocks/{first['id']}", {"text": "  Bản của tôi.\n"}, headers={"If-Match": '"v1"'}
    )
    late = await reporting.coordinator.patch(f"/consolidated-blocks/{first['id']}", {"text": "Bản khác."}, headers={"If-Match": '"v1"'})
    other = await reporting.coordinator.patch(f"/consolidated-blocks/{second['id']}", {"text": "Đoạn khác."}, headers={"If-Match": '"v1"'})

    assert (saved.status_code, saved.json()["text"], saved.json()["edited"], saved.json()["saved_by"]) == (
        200,
        "Bản của tôi.",
        True,
        "Lê Thị Hoa",
    )
    assert saved.json()["generated"] == first["text"]
    assert (late.status_code, late.json()["code"]) == (412, "stale_version")
    assert other.status_code == 200


async def test_paragraphs_are_added_split_moved_and_taken_out(reporting: Reporting, report: dict[str, Any]) -> None:
    first, second, third, *_ = await _blocks(reporting, report)
    path = f"/consolidated-reports/{report['id']}"

    await reporting.coordinator.post(f"{path}/blocks", {"section": "direction", "text": "Đoạn viết thêm.", "after": first["id"]})
    await reporting.coordinator.post(f"{path}/blocks", {"section": "direction", "text": "Đoạn đầu."})
    cut = await reporting.coordinator.post(f"/consolidated-blocks/{third['id']}/split", {"at": len("Niêm yết công khai")})
    await reporting.coordinator.delete(f"/consolidated-blocks/{second['id']}")
    now = await _blocks(reporting, report)
    order = [block["id"] for block in reversed(now)]
    moved = await reporting.coordinator.put(f"{path}/sections/direction/order", {"block_ids": order})

    assert [block["text"] for block in now][:5] == [
        "Đoạn đầu.",
        first["text"],
        "Đoạn viết thêm.",
        "Niêm yết công khai",
        third["text"].removeprefix("Niêm yết công khai "),
    ]
    halves = [
        block for block in cut.json()["blocks"] if block["text"] in {"Niêm yết công khai", third["text"][len("Niêm yết công khai ") :]}
    ]
    assert [block["sources"] for block in halves] == [1, 1]
    assert [block["id"] for block in moved.json()["blocks"]] == order


async def test_what_is_no_order_no_split_and_no_source_is_refused(reporting: Reporting, report: dict[str, Any]) -> None:
    first = (await _blocks(reporting, report))[2]
    path = f"/consolidated-reports/{report['id']}"

    answers = [
        await reporting.coordinator.put(f"{path}/sections/direction/order", {"block_ids": [first["id"]]}),
        await reporting.coordinator.post(f"/consolidated-blocks/{first['id']}/split", {"at": 20_000}),
        await reporting.coordinator.put(f"/consolidated-blocks/{first['id']}/sources", {"hidden": [first["id"]]}),
        await reporting.coordinator.post(f"{path}/blocks", {"section": "direction", "text": "x", "after": str(reporting.plan_id)}),
        await reporting.coordinator.post(f"{path}/blocks", {"section": "nowhere", "text": "x"}),
        await reporting.coordinator.patch(f"/consolidated-blocks/{first['id']}", {"text": " "}),
    ]

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [
        (422, "not_an_order"),
        (422, "not_a_split"),
        (422, "unknown_sources"),
        (422, "not_an_order"),
        (404, "section_not_found"),
        (422, "invalid"),
    ]


async def test_a_source_is_set_aside_and_stays_so(reporting: Reporting, report: dict[str, Any]) -> None:
    block = (await _blocks(reporting, report))[2]
    path = f"/consolidated-blocks/{block['id']}/sources"
    line = (await reporting.coordinator.get(path)).json()["items"][0]["line_id"]

    set_aside = await reporting.coordinator.put(path, {"hidden": [line]})

    assert set_aside.json()["sources"] == 0
    assert [source["hidden"] for source in (await reporting.coordinator.get(path)).json()["items"]] == [True]


async def test_how_a_section_stood_is_kept_when_left_compared_and_restored(reporting: Reporting, report: dict[str, Any]) -> None:
    path = f"/consolidated-reports/{report['id']}/sections/proposals"
    before = await texts(reporting.coordinator, report, "proposals")
    block = (await _blocks(reporting, report, "proposals"))[0]

    await reporting.coordinator.post(f"{path}/versions")
    twice = await reporting.coordinator.post(f"{path}/versions")
    await reporting.coordinator.delete(f"/consolidated-blocks/{block['id']}")
    await reporting.coordinator.post(f"/consolidated-reports/{report['id']}/blocks", {"section": "proposals", "text": "Đề nghị khác."})
    await reporting.coordinator.post(f"{path}/versions")
    kept = (await reporting.coordinator.get(f"{path}/versions")).json()["items"]
    restored = await reporting.coordinator.post(f"{path}/versions/1/restore")
    absent = await reporting.coordinator.post(f"{path}/versions/9/restore")

    assert twice.json()["versions"] == 1
    assert [(version["number"], version["paragraphs"]) for version in kept] == [(2, ["Đề nghị khác."]), (1, before)]
    assert (kept[0]["kept_by"], kept[0]["kept_when"]) == ("Lê Thị Hoa", "left")
    assert [found["text"] for found in restored.json()["blocks"]] == before
    assert absent.json()["code"] == "version_not_found"


async def test_what_people_do_stands_in_its_timeline_in_words(reporting: Reporting, report: dict[str, Any]) -> None:
    block = (await _blocks(reporting, report, "proposals"))[0]
    await reporting.coordinator.patch(f"/consolidated-blocks/{block['id']}", {"text": "- Đề nghị cấp tỉnh bố trí kinh phí."})

    told = (await reporting.leader.get(f"/consolidated-reports/{report['id']}/timeline")).json()["items"]

    assert [fact["text"] for fact in told] == [
        "lập báo cáo tổng hợp từ 1 báo cáo đã chấp nhận",
        "sửa một đoạn của mục “V. Đề xuất, kiến nghị”",
    ]
    assert told[1]["changes"][0]["after"] == "- Đề nghị cấp tỉnh bố trí kinh phí."


async def test_of_a_task_only_the_sentence_about_all_units_is_left_and_the_rest_can_be_had_back(
    reporting: Reporting, report: dict[str, Any]
) -> None:
    before = await _blocks(reporting, report)
    task, detail = before[2], before[3]

    condensed = await reporting.coordinator.post(f"/consolidated-blocks/{task['id']}/condense")
    refused = await reporting.coordinator.post(f"/consolidated-blocks/{before[0]['id']}/condense")
    path = f"/consolidated-reports/{report['id']}/sections/direction/versions"
    restored = await reporting.coordinator.post(f"{path}/1/restore")

    assert (task["kind"], detail["kind"]) == ("task", "narrative")
    assert [block["id"] for block in condensed.json()["blocks"]] == [block["id"] for block in before if block is not detail]
    assert (refused.status_code, refused.json()["code"]) == (422, "not_a_task")
    assert [block["text"] for block in restored.json()["blocks"]] == [block["text"] for block in before]
