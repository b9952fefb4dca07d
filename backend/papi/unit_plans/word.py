"""Writing a paper in Word with an annex table across the page (Nghị định 30/2020, Phụ lục I)."""

from collections.abc import Sequence
from typing import IO, Any, cast

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement  # pyright: ignore[reportUnknownVariableType] - the library types it in part
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from papi.unit_plans.paper import Annex, Paper

_COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"


def write_paper(paper: Paper, target: IO[bytes]) -> None:
    """Write the paper as a DOCX. Takes a while for a long table: call it in a thread."""
    document: Any = Document()
    first = document.sections[0]
    first.page_width, first.page_height = Mm(210), Mm(297)
    _margins(first)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.paragraph_format.space_after = Pt(6)
    document.core_properties.title = f"{paper.kind}: {paper.subject}"
    document.core_properties.author = paper.issuer
    _front(document, paper)
    across = document.add_section()
    across.orientation, across.page_width, across.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    _margins(across)
    for place, annex in enumerate(paper.annexes):
        _annex(document, paper, annex, anew=place > 0)
    _number_pages(first)
    document.save(target)


def _margins(section: Any) -> None:
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)


def _line(place: Any, words: str, size: float, look: str = "", *, centred: bool = True) -> Any:
    """`look` holds `b` for bold, `i` for italic."""
    run = place.add_run(words)
    run.bold, run.italic, run.font.size = "b" in look, "i" in look, Pt(size)
    place.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    return place


def _front(document: Any, paper: Paper) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.width, right.width = Mm(68), Mm(97)
    _line(left.paragraphs[0], paper.superior.upper(), 13)
    _line(left.add_paragraph(), paper.issuer.upper(), 13, "b")
    _line(left.add_paragraph(), "Số:        /", 13)
    _line(right.paragraphs[0], _COUNTRY, 12.5, "b")
    motto = _line(right.add_paragraph(), _MOTTO, 13.5, "b")
    motto.runs[0].underline = True
    _line(right.add_paragraph(), "…………, ngày      tháng      năm", 13.5, "i")
    _line(document.add_paragraph(), paper.kind.upper(), 14, "b")
    _line(document.add_paragraph(), paper.subject, 14, "b")
    if paper.addressees:
        _line(document.add_paragraph(), f"Kính gửi: {'; '.join(paper.addressees)}", 14)
    for place, ground in enumerate(paper.grounds):
        end = "." if place == len(paper.grounds) - 1 else ";"
        _said(document, f"{ground}{end}", "i")
    for place, said in enumerate(paper.paragraphs):
        end = "./." if place == len(paper.paragraphs) - 1 else "."
        _said(document, f"{said.rstrip('.')}{end}")
    _foot(document, paper)


def _said(document: Any, words: str, look: str = "") -> None:
    _line(document.add_paragraph(), words, 14, look, centred=False).paragraph_format.first_line_indent = Cm(1.2)


def _foot(document: Any, paper: Paper) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.width, right.width = Mm(82), Mm(83)
    _line(left.paragraphs[0], "Nơi nhận:", 12, "bi", centred=False)
    for receiver in paper.receivers:
        _line(left.add_paragraph(), f"- {receiver};", 11, centred=False)
    _line(left.add_paragraph(), "- Lưu: VT, NV.", 11, centred=False)
    for place, words in enumerate(paper.authority):
        _line(right.paragraphs[0] if place == 0 else right.add_paragraph(), words, 14, "b")


def _annex(document: Any, paper: Paper, annex: Annex, *, anew: bool) -> None:
    name = _line(document.add_paragraph(), annex.name, 14, "b")
    name.paragraph_format.page_break_before = anew
    _line(document.add_paragraph(), annex.title.upper(), 14, "b")
    _line(document.add_paragraph(), paper.reference, 14, "i")
    table = document.add_table(rows=1, cols=len(annex.head), style="Table Grid")
    table.autofit = False
    for cell, words, width in zip(table.rows[0].cells, annex.head, annex.widths, strict=True):
        cell.width = Mm(width)
        _line(cell.paragraphs[0], words, 12, "b")
    _repeat(table.rows[0])
    for row in annex.rows:
        cells = table.add_row().cells
        for cell, width in zip(cells, annex.widths, strict=True):
            cell.width = Mm(width)
        _fill(cells, row)


def _fill(cells: Any, row: Sequence[str]) -> None:
    if len(row) == 1:
        heading = cells[0].merge(cells[-1]).paragraphs[0]
        _line(heading, row[0], 12, "b", centred=False)
        heading.paragraph_format.keep_with_next = True
        return
    for cell, words in zip(cells, row, strict=True):
        cell.paragraphs[0].add_run(words).font.size = Pt(12)


def _repeat(row: Any) -> None:
    """The head stands on every page of the table."""

    row._tr.get_or_add_trPr().append(cast(Any, OxmlElement("w:tblHeader")))


def _number_pages(section: Any) -> None:
    """Page numbers centred in the top margin, none on the first page."""

    section.different_first_page_header_footer = True
    place = _line(section.header.paragraphs[0], "", 13)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = place.add_run()
        element = cast(Any, OxmlElement("w:fldChar" if kind else "w:instrText"))
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
