"""Reading the workbooks that people upload."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from papi.kit.office import NotReadable, examine

Corner = tuple[int, int]
"""A row and a column, counted from 0."""


@dataclass(frozen=True)
class Sheet:
    """A sheet's cells as Excel counts them: `rows[0][0]` is A1; `merged` are the first and the last cell of each merged range."""

    name: str
    rows: list[list[Any]]
    merged: Sequence[tuple[Corner, Corner]] = ()
    hidden: bool = False


def read_workbook(content: bytes) -> list[list[str]]:
    """The cells of the first sheet, row by row. Slow for a large file: call it in a thread."""
    return text_rows(read_sheets(content, only_first=True)[0])


def read_sheets(content: bytes, *, only_first: bool = False) -> list[Sheet]:
    """The sheets in their order. Slow for a large file: call it in a thread."""
    from python_calamine import (  # noqa: PLC0415 - 1 MiB that a server needs on the few days of an import
        CalamineError,
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    examine(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets: list[Sheet] = []
        for told in book.sheets_metadata[:1] if only_first else book.sheets_metadata:
            if told.typ is SheetTypeEnum.WorkSheet:
                read = book.get_sheet_by_name(told.name)
                hidden = told.visible is not SheetVisibleEnum.Visible
                sheets.append(Sheet(told.name, read.to_python(skip_empty_area=False), read.merged_cell_ranges or (), hidden))
    except (CalamineError, ValueError, IndexError, OSError, EOFError, NotImplementedError, RuntimeError):
        raise NotReadable from None
    if not sheets:
        raise NotReadable
    return sheets


def text_rows(sheet: Sheet) -> list[list[str]]:
    """The cells as text, from the first row that holds any."""
    rows = [[_text(cell) for cell in row] for row in sheet.rows]
    first = next((number for number, row in enumerate(rows) if any(row)), len(rows))
    left = min((next(place for place, cell in enumerate(row) if cell) for row in rows if any(row)), default=0)
    return [row[left:] for row in rows[first:]]


def cell_name(row: int, column: int) -> str:
    """The name that Excel shows for the cell in this row and column, counted from 0."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _text(cell: object) -> str:
    # Excel keeps the code 26506 as a number
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
