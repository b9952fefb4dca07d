"""Papers of the demo as DOCX; the same input gives the same bytes."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime, time

from docx import Document
from docx.blkcntnr import BlockItemContainer
from docx.document import Document as OpenDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from papi.demo.papers import DISCLAIMER, Issuer, Table, Template, body_of, dated, signatures

# Any fixed day keeps a DOCX the same from run to run; ZIP knows none earlier.
FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
MOTTO = "Độc lập - Tự do - Hạnh phúc"
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def written(template: Template, issuer: Issuer) -> bytes:
    document = _blank(template, issuer)
    _letterhead(document, template, issuer)
    for words in [template.type and template.type.upper(), template.subject]:
        if words:
            _centred(document.add_paragraph(), words, bold=True)
    for words in body_of(template, issuer):
        paragraph = document.add_paragraph(words)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1.2)
    if template.table:
        _rows(document, template.table)
    _foot(document, template, issuer)
    return _stored(document)


def _blank(template: Template, issuer: Issuer) -> OpenDocument:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(22)
    section.left_margin, section.right_margin = Mm(30), Mm(18)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.name, normal.font.size = "Times New Roman", Pt(13.5)
    normal.paragraph_format.space_after = Pt(6)
    written_at = datetime.combine(template.issued_on, time(8))
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = template.title, issuer.letterhead, issuer.letterhead
    properties.created = properties.modified = written_at
    properties.comments = DISCLAIMER
    return document


def _centred(paragraph: Paragraph, words: str, *, bold: bool = False, italic: bool = False) -> None:
    run = paragraph.add_run(words)
    run.bold, run.italic = bold, italic
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _centred_lines(cell: BlockItemContainer, lines: Sequence[tuple[str, bool, bool]]) -> None:
    """Lines of (words, bold, italic); a cell is born with one empty paragraph, which takes the first."""
    for at, (words, bold, italic) in enumerate(lines):
        _centred(cell.paragraphs[0] if at == 0 else cell.add_paragraph(), words, bold=bold, italic=italic)


def _letterhead(document: OpenDocument, template: Template, issuer: Issuer) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    number = f"Số: {template.number}" if template.number else ""
    _centred_lines(left, [(issuer.superior.upper(), False, False), (issuer.letterhead.upper(), True, False), (number, False, False)])
    _centred_lines(right, [(COUNTRY, True, False), (MOTTO, True, False), (dated(issuer.place, template.issued_on), False, True)])
    left.width, right.width = Mm(68), Mm(94)
    for cell in (left, right):
        for run in (run for paragraph in cell.paragraphs[:1] for run in paragraph.runs):
            run.font.size = Pt(12)


def _rows(document: OpenDocument, table: Table) -> None:
    grid = document.add_table(rows=0, cols=len(table.header), style="Table Grid")
    for at, line in enumerate([table.header, *table.rows]):
        for cell, words in zip(grid.add_row().cells, line, strict=True):
            cell.paragraphs[0].add_run(words).bold = at == 0


def _foot(document: OpenDocument, template: Template, issuer: Issuer) -> None:
    document.add_paragraph()
    other_sign, authority, signer = signatures(template, issuer)
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    if other_sign:
        _centred_lines(left, [(other_sign, True, False)])
    elif template.recipients:
        left.paragraphs[0].add_run("Nơi nhận:").bold = True
        for words in template.recipients:
            left.add_paragraph(f"- {words}" if words.endswith(".") else f"- {words};").runs[0].font.size = Pt(11)
    blank = [("", False, False)] * 3
    _centred_lines(right, [*[(words, True, False) for words in authority], *blank, (signer, True, False)])
    mark = document.sections[0].footer.paragraphs[0]
    _centred(mark, DISCLAIMER)
    mark.runs[0].font.size = Pt(9)


def _stored(document: OpenDocument) -> bytes:
    """The file with every member dated alike: the library stamps them with the clock."""
    raw, fixed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, FIRST_ZIP_DAY), source.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
