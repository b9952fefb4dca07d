"""The text of a paper and its annexes as WordprocessingML."""

from collections.abc import Callable, Iterable, Sequence

from papi.papers import composing
from papi.papers.charts import WIDTH_MM, height_mm
from papi.papers.paper import Block, Cell, Chart, Column, ColumnKind, Heading, Paper, Paragraph, Table
from papi.papers.word import looks
from papi.papers.word.xml import Align, cell, paragraph, picture, row, rule, table

Draw = Callable[[Chart], tuple[str, int]]
"""Puts a chart's picture into the file: the relation by which it is named, and its number there."""

_ALIGNED: dict[ColumnKind, Align] = {
    ColumnKind.TEXT: "left",
    ColumnKind.NUMBER: "right",
    ColumnKind.DAY: "center",
    ColumnKind.PERCENT: "center",
}


def issuer_line(paper: Paper) -> str:
    room = composing.ISSUER_MM
    return rule(composing.line_mm(paper.head.issuer.upper(), looks.ISSUER.size, room), room)


def subject_line(paper: Paper) -> str:
    room = composing.TEXT_MM
    return rule(composing.line_mm(paper.subject, looks.SUBJECT.size, room), room)


def body(paper: Paper, draw: Draw) -> str:
    """The whole text with its end mark."""
    return _blocks(composing.ended(paper.body), composing.TEXT_MM, draw)


def annexes(paper: Paper, draw: Draw) -> str:
    """All annexes; each but the first begins a page."""
    found: list[str] = []
    for name, annex in composing.named_annexes(paper):
        begins = paragraph(name, looks.ANNEX_NAME)
        found.append(begins.replace("<w:pPr>", "<w:pPr><w:pageBreakBefore/>", 1) if found else begins)
        found.append(paragraph(annex.title.upper(), looks.ANNEX_TITLE))
        found.append(paragraph(composing.reference_of(paper), looks.REFERENCE))
        found.append(_blocks(annex.blocks, composing.ACROSS_MM, draw))
    return "".join(found)


def _blocks(blocks: Sequence[Block], room: float, draw: Draw) -> str:
    return "".join(_block(block, number, room, draw) for block, number in composing.numbered(blocks))


def _block(block: Block, number: str, room: float, draw: Draw) -> str:
    if isinstance(block, Heading):
        return paragraph(f"{number} {block.words}", looks.HEADINGS[block.level])
    if isinstance(block, Paragraph):
        return "".join(paragraph(words, looks.BODY) for words in block.words.split("\n"))
    if isinstance(block, Table):
        return _titled(block.title) + _table(block, room) + paragraph("", looks.RECEIVER)
    relation, place = draw(block)
    return _titled(block.title) + picture(relation, place, WIDTH_MM, height_mm(block), block.title)


def _titled(words: str) -> str:
    return paragraph(words, looks.TABLE_TITLE) if words else ""


def _table(given: Table, room: float) -> str:
    widths = composing.widths_mm(given.columns, room)
    head = row(
        [cell(paragraph(column.title, looks.CELL_HEAD), width, centred=True) for column, width in zip(given.columns, widths, strict=True)],
        head=True,
        whole=True,
    )
    return table([head, *_rows(given.rows, given.columns, widths)], widths, ruled=True)


def _rows(rows: Sequence[Sequence[Cell]], columns: Sequence[Column], widths: Sequence[float]) -> Iterable[str]:
    for cells in rows:
        if len(cells) == 1 < len(columns):
            across = cell(paragraph(str(cells[0]), looks.CELL_GROUP), sum(widths), span=len(columns))
            yield row([across], whole=True)
        else:
            yield row([_cell(*parts) for parts in zip(cells, columns, widths, strict=True)])


def _cell(value: Cell, column: Column, width: float) -> str:
    look = looks.CELLS[_ALIGNED[column.kind]]
    return cell(paragraph(composing.said(value, column.kind), look), width)
