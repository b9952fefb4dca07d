"""A file as its tables, or the words why it is not read."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from papi.kit.office import NotReadable, examine, is_office
from papi.kit.workbooks import read_sheets
from papi.plans.annex.grids import Grid, grid_of
from papi.plans.annex.word import read_document

MAX_ROWS = 10_000
_WORKSHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
# a cell with a formula whose result the program did not write down
_UNCOUNTED = re.compile(
    rb"""<c\b[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"""
)


@dataclass(frozen=True)
class Opened:
    """The tables that are read, and the names of the hidden sheets that are not."""

    grids: Sequence[Grid]
    hidden: Sequence[str] = ()


def open_annex(content: bytes) -> Opened:
    """The tables of an XLSX or DOCX file; raises `NotReadable` with words for a clerk. Slow for a large one: call it in a thread."""
    if not is_office(content):
        raise NotReadable("Chỉ nhận tệp XLSX hoặc DOCX.", "Only XLSX and DOCX files are taken.")
    parts = examine(content)
    if "word/document.xml" in parts:
        opened = Opened(read_document(content))
    elif "xl/workbook.xml" in parts:
        opened = _workbook(content, parts)
    else:
        raise NotReadable("Chỉ nhận tệp XLSX hoặc DOCX.", "Only XLSX and DOCX files are taken.")
    if sum(len(grid.rows) for grid in opened.grids) > MAX_ROWS:
        raise NotReadable("Tệp có quá 10.000 dòng. Đề nghị tách thành nhiều tệp.", "The file has more than 10,000 rows. Split it.")
    return opened


def _workbook(content: bytes, parts: Sequence[str]) -> Opened:
    _refuse_uncounted(content, parts)
    sheets = read_sheets(content)
    shown = [sheet for sheet in sheets if not sheet.hidden]
    grids = [grid_of(sheet.name, "", _without_empty_end(sheet.rows), sheet.merged) for sheet in shown]
    return Opened(grids, [sheet.name for sheet in sheets if sheet.hidden])


def _without_empty_end(rows: list[list[object]]) -> list[list[object]]:
    last = next((number for number in range(len(rows), 0, -1) if any(cell not in ("", None) for cell in rows[number - 1])), 0)
    return rows[:last]


def _refuse_uncounted(content: bytes, parts: Sequence[str]) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in parts:
            found = _UNCOUNTED.search(archive.read(part)) if _WORKSHEET.match(part) else None
            if found is not None:
                cell = found[1].decode()
                raise NotReadable(
                    f"Ô {cell} có công thức chưa tính ra kết quả. Đề nghị mở bằng Excel, lưu lại rồi tải lại.",
                    f"Cell {cell} holds a formula without a result. Open the file in Excel, save it and load it again.",
                )
