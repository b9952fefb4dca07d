"""A file that is loaded again finds its tasks: by keys that stand once, by titles, by places that are of one task; notes come along."""

import io
from typing import Any

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from tests.access.traces import stored_by
from tests.support.annexes import HEADINGS, Annexed, line, workbook
from tests.support.planning import draft_plan

KEYED = [*HEADINGS, "Ký hiệu"]


async def test_a_row_that_was_copied_with_its_key_is_told(annexed: Annexed) -> None:
    rows = [[*line("Việc gốc"), "T-9"], [*line("Việc chép", number=2), "T-9"]]

    seen = await annexed.look(workbook(*rows, headings=[KEYED]))

    assert [row["status"] for row in seen["rows"]] == ["new", "error"]
    assert "đã có ở dòng trên" in seen["rows"][1]["troubles"][0]["detail"]


async def test_a_key_that_is_nobodys_any_more_adds_its_task_once(annexed: Annexed) -> None:
    file = workbook([*line("Việc một"), "T-9"], headings=[KEYED])
    await annexed.load(file)
    task = (await annexed.tasks())[0]
    await annexed.reporting.coordinator.post(f"/tasks/{task['id']}/drop", {"reason": "Trùng nhiệm vụ khác"})

    counts = [(await annexed.load(file))["counts"] for _ in range(3)]

    assert [(one["tasks_new"], one["tasks_same"]) for one in counts][1:] == [(0, 1), (0, 1)]


async def test_a_task_without_a_number_is_not_taken_for_one_alike(annexed: Annexed) -> None:
    laws = [line(f"Tuyên truyền về Luật {name} tại phường", number="") for name in ("Đất đai", "Cư trú", "Căn cước")]
    await annexed.load(workbook(*laws[:2]))

    seen = await annexed.look(workbook(*laws[1:]))

    assert [(row["status"], row["task"]["title"]) for row in seen["rows"]] == [("same", laws[1][4]), ("new", laws[2][4])]
    assert [task["title"] for task in seen["missing"]] == [laws[0][4]]


async def exported(annexed: Annexed, kind: str = "xlsx") -> bytes:
    return (await annexed.reporting.coordinator.get(f"{annexed.path}/annex?file={kind}")).content


async def test_the_document_of_an_annex_changes_nothing_in_it(annexed: Annexed) -> None:
    await annexed.load(workbook(["A", "NHIỆM VỤ CHUNG"], line(note="Kinh phí thường xuyên"), above=("PHỤ LỤC II",)))

    with stored_by(annexed.reporting.world) as stored:
        again = await annexed.load(await exported(annexed, "docx"), name="phu-luc.docx")

    assert (again["counts"]["tasks_same"], stored) == (1, [])


async def test_in_the_document_each_column_is_as_wide_as_its_texts_want(annexed: Annexed) -> None:
    await annexed.load(workbook(line()))
    document: Any = Document(io.BytesIO(await exported(annexed, "docx")))

    [table], [section] = document.tables, document.sections
    widths = [column.width.mm for column in table.columns]
    assert sum(widths) == pytest.approx(section.page_width.mm - section.left_margin.mm - section.right_margin.mm, abs=1)
    titles = [cell.text for cell in table.rows[0].cells]
    assert titles[widths.index(max(widths))] == "Nhiệm vụ, giải pháp"
    assert [cell.width.mm for cell in table.rows[2].cells] == pytest.approx(widths, abs=0.1)


async def test_a_note_goes_along_into_another_plan(annexed: Annexed) -> None:
    await annexed.load(workbook(line(note="Kinh phí thường xuyên")))
    file = await exported(annexed)
    annexed.plan["id"] = (await draft_plan(annexed.reporting, year=2024))["id"]

    await annexed.load(file)

    cells = (await annexed.tasks())[0]["origin"]["cells"]
    assert {"heading": "Ghi chú", "text": "Kinh phí thường xuyên"} in cells
    assert "Ký hiệu" not in {cell["heading"] for cell in cells}


async def test_a_note_that_is_changed_in_our_own_file_is_kept_beside_the_first_words(annexed: Annexed) -> None:
    await annexed.load(workbook(line(note="Kinh phí thường xuyên", deliverable="Báo cáo")), name="Phụ lục.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(await exported(annexed))).get_sheet_by_index(0).to_python()
    turned = [["Kinh phí bổ sung" if cell == "Kinh phí thường xuyên" else cell for cell in row] for row in rows]
    head = next(place for place, row in enumerate(turned) if row[0] == "STT")

    seen = await annexed.load(workbook(*turned[head + 1 :], headings=[turned[head]]))

    origin = (await annexed.tasks())[0]["origin"]
    told = {cell["heading"]: cell["text"] for cell in origin["cells"]}
    assert (seen["counts"]["tasks_changed"], origin["file_name"]) == (1, "Phụ lục.xlsx")
    assert (told["Ghi chú"], told["Sản phẩm"]) == ("Kinh phí bổ sung", "Báo cáo")
