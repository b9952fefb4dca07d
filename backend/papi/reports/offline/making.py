"""The workbook as it leaves: what is asked is locked, what is to be filled is open, and a hidden sheet keeps what everything was."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from papi.kit.text import format_day, format_moment, spoken_number
from papi.plans.models import FigureKind
from papi.reports.offline.guide import GUIDE_LINES
from papi.reports.offline.template import (
    BASE,
    EDITABLE,
    FIGURE_WIDTHS,
    FIGURES,
    FIRST_ROW,
    FORMAT,
    GUIDE,
    HEADINGS,
    KEY,
    LINE,
    NO,
    OF_FIGURES,
    SHEET,
    TEXTS,
    WIDTHS,
    YES,
    beside_of,
    encoded,
    print_of,
    tidy_text,
    values_of,
)

_FONT = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top", "border": 1}
_MOST_SIGNS = 32_767  # of a cell; the library leaves out what is longer, without a word
_PROTECTION = {"format_columns": True, "format_rows": True, "select_locked_cells": True, "select_unlocked_cells": True}


@dataclass(frozen=True)
class Leaving:
    """A report that leaves as a workbook: its lines as the unit may fill them now."""

    report_id: UUID
    submission: int
    made_at: datetime
    label: str
    lines: Sequence[Mapping[str, Any]]
    dimensions: Mapping[str, str] = field(default_factory=dict[str, str])
    indicators: Mapping[UUID, Sequence[str]] = field(default_factory=dict[UUID, Sequence[str]])


def make_workbook(leaving: Leaving) -> bytes:
    """The workbook. Call it in a thread."""
    from papi.kit.sheets import new_workbook  # noqa: PLC0415 - 2 MiB that a server needs from its first workbook on

    target = io.BytesIO()
    book = new_workbook(target, in_memory=True)
    book.set_properties({"title": leaving.label})
    book.set_custom_property("papi_report", str(leaving.report_id))
    styles = _styles(book)
    _lines(book, leaving, styles)
    if any(line["task"]["figures"] for line in leaving.lines):
        _figures(book, leaving, styles)
    _guide(book, styles)
    _base(book, leaving)
    book.close()
    return target.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    return {
        "locked": book.add_format({**_FONT, "bg_color": "#F4F6F8"}),
        "open": book.add_format({**_FONT, "locked": False}),
        "number": book.add_format({**_FONT, "locked": False, "num_format": "0", "align": "right"}),
        "decimal": book.add_format({**_FONT, "locked": False, "num_format": "#,##0.######", "align": "right"}),
        "head": book.add_format({**_FONT, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EAF0F6"}),
        "fill": book.add_format({**_FONT, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#FFF3C4"}),
        "title": book.add_format({"font_name": "Times New Roman", "font_size": 14, "bold": True}),
        "hint": book.add_format({"font_name": "Times New Roman", "font_size": 12, "italic": True}),
        "plain": book.add_format({"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top"}),
    }


def _sheet(book: Any, name: str, columns: tuple[Mapping[str, str], Mapping[str, int]], heads: Mapping[str, Any], title: str) -> Any:
    sheet = book.add_worksheet(name)
    headings, widths = columns
    for column, (known, heading) in enumerate(headings.items()):
        hidden = known in (LINE, KEY)
        sheet.set_column(column, column, widths[known], None, {"hidden": hidden})
        filled = known in EDITABLE or known == "value"
        sheet.write_string(FIRST_ROW - 1, column, heading, heads["fill" if filled else "head"])
    shown = list(headings).index("number")
    sheet.write_string(0, shown, title, heads["title"])
    sheet.write_string(1, shown, "Chỉ điền các cột tiêu đề vàng. Không thêm, xóa dòng. Xem trang “Hướng dẫn”.", heads["hint"])
    sheet.freeze_panes(FIRST_ROW, list(headings).index("title") + 1)
    sheet.protect("", _PROTECTION)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(FIRST_ROW - 1)
    return sheet


def _lines(book: Any, leaving: Leaving, styles: Mapping[str, Any]) -> None:
    sheet = _sheet(book, SHEET, (HEADINGS, WIDTHS), styles, leaving.label)
    columns = {known: column for column, known in enumerate(HEADINGS)}
    for row, line in enumerate(leaving.lines, start=FIRST_ROW):
        for known, text in _told(leaving, line).items():
            sheet.write_string(row, columns[known], text, styles["locked"])
        sheet.write_number(row, columns["number"], line["number"], styles["locked"])
        for known, text in _filled(line).items():
            locked = known == "self_done" and line["task"]["by_unit_plan"]
            sheet.write_string(row, columns[known], text, styles["locked" if locked else "open"])
        _percent(sheet, (row, columns["percent"]), line["percent"], styles)
    last = FIRST_ROW + max(len(leaving.lines), 1) - 1
    _validate(sheet, columns, last)


def _told(leaving: Leaving, line: Mapping[str, Any]) -> dict[str, str]:
    task = line["task"]
    return {
        LINE: str(line["id"]),
        "title": task["title"],
        "dimension": leaving.dimensions.get(task["dimension"], "Chung"),
        "indicators": "\n".join(leaving.indicators.get(task["id"], ())),
        "asked": _asked(line),
        "previous": _previous(line["previous"]),
    }


def _asked(line: Mapping[str, Any]) -> str:
    task = line["task"]
    due = task["due_text"] or (format_day(task["due_on"]) if task["due_on"] else "")
    parts = [task["text"] if task["text"] != task["title"] else "", task["deliverable"] and f"Sản phẩm: {task['deliverable']}"]
    parts += [due and f"Thời hạn: {due}", "Phải có minh chứng." if task["requires_evidence"] else ""]
    if line["reason"]:
        parts.append(f"Lý do trả lại: {line['reason']}")
    return "\n".join(part for part in parts if part)


def _previous(previous: Mapping[str, Any] | None) -> str:
    if previous is None:
        return ""
    percent = "" if previous["percent"] is None else f"Mức độ: {previous['percent']}%"
    said = (previous["period"], previous["result"], percent, previous["difficulties"], previous["proposals"])
    text = "\n".join(part for part in said if part)
    return text if len(text) <= _MOST_SIGNS else f"{text[: _MOST_SIGNS - 1]}…"


def _filled(line: Mapping[str, Any]) -> dict[str, str]:
    values = values_of(line)
    names = "\n".join(document["name"] for document in values["evidence"])
    return {**{name: tidy_text(values[name]) for name in TEXTS}, "self_done": YES if values["self_done"] else NO, "evidence": names}


def _percent(sheet: Any, cell: tuple[int, int], value: int | None, styles: Mapping[str, Any]) -> None:
    if value is None:
        sheet.write_blank(*cell, None, styles["number"])
    else:
        sheet.write_number(*cell, value, styles["number"])


def _validate(sheet: Any, columns: Mapping[str, int], last: int) -> None:
    percent, done, evidence = columns["percent"], columns["self_done"], columns["evidence"]
    whole = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100, "ignore_blank": True}
    words = {"input_title": "Mức độ hoàn thành", "input_message": "Số nguyên từ 0 đến 100, không ghi dấu %."}
    wrong = {"error_title": "Chưa đúng", "error_message": "Ghi số nguyên từ 0 đến 100."}
    sheet.data_validation(FIRST_ROW, percent, last, percent, {**whole, **words, **wrong})
    sheet.data_validation(FIRST_ROW, done, last, done, {"validate": "list", "source": [YES, NO]})
    names = {"input_title": "Minh chứng", "input_message": "Tên tài liệu, tên tệp hoặc số văn bản; mỗi tài liệu một dòng (Alt+Enter)."}
    sheet.data_validation(FIRST_ROW, evidence, last, evidence, {"validate": "any", **names})


def _figures(book: Any, leaving: Leaving, styles: Mapping[str, Any]) -> None:
    sheet = _sheet(book, FIGURES, (OF_FIGURES, FIGURE_WIDTHS), styles, f"Số liệu – {leaving.label}")
    asked = [(line, figure) for line in leaving.lines for figure in line["task"]["figures"]]
    for row, (line, figure) in enumerate(asked, start=FIRST_ROW):
        earlier: Mapping[str, Any] = line["previous"]["figures"] if line["previous"] else {}
        before = earlier.get(figure["key"])
        told = (str(line["id"]), figure["key"], str(line["number"]), line["task"]["title"], figure["label"], figure["measure"])
        for column, text in enumerate((*told, "" if before is None else spoken_number(before, "vi"))):
            sheet.write_string(row, column, text, styles["locked"])
        whole = figure["kind"] == FigureKind.INTEGER
        value, style = line["figures"].get(figure["key"]), styles["number" if whole else "decimal"]
        cell = (row, len(OF_FIGURES) - 1)
        if value is None:
            sheet.write_blank(*cell, None, style)
        else:
            sheet.write_number(*cell, value, style)
        rule = {"validate": "integer" if whole else "decimal", "criteria": ">=", "value": 0, "ignore_blank": True}
        sheet.data_validation(*cell, *cell, {**rule, "error_title": "Chưa đúng", "error_message": "Ghi một số không âm."})


def _guide(book: Any, styles: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, "HƯỚNG DẪN ĐIỀN BÁO CÁO", styles["title"])
    for row, text in enumerate(GUIDE_LINES, start=1):
        sheet.write_string(row, 0, text, styles["plain"])
    sheet.protect("", _PROTECTION)


def _base(book: Any, leaving: Leaving) -> None:
    sheet = book.add_worksheet(BASE)
    head = ("PAPI", str(FORMAT), str(leaving.report_id), str(leaving.submission), format_moment(leaving.made_at))
    for column, text in enumerate(head):
        sheet.write_string(0, column, text)
    rows = [(line, known, encoded(value)) for line in leaving.lines for known, value in {**values_of(line), **beside_of(line)}.items()]
    for row, (line, known, value) in enumerate(rows, start=1):
        proof = print_of(leaving.report_id, line["id"], known, value)
        for column, text in enumerate((str(line["id"]), str(line["version"]), known, proof, value)):
            sheet.write_string(row, column, text)
    sheet.protect("", _PROTECTION)
    sheet.hide()
