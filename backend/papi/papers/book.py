"""The tables and charts of a paper as a workbook: a sheet for each annex, one for the tables within the text, one for the text."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from papi.kit.sheets import new_workbook
from papi.papers import composing
from papi.papers.cleaning import day_or_words
from papi.papers.paper import Block, Cell, Chart, Column, ColumnKind, Heading, Paper, Paragraph, Table

_MM_OF_CHARACTER = 2
_PAGE_MM = 252
_LONGEST = 32_000
"""A cell of Excel holds 32,767 characters."""
_CUT = "… (phần còn lại xem tại bản Word, PDF)"
_FORMATS = {ColumnKind.TEXT: "@", ColumnKind.NUMBER: "#,##0.##", ColumnKind.DAY: "dd/mm/yyyy", ColumnKind.PERCENT: "0.##%"}
_WHOLE = {ColumnKind.NUMBER: "#,##0", ColumnKind.PERCENT: "0%"}
_TEXT_SHEET = "Nội dung"
_TABLES_SHEET = "Bảng số liệu"


def bound(paper: Paper) -> bytes:
    """The XLSX."""
    target = io.BytesIO()
    book = new_workbook(target, in_memory=True)
    styles = _Styles(book)
    for name, annex in composing.named_annexes(paper):
        lines = [name, annex.title.upper(), composing.reference_of(paper)]
        _sheet(book, styles, name, lines, annex.blocks)
    inside = [block for block in paper.body if isinstance(block, (Table, Chart))]
    if inside:
        _sheet(book, styles, _TABLES_SHEET, [paper.type_name.upper(), paper.subject], inside)
    _text(book, styles, paper)
    book.set_properties({"title": paper.subject[:250], "author": paper.head.issuer[:250]})
    book.close()
    return target.getvalue()


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        font = {"font_name": "Times New Roman"}
        cell = {**font, "font_size": 12, "text_wrap": True, "valign": "top", "border": 1}
        self.cells = {kind: book.add_format({**cell, "num_format": code}) for kind, code in _FORMATS.items()}
        self.whole = {kind: book.add_format({**cell, "num_format": code}) for kind, code in _WHOLE.items()}
        self.head = book.add_format({**cell, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EAF0F6"})
        self.title = book.add_format({**font, "font_size": 14, "bold": True})
        self.line = book.add_format({**font, "font_size": 13, "italic": True})
        self.words = book.add_format({**font, "font_size": 13, "text_wrap": True, "valign": "top"})
        self.caption = book.add_format({**font, "font_size": 13, "bold": True})
        self.strong = book.add_format({**font, "font_size": 13, "text_wrap": True, "bold": True})


def _sheet(book: Any, styles: _Styles, name: str, lines: Sequence[str], blocks: Sequence[Block]) -> None:
    """Title lines, then the blocks one below the other; the first table's head stays in sight and filters."""
    sheet = book.add_worksheet(name)
    for place, line in enumerate(line for line in lines if line):
        sheet.write_string(place, 0, fitting(line), styles.title if place < 2 else styles.line)
    top = len(lines)
    seen = False
    for block in blocks:
        if isinstance(block, Chart):
            top = _chart(book, sheet, styles, block, top)
        elif isinstance(block, Table):
            first = top + (1 if block.title else 0)
            top = _table(sheet, styles, block, top)
            if not seen:
                sheet.freeze_panes(first + 1, 0)
                sheet.repeat_rows(first)
                sheet.autofilter(first, 0, max(top - 2, first), len(_columns(block)) - 1)
            seen = True
        else:
            sheet.write_string(top, 0, fitting(block.words), styles.caption if isinstance(block, Heading) else styles.line)
            top += 1
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _columns(table: Table) -> list[Column]:
    """The columns; headings between the rows become a column of their own, so that rows can be filtered by them."""
    grouped = any(len(row) == 1 < len(table.columns) for row in table.rows)
    return [Column(title=table.grouped_by, width=30), *table.columns] if grouped else list(table.columns)


def _rows(table: Table, width: int) -> Iterator[Sequence[Cell]]:
    group: Cell = None
    for row in table.rows:
        if len(row) == 1 < len(table.columns):
            group = row[0]
        else:
            yield [group, *row] if width > len(table.columns) else row


def _table(sheet: Any, styles: _Styles, table: Table, top: int, left: int = 0) -> int:
    """Write the table; the row where the next block may begin. Columns that a table above has made as wide as it wants stay so."""
    columns = _columns(table)
    if table.title:
        sheet.write_string(top, left, fitting(table.title), styles.caption)
        top += 1
    for place, column in enumerate(columns, start=left):
        width = max(column.width * _PAGE_MM / sum(column.width for column in columns) / _MM_OF_CHARACTER, 6)
        if not sheet.has_width(place):
            sheet.set_column(place, place, width)
        sheet.write_string(top, place, fitting(column.title), styles.head)
    for cells in _rows(table, len(columns)):
        top += 1
        for place, (value, column) in enumerate(zip(cells, columns, strict=True), start=left):
            _cell(sheet, (top, place), value, column.kind, styles)
    return top + 2


def _cell(sheet: Any, place: tuple[int, int], value: Cell, kind: ColumnKind, styles: _Styles) -> None:
    known: Any = day_or_words(value) if kind is ColumnKind.DAY else value
    style = styles.whole.get(kind, styles.cells[kind]) if isinstance(known, int) else styles.cells[kind]
    if known is None:
        sheet.write_blank(*place, None, style)
    elif isinstance(known, date):
        sheet.write_datetime(*place, known, styles.cells[ColumnKind.DAY])
    elif isinstance(known, (int, float)):
        sheet.write_number(*place, known / 100 if kind is ColumnKind.PERCENT else known, style)
    else:
        sheet.write_string(*place, fitting(known), styles.cells[ColumnKind.TEXT])


def _chart(book: Any, sheet: Any, styles: _Styles, given: Chart, top: int) -> int:
    """The chart's numbers, and a chart of Excel's own beside them."""
    columns = [Column(title="", width=30), *(Column(title=series.name, kind=ColumnKind.NUMBER) for series in given.series)]
    rows: list[list[Cell]] = [
        [label, *(series.values[place] if place < len(series.values) else None for series in given.series)]
        for place, label in enumerate(given.labels)
    ]
    head, left = top + 1, sheet.widest()
    end = _table(sheet, styles, Table(title=given.title, columns=columns, rows=rows), top, left)
    kind: Mapping[str, str] = {"type": "column", "subtype": "stacked"} if given.stacked else {"type": "column"}
    chart = book.add_chart(kind)
    for place in range(1, len(columns)):
        area = [sheet.get_name(), head + 1, left + place, head + len(rows), left + place]
        names = [sheet.get_name(), head + 1, left, head + len(rows), left]
        chart.add_series({"name": columns[place].title, "categories": names, "values": area})
    chart.set_title({"name": given.title})
    sheet.insert_chart(top, left + len(columns) + 1, chart)
    return max(end, top + 17)


def _text(book: Any, styles: _Styles, paper: Paper) -> None:
    sheet = book.add_worksheet(_TEXT_SHEET)
    sheet.set_column(0, 0, 110)
    lines: list[tuple[str, Any]] = [(paper.head.issuer.upper(), styles.strong), (paper.type_name.upper(), styles.title)]
    lines += [(paper.subject, styles.strong), *((ground, styles.line) for ground in composing.grounds_of(paper))]
    for block, number in composing.numbered(composing.ended(paper.body)):
        if isinstance(block, Heading):
            lines.append((f"{number} {block.words}", styles.strong))
        elif isinstance(block, Paragraph):
            lines.append((block.words, styles.words))
        else:
            lines.append((f"({block.title or 'Bảng'}: xem trang “{_TABLES_SHEET}”)", styles.line))
    for place, (words, style) in enumerate(line for line in lines if line[0]):
        sheet.write_string(place, 0, fitting(words), style)


def fitting(words: str) -> str:
    """A text that a cell of Excel holds."""
    return words if len(words) <= _LONGEST else words[:_LONGEST] + _CUT
