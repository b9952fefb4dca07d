"""A workbook that comes back, as the rows of its lines with what they were when it left; or the words why it is not read."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from papi.kit.office import NotReadable, examine, is_office
from papi.kit.text import fold, nfc
from papi.kit.workbooks import Sheet, cell_name, read_sheets
from papi.reports.offline.cells import PLAIN, Traits, traits_of
from papi.reports.offline.template import (
    BASE,
    BESIDE,
    EDITABLE,
    FIGURES,
    FORMAT,
    HEADINGS,
    KEY,
    LINE,
    OF_FIGURES,
    SHEET,
    figure_field,
    label_field,
    print_of,
    title_field,
)
from papi.reports.offline.values import Cell

_HEADINGS_WITHIN = 12
_MOST_UNPACKED = 16 * 1024 * 1024
_MOST_ROWS, _MOST_BASE = 5_000, 50_000
_ID = re.compile(r"^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
_JSON: TypeAdapter[Any] = TypeAdapter(Any)
ONLY_XLSX = ("Chỉ nhận tệp XLSX đã xuất từ báo cáo này.", "Only an XLSX file that left from this report is taken.")
OLD_FORM = (
    "Tệp theo mẫu cũ, không nạp được nữa. Xuất tệp mới từ báo cáo.",
    "The file has an older form that is no longer taken. Take a new one.",
)
VAST = (
    "Tệp quá lớn khi mở ra, hoặc có quá 5.000 dòng. Đề nghị xóa phần thừa, hoặc xuất tệp mới rồi chép phần đã điền sang.",
    "The file is too large once it is opened, or has more than 5,000 rows. Take out what is too much, or take a new file and copy.",
)
NO_BASE = (
    "Tệp không có, hoặc đã mất, trang ẩn giữ nội dung lúc xuất. Xuất tệp mới từ báo cáo rồi chép phần đã điền sang.",
    "The hidden sheet of what the file was when it left is missing or damaged. Take a new file and copy what was filled.",
)


@dataclass(frozen=True)
class Row:
    """A row of the first sheet, with the figures of its line: cells by field. `moved`: what stands beside its line is another one's."""

    line_id: UUID | None
    name: str
    title: str
    cells: Mapping[str, Cell]
    merged: bool = False
    moved: bool = False


@dataclass(frozen=True)
class Returned:
    """The file: of which report, since which sending, and when it left; `base` is what its lines' fields were."""

    report_id: UUID
    submission: int
    made_at: str
    base: Mapping[UUID, Mapping[str, Any]]
    rows: Sequence[Row]
    strays: Sequence[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """Rows of figures that belong to no line: cell and text."""


def open_workbook(content: bytes) -> Returned:
    """Raises `NotReadable` with words for a clerk. Slow for a large file: call it in a thread."""
    if not is_office(content) or "xl/workbook.xml" not in examine(content):
        raise NotReadable(*ONLY_XLSX)
    _refuse_vast(content)
    sheets = {nfc(sheet.name): sheet for sheet in read_sheets(content)}
    if BASE not in sheets:
        raise NotReadable(*NO_BASE)
    if SHEET not in sheets:
        raise NotReadable(f"Tệp không có trang “{SHEET}”.", f"The file has no sheet “{SHEET}”.")
    for sheet in sheets.values():
        if max(len(sheet.rows), len(sheet.merged)) > (_MOST_BASE if sheet.name == BASE else _MOST_ROWS):
            raise NotReadable(*VAST)  # each row is told of
    report_id, submission, made_at = _head(sheets[BASE].rows)
    base, beside = _base(sheets[BASE].rows, report_id)
    figures, strays = _figures(content, sheets.get(FIGURES), beside)
    rows = list(_lines(content, sheets[SHEET], figures, beside))
    return Returned(report_id, submission, made_at, base, rows, strays)


def _refuse_vast(content: bytes) -> None:
    """A report is a megabyte at most; what is larger would keep everybody waiting while it is read."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if any(entry.file_size > _MOST_UNPACKED for entry in archive.infolist()):
            raise NotReadable(*VAST)


def _head(rows: Sequence[Sequence[Any]]) -> tuple[UUID, int, str]:
    first = [_plain(cell) for cell in rows[0]] if rows else []
    if len(first) < 5 or first[0] != "PAPI" or not _ID.match(first[2]) or not first[3].isdigit():
        raise NotReadable(*NO_BASE)
    if first[1] != str(FORMAT):
        raise NotReadable(*OLD_FORM)
    return UUID(first[2]), int(first[3][:9]), first[4][:40]


Beside = Mapping[UUID, Mapping[str, str]]
"""What stood, locked, beside each line when it left: its title, and the labels of its figures."""


def _base(rows: Sequence[Sequence[Any]], report_id: UUID) -> tuple[dict[UUID, dict[str, Any]], Beside]:
    """What left. A value whose print does not fit was changed since, and nothing could be held against it; nor where one is missing."""
    base: dict[UUID, dict[str, Any]] = {}
    beside: dict[UUID, dict[str, str]] = {}
    for row in rows[1:]:
        line_id, _version, known, proof, value = ([*map(_plain, row), *[""] * 5])[:5]
        if not line_id:
            continue
        if not _ID.match(line_id) or proof != print_of(report_id, line_id, known, value):
            raise NotReadable(*NO_BASE)
        try:
            kept = beside if known.startswith(BESIDE) else base
            kept.setdefault(UUID(line_id), {})[known] = _JSON.validate_json(value)
        except ValidationError:
            raise NotReadable(*NO_BASE) from None
    if any(not {*EDITABLE} <= fields.keys() for fields in base.values()):
        raise NotReadable(*NO_BASE)
    return base, beside


def _plain(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _lines(content: bytes, sheet: Sheet, figures: Mapping[UUID, Mapping[str, Cell]], beside: Beside) -> Iterator[Row]:
    first, columns = _columns(sheet, HEADINGS, (LINE, "title", *EDITABLE))
    traits = traits_of(content, sheet.name)
    merged = _merged_rows(sheet)
    for number, row in enumerate(sheet.rows[first:], start=first):
        line_id = _id_in(row, columns[LINE])
        cells = {known: _cell(row, (number, columns[known]), traits) for known in EDITABLE}
        title = str(_at(row, columns["title"]))
        if line_id is None and not any(str(cell.value).strip() for cell in cells.values()) and not title.strip():
            continue
        told = {**cells, **(figures.get(line_id, {}) if line_id else {})}
        moved = _is_moved(beside, line_id, {title_field(): title})
        yield Row(line_id, f"A{number + 1}", title[:300], told, number in merged, moved)


def _is_moved(beside: Beside, line_id: UUID | None, told: Mapping[str, str]) -> bool:
    """Whether a row bears the line of another one: who sorts the columns that are shown leaves the hidden one where it was."""
    known: Mapping[str, str] = beside.get(line_id, {}) if line_id else {}
    return any(fold(text) != fold(known[name]) for name, text in told.items() if name in known)


def _figures(content: bytes, sheet: Sheet | None, beside: Beside) -> tuple[dict[UUID, dict[str, Cell]], list[tuple[str, str]]]:
    found: dict[UUID, dict[str, Cell]] = {}
    strays: list[tuple[str, str]] = []
    if sheet is None:
        return found, strays
    first, columns = _columns(sheet, OF_FIGURES, (LINE, KEY, "title", "label", "value"))
    traits = traits_of(content, sheet.name)
    for number, row in enumerate(sheet.rows[first:], start=first):
        line_id, key = _id_in(row, columns[LINE]), str(_at(row, columns[KEY])).strip()
        cell = _cell(row, (number, columns["value"]), traits)
        if line_id is not None and key:
            told = {title_field(): str(_at(row, columns["title"])), label_field(key): str(_at(row, columns["label"]))}
            named = Cell(f"{FIGURES}!{cell.name}", cell.value, cell.traits, _is_moved(beside, line_id, told))
            found.setdefault(line_id, {})[figure_field(key)] = named
        elif str(cell.value).strip():
            strays.append((f"{FIGURES}!{cell.name}", str(cell.value)[:100]))
    return found, strays


def _columns(sheet: Sheet, headings: Mapping[str, str], needed: Sequence[str]) -> tuple[int, dict[str, int]]:
    """The first row below the headings, and where each column is: a program may have moved them."""
    wanted = {fold(heading): known for known, heading in headings.items()}
    for number, row in enumerate(sheet.rows[:_HEADINGS_WITHIN]):
        found = {wanted[text]: column for column, cell in enumerate(row) if (text := fold(str(cell))) in wanted}
        if set(needed) <= found.keys():
            return number + 1, found
    names = ", ".join(f"“{headings[known]}”" for known in needed)
    raise NotReadable(f"Trang “{sheet.name}” thiếu cột: cần đủ {names}.", f"The sheet “{sheet.name}” lacks a column of {names}.")


def _merged_rows(sheet: Sheet) -> frozenset[int]:
    return frozenset(row for first, last in sheet.merged for row in range(first[0], min(last[0], len(sheet.rows)) + 1))


def _cell(row: Sequence[Any], place: tuple[int, int], traits: Mapping[str, Traits]) -> Cell:
    name = cell_name(*place)
    return Cell(name, _at(row, place[1]), traits.get(name, PLAIN))


def _at(row: Sequence[Any], column: int) -> Any:
    return row[column] if column < len(row) else ""


def _id_in(row: Sequence[Any], column: int) -> UUID | None:
    text = str(_at(row, column)).strip().lower()
    return UUID(text) if _ID.match(text) else None
