"""Rows of a workbook are as high as what breaks in them, also for programs that do not look."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from papi.kit.sheets import new_workbook

SENTENCE = "Trong kỳ, UBND phường đã tổ chức niêm yết công khai tại trụ sở và nhà văn hóa khu phố."
STYLE = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True}


def rows_of(write: Callable[[Any, Any], None], **options: bool) -> dict[int, dict[str, str]]:
    """What the file says of each row that has something in it."""
    target = io.BytesIO()
    book = new_workbook(target, **(options or {"in_memory": True}))
    write(book.add_worksheet("Một"), book.add_format(STYLE))
    book.close()
    sheet = zipfile.ZipFile(target).read("xl/worksheets/sheet1.xml").decode()
    told = [dict(re.findall(r'(\w+)="([^"]*)"', attributes)) for attributes in re.findall(r"<row ([^>]*)>", sheet)]
    return {int(row["r"]): row for row in told}


def points(row: dict[str, str]) -> float:
    return float(row.get("ht", 15))


@pytest.mark.parametrize("options", [{"in_memory": True}, {"constant_memory": True}])
def test_a_row_is_as_high_as_its_longest_text(options: dict[str, bool]) -> None:
    def write(sheet: Any, style: Any) -> None:
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 10)
        for row, texts in enumerate((["Ngắn", "A"], [SENTENCE, "A"], [SENTENCE, SENTENCE], ["Một\nhai\nba", "A"], [SENTENCE * 300, "A"])):
            sheet.write_row(row, 0, texts, style)

    short, one, narrow, lines, endless = (points(row) for row in rows_of(write, **options).values())

    assert short == 15.75
    assert 2 * 15.75 <= one <= 5 * 15.75
    assert narrow >= 2 * one
    assert lines == 3 * 15.75
    assert 400 < endless <= 409.5


def test_a_height_is_found_and_not_wished_so_that_the_row_still_grows() -> None:
    def write(sheet: Any, style: Any) -> None:
        sheet.set_column(0, 0, 10)
        sheet.write_string(0, 0, SENTENCE, style)

    [row] = rows_of(write).values()

    assert points(row) > 60
    assert "customHeight" not in row


def test_a_hidden_text_takes_no_height_and_a_merged_one_the_room_of_all_its_cells() -> None:
    def write(sheet: Any, style: Any) -> None:
        sheet.set_column(0, 0, 4, None, {"hidden": True})
        sheet.set_column(1, 5, 20)
        sheet.write_string(0, 0, SENTENCE, style)
        sheet.write_string(0, 1, "Ngắn", style)
        sheet.merge_range(1, 1, 1, 5, SENTENCE, style)
        sheet.merge_range(2, 1, 4, 1, SENTENCE, style)
        sheet.write_string(5, 1, SENTENCE, style)

    told = rows_of(write)

    assert [points(told[number]) for number in (1, 2, 3)] == [15.75, 15.75, 15]
    assert points(told[6]) > 40
