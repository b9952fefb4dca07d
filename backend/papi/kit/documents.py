"""Tables as files: the same rows that a list shows, as CSV or as a workbook that Excel opens."""

import csv
import io
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from fastapi import Request

from papi.kit.text import format_day, format_moment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - some read the wide ones alike


@dataclass(frozen=True)
class Column:
    """A column of an exported table. `field` is a path such as `unit.name`; `words` turns a
    code into what people read, `said` anything else."""

    field: str
    vi: str
    en: str
    width: int = 16
    words: Callable[[str, str], str] | None = None
    said: Callable[[Any, str], Any] | None = None

    def heading(self, language: str) -> str:
        return self.en if language == "en" else self.vi

    def value(self, item: Mapping[str, Any], language: str) -> Any:
        found: Any = item
        for part in self.field.split("."):
            found = cast(Mapping[str, Any], found).get(part) if isinstance(found, Mapping) else None
        if self.said is not None:
            return self.said(found, language)
        if self.words is not None and isinstance(found, str):
            return self.words(found, language)
        return found


@dataclass(frozen=True)
class Export:
    """How a list becomes a file: its name without ending, its columns in order."""

    name: str
    columns: Sequence[Column]


def wanted_type(request: Request) -> str | None:
    """The file type that the caller prefers to JSON, if any (RFC 9110, 12.5.1)."""
    ranked = sorted((_weighed(part) for part in request.headers.get("accept", "").split(",")), key=lambda pair: -pair[0])
    best = next((kind for weight, kind in ranked if weight > 0 and kind in _ANSWERS), None)
    return best if best in (XLSX, CSV) else None


_ANSWERS = (XLSX, CSV, "application/json", "application/*", "*/*")


def _weighed(part: str) -> tuple[float, str]:
    kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
    given = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
    try:
        return float(given), kind
    except ValueError:
        return 0.0, kind


def _plain(value: Any) -> str | int | float | None:
    if isinstance(value, datetime):
        return format_moment(value)
    if isinstance(value, date):
        return format_day(value)
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, (list, tuple)):
        return "; ".join(str(_plain(part)) for part in cast(Sequence[Any], value))
    return value if isinstance(value, (int, float)) or value is None else str(value)


class Table(ABC):
    """A file that is written piece by piece, so that a long list is never in memory as a whole."""

    def __init__(self, export: Export, language: str) -> None:
        self.export = export
        self.language = language
        self.open([column.heading(language) for column in export.columns])

    def add(self, items: Iterable[Mapping[str, Any]]) -> None:
        """Write further rows."""
        for item in items:
            self.write([_plain(column.value(item, self.language)) for column in self.export.columns])

    @abstractmethod
    def open(self, headings: list[str]) -> None: ...

    @abstractmethod
    def write(self, row: list[Any]) -> None: ...

    @abstractmethod
    def content(self) -> bytes:
        """The finished file."""


def table(export: Export, media_type: str, language: str) -> Table:
    """An empty table of the wanted type."""
    return _Workbook(export, language) if media_type == XLSX else _Csv(export, language)


class _Workbook(Table):
    def open(self, headings: list[str]) -> None:
        from papi.kit.sheets import new_workbook  # noqa: PLC0415 - 2 MiB that a server needs from its first workbook on

        self._target = io.BytesIO()
        self._book = new_workbook(self._target, constant_memory=True)
        self._sheet = self._book.add_worksheet(self.export.name[:31])
        head = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EAF0F6", "border": 1})
        self._cell = self._book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        for index, column in enumerate(self.export.columns):
            self._sheet.set_column(index, index, column.width)
        self._sheet.write_row(0, 0, headings, head)
        self._count = 0

    def write(self, row: list[Any]) -> None:
        self._count += 1
        self._sheet.write_row(self._count, 0, row, self._cell)

    def content(self) -> bytes:
        self._sheet.autofilter(0, 0, self._count, len(self.export.columns) - 1)
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)
        self._book.close()
        return self._target.getvalue()


class _Csv(Table):
    def open(self, headings: list[str]) -> None:
        self._target = io.StringIO(newline="")
        self._writer = csv.writer(self._target)
        self._writer.writerow(headings)

    def write(self, row: list[Any]) -> None:
        self._writer.writerow([_harmless(value) for value in row])

    def content(self) -> bytes:
        return self._target.getvalue().encode("utf-8-sig")  # Excel takes a CSV without the mark for Windows-1258


def _harmless(value: Any) -> Any:
    # a spreadsheet runs a text cell that begins like a formula; a leading apostrophe makes it text
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
