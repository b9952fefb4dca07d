"""Tables as files: the same rows that a list shows, as CSV or as a workbook that Excel opens."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

import xlsxwriter
from fastapi import Request

from papi.kit.clock import TIMEZONE
from papi.kit.text import format_day

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
EXPORT_LIMIT = 20_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


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
    """The file type that the caller prefers to JSON, if any."""
    accept = request.headers.get("accept", "")
    return next((kind for kind in (XLSX, CSV) if kind in accept), None)


def render(export: Export, items: Iterable[Mapping[str, Any]], media_type: str, language: str) -> bytes:
    """The file's content."""
    headings = [column.heading(language) for column in export.columns]
    rows = ([_plain(column.value(item, language)) for column in export.columns] for item in items)
    return _workbook(export, headings, rows) if media_type == XLSX else _csv(headings, rows)


def _plain(value: Any) -> str | int | float | None:
    if isinstance(value, datetime):
        local = value.astimezone(TIMEZONE)
        return f"{local:%H:%M} {format_day(local.date())}"
    if isinstance(value, date):
        return format_day(value)
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, (list, tuple)):
        return "; ".join(str(_plain(part)) for part in cast(Sequence[Any], value))
    return value if isinstance(value, (int, float)) or value is None else str(value)


def _workbook(export: Export, headings: list[str], rows: Iterable[list[Any]]) -> bytes:
    target = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book: Any = xlsxwriter.Workbook(target, options)  # its methods are typed only in part
    with book:
        sheet = book.add_worksheet(export.name[:31])
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EAF0F6", "border": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        for index, column in enumerate(export.columns):
            sheet.set_column(index, index, column.width)
        sheet.write_row(0, 0, headings, head)
        count = 0
        for count, row in enumerate(rows, start=1):
            sheet.write_row(count, 0, row, cell)
        sheet.autofilter(0, 0, count, len(headings) - 1)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return target.getvalue()


def _csv(headings: list[str], rows: Iterable[list[Any]]) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(headings)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")  # Excel takes a CSV without the mark for Windows-1258


def _harmless(value: Any) -> Any:
    # a spreadsheet runs a text cell that begins like a formula; a leading apostrophe makes it text
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
