"""Writing the tables of a paper as a workbook, a sheet for each."""

from collections.abc import Mapping
from typing import IO, Any

import xlsxwriter

from papi.kit.documents import AS_TEXT
from papi.unit_plans.paper import Annex, Paper

_MM = 2
"""So many of the millimetres of a page make one character of a column."""


def write_book(paper: Paper, target: IO[bytes]) -> None:
    """Write the annexes as an XLSX. Takes a while for long ones: call it in a thread."""
    book: Any = xlsxwriter.Workbook(target, {**AS_TEXT})  # its methods are typed only in part
    common = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top"}
    title = {"font_name": "Times New Roman", "align": "center"}
    styles = {
        "cell": book.add_format({**common, "border": 1}),
        "group": book.add_format({**common, "border": 1, "bold": True, "bg_color": "#F5F7FA"}),
        "head": book.add_format({**common, "border": 1, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EAF0F6"}),
        "title": book.add_format({**title, "font_size": 14, "bold": True}),
        "reference": book.add_format({**title, "font_size": 13, "italic": True}),
    }
    for annex in paper.annexes:
        _sheet(book, paper, annex, styles)
    book.close()


def _sheet(book: Any, paper: Paper, annex: Annex, styles: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(annex.name)
    last = len(annex.head) - 1
    for row, (words, style) in enumerate(((annex.name, "title"), (annex.title.upper(), "title"), (paper.reference, "reference"))):
        sheet.merge_range(row, 0, row, last, words, styles[style])
    for column, (words, width) in enumerate(zip(annex.head, annex.widths, strict=True)):
        sheet.set_column(column, column, width / _MM)
        sheet.write_string(3, column, words, styles["head"])
    for place, row in enumerate(annex.rows, start=4):
        if len(row) == 1:
            sheet.merge_range(place, 0, place, last, row[0], styles["group"])
        else:
            sheet.write_row(place, 0, row, styles["cell"])
    sheet.freeze_panes(4, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
