"""Rows that look like totals, headings of sections or headings of columns are tasks where they are; what is none is told."""

import pytest

from tests.plans.annex.test_tables_as_offices_draw_them import titles
from tests.support.annexes import HEADINGS, Annexed, document, line, workbook


@pytest.mark.parametrize(
    "title", ["Tổng hợp báo cáo quý", "Tổng kết năm", "Cổng dịch vụ công hoạt động 24/7", "Công nhận sáng kiến", "Cộng tác viên dư luận"]
)
async def test_a_task_may_begin_like_a_total(annexed: Annexed, title: str) -> None:
    bare = workbook([title, "Phòng Nội vụ", "Hằng quý"], headings=[["Nhiệm vụ", "Chủ trì", "Thời gian"]])

    assert (titles(await annexed.look(workbook(line(title)))), titles(await annexed.look(bare))) == ([title], [title])


@pytest.mark.parametrize("words", ["Tổng cộng", "TỔNG SỐ NHIỆM VỤ: 25", "Cộng:", "Tổng cộng (I+II)"])
async def test_a_total_is_no_task_and_is_told(annexed: Annexed, words: str) -> None:
    seen = await annexed.look(workbook(line(), ["", words, "", "", "25"]))

    assert len(seen["rows"]) == 1
    assert seen["passed"] == [{"place": "Trang “Phụ lục I”, dòng 3", "text": f"{words}\n25"}]


@pytest.mark.parametrize("number", ["a)", "", "-", "II"])
async def test_tasks_that_share_a_merged_unit_and_time_are_all_read(annexed: Annexed, number: str) -> None:
    rows = [line("Việc một"), line("Việc hai", number=number, lead="", due=""), line("Việc ba", number=number, lead="", due="")]
    merged = [(1, 5, 3, 5), (1, 7, 3, 7)]

    seen = await annexed.look(workbook(*rows, merged=merged))
    in_word = await annexed.look(document(*rows, merged=merged), name="phu-luc.docx")

    assert (titles(seen), titles(in_word)) == (["Việc một", "Việc hai", "Việc ba"],) * 2
    assert [row["task"]["leads"][0]["units"] for row in seen["rows"]] == [["Phòng Tư pháp"]] * 3


async def test_headings_of_sections_are_told(annexed: Annexed) -> None:
    seen = await annexed.look(workbook(["I", "Nội dung 1.1"], line(), ["", "Nhiệm vụ khác"], line("Việc hai", number=2)))

    assert [row["text"] for row in seen["passed"]] == ["I\nNội dung 1.1", "Nhiệm vụ khác"]


async def test_the_row_above_repeated_headings_is_a_task(annexed: Annexed) -> None:
    seen = await annexed.look(workbook(line("Triển khai các nhiệm vụ cải cách"), HEADINGS, line("Việc hai", number=2)))

    assert titles(seen) == ["Triển khai các nhiệm vụ cải cách", "Việc hai"]


@pytest.mark.parametrize("number", [1, ""])
async def test_a_task_that_speaks_of_indicators_targets_and_solutions_is_no_heading(annexed: Annexed, number: object) -> None:
    speaking = line("Thực hiện các giải pháp nâng cao", number=number, indicator="Chỉ số nội dung 1", target="Phấn đấu 5,6")

    seen = await annexed.look(workbook(speaking, line("Việc hai", number=2, indicator="Chung")))

    assert titles(seen) == ["Thực hiện các giải pháp nâng cao", "Việc hai"]
    assert seen["rows"][1]["task"]["leads"][0]["units"] == ["Phòng Tư pháp"]


async def test_other_headings_may_follow_below_a_title(annexed: Annexed) -> None:
    wanted = ["STT", "Chỉ tiêu", "Mục tiêu", "Ghi chú"]

    seen = await annexed.look(workbook(line(), [""], ["PHỤ LỤC II. MỤC TIÊU"], wanted, [1, "1.1.1", "5,6", ""]))

    assert [(row["task"] is None, row["target"] and row["target"]["target"]) for row in seen["rows"]] == [(False, None), (True, "5,6")]
