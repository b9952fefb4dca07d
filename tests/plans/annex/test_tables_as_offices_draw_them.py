"""Headings in several rows, merged cells, sections, repeated headings, totals: in Excel and in Word alike."""

from datetime import date
from typing import Any

import pytest

from tests.support.annexes import HEADINGS, Annexed, document, line, only, workbook, workbooks

TWO_ROWS = [
    (
        "STT",
        "Chỉ tiêu",
        "Điểm PAPI",
        "",
        "Nhiệm vụ,\ngiải pháp",
        "Cơ quan thực hiện",
        "",
        "Thời gian\nhoàn thành",
        "Kết quả đầu ra",
        "Ghi chú",
    ),
    ("", "", "Năm 2023", "Năm 2024", "", "Chủ trì", "Phối hợp", "", "", ""),
]
MERGED = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4), (0, 5, 0, 6), (0, 7, 1, 7), (0, 8, 1, 8), (0, 9, 1, 9)]
NUMBERS = tuple(f"({number})" for number in range(1, 11))


def titles(result: dict[str, Any]) -> list[str]:
    return [row["task"]["title"] for row in result["rows"]]


def refs(result: dict[str, Any]) -> list[str]:
    return [row["task"]["source_ref"] for row in result["rows"]]


async def test_headings_may_take_two_rows_with_their_numbers_below(annexed: Annexed) -> None:
    row = line(indicator="1.1.1", baseline="4,85", target="5,6", support="Phường 1")

    seen = only(await annexed.look(workbook(NUMBERS, row, headings=TWO_ROWS, merged=MERGED, above=("PHỤ LỤC I", "Kèm theo Kế hoạch"))))

    assert [cell["heading"] for cell in seen["cells"]][2:4] == ["Điểm PAPI – Năm 2023", "Điểm PAPI – Năm 2024"]
    assert (seen["target"]["baseline"], seen["target"]["target"]) == (4.85, "5,6")
    assert [party["units"] for party in seen["task"]["supports"]] == [["Phường 1"]]


@pytest.mark.parametrize(
    "headings",
    [
        [text.upper() for text in HEADINGS],
        [
            "TT",
            "Tên chỉ tiêu",
            "Kết quả năm 2023",
            "Chỉ tiêu phấn đấu",
            "Nội dung công việc",
            "Đơn vị chủ trì",
            "ĐV phối hợp",
            "Thời hạn",
            "Sản phẩm, kết quả",
            "Ghi chú",
        ],
        [
            "Stt",
            "Chi tieu",
            "Diem nam truoc",
            "Muc tieu",
            "Nhiem vu",
            "Co quan chu tri",
            "Co quan phoi hop",
            "Thoi gian thuc hien",
            "San pham",
            "Ghi chu",
        ],
    ],
)
async def test_headings_are_found_whatever_their_case_and_diacritics(annexed: Annexed, headings: list[str]) -> None:
    row = line(indicator="2.1.1", baseline=4.85, target="5,6", support="Phường 1", deliverable="Báo cáo")

    seen = only(await annexed.look(workbook(row, headings=[headings])))

    assert seen["status"] == "new"
    assert (seen["task"]["indicators"][0][:5], seen["task"]["deliverable"], seen["target"]["baseline"]) == ("2.1.1", "Báo cáo", 4.85)


async def test_columns_may_stand_in_any_order_and_some_be_missing(annexed: Annexed) -> None:
    seen = only(await annexed.look(workbook(["Phường 2", "Rà soát hộ nghèo", "Hằng quý"], headings=[["Chủ trì", "Nhiệm vụ", "Thời gian"]])))

    assert (seen["task"]["title"], seen["task"]["leads"][0]["units"], seen["task"]["time"]) == (
        "Rà soát hộ nghèo",
        ["Phường 2"],
        "Mỗi kỳ báo cáo",
    )


async def test_sections_give_the_paragraph_and_the_indicator(annexed: Annexed) -> None:
    rows = [
        ["I", "Nội dung 1.1: Tri thức công dân"],
        line("Việc thứ nhất"),
        line("Việc thứ hai", number=2),
        ["II", "NHIỆM VỤ CHUNG"],
        line("Việc thứ ba"),
        ["III. TỔ CHỨC THỰC HIỆN", "", "", "", "", "", "", "", "", ""],
        line("Việc thứ tư"),
    ]
    ranges = [(6, 0, 6, 9)]

    seen = await annexed.look(workbook(*rows, merged=ranges, above=("PHỤ LỤC II",)))
    await annexed.load(workbook(*rows, merged=ranges, above=("PHỤ LỤC II",)))

    assert titles(seen) == ["Việc thứ nhất", "Việc thứ hai", "Việc thứ ba", "Việc thứ tư"]
    assert refs(seen) == ["Phụ lục II, mục I.1", "Phụ lục II, mục I.2", "Phụ lục II, mục II.1", "Phụ lục II, mục III.1"]
    tasks = await annexed.tasks()
    assert [[node["code"] for node in task["indicators"]] for task in tasks] == [["1.1.1"], ["1.1.1"], [], []]
    assert [task["kind"] for task in tasks] == ["specific", "specific", "general", "organisational"]


async def test_repeated_headings_empty_rows_and_totals_are_no_tasks(annexed: Annexed) -> None:
    total = ["", "Tổng cộng", "", "", "2 nhiệm vụ"]

    seen = await annexed.look(workbook(line("Việc một"), [""] * 10, HEADINGS, NUMBERS, line("Việc hai", number=2), total))

    assert titles(seen) == ["Việc một", "Việc hai"]


async def test_a_merged_indicator_is_that_of_all_its_rows(annexed: Annexed) -> None:
    rows = [line("Việc một", indicator="2.1.1", target="Duy trì"), line("Việc hai"), line("Việc ba", indicator="1.1.1")]

    seen = await annexed.look(workbook(*rows, merged=[(1, 1, 2, 1), (1, 3, 2, 3)]))

    assert [row["task"]["indicators"][0][:5] for row in seen["rows"]] == ["2.1.1", "2.1.1", "1.1.1"]
    assert seen["counts"]["targets_changed"] == 1


async def test_an_indicator_that_is_left_empty_below_another_is_asked(annexed: Annexed) -> None:
    seen = await annexed.look(workbook(line("Việc một", indicator="2.1.1"), line("Việc hai")))

    assert [row["status"] for row in seen["rows"]] == ["new", "confirm"]
    assert [one["label"][:5] for one in seen["doubts"][0]["suggestions"]] == ["2.1.1", "Chung"]


async def test_a_task_over_several_rows_has_the_units_of_all(annexed: Annexed) -> None:
    rows = [line("Việc một", lead="Phòng Tư pháp", deliverable="Kế hoạch"), ["", "", "", "", "", "Phường 1", "", "", "Báo cáo", ""]]

    seen = only(await annexed.look(workbook(*rows, merged=[(1, 4, 2, 4)])))

    assert [party["units"] for party in seen["task"]["leads"]] == [["Phòng Tư pháp"], ["Phường 1"]]
    assert seen["task"]["deliverable"] == "Kế hoạch\nBáo cáo"


async def test_several_annexes_stand_on_several_sheets(annexed: Annexed) -> None:
    sheets = {
        "PL1": (("PHỤ LỤC I",), [HEADINGS, line("Việc một")], ()),
        "PL2": (("PHỤ LỤC II",), [HEADINGS, line("Việc hai")], ()),
        "Ghi chép": ((), [["Họ và tên", "Số điện thoại"], ["Nguyễn Văn A", "0254"]], ()),
        "Nháp": (("PHỤ LỤC I",), [HEADINGS, line("Việc bỏ đi")], ()),
    }

    seen = await annexed.look(workbooks(sheets, hidden="Nháp"))

    assert (titles(seen), refs(seen)) == (["Việc một", "Việc hai"], ["Phụ lục I, mục 1", "Phụ lục II, mục 1"])
    assert (seen["tables"], seen["tables_left_out"]) == (["PL1", "PL2"], ["Ghi chép", "Nháp"])


async def test_word_is_read_like_excel(annexed: Annexed) -> None:
    rows = [
        ["I", "Nội dung 1.1", "", "", "", "", "", "", "", ""],
        line("Việc một", support="Phường 1\nPhường 2", due="30/9/2024"),
        line("Việc hai", number=2, indicator="2.1.1"),
        line("Việc ba", number=3),
    ]

    seen = await annexed.look(document(*rows, title="PHỤ LỤC III", merged=[(1, 1, 1, 9), (3, 1, 4, 1)]), name="phu-luc.docx")

    assert titles(seen) == ["Việc một", "Việc hai", "Việc ba"]
    assert refs(seen)[0] == "Phụ lục III, mục I.1"
    assert [row["task"]["indicators"][0].split()[0] for row in seen["rows"]] == ["1.1", "2.1.1", "2.1.1"]
    assert seen["rows"][0]["place"] == "Bảng 1, dòng 3"
    assert [party["units"][0] for party in seen["rows"][0]["task"]["supports"]] == ["Phường 1", "Phường 2"]


async def test_a_long_cell_gives_its_first_line_as_title_and_all_of_it_as_text(annexed: Annexed) -> None:
    words = "Tăng cường tuyên truyền:\n- Tại khu phố, thôn;\n- Trên hệ thống truyền thanh."

    await annexed.load(workbook(line(words, due=date(2024, 9, 30))))

    task = (await annexed.tasks())[0]
    assert (task["title"], task["text"], task["due_on"]) == ("Tăng cường tuyên truyền", words, "2024-09-30")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"lead": ""}, "Thiếu cơ quan chủ trì"),
        ({"indicator": "1.1.1", "target": "cao hơn"}, "Không hiểu điểm hoặc mục tiêu"),
        ({"indicator": "1.1.1", "target": "12"}, "Thang điểm của 1.1.1 đến 10"),
        ({"indicator": "1.1.1; 2.1.1", "target": "5"}, "Mục tiêu phải của một chỉ tiêu"),
        ({"deliverable": "x" * 301}, "Dài quá 300 ký tự"),
    ],
)
async def test_what_is_wrong_in_a_row_is_told_in_words(annexed: Annexed, cells: dict[str, Any], words: str) -> None:
    row = only(await annexed.look(workbook(line(**cells))))

    assert row["status"] == "error"
    assert words in row["troubles"][0]["detail"]


async def test_two_rows_that_want_different_things_of_one_indicator_are_told(annexed: Annexed) -> None:
    rows = [line("Việc một", indicator="1.1.1", target="5,6"), line("Việc hai", indicator="1.1.1", target="5,8")]

    seen = await annexed.look(workbook(*rows))

    assert "có mục tiêu khác ở dòng trên" in seen["rows"][1]["troubles"][0]["detail"]
