"""The tables of a Word document. Its rows are read once from the text's own elements: `Table.cell` looks through the table for each."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from papi.kit.office import NotReadable
from papi.kit.workbooks import Corner
from papi.plans.annex.grids import Grid, grid_of, require_rows, tidy

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t"}
_TITLE_LINES = 3
_DIGITS = 10
_MOST_COLUMNS = 63  # of a table in Word


def read_document(content: bytes) -> list[Grid]:
    """The tables in their order, each with the paragraphs before it as its title. Call it in a thread."""
    from docx import Document  # noqa: PLC0415 - 10 MiB that a server needs on the few days of an import
    from docx.opc.exceptions import OpcError  # noqa: PLC0415 - part of the same 10 MiB

    try:
        document: Any = Document(io.BytesIO(content))  # typed only in part
    except (OpcError, zipfile.BadZipFile, LookupError, TypeError, ValueError, AttributeError, OSError, EOFError, SyntaxError, RuntimeError):
        raise NotReadable from None  # XML that is none is a SyntaxError
    return list(_tables(document.element.body))


def _tables(body: Any) -> Iterator[Grid]:
    above: list[str] = []
    number = count = 0
    for element in body.iterchildren():
        if element.tag == f"{_W}tbl":
            number += 1
            rows, ranges = _cells(element, count)
            count += len(rows)
            yield grid_of(f"Bảng {number}", "\n".join(above[-_TITLE_LINES:]), rows, ranges, sheet=False)
            above = []
        elif text := tidy(_text(element)):
            above.append(text)


def _cells(table: Any, so_far: int) -> tuple[list[list[str]], list[tuple[Corner, Corner]]]:
    rows: list[list[str]] = []
    ranges: dict[Corner, Corner] = {}
    open_at: dict[int, Corner] = {}  # the first cell of the vertical merge that is under way in a column
    for place, line in enumerate(table.iterchildren(f"{_W}tr")):
        texts: list[str] = [""] * _skipped(line)
        for cell in line.iterchildren(f"{_W}tc"):
            column, wide = len(texts), _number(cell, "gridSpan") or 1
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if column + wide > _MOST_COLUMNS:
                raise NotReadable
            texts += [_paragraphs(cell)] + [""] * (wide - 1)
            goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue" and column in open_at
            first = open_at[column] if goes_on else (place, column)
            if goes_on or wide > 1:
                ranges[first] = (place, column + wide - 1)
            open_at.pop(column, None)
            if merge is not None:
                open_at[column] = first
        rows.append(texts)
        require_rows(so_far + len(rows))
    return rows, list(ranges.items())


def _skipped(line: Any) -> int:
    found = line.find(f"{_W}trPr/{_W}gridBefore")
    return _as_number(found)


def _number(cell: Any, name: str) -> int:
    return _as_number(cell.find(f"{_W}tcPr/{_W}{name}"))


def _as_number(element: Any) -> int:
    given: str = "0" if element is None else element.get(f"{_W}val", "0")
    return min(int(given), _MOST_COLUMNS) if given.isascii() and given.isdigit() and len(given) < _DIGITS else 0


def _paragraphs(cell: Any) -> str:
    texts: Sequence[str] = [_text(paragraph) for paragraph in cell.iter(f"{_W}p")]
    return "\n".join(text for text in texts if text.strip())


def _text(element: Any) -> str:
    """The words without those that were struck out while changes are tracked."""
    return "".join(_BREAKS.get(piece.tag) or piece.text or "" for piece in element.iter(f"{_W}t", *_BREAKS))
