"""A sheet as lines of figures under provinces, whichever way it lies."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from papi.framework.official.provinces import Provinces
from papi.kit.text import fold
from papi.kit.workbooks import Sheet, cell_name

FEWEST_PROVINCES = 10  # fewer are no yearly workbook: a note, or a table of regions
_SCALE = re.compile(r"\b(?:thang diem|thang do|scale)\b")
_NUMBERING = re.compile(r"^(?:stt|tt|no|so tt|ma|ma so|ma tinh|ma tinh thanh|code|id|province code|provcode|nam|year)$")


@dataclass(frozen=True)
class Grid:
    """A sheet whose lines are figures and whose columns are provinces; `turned` if the sheet itself has provinces in rows.

    `header` is the line of provinces. In the file of 2024 four rows of mapping to the 34 new provinces stand above it: their names
    are those of old provinces too, but no other line names as many different ones.
    """

    sheet: str
    lines: Sequence[Sequence[Any]]
    header: int
    turned: bool
    first: int  # the column of the first province

    def place(self, line: int, column: int) -> str:
        """The cell as Excel names it."""
        return cell_name(column, line) if self.turned else cell_name(line, column)

    @property
    def label_columns(self) -> list[int]:
        """The columns before the provinces, without the scale."""
        heads = [fold(str(cell)) for cell in self.lines[self.header][: self.first]]
        return [column for column, head in enumerate(heads) if not _SCALE.search(head)]

    @property
    def has_scale(self) -> bool:
        return len(self.label_columns) < self.first

    def is_numbering(self, column: int) -> bool:
        """Whether the column's heading says that it numbers the lines."""
        return _NUMBERING.match(fold(str(self.lines[self.header][column]))) is not None


def grid_of(sheet: Sheet, provinces: Provinces) -> Grid | None:
    """The sheet as a grid, or None where it has no line of provinces."""
    rows = _even(sheet.rows)
    columns: list[tuple[Any, ...]] = list(zip(*rows, strict=True))
    straight, turned = _header(rows, provinces), _header(columns, provinces)
    if max(straight[0], turned[0]) < FEWEST_PROVINCES:
        return None
    lies = turned[0] > straight[0]
    header = (turned if lies else straight)[1]
    lines: Sequence[Sequence[Any]] = columns if lies else rows
    first = next(place for place, cell in enumerate(lines[header]) if provinces.codes(cell))
    return Grid(sheet.name, lines, header, lies, first)


def _even(rows: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    width = max((len(row) for row in rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _header(lines: Sequence[Sequence[Any]], provinces: Provinces) -> tuple[int, int]:
    """How many provinces the line that names most names, and which it is: the last of them, nearest to the figures."""
    named: Counter[int] = Counter()
    for number, line in enumerate(lines):
        named[number] = len({code for cell in line for code in provinces.codes(cell)})
    return max(((count, number) for number, count in named.items()), default=(0, 0))
