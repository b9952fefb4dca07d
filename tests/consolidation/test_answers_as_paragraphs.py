"""What units answer to the questions of an ad-hoc period becomes paragraphs of the report to the province, each with its answers behind."""

from typing import Any

import pytest

from papi.access.permissions import Role
from tests.support.asking import accepted_answers, asked_period
from tests.support.consolidating import produced, section, texts
from tests.support.reporting import Reporting
from tests.support.world import Someone

WHY = "Mức thu thay đổi giữa năm nên chưa niêm yết kịp tại khu phố."
FIRST, SECOND = [128.0, True, "1", WHY], [100.0, False, "1", WHY.removesuffix(".")]

BOUNDS = "tổng 228 người, thấp nhất 100 người (Phường 2), cao nhất 128 người (Phường 1)"


@pytest.fixture
async def second(reporting: Reporting) -> Someone:
    return await reporting.world.person(Role.OFFICER, reporting.other_ward)


async def _of_two(reporting: Reporting, second: Someone, answers: list[Any] = SECOND) -> dict[str, Any]:
    """The report to the province on what two wards have answered."""
    await accepted_answers(reporting, reporting.officer, reporting.head, FIRST)
    await accepted_answers(reporting, second, reporting.stranger, answers)
    return await produced(reporting)


async def _blocks(reporting: Reporting, report: dict[str, Any]) -> list[dict[str, Any]]:
    """The paragraphs about questions."""
    blocks = (await section(reporting.coordinator, report, "direction"))["blocks"]
    return [block for block in blocks if block["kind"] in {"question", "answer"}]


async def _behind(reporting: Reporting, block: dict[str, Any]) -> list[dict[str, Any]]:
    return (await reporting.coordinator.get(f"/consolidated-blocks/{block['id']}/sources")).json()["items"]


async def test_a_question_is_a_sentence_that_counts_and_texts_that_say_the_same_stand_once(reporting: Reporting, second: Someone) -> None:
    await asked_period(reporting)

    report = await _of_two(reporting, second)

    assert (await texts(reporting.coordinator, report, "direction"))[2:] == [
        f"Số người được tuyên truyền: 2/2 cơ quan, đơn vị trả lời, {BOUNDS}.",
        "Đã niêm yết công khai mức thu chưa? 2/2 cơ quan, đơn vị trả lời, 1 trả lời có (Phường 1), 1 trả lời không (Phường 2).",
        "So với năm trước: 2/2 cơ quan, đơn vị trả lời, tất cả trả lời “Tăng”.",
        "Nguyên nhân, đề xuất: 2/2 cơ quan, đơn vị trả lời.",
        f"- Phường 1 và Phường 2: {WHY}",
    ]
    assert [block["kind"] for block in await _blocks(reporting, report)] == [*["question"] * 4, "answer"]
    assert len((await reporting.coordinator.get(f"/consolidated-reports/{report['id']}/contents")).json()["tables"]["questions"]) == 4


async def test_percentages_are_not_added_up_and_who_gave_no_answer_is_named(reporting: Reporting, second: Someone) -> None:
    share = {"text": "Tỷ lệ hồ sơ trực tuyến.", "kind": "number", "required": False, "measure": "%"}
    wishes = {"text": "Khó khăn cần tháo gỡ ngay", "kind": "text", "required": False}
    await asked_period(reporting, questions=[share, {**share, "text": "Tỷ lệ trả trễ"}, wishes, {**wishes, "text": "Đề xuất"}])
    await accepted_answers(reporting, reporting.officer, reporting.head, [62.5, 5.0, WHY, None])
    await accepted_answers(reporting, second, reporting.stranger, [80.0, 5.0, None, None])

    report = await produced(reporting)

    assert [block["text"] for block in await _blocks(reporting, report)] == [
        "Tỷ lệ hồ sơ trực tuyến: 2/2 cơ quan, đơn vị trả lời, thấp nhất 62,5% (Phường 1), cao nhất 80% (Phường 2).",
        "Tỷ lệ trả trễ: 2/2 cơ quan, đơn vị trả lời, mỗi đơn vị 5%.",
        "Khó khăn cần tháo gỡ ngay: Phường 1 trả lời; Phường 2 không trả lời.",
        f"- Phường 1: {WHY}",
        "Đề xuất: không cơ quan, đơn vị nào trả lời.",
    ]


async def test_every_paragraph_leads_to_its_answers_the_blank_ones_too(reporting: Reporting, second: Someone) -> None:
    await asked_period(reporting)
    report = await _of_two(reporting, second, [100.0, False, "1", None])
    people, _posted, _trend, why, said = await _blocks(reporting, report)

    counted, left, told = [await _behind(reporting, block) for block in (people, why, said)]

    assert [block["sources"] for block in (people, why, said)] == [2, 2, 1]
    assert [(source["unit"], source["result"], source["standing"], source["genuine"]) for source in counted] == [
        ("Phường 1", "128 người", "current", True),
        ("Phường 2", "100 người", "current", True),
    ]
    assert [(source["result"], source["genuine"], source["line_id"]) for source in left] == [(WHY, True, None), ("", True, None)]
    assert [source["question"] for source in told] == ["4. Nguyên nhân, đề xuất"]
    answer = (await reporting.coordinator.get(f"/report-answers/{told[0]['answer_id']}")).json()
    assert (answer["value"], answer["report_id"]) == (WHY, told[0]["report_id"])


async def test_an_answer_that_is_being_written_anew_is_not_shown(reporting: Reporting, second: Someone) -> None:
    await asked_period(reporting)
    report = await _of_two(reporting, second)
    people = (await _blocks(reporting, report))[0]
    [source, _other] = await _behind(reporting, people)
    back = {"reason": "Sai số", "answers": [{"id": source["answer_id"], "reason_code": "other", "reason": "Sai số"}]}
    assert (await reporting.coordinator.post(f"/reports/{source['report_id']}/reopen", back)).status_code == 200
    assert (await reporting.officer.patch(f"/report-answers/{source['answer_id']}", {"value": 999})).status_code == 200

    [reopened, _other] = await _behind(reporting, people)
    shown = (await reporting.coordinator.get(f"/consolidated-reports/{report['id']}/refresh")).json()

    assert (reopened["standing"], reopened["result"], reopened["now"]) == ("reopened", "128 người", None)
    assert [block["moved"] for block in await _blocks(reporting, report)] == [1] * 5
    assert "999 người" not in str(shown)
    assert "Số người được tuyên truyền: Phường 2 trả lời 100 người." in [item["after"] for item in shown["items"]]
    assert (shown["fresh"], shown["changed"]) == (0, 1)


async def test_a_source_that_is_set_aside_stays_so_and_both_halves_keep_the_answers(reporting: Reporting, second: Someone) -> None:
    await asked_period(reporting)
    report = await _of_two(reporting, second)
    people, posted, *_rest = await _blocks(reporting, report)
    first = (await _behind(reporting, people))[0]["answer_id"]

    aside = await reporting.coordinator.put(f"/consolidated-blocks/{people['id']}/sources", {"hidden": [first]})
    refused = await reporting.coordinator.put(f"/consolidated-blocks/{posted['id']}/sources", {"hidden": [first]})
    cut = await reporting.coordinator.post(f"/consolidated-blocks/{posted['id']}/split", {"at": 20})
    await reporting.coordinator.post(f"/consolidated-reports/{report['id']}/refresh", {"take": []})

    assert aside.json()["sources"] == 1
    assert refused.json()["code"] == "unknown_sources"
    assert [block["sources"] for block in cut.json()["blocks"]][2:5] == [1, 2, 2]
    assert [source["hidden"] for source in await _behind(reporting, people)] == [True, False]


async def test_of_a_question_only_its_sentence_is_left_and_the_rest_can_be_had_back(reporting: Reporting, second: Someone) -> None:
    await asked_period(reporting)
    report = await _of_two(reporting, second)
    before = await _blocks(reporting, report)

    condensed = await reporting.coordinator.post(f"/consolidated-blocks/{before[3]['id']}/condense")
    path = f"/consolidated-reports/{report['id']}/sections/direction/versions"
    left = [block["id"] for block in await _blocks(reporting, report)]
    restored = await reporting.coordinator.post(f"{path}/1/restore")

    assert (condensed.status_code, restored.status_code) == (200, 200)
    assert left == [block["id"] for block in before[:4]]
    assert [(block["text"], block["sources"]) for block in await _blocks(reporting, report)] == [
        (block["text"], block["sources"]) for block in before
    ]
