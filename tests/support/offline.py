"""A report's workbook as another program saves it again: every cell copied, some of them filled."""

import io
from collections.abc import Callable, Mapping
from typing import Any

import httpx
import xlsxwriter

from papi.kit.text import nfc
from papi.kit.workbooks import Sheet, read_sheets
from papi.reports.offline.template import BASE, FIGURES, FIRST_ROW, HEADINGS, OF_FIGURES, SHEET
from tests.support.world import Someone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Fill = Mapping[tuple[str, str], Any]
"""Line's id and column (`figures.<key>` for a figure) → what is written into the cell: a value, `Percent`, `Formula`."""


class Percent(float):
    """A number in a cell that Excel shows as a percentage."""


class Formula(str):
    """A formula; its result follows a bar."""

    __slots__ = ()


async def exported(who: Someone, report_id: str) -> bytes:
    answer = await who.get(f"/reports/{report_id}/workbook")
    assert answer.status_code == 200, answer.text
    return answer.content


def saved_again(content: bytes, fill: Fill, *, change: Callable[[dict[str, Sheet]], None] | None = None, merge: str = "") -> bytes:
    """The same workbook by another program, with what is filled."""
    sheets = {nfc(sheet.name): sheet for sheet in read_sheets(content)}
    if change is not None:
        change(sheets)
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False})
    percent = book.add_format({"num_format": "0.00%"})
    for sheet in sheets.values():
        made = book.add_worksheet(sheet.name)
        for row, cells in enumerate(sheet.rows):
            for column, value in enumerate(cells):
                write(made, (row, column), _filled(sheet, (row, column), value, fill), percent)
        if merge and sheet.name == SHEET:
            made.merge_range(merge, "trộn")
        if sheet.hidden:
            made.hide()
    book.close()
    return target.getvalue()


def write(sheet: Any, cell: tuple[int, int], value: Any, percent: Any) -> None:
    if isinstance(value, Percent):
        sheet.write_number(*cell, value, percent)
    elif isinstance(value, Formula):
        formula, _bar, result = value.partition("|")
        sheet.write_formula(*cell, formula, None, result)
    elif isinstance(value, str):
        sheet.write_string(*cell, value) if value else sheet.write_blank(*cell, None)
    else:
        sheet.write(*cell, value)


def _filled(sheet: Sheet, cell: tuple[int, int], value: Any, fill: Fill) -> Any:
    row, column = cell
    if row < FIRST_ROW or sheet.name not in (SHEET, FIGURES):
        return value
    line = str(sheet.rows[row][0])
    if sheet.name == SHEET:
        return fill.get((line, list(HEADINGS)[column]), value)
    key = f"figures.{sheet.rows[row][1]}"
    return fill.get((line, key), value) if list(OF_FIGURES)[column] == "value" else value


async def looked_at(who: Someone, report_id: str, content: bytes, decisions: str = "") -> dict[str, Any]:
    answer = await loaded(who, report_id, content, decisions, dry_run=True)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def loaded(who: Someone, report_id: str, content: bytes, decisions: str = "", *, dry_run: bool = False) -> httpx.Response:
    path = f"/reports/{report_id}/workbook?dry_run={'true' if dry_run else 'false'}"
    return await who.post(path, files={"file": ("bao-cao.xlsx", content, XLSX)}, data={"decisions": decisions})


def without_base(sheets: dict[str, Sheet]) -> None:
    del sheets[BASE]
