"""Pieces of WordprocessingML as text. Thousands of rows are written in the time in which an object model makes a hundred cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

Align = Literal["left", "center", "right", "both"]
_TWIPS_PER_MM = 1440 / 25.4
_FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'
_DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_INLINE = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
_PICTURE = 'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    )
)


def twips(millimetres: float) -> int:
    """A length as Word counts it."""
    return round(millimetres * _TWIPS_PER_MM)


@dataclass(frozen=True)
class Look:
    """How a paragraph is set. `size` in points, `first` (the first line's indent) in mm, `before` and `after` in points."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    align: Align = "center"
    first: float = 0
    before: float = 0
    after: float = 0
    lines: float = 1
    with_next: bool = False

    @property
    def letters(self) -> str:
        """The properties of its text."""
        marks = [mark for wanted, mark in ((self.bold, "<w:b/><w:bCs/>"), (self.italic, "<w:i/><w:iCs/>")) if wanted]
        line = '<w:u w:val="single"/>' if self.underlined else ""
        half = round(self.size * 2)
        return f'<w:rPr>{_FONT}{"".join(marks)}<w:color w:val="000000"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>{line}</w:rPr>'

    @property
    def shape(self) -> str:
        """The properties of the paragraph."""
        spacing = f'w:before="{self.before * 20:.0f}" w:after="{self.after * 20:.0f}" w:line="{self.lines * 240:.0f}" w:lineRule="auto"'
        indent = f'<w:ind w:firstLine="{twips(self.first)}"/>' if self.first else ""
        kept = "<w:keepNext/>" if self.with_next else ""
        return f'<w:pPr>{kept}<w:spacing {spacing}/>{indent}<w:jc w:val="{self.align}"/>{self.letters}</w:pPr>'


def run(words: str, look: Look) -> str:
    """A piece of text; its line ends and tabs are those of Word."""
    safe = escape(words).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    safe = safe.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r>{look.letters}<w:t xml:space="preserve">{safe}</w:t></w:r>'


def paragraph(words: str, look: Look) -> str:
    return f"<w:p>{look.shape}{run(words, look)}</w:p>"


def rule(length: float, room: float) -> str:
    """A line of that length (mm) in the middle of the room: the upper border of an empty, low paragraph."""
    side = twips((room - length) / 2)
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    spacing = '<w:spacing w:before="40" w:after="60" w:line="120" w:lineRule="exact"/>'
    low = '<w:rPr><w:sz w:val="8"/></w:rPr>'
    return f'<w:p><w:pPr>{border}{spacing}<w:ind w:left="{side}" w:right="{side}"/><w:jc w:val="center"/>{low}</w:pPr></w:p>'


def cell(content: str, width: float, *, span: int = 1, centred: bool = False) -> str:
    """A cell of paragraphs, `width` in mm."""
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    middle = '<w:vAlign w:val="center"/>' if centred else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{across}{middle}</w:tcPr>{content}</w:tc>'


def row(cells: Sequence[str], *, head: bool = False, whole: bool = False) -> str:
    """A row. A `head` stands on every page of its table; a `whole` one is not broken over two."""
    marks = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{''.join(cells)}</w:tr>"


def table(rows: Sequence[str], widths: Sequence[float], *, ruled: bool) -> str:
    """A table of fixed widths (mm), with all its lines or with none."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="{"single" if ruled else "nil"}" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    margin = twips(1.6) if ruled else 0
    margins = f'<w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/>'
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    whole = f'<w:tblW w:w="{sum(twips(width) for width in widths)}" w:type="dxa"/>'
    shape = f'{whole}<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
    return f"<w:tbl><w:tblPr>{shape}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def page(width: float, height: float, header: str = "", *, first_apart: bool = False) -> str:
    """The end of a part: its pages (mm), the header that they show, and whether the first page has a header of its own."""
    turned = ' w:orient="landscape"' if width > height else ""
    size = f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>'
    sides = f'w:top="{twips(20)}" w:right="{twips(15)}" w:bottom="{twips(20)}" w:left="{twips(30)}"'
    margins = f'<w:pgMar {sides} w:header="{twips(10)}" w:footer="{twips(10)}" w:gutter="0"/>'
    return f"<w:sectPr>{header}{size}{margins}{'<w:titlePg/>' if first_apart else ''}</w:sectPr>"


def picture(relation: str, number: int, width: float, height: float, told: str) -> str:
    """A picture in the line (mm); `told` is read to who does not see it."""
    across, down = round(width * 36000), round(height * 36000)
    name = escape(told, {'"': "&quot;", "\n": " "})
    blip = f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    box = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    file = f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{number}.png"/><pic:cNvPicPr/></pic:nvPicPr>'
    drawn = f"<pic:pic {_PICTURE}>{file}{blip}<pic:spPr>{box}</pic:spPr></pic:pic>"
    data = f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">{drawn}</a:graphicData>'
    known = f'<wp:docPr id="{number}" name="Biểu đồ {number}" descr="{name}"/>'
    inline = f'<wp:extent cx="{across}" cy="{down}"/>{known}<a:graphic {_DRAWING}>{data}</a:graphic>'
    drawing = f'<wp:inline {_INLINE} distT="0" distB="0" distL="0" distR="0">{inline}</wp:inline>'
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:drawing>{drawing}</w:drawing></w:r></w:p>'
