"""Reads lines of published scores, from CSV or a sheet. What is wrong is told line by line, in words, never echoing what was read."""

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from papi.framework.models import ScoreLevel
from papi.kit.text import nfc
from papi.kit.workbooks import Sheet, text_rows

TOTAL_CODE = "PAPI"
COLUMNS = ("year", "province_code", "province_name", "level", "code", "value")
_CODES = {
    ScoreLevel.TOTAL: re.compile(TOTAL_CODE),
    ScoreLevel.DIMENSION: re.compile(r"[1-9]"),
    ScoreLevel.SUBDIMENSION: re.compile(r"[1-9]\.[1-9]"),
    ScoreLevel.INDICATOR: re.compile(r"[1-9]\.[1-9]\.[0-9a-z]{1,3}"),
}


@dataclass(frozen=True)
class BadLine:
    """A line that cannot be stored; `line` counts from 1, the heading included. 0 is the file as a whole.

    `place` is the year and the province that it may have meant: what is missing there proves nothing about their sums.
    """

    line: int
    vi: str
    en: str
    place: tuple[str, str] = ("", "")


class BadLines(ValueError):
    """An import is refused whole, with every bad line and its reason."""

    def __init__(self, lines: Iterable[BadLine]) -> None:
        self.lines = sorted(lines, key=lambda line: line.line)
        super().__init__(f"{len(self.lines)} bad lines")


@dataclass(frozen=True)
class ScoreLine:
    """One published value as read. `line` is where it stands in the file, 0 for one that was stored before."""

    line: int
    year: int
    province_code: str
    province_name: str
    level: ScoreLevel
    code: str
    value: float

    @property
    def key(self) -> tuple[int, str, ScoreLevel, str]:
        """What is published once."""
        return (self.year, self.province_code, self.level, self.code)


@dataclass(frozen=True)
class Place:
    """Where a figure stands, as people see it in Excel."""

    sheet: str
    cell: str


@dataclass(frozen=True)
class ScoreFile:
    """What was read of a file: stored as a whole if no line is bad, else not at all.

    Of a workbook in which figures stand side by side, `where` has the cell of each line; elsewhere a line's number says it.
    """

    lines: Sequence[ScoreLine]
    bad: Sequence[BadLine] = ()
    where: Mapping[int, Place] = field(default_factory=dict[int, Place])


def csv_rows(content: bytes) -> Iterable[Mapping[str, Any]]:
    """The rows of a CSV file (UTF-8) by their headings."""
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        _require_columns(reader.fieldnames or [])
        return list(reader)
    except (UnicodeDecodeError, csv.Error):
        raise _unreadable() from None


def is_tidy(sheet: Sheet) -> bool:
    """Whether the sheet has the columns of scores.csv."""
    rows = text_rows(sheet)
    return bool(rows) and set(COLUMNS) <= {cell.strip() for cell in rows[0]}


def sheet_rows(sheet: Sheet) -> list[Mapping[str, Any]]:
    """The rows of a sheet by their headings."""
    rows = text_rows(sheet)
    heading = [cell.strip() for cell in rows[0]] if rows else []
    _require_columns(heading)
    return [dict(zip(heading, row, strict=False)) for row in rows[1:]]


def _require_columns(found: Sequence[str]) -> None:
    missing = ", ".join(name for name in COLUMNS if name not in found)
    if missing:
        vi = f"Không phải tệp điểm của papi.org.vn; nếu theo mẫu thì thiếu cột: {missing}."
        en = f"Not the workbook of papi.org.vn; as a file of lines it misses the columns: {missing}."
        raise BadLines([BadLine(1, vi, en)])


def _unreadable() -> BadLines:
    return BadLines([BadLine(0, "Tệp không đọc được; cần CSV (UTF-8) hoặc XLSX.", "Cannot be read; CSV (UTF-8) or XLSX needed.")])


def read_score_lines(rows: Iterable[Mapping[str, Any]]) -> ScoreFile:
    """Rows of `COLUMNS` as lines, good and bad; raises `BadLines` where there is none at all."""
    found: dict[tuple[int, str, ScoreLevel, str], ScoreLine] = {}
    bad: list[BadLine] = []
    for number, row in enumerate(rows, start=2):
        line = _read(number, row)
        if isinstance(line, BadLine):
            bad.append(line)
        elif line.key in found:
            earlier = found[line.key].line
            bad.append(BadLine(number, f"Trùng với dòng {earlier}.", f"Repeats line {earlier}."))
        else:
            found[line.key] = line
    if not found and not bad:
        raise BadLines([BadLine(0, "Tệp không có dòng điểm nào.", "The file holds no scores.")])
    return ScoreFile(list(found.values()), bad)


def _read(number: int, row: Mapping[str, Any]) -> ScoreLine | BadLine:
    cells = {name: _cell(row.get(name)) for name in COLUMNS}
    for name, accepts, vi, en in _CHECKS:
        if not accepts(cells):
            return BadLine(number, f"{vi} (cột {name}).", f"{en} (column {name}).", (cells["year"], cells["province_code"].zfill(2)))
    return ScoreLine(
        number,
        int(cells["year"]),
        cells["province_code"].zfill(2),  # a workbook turns 01 into 1
        cells["province_name"],
        ScoreLevel(cells["level"]),
        cells["code"],
        float(cells["value"]),
    )


def _cell(value: object) -> str:
    return nfc(value.strip()) if isinstance(value, str) else ""


def _is_score(cells: Mapping[str, str]) -> bool:
    try:
        value = float(cells["value"])
    except ValueError:
        return False
    return math.isfinite(value) and 0 < value <= 100 and "_" not in cells["value"]


def _is_code(cells: Mapping[str, str]) -> bool:
    return _CODES[ScoreLevel(cells["level"])].fullmatch(cells["code"]) is not None


# In this order: the level is known to be one before the code is looked at.
_CHECKS: tuple[tuple[str, Callable[[Mapping[str, str]], bool], str, str], ...] = (
    ("year", lambda cells: re.fullmatch(r"20[1-9]\d", cells["year"]) is not None, "Năm không hợp lệ", "Not a valid year"),
    (
        "province_code",
        lambda cells: re.fullmatch(r"[0-9]{1,3}", cells["province_code"]) is not None,
        "Mã tỉnh không hợp lệ",
        "Not a valid province code",
    ),
    (
        "province_name",
        lambda cells: 0 < len(cells["province_name"]) <= 100 and cells["province_name"].isprintable(),
        "Thiếu tên tỉnh hoặc tên không hợp lệ",
        "The province's name is missing or not valid",
    ),
    ("level", lambda cells: cells["level"] in set(ScoreLevel), "Cấp điểm không có trong danh mục", "Not one of the levels"),
    ("code", _is_code, "Mã không đúng với cấp điểm", "The code does not fit the level"),
    ("value", _is_score, "Điểm phải lớn hơn 0; để thiếu nếu chưa công bố", "A score is above 0; one not published has no line"),
)
