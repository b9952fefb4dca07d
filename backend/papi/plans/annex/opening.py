"""A file as its tables, or the words why it is not read."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from papi.kit.office import NotReadable, examine, is_office
from papi.kit.workbooks import read_sheets
from papi.plans.annex.grids import Grid, grid_of, require_rows, tidy
from papi.plans.annex.word import read_document

_WORKSHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
# a cell with a formula whose result the program did not write down; no part of it can match in two ways, or it would take hours
_UNCOUNTED = re.compile(rb"<c\b([^<>]*)>\s*<f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*(?:(?:<v\s*/>|<v>\s*</v>)\s*)?</c>")
_NAME = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3}[0-9]{1,7})["']""")


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
    return opened


def _workbook(content: bytes, parts: Sequence[str]) -> Opened:
    _refuse_uncounted(content, parts)
    sheets = read_sheets(content)
    shown = [sheet for sheet in sheets if not sheet.hidden]
    tables = [_without_empty_end(sheet.rows) for sheet in shown]
    require_rows(sum(len(rows) for rows in tables))
    grids = [grid_of(tidy(sheet.name), "", rows, sheet.merged) for sheet, rows in zip(shown, tables, strict=True)]
    return Opened(grids, [tidy(sheet.name) for sheet in sheets if sheet.hidden])


def _without_empty_end(rows: list[list[object]]) -> list[list[object]]:
    last = next((number for number in range(len(rows), 0, -1) if any(cell not in ("", None) for cell in rows[number - 1])), 0)
    return rows[:last]


def _refuse_uncounted(content: bytes, parts: Sequence[str]) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in parts:
            found = _UNCOUNTED.finditer(archive.read(part)) if _WORKSHEET.match(part) else ()
            for name in filter(None, (_NAME.search(cell[1]) for cell in found)):
                cell = name[1].decode()
                raise NotReadable(
                    f"Ô {cell} có công thức chưa tính ra kết quả. Đề nghị mở bằng Excel, lưu lại rồi tải lại.",
                    f"Cell {cell} holds a formula without a result. Open the file in Excel, save it and load it again.",
                )
