"""The columns of provinces of a grid, and the figures in its cells."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from papi.framework.models import ScoreLevel
from papi.framework.official.grids import Grid
from papi.framework.official.provinces import Provinces, is_summary

_MISSING = frozenset({"", "-", "–", "—", ".", "..", "...", "…", "n/a", "na", "#n/a", "null", "none", "không có", "thiếu"})


@dataclass(frozen=True)
class BadCell:
    """A cell that cannot be taken, in words; `province` is the one it would be of."""

    sheet: str
    cell: str
    vi: str
    en: str
    province: str = ""


@dataclass
class Columns:
    """The provinces of a grid by column, and the headings that are none."""

    codes: dict[int, str] = field(default_factory=dict[int, str])
    bad: list[BadCell] = field(default_factory=list[BadCell])


def columns_of(grid: Grid, provinces: Provinces, numbers: Iterable[int]) -> Columns:
    """Which column is which province. A heading over figures that names none, or several, or one named before, is bad.

    Separator columns are blank, and a mean or a note is no province.
    """
    found = Columns()
    lines = list(numbers)
    taken: dict[str, int] = {}
    labels = set(range(grid.first))
    for column, cell in enumerate(grid.lines[grid.header]):
        codes = provinces.codes(cell)
        if len(codes) == 1:
            code = next(iter(codes))
            if code in taken:
                vi = f"{provinces.names[code]} đã có ở ô {grid.place(grid.header, taken[code])}."
                en = f"{provinces.names[code]} stands in cell {grid.place(grid.header, taken[code])} already."
                found.bad.append(BadCell(grid.sheet, grid.place(grid.header, column), vi, en, code))
                continue
            taken[code] = column
            found.codes[column] = code
        elif _heads_figures(grid, column, (lines, labels)):
            found.bad.append(_unknown(grid, column, len(codes)))
    return found


def _heads_figures(grid: Grid, column: int, where: tuple[list[int], set[int]]) -> bool:
    lines, labels = where
    heading = str(grid.lines[grid.header][column]).strip()
    if heading and (is_summary(heading) or (column in labels and (column not in grid.label_columns or grid.is_numbering(column)))):
        return False
    figures = sum(is_figure(grid.lines[line][column]) for line in lines)
    # among the labels a few numbers are codes; a column of them is a province that was not recognised
    return figures * 2 > len(lines) if column in labels else figures > 0


def _unknown(grid: Grid, column: int, several: int) -> BadCell:
    heading = str(grid.lines[grid.header][column]).strip()
    place = grid.place(grid.header, column)
    shown = quoted(heading)
    if not heading:
        return BadCell(grid.sheet, place, "Có số liệu nhưng không ghi tên tỉnh.", "There are figures, but no name of a province.")
    if several:
        return BadCell(grid.sheet, place, f"Tên tỉnh “{shown}” trùng nhiều mã tỉnh.", f"“{shown}” is the name of several provinces.")
    return BadCell(grid.sheet, place, f"Không có tỉnh nào tên “{shown}”.", f"No province is called “{shown}”.")


def quoted(text: str) -> str:
    """Text of a file as it may be shown: printable and short."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    return plain if len(plain) <= 60 else f"{plain[:59]}…"


def figure_of(cell: Any, level: ScoreLevel) -> float | None:
    """The score in a cell; None where none was published: blank, a dash, or a zero. Raises `ValueError` with what is wrong."""
    value = _number(cell)
    if value is None or value == 0:
        return None
    if not math.isfinite(value) or value < 0 or (level is not ScoreLevel.INDICATOR and value > 100):
        raise ValueError
    return value


def is_figure(cell: Any) -> bool:
    """Whether the cell holds a number, be it written as text."""
    try:
        return _number(cell) is not None
    except ValueError:
        return False


def _number(cell: Any) -> float | None:
    if isinstance(cell, bool):
        raise ValueError
    if isinstance(cell, int | float):
        return float(cell)
    if not isinstance(cell, str):
        raise ValueError
    text = cell.strip()
    if text.casefold() in _MISSING:
        return None
    if "_" in text:
        raise ValueError
    return float(text.replace(",", "."))
