"""A paper becomes a PDF/A-2b, set by typst. Texts go in as data, never as markup."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from typing import Any

from papi.papers import composing
from papi.papers.charts import described
from papi.papers.cleaning import breakable
from papi.papers.drawing import compiler
from papi.papers.fonts import printable, width_mm
from papi.papers.paper import Block, Cell, Chart, ColumnKind, Heading, Paper, PaperKind, Paragraph, Table
from papi.papers.word.looks import ISSUER, SUBJECT

_CELL_SIZE, _CELL_SIDES_MM = 12, 3.3
_WIDEST_MM = 4.3
"""No letter of this size is wider."""
_ALIGNED = {ColumnKind.TEXT: "left", ColumnKind.NUMBER: "right", ColumnKind.DAY: "center", ColumnKind.PERCENT: "center"}


def typeset(paper: Paper) -> bytes:
    """The PDF. What the font does not hold is a box in it."""
    words = printable(json.dumps(breakable(_laid_out(paper)), ensure_ascii=False))
    made_at = datetime.combine(paper.day, time(8), tzinfo=UTC)  # the clock would make each time's file another one
    pdf = compiler("paper.typ").compile(format="pdf", sys_inputs={"paper": words}, pdf_standards=["a-2b"], timestamp=made_at)
    assert isinstance(pdf, bytes), "a paper of several pages is still one file"
    return pdf


def _laid_out(paper: Paper) -> dict[str, Any]:
    one, several = composing.addressees_of(paper)
    issuer, subject = paper.head.issuer.upper(), paper.subject
    return {
        "title": f"{paper.type_name}: {subject}" if paper.type_name else subject,
        "letter": paper.kind is PaperKind.LETTER,
        "country": composing.COUNTRY,
        "motto": composing.MOTTO,
        "superior": paper.head.superior,
        "issuer": paper.head.issuer,
        "issuer_line": composing.line_mm(issuer, ISSUER.size, composing.ISSUER_MM),
        "number": composing.number_line(paper),
        "place": composing.place_line(paper),
        "draft": composing.DRAFT if paper.draft else "",
        "type_name": paper.type_name,
        "subject": composing.subject_of(paper),
        "subject_line": composing.line_mm(subject, SUBJECT.size, composing.TEXT_MM),
        "one": one,
        "several": several,
        "grounds": composing.grounds_of(paper),
        "body": list(_blocks(composing.ended(paper.body), composing.TEXT_MM)),
        "receivers": composing.receivers_of(paper),
        "authority": list(paper.head.authority),
        "signer": paper.head.signer,
        "reference": composing.reference_of(paper),
        "annexes": [
            {"name": name, "title": annex.title, "blocks": list(_blocks(annex.blocks, composing.ACROSS_MM))}
            for name, annex in composing.named_annexes(paper)
        ],
    }


def _blocks(blocks: Sequence[Block], room: float) -> Iterator[dict[str, Any]]:
    for block, number in composing.numbered(blocks):
        yield _block(block, number, room)


def _block(block: Block, number: str, room: float) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"type": "heading", "level": block.level, "words": f"{number} {block.words}"}
    if isinstance(block, Paragraph):
        return {"type": "paragraph", "lines": block.words.split("\n")}
    if isinstance(block, Chart):
        return described(block)
    return _table(block, room)


def _table(given: Table, room: float) -> dict[str, Any]:
    kinds = [column.kind for column in given.columns]
    widths = composing.widths_mm(given.columns, room)
    return {
        "type": "table",
        "title": given.title,
        "columns": [
            {"title": column.title, "width": width, "align": _ALIGNED[column.kind]}
            for column, width in zip(given.columns, widths, strict=True)
        ],
        "rows": [list(_cells(row, kinds, widths, room)) for row in given.rows],
    }


def _cells(row: Sequence[Cell], kinds: Sequence[ColumnKind], widths: Sequence[float], room: float) -> Iterator[str]:
    rooms = [room] if len(row) == 1 else widths  # a heading of rows goes across
    for value, kind, width in zip(row, kinds, rooms, strict=False):
        yield _fitted(composing.said(value, kind), width - _CELL_SIDES_MM)


def _fitted(words: str, room: float) -> str:
    """The words, those that are wider than their cell open to be broken: else they go on into the next one, or off the page."""
    return re.sub(rf"\S{{{max(int(room / _WIDEST_MM), 1)},}}", lambda found: _broken(found[0], room), words)


def _broken(word: str, room: float) -> str:
    return word if width_mm(word, _CELL_SIZE) <= room else "\u200b".join(word)
