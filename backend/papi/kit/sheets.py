"""Workbooks that are written. 2 MiB that a server needs from its first workbook on: import it where one is made."""

import io
from collections.abc import Mapping
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_pixel_width
from xlsxwriter.worksheet import Worksheet

from papi.kit.text import fold_aligned

_AS_TEXT: Mapping[str, bool] = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""What every workbook is told, so that no text becomes a formula, a link or a number."""
_PLAIN, _HIGHEST = 20, 545
"""Pixels of a row that nobody has told its height, and of the highest that Excel knows."""
_LINE = 1.75
_PADDING, _FULL = 7, 0.95
"""What a cell keeps free, and how much of a line words fill before they break."""
_MEASURED: Mapping[str, float] = {"Calibri": 11, "Times New Roman": 12.5}
"""At which size letters without their marks are as wide as the library's table of widths says."""
_OTHERS = 11
_BOLD = 1.1


def new_workbook(target: io.BytesIO, **options: bool) -> Any:
    """A workbook whose sheets are `Sheet`s; it is typed only in part."""
    book: Any = Workbook(target, {**_AS_TEXT, **options})
    book.worksheet_class = Sheet
    return book


class Sheet(Worksheet):
    """A sheet whose rows are as high as the texts that break in them. Set the columns' widths before you write.

    Excel would find the heights by itself; LibreOffice shows of each text the first line. They are told as Excel tells those that it
    has found, not as somebody's wish, so a row still grows with what is typed into it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._rooms: dict[int, float | None] = {}
        self._heights: dict[int, int] = {}

    def set_column_pixels(self, first_col: int, last_col: int, width: float | None = None, *others: Any) -> Any:  # pyright: ignore[reportIncompatibleVariableOverride] - the library wraps it, so it is a variable
        hidden = len(others) > 1 and others[1] and others[1].get("hidden")
        self._rooms.update(dict.fromkeys(range(first_col, last_col + 1), None if hidden else width))
        return super().set_column_pixels(first_col, last_col, width, *others)

    def merge_range(self, *given: Any) -> Any:  # pyright: ignore[reportIncompatibleVariableOverride] - the library wraps it, so it is a variable
        first_row, first, last_row, last = given[:4]
        rooms = self._rooms
        together = sum(rooms.get(column) or 0 for column in range(first, last + 1))
        self._rooms = {**rooms, first: together if first_row == last_row else None}
        told = super().merge_range(*given)
        self._rooms = rooms
        return told

    def has_width(self, column: int) -> bool:
        """Whether a width was set for a column."""
        return column in self._rooms

    def widest(self) -> int:
        """The column with the most room; the first one before any width is set."""
        return max(self._rooms, key=lambda column: self._rooms[column] or 0, default=0)

    def _write_string(self, row: int, col: int, string: str, cell_format: Format | None = None) -> Any:
        room = self._rooms.get(col)
        if cell_format is not None and room:
            self._grow(row, _height(string, cell_format, room))
        return super()._write_string(row, col, string, cell_format)

    def _grow(self, row: int, height: int) -> None:
        if height > self._heights.get(row, _PLAIN):
            self._heights[row] = height
            self.set_row_pixels(row, height)

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        if tag == "row":
            attributes = [(name, value) for name, value in attributes if name != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)  # pyright: ignore[reportUnknownMemberType] - typed only in part


def _height(text: str, style: Any, room: float) -> int:
    """Pixels that a text takes in a column as wide as `room`."""
    letter = style.font_size / _MEASURED.get(style.font_name, _OTHERS) * (_BOLD if style.bold else 1)
    wide = max((room - _PADDING) * _FULL / letter, 1)
    lines = 1
    if style.text_wrap and ("\n" in text or 8 * len(text) > wide):
        lines = sum(max(1, ceil(xl_pixel_width(fold_aligned(part)) / wide)) for part in text.split("\n"))
    return min(ceil(style.font_size * _LINE) * lines, _HIGHEST)
