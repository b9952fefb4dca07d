"""The tables of a file as a workbook, with a column that says what to correct: it can be corrected there and loaded again."""

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from papi.plans.annex.grids import Grid
from papi.plans.annex.headings import HEADINGS, Field
from papi.plans.annex.lines import Lines
from papi.plans.annex.opening import Opened

Troubles = Mapping[tuple[int, int], Sequence[str]]
"""Grid and row → what is wrong there."""

_NARROW, _WIDE, _WIDEST = 8, 28, 60
_TABLE_NAME = 31


def mark(opened: Opened, lines: Lines, troubles: Troubles) -> bytes:
    """Every table on a sheet of its own, its rows where they were. Values stand for formulas, so nothing is carried along that runs."""
    from papi.kit.sheets import new_workbook  # noqa: PLC0415 - 2 MiB that a server needs from its first workbook on

    target = io.BytesIO()
    book = new_workbook(target, in_memory=True, nan_inf_to_errors=True)
    styles = {
        "": book.add_format({"text_wrap": True, "valign": "top", "border": 1}),
        "day": book.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": "dd/mm/yyyy"}),
        "head": book.add_format(
            {"text_wrap": True, "valign": "vcenter", "align": "center", "border": 1, "bold": True, "bg_color": "#EAF0F6"}
        ),
        "wrong": book.add_format({"text_wrap": True, "valign": "top", "border": 1, "font_color": "#A3201A", "bg_color": "#FCEBEA"}),
    }
    for number, grid in enumerate(opened.grids, start=1):
        sheet = book.add_worksheet(_sheet_name(grid.name, number, book))
        _copy(sheet, grid, styles)
        heads = [(row, column) for known, row, column in lines.headings if known is grid]
        _tell(sheet, grid, (heads, troubles), styles)
    book.close()
    return target.getvalue()


def _sheet_name(name: str, number: int, book: Any) -> str:
    plain = "".join(" " if char in "[]:*?/\\" else char for char in name).strip(" '")[:_TABLE_NAME] or f"Bảng {number}"
    return plain if plain.lower() not in {sheet.name.lower() for sheet in book.worksheets()} else f"Bảng {number}"


def _copy(sheet: Any, grid: Grid, styles: Mapping[str, Any]) -> None:
    heads = set(grid.merged)
    taken: set[tuple[int, int]] = set()
    for column in range(grid.width):
        longest = max((len(grid.text(row, column)) for row in range(len(grid.rows)) if (row, column) not in heads), default=0)
        sheet.set_column(column, column, min(max(longest, _NARROW), _WIDE))
    ranges: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    for cell, first in grid.merged.items():
        ranges[first].add(cell)
    for first, cells in ranges.items():
        if len(cells) > 1 and not cells & taken:
            last = max(cells)
            sheet.merge_range(*first, *last, grid.text(*first), styles[""])
            taken |= cells
    for row, line in enumerate(grid.rows):
        for column, value in enumerate(line):
            if (row, column) not in heads or (row, column) not in taken:
                _write(sheet, (row, column), value, styles)


def _write(sheet: Any, cell: tuple[int, int], value: Any, styles: Mapping[str, Any]) -> None:
    if isinstance(value, date | datetime):
        sheet.write_datetime(*cell, value, styles["day"])
    elif isinstance(value, bool):
        sheet.write_boolean(*cell, value, styles[""])
    elif isinstance(value, int | float):
        sheet.write_number(*cell, value, styles[""])
    elif value not in ("", None):
        sheet.write_string(*cell, str(value), styles[""])


def _tell(sheet: Any, grid: Grid, what: tuple[Sequence[tuple[int, int | None]], Troubles], styles: Mapping[str, Any]) -> None:
    heads, troubles = what
    told = next((column for _row, column in heads if column is not None), grid.width)
    sheet.set_column(told, told, _WIDEST)
    for row in range(len(grid.rows)):
        if any(head == row for head, _column in heads):
            sheet.write_string(row, told, HEADINGS[Field.ERRORS][0], styles["head"])
        elif said := troubles.get((id(grid), row)):
            sheet.write_string(row, told, "\n".join(said), styles["wrong"])
        elif told < grid.width:
            sheet.write_blank(row, told, None, styles[""])
