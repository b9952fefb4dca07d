"""A table of a file, whichever program made it: cells by row and column, merged ranges filled with what stands in their first cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any

from papi.kit.office import NotReadable
from papi.kit.text import format_day, nfc
from papi.kit.workbooks import Corner

_BLANKS = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\ufeff": None, "\u200b": None, "\r": None, "\v": "\n", "\x07": None})
_MOST_ROWS = 10_000
_MOST_MERGED = 200_000  # cells of all merged ranges of a table
_UNSTORABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Grid:
    """`title` are the words above the table where they are not part of it; `first` is the number that a reader gives the first row."""

    name: str
    title: str
    rows: Sequence[Sequence[Any]]
    merged: Mapping[Corner, Corner] = field(default_factory=dict[Corner, Corner])
    columns_of: Mapping[Corner, int] = field(default_factory=dict[Corner, int])
    sheet: bool = True

    def value(self, row: int, column: int) -> Any:
        """What stands in the cell, or in the first one of the range that it is merged into."""
        at_row, at_column = self.merged.get((row, column), (row, column))
        line = self.rows[at_row] if at_row < len(self.rows) else ()
        return line[at_column] if at_column < len(line) else ""

    def text(self, row: int, column: int) -> str:
        """The same as people read it."""
        cell = (row, column)
        if cell not in self._texts:  # each cell is looked at several times
            self._texts[cell] = text_of(self.value(row, column))
        return self._texts[cell]

    @cached_property
    def _texts(self) -> dict[Corner, str]:
        return {}

    def first_cell(self, row: int, column: int) -> Corner:
        """Where the words of this cell stand."""
        return self.merged.get((row, column), (row, column))

    @cached_property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def place(self, row: int, language: str = "vi") -> str:
        """The row as people find it."""
        kinds = ("Trang “{}”, dòng {}", "Sheet “{}”, row {}") if self.sheet else ("{}, dòng {}", "{}, row {}")
        return kinds[language == "en"].format(self.name, row + 1)


def require_rows(count: int) -> None:
    """Refuse a file with more rows than one annex can have."""
    if count > _MOST_ROWS:
        raise NotReadable("Tệp có quá 10.000 dòng. Đề nghị tách thành nhiều tệp.", "The file has more than 10,000 rows. Split it.")


def grid_of(name: str, title: str, rows: Sequence[Sequence[Any]], ranges: Sequence[tuple[Corner, Corner]], *, sheet: bool = True) -> Grid:
    """A grid whose merged ranges are told by their first and last cells; what lies beyond the last row and column is left out."""
    merged: dict[Corner, Corner] = {}
    wide: dict[Corner, int] = {}
    last_row, last_column = len(rows) - 1, max((len(row) for row in rows), default=0) - 1
    clipped = [(first, (min(bottom, last_row), min(right, last_column))) for first, (bottom, right) in ranges]
    if sum(max(0, bottom - top + 1) * max(0, right - left + 1) for (top, left), (bottom, right) in clipped) > _MOST_MERGED:
        raise NotReadable("Tệp có quá nhiều ô gộp, không đọc được.", "The file has too many merged cells and cannot be read.")
    for (top, left), (bottom, right) in clipped:
        wide[top, left] = right - left + 1
        merged |= {(row, column): (top, left) for row in range(top, bottom + 1) for column in range(left, right + 1)}
    return Grid(name, title, rows, merged, wide, sheet)


def text_of(value: Any) -> str:
    """A cell as people read it: numbers with a comma, days as the decree writes them, blanks at the ends left out."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, datetime):
        return format_day(value.date())
    if isinstance(value, date):
        return format_day(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value).replace(".", ",")
    return tidy(str(value))


def tidy(text: str) -> str:
    """Text as it is kept: NFC, lines ended alike, without characters that no sheet or database holds, nor blanks at its ends."""
    return _remembered(text) if len(text) <= _REMEMBERED else _tidied(text)


def _tidied(text: str) -> str:
    return _UNSTORABLE.sub("", nfc(text.replace("\r\n", "\n")).translate(_BLANKS)).strip()


_REMEMBERED = 200  # characters: what is longer seldom comes twice
_remembered = lru_cache(maxsize=4096)(_tidied)
