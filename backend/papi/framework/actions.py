"""Importing published scores: all of a file or nothing."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from python_calamine import CalamineError, CalamineWorkbook
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.framework.errors import ScoresRefused
from papi.framework.facts import SCORES_IMPORTED
from papi.framework.loading import BadLine, BadLines, ScoreLine, read_score_lines, store_scores
from papi.kit.errors import FieldError
from papi.kit.types import new_id
from papi.outbox.facts import Fact, record

COLUMNS = ("year", "province_code", "province_name", "level", "code", "value")
_ZIP = b"PK\x03\x04"


def read_score_file(content: bytes) -> list[ScoreLine]:
    """The lines of a CSV or XLSX file in the shape of scores.csv; refused whole, listing every bad line."""
    try:
        return read_score_lines(_rows(content))
    except BadLines as refused:
        raise ScoresRefused(errors=_errors(refused.lines), count=len(refused.lines)) from None


def _rows(content: bytes) -> Iterable[Mapping[str, str]]:
    if content.startswith(_ZIP):
        return _workbook_rows(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable() from None
    reader = csv.DictReader(io.StringIO(text))
    _require_columns(reader.fieldnames or [])
    return reader


def _workbook_rows(content: bytes) -> list[Mapping[str, str]]:
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    except (CalamineError, ValueError, IndexError, OSError):
        raise _unreadable() from None
    heading = [str(cell).strip() for cell in sheet[0]] if sheet else []
    _require_columns(heading)
    return [dict(zip(heading, (_text(cell) for cell in row), strict=False)) for row in sheet[1:]]


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _require_columns(found: Sequence[str]) -> None:
    missing = [name for name in COLUMNS if name not in found]
    if missing:
        names = ", ".join(missing)
        raise BadLines([BadLine(1, f"Thiếu cột: {names}.", f"Missing columns: {names}.")])


def _unreadable() -> BadLines:
    return BadLines([BadLine(0, "Tệp không đọc được; cần CSV (UTF-8) hoặc XLSX.", "Cannot be read; CSV (UTF-8) or XLSX needed.")])


def _errors(lines: Sequence[BadLine]) -> list[FieldError]:
    return [FieldError(f"/lines/{line.line}", f"Dòng {line.line}: {line.vi}", f"Line {line.line}: {line.en}") for line in lines]


async def import_scores(session: AsyncSession, actor: Actor, lines: Sequence[ScoreLine], source: str) -> None:
    """Store the lines, replacing the years that they speak of."""
    actor.require("scores.import")
    await store_scores(session, lines, source)
    years = sorted({line.year for line in lines})
    spoken = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
    data = {"count": len(lines), "years": spoken, "source": source}
    record(session, actor.author, Fact(SCORES_IMPORTED, "scores", new_id(), f"Điểm PAPI {spoken}", data=data))
