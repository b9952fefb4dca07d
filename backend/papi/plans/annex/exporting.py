"""The annex of a plan as a file: a workbook that the import reads back as it is, a document to print, an empty workbook to fill in."""

import asyncio
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit.documents import XLSX
from papi.plans.annex.grids import text_of
from papi.plans.annex.headings import HEADINGS, Field
from papi.plans.annex.known import known_of
from papi.plans.annex.reading import Known
from papi.plans.annex.standing import PlanStands, plan_as_it_stands
from papi.plans.annex.template import TITLE, guide
from papi.plans.annex.writing import Chapter, Values, Writer
from papi.plans.models import Plan
from papi.plans.queries.plans import get_plan

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Kind = Literal["xlsx", "docx", "template"]

# The annex's own ten columns, then what only a program writes; widths as Excel counts them.
COLUMNS: Mapping[Field, int] = {
    Field.NUMBER: 6,
    Field.INDICATOR: 30,
    Field.BASELINE: 10,
    Field.TARGET: 16,
    Field.TASK: 50,
    Field.LEAD: 28,
    Field.SUPPORT: 36,
    Field.DUE: 18,
    Field.DELIVERABLE: 30,
    Field.NOTE: 20,
}
MORE: Mapping[Field, int] = {
    Field.KEY: 14,
    Field.SOURCE_REF: 24,
    Field.KIND: 18,
    Field.MODE: 16,
    Field.CADENCE: 16,
    Field.DUE_ON: 12,
    Field.TEXT: 50,
    Field.CHECKLIST: 40,
    Field.EVIDENCE: 12,
    Field.REPORTABLE: 12,
    Field.BY_UNIT_PLAN: 18,
}
OF_DOCUMENT: Mapping[Field, int] = {  # mm, together what lies between the margins
    Field.NUMBER: 12,
    Field.INDICATOR: 27,
    Field.BASELINE: 17,
    Field.TARGET: 19,
    Field.TASK: 48,
    Field.LEAD: 30,
    Field.SUPPORT: 27,
    Field.DUE: 18,
    Field.DELIVERABLE: 25,
    Field.NOTE: 14,
    Field.KEY: 15,
}
OF_TARGETS: Mapping[Field, int] = {
    Field.NUMBER: 6,
    Field.INDICATOR: 60,
    Field.BASELINE: 14,
    Field.TARGET: 22,
    Field.LOW_RATED: 16,
    Field.LOW_SOURCE: 30,
    Field.NOTE: 40,
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True)
class Made:
    """A file."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class _Annex:
    """What goes into the file."""

    plan: Plan
    known: Known
    chapters: Sequence[Chapter]
    targets: Sequence[Values]
    only: str = ""  # the unit whose part of it this is

    @property
    def reference(self) -> str:
        number = self.plan.number or "…/KH-UBND"
        part = f"; phần phân công của {self.only}" if self.only else ""
        return f"(Kèm theo Kế hoạch số {number} năm {self.plan.year}{part})"


async def annex_file(session: AsyncSession, actor: Actor, plan_id: UUID, kind: Kind) -> Made:
    """The annex of a plan that the actor may see, with the assignments that the actor may see: a unit's own copy says that it is one."""
    plan = await get_plan(session, actor, plan_id)
    known, _fresh = await known_of(session, plan, [])
    if kind == "template":
        content = await asyncio.to_thread(_workbook, _Annex(plan, known, [], []), more={}, empty=True)
        return Made(f"mau-phu-luc-{plan.year}.xlsx", XLSX, content)
    stands = await plan_as_it_stands(session, actor, plan)
    only = "" if actor.may("assignment.read") else actor.unit_name
    if kind == "docx":
        return Made(f"phu-luc-{plan.year}.docx", DOCX, await asyncio.to_thread(make_document, plan, known, stands, only))
    return Made(f"phu-luc-{plan.year}.xlsx", XLSX, await asyncio.to_thread(make_workbook, plan, known, stands, only))


def make_workbook(plan: Plan, known: Known, stands: PlanStands, only: str = "") -> bytes:
    """The whole plan as a workbook, or the part of one unit. Call it in a thread."""
    return _workbook(_whole(plan, known, stands, only))


def make_document(plan: Plan, known: Known, stands: PlanStands, only: str = "") -> bytes:
    """The same as a document to print. Call it in a thread."""
    return _document(_whole(plan, known, stands, only))


def make_annex_alone(plan: Plan, known: Known, stands: PlanStands) -> bytes:
    """The annex's own ten columns, as an office has them."""
    return _workbook(_whole(plan, known, stands), more={})


def _whole(plan: Plan, known: Known, stands: PlanStands, only: str = "") -> _Annex:
    writer = Writer(known, stands)
    return _Annex(plan, known, writer.chapters(), list(writer.targets()), only)


def _workbook(annex: _Annex, *, more: Mapping[Field, int] = MORE, empty: bool = False) -> bytes:
    from papi.kit.sheets import new_workbook  # noqa: PLC0415 - 2 MiB that a server needs from its first workbook on

    target = io.BytesIO()
    book = new_workbook(target, in_memory=True)
    styles = _styles(book)
    columns = {**COLUMNS, **more}
    sheet = _sheet(book, "Phụ lục I", ("NHIỆM VỤ, GIẢI PHÁP CẢI THIỆN CHỈ SỐ PAPI", annex.reference), columns, styles)
    row = 4
    for number, chapter in enumerate(annex.chapters):
        sheet.merge_range(row, 0, row, len(columns) - 1, f"{_roman(number)}. {chapter.heading}", styles["part"])
        row = _rows(sheet, row + 1, chapter.rows, columns, styles)
    if annex.targets:
        wanted = _sheet(book, "Phụ lục II", ("MỤC TIÊU CỦA KẾ HOẠCH", annex.reference), OF_TARGETS, styles)
        _rows(wanted, 4, annex.targets, OF_TARGETS, styles)
    if empty:
        _guide(book, annex.known, styles)
    book.close()
    return target.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    common = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top"}
    return {
        "cell": book.add_format({**common, "border": 1}),
        "figure": book.add_format({**common, "border": 1, "num_format": "0.00##"}),
        "head": book.add_format({**common, "border": 1, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EAF0F6"}),
        "part": book.add_format({**common, "border": 1, "bold": True}),
        "title": book.add_format({"font_name": "Times New Roman", "font_size": 14, "bold": True, "align": "center"}),
        "reference": book.add_format({"font_name": "Times New Roman", "font_size": 13, "italic": True, "align": "center"}),
    }


def _sheet(book: Any, name: str, titles: tuple[str, str], columns: Mapping[Field, int], styles: Mapping[str, Any]) -> Any:
    sheet = book.add_worksheet(name)
    last = min(len(columns), len(COLUMNS)) - 1
    for row, (text, style) in enumerate(((name, "title"), (titles[0], "title"), (titles[1], "reference"))):
        sheet.merge_range(row, 0, row, last, text, styles[style])
    for column, (known, width) in enumerate(columns.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, HEADINGS[known][0], styles["head"])
    sheet.freeze_panes(4, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    sheet.print_area(0, 0, 100_000, last)
    return sheet


def _rows(sheet: Any, first: int, rows: Sequence[Values], columns: Mapping[Field, int], styles: Mapping[str, Any]) -> int:
    for row, values in enumerate(rows, start=first):
        for column, known in enumerate(columns):
            value = values.get(known)
            if isinstance(value, int | float):
                sheet.write_number(row, column, value, styles["figure" if known is Field.BASELINE else "cell"])
            elif value:
                sheet.write_string(row, column, value, styles["cell"])
            else:
                sheet.write_blank(row, column, None, styles["cell"])
    return first + len(rows)


def _guide(book: Any, known: Known, styles: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(TITLE)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 110)
    for row, pair in enumerate(guide(known)):
        for column, text in enumerate(pair):
            sheet.write_string(row, column, text, styles["cell"])


def _roman(number: int) -> str:
    return _ROMAN[number] if number < len(_ROMAN) else str(number + 1)


def _document(annex: _Annex) -> bytes:
    from docx import Document  # noqa: PLC0415 - 10 MiB that a server needs on the few days of an export

    document: Any = Document()  # typed only in part
    _page(document)
    for text, style in (("PHỤ LỤC I", "bold"), ("NHIỆM VỤ, GIẢI PHÁP CẢI THIỆN CHỈ SỐ PAPI", "bold"), (annex.reference, "italic")):
        paragraph = document.add_paragraph()
        paragraph.alignment = 1
        setattr(paragraph.add_run(text), style, True)
    rows = sum(len(chapter.rows) + 1 for chapter in annex.chapters)
    table = document.add_table(rows=rows + 1, cols=len(OF_DOCUMENT))
    table.style = "Table Grid"
    lines = list(table.rows)
    _widen(table, lines)
    _fill(lines[0], [HEADINGS[known][0] for known in OF_DOCUMENT], bold=True)
    _repeat(lines[0])
    place = 0
    for number, chapter in enumerate(annex.chapters):
        place += 1
        cells = lines[place].cells
        cells[0].merge(cells[-1])
        _fill(lines[place], [f"{_roman(number)}. {chapter.heading}"], bold=True)
        for values in chapter.rows:
            place += 1
            _fill(lines[place], [text_of(values.get(known)) for known in OF_DOCUMENT])
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _page(document: Any) -> None:
    """A4 lying down, with the margins and the letters that the decree wants (Nghị định 30/2020, Phụ lục I)."""
    from docx.shared import Mm, Pt  # noqa: PLC0415 - part of the same 10 MiB

    section = document.sections[0]
    section.orientation = 1
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(11)


def _widen(table: Any, lines: Sequence[Any]) -> None:
    """Each column in its own width: else that of long texts is no wider than that of numbers."""
    from docx.shared import Mm  # noqa: PLC0415 - part of the same 10 MiB

    table.autofit = False
    widths = [Mm(width) for width in OF_DOCUMENT.values()]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for line in lines:
        for cell, width in zip(line.cells, widths, strict=True):
            cell.width = width


def _fill(line: Any, texts: Sequence[str], *, bold: bool = False) -> None:
    for cell, text in zip(line.cells, texts, strict=False):
        run = cell.paragraphs[0].add_run(text)
        run.bold = bold


def _repeat(line: Any) -> None:
    from docx import oxml  # noqa: PLC0415 - part of the same 10 MiB

    line._tr.get_or_add_trPr().append(cast(Any, oxml).OxmlElement("w:tblHeader"))  # typed only in part
