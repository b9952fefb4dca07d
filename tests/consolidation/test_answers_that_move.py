"""Answers that are accepted, corrected or frozen after they became paragraphs: offered one by one, never over somebody's words."""

import io
import json
from typing import Any

import docx
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from papi.access.permissions import Role
from tests.support.asking import ANSWERS, accepted_answers, asked_period
from tests.support.consolidating import produced, section, texts
from tests.support.reporting import Reporting
from tests.support.world import Someone

WHY = "Mức thu thay đổi giữa năm nên chưa niêm yết kịp tại khu phố."
OTHER = "Bảng niêm yết bị mưa làm hỏng, đang làm lại."
MINE = "Các phường đã tuyên truyền cho đông đảo người dân."
COUNTED = "Số người được tuyên truyền: Phường 1 trả lời 128 người."


@pytest.fixture
async def report(reporting: Reporting) -> dict[str, Any]:
    """Made of what one ward has answered."""
    await asked_period(reporting)
    await accepted_answers(reporting, reporting.officer, reporting.head, [*ANSWERS[:3], WHY])
    return await produced(reporting)


async def _paragraphs(reporting: Reporting, report: dict[str, Any]) -> list[dict[str, Any]]:
    return (await section(reporting.coordinator, report, "direction"))["blocks"][2:]


async def _preview(reporting: Reporting, report: dict[str, Any]) -> list[dict[str, Any]]:
    items = (await reporting.coordinator.get(f"/consolidated-reports/{report['id']}/refresh")).json()["items"]
    return [item for item in items if item["section"] == "direction"]


async def _take(reporting: Reporting, report: dict[str, Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    done = await reporting.coordinator.post(f"/consolidated-reports/{report['id']}/refresh", {"take": [item["key"] for item in items]})
    assert done.status_code == 200, done.text
    return done.json()


async def _corrected(reporting: Reporting, report: dict[str, Any], place: int, value: Any) -> dict[str, Any]:
    """The ward's answer behind a paragraph is corrected; the sources of the paragraph then."""
    block = (await _paragraphs(reporting, report))[place]
    path = f"/consolidated-blocks/{block['id']}/sources"
    [source] = (await reporting.coordinator.get(path)).json()["items"]
    body = {"reason": "Cộng thiếu một khu phố.", "answers": [{"answer_id": source["answer_id"], "value": value}]}
    drafted = await reporting.officer.post(f"/reports/{source['report_id']}/corrections", body)
    for who, step in ((reporting.head, "submit"), (reporting.coordinator, "accept")):
        done = await who.post(f"/corrections/{drafted.json()['id']}/{step}")
        assert done.status_code == 200, done.text
    return (await reporting.coordinator.get(path)).json()["items"][0]


async def test_answers_accepted_since_are_offered_one_by_one_and_an_edited_sentence_stays(
    reporting: Reporting, report: dict[str, Any]
) -> None:
    edited = (await _paragraphs(reporting, report))[0]
    await reporting.coordinator.patch(f"/consolidated-blocks/{edited['id']}", {"text": MINE})
    second = await reporting.world.person(Role.OFFICER, reporting.other_ward)
    await accepted_answers(reporting, second, reporting.stranger, [100.0, True, "1", OTHER])
    shown = await _preview(reporting, report)

    done = await _take(reporting, report, [item for item in shown if not item["edited"]])

    mine = next(item for item in shown if item["edited"])
    assert (mine["block_id"], mine["mine"], mine["before"]) == (edited["id"], MINE, COUNTED)
    assert ("added", f"- Phường 2: {OTHER}") in [(item["change"], item["after"]) for item in shown]
    assert done["moved"] == {"fresh": 0, "changed": 0}
    assert [block["text"] for block in await _paragraphs(reporting, report)] == [
        MINE,
        "Đã niêm yết công khai mức thu chưa? 2/2 cơ quan, đơn vị trả lời, tất cả trả lời có.",
        "So với năm trước: 2/2 cơ quan, đơn vị trả lời, tất cả trả lời “Tăng”.",
        "Nguyên nhân, đề xuất: 2/2 cơ quan, đơn vị trả lời.",
        f"- Phường 1: {WHY}",
        f"- Phường 2: {OTHER}",
    ]
    assert [block["sources"] for block in await _paragraphs(reporting, report)] == [1, 2, 2, 2, 1, 1]
    assert [item["block_id"] for item in await _preview(reporting, report)] == [edited["id"]]


async def test_a_corrected_answer_is_marked_and_offered_and_one_taken_back_leaves(reporting: Reporting, report: dict[str, Any]) -> None:
    number = await _corrected(reporting, report, 0, 150)
    moved = [block["moved"] for block in await _paragraphs(reporting, report)]
    detail = (await reporting.coordinator.get(f"/consolidated-reports/{report['id']}")).json()
    await _corrected(reporting, report, 4, None)
    shown = await _preview(reporting, report)

    done = await _take(reporting, report, shown)

    assert (number["standing"], number["result"], number["now"]["result"], number["genuine"]) == ("changed", "128 người", "150 người", True)
    assert moved == [1, 0, 0, 0, 0]
    assert (detail["moved"], detail["sections"][0]["moved"]) == ({"fresh": 0, "changed": 1}, 1)
    changes = {item["change"]: item for item in shown if item["change"] == "gone" or item["before"] == COUNTED}
    assert changes["changed"]["after"] == COUNTED.replace("128", "150")
    assert changes["gone"]["before"] == f"- Phường 1: {WHY}"
    assert done["sections"][0]["moved"] == 0
    now = await texts(reporting.coordinator, report, "direction")
    assert now[2] == COUNTED.replace("128", "150")
    assert now[-1] == "Nguyên nhân, đề xuất: Phường 1 không trả lời."


async def test_what_is_approved_is_frozen_with_its_answers_and_a_correction_is_told(reporting: Reporting, report: dict[str, Any]) -> None:
    path = f"/consolidated-reports/{report['id']}"
    await reporting.coordinator.post(f"{path}/submit")
    await reporting.leader.post(f"{path}/approve")
    before = (await reporting.officer.get(f"{path}/contents")).json()

    await _corrected(reporting, report, 0, 150)

    sealed = json.loads((await reporting.officer.get(f"{path}/seal")).json()["content"])
    [source] = sealed["sections"][0]["paragraphs"][2]["sources"]
    assert (sorted(source), source["number"]) == (["answer", "number", "sha256"], 1)
    assert (await reporting.officer.get(f"{path}/contents")).json() == before
    assert COUNTED in before["sections"][0]["paragraphs"]
    assert (await reporting.leader.get(path)).json()["moved"] == {"fresh": 0, "changed": 1}


async def test_every_file_tells_the_answers_in_its_text(reporting: Reporting, report: dict[str, Any]) -> None:
    path = f"/consolidated-reports/{report['id']}/export?format="
    files = {kind: (await reporting.coordinator.get(f"{path}{kind}")).content for kind in ("docx", "pdf", "xlsx", "json")}

    document = docx.Document(io.BytesIO(files["docx"]))
    pages = pypdfium2.PdfDocument(files["pdf"])
    book = CalamineWorkbook.from_filelike(io.BytesIO(files["xlsx"]))
    cells = [str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    assert COUNTED in [paragraph.text for paragraph in document.paragraphs]
    assert f"- Phường 1: {WHY}" in [paragraph.text for paragraph in document.paragraphs]
    assert "Phường 1 trả lời 128 người" in " ".join(page.get_textpage().get_text_range() for page in pages)
    assert COUNTED in cells
    assert COUNTED in [block.get("words") for block in json.loads(files["json"])["paper"]["body"]]


async def test_its_queries_do_not_grow_with_questions_and_answers(reporting: Reporting) -> None:
    second = await reporting.world.person(Role.OFFICER, reporting.other_ward)

    few, many = await _spent(reporting, second, 1), await _spent(reporting, second, 10)

    assert few == many
    assert max(many.values()) < 70


async def _spent(reporting: Reporting, second: Someone, number: int) -> dict[str, int]:
    """What it takes to produce, read, trace and refresh a report on so many questions of two wards."""
    asked = [{"text": f"Số buổi của khu phố {place}", "kind": "number", "required": True} for place in range(number)]
    period = await asked_period(reporting, questions=asked)
    for officer, head, value in ((reporting.officer, reporting.head, 4.0), (second, reporting.stranger, 5.0)):
        await accepted_answers(reporting, officer, head, [value] * number)
    counted = reporting.world.counted_queries
    with counted() as producing:
        report = await produced(reporting)
    with counted() as reading:
        blocks = await _paragraphs(reporting, report)
    with counted() as detail:
        await reporting.coordinator.get(f"/consolidated-reports/{report['id']}")
    with counted() as tracing:
        await reporting.coordinator.get(f"/consolidated-blocks/{blocks[0]['id']}/sources")
    with counted() as contents:
        await reporting.coordinator.get(f"/consolidated-reports/{report['id']}/contents")
    with counted() as refreshing:
        await _take(reporting, report, [])
    await reporting.coordinator.post(f"/periods/{period}/close")
    assert len(blocks) == number
    spent = {"produce": producing, "read": reading, "detail": detail, "trace": tracing, "contents": contents, "refresh": refreshing}
    return {name: count.number for name, count in spent.items()}
