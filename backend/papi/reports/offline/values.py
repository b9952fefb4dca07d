"""A cell as the value of a field, or why it is none. What is read in another way than it looks is said."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from papi.kit.text import fold, format_day, nfc, spoken_number
from papi.reports.offline.cells import PLAIN, Traits
from papi.reports.offline.template import one_line, tidy_text
from papi.reports.schemas.lines import MAX_FIGURE

Words = tuple[str, str]


@dataclass(frozen=True)
class Cell:
    """A cell with its name and what is known of it. `moved`: it stands in the row of another one."""

    name: str
    value: Any
    traits: Traits = PLAIN
    moved: bool = False


@dataclass(frozen=True)
class Read:
    """The value; `wrong` says why there is none, `note` how it was understood."""

    value: Any = None
    wrong: Words | None = None
    note: Words | None = None


MOVED = (
    "Nội dung các cột khóa ở đây là của dòng khác: bảng đã bị sắp xếp hoặc chép đè. Hoàn tác việc đó, hoặc xuất tệp mới.",
    "What stands in the locked cells is of another line: the table was sorted, or copied over. Undo that, or take a new file.",
)
AS_PART = (
    "Ô định dạng phần trăm; ghi số vào ô có định dạng số.",
    "The cell is shown as a percentage; type the number into a cell with a number's format.",
)
UNCOUNTED = (
    "Ô công thức chưa có kết quả: mở bằng Excel, lưu lại, hoặc ghi giá trị.",
    "The formula has no result yet: open, save, or type.",
)
BROKEN = ("Ô báo lỗi công thức; ghi lại giá trị.", "The cell shows an error; type the value.")
COUNTED = ("Ô công thức: lấy giá trị đã tính.", "A formula: its result is taken.")
NO_TEXT = ("Cần ghi chữ, ô này là giá trị đúng/sai.", "Text is needed; the cell holds TRUE or FALSE.")
NO_PERCENT = ("Cần số nguyên từ 0 đến 100.", "A whole number from 0 to 100 is needed.")
OVER = ("Quá 100%.", "More than 100%.")
ONE = (
    "Không rõ là 1% hay 100%; ghi 1 hoặc 100 vào ô có định dạng số.",
    "It is not clear whether 1% or 100% is meant; type 1 or 100 as a number.",
)
NO_NUMBER = ("Cần một số không âm.", "A number of 0 or more is needed.")
NO_WHOLE = ("Cần một số nguyên không âm.", "A whole number of 0 or more is needed.")
NO_YES = ("Chỉ ghi “Có” hoặc “Không”.", "Only “Có” or “Không” is taken.")
MAX_DOCUMENTS = 50
TOO_MANY = (f"Quá {MAX_DOCUMENTS} tài liệu trong một dòng.", f"More than {MAX_DOCUMENTS} documents in a line.")
_YES = frozenset({"co", "x", "dung", "roi", "yes", "true", "1"})
_NO = frozenset({"", "khong", "chua", "sai", "no", "false", "0"})
_THOUSANDS = re.compile(r"^\d{1,3}(?:\.\d{3})+(?:,\d+)?$")
_COMMA = re.compile(r"^\d+(?:,\d+)?$")
_POINT = re.compile(r"^\d+\.\d+$")


NO_FIGURE: Mapping[str, Any] = {}


def read_cell(field: str, cell: Cell, figure: Mapping[str, Any] = NO_FIGURE) -> Read:
    """The value of the cell for this field; of a figure its `kind` and `measure` are asked."""
    if cell.moved:
        return Read(wrong=MOVED)
    if cell.traits.error:
        return Read(wrong=BROKEN)
    if cell.traits.uncounted:
        return Read(wrong=UNCOUNTED)
    reader = _READERS.get(field)
    read = reader(cell) if reader else _figure(cell, figure)
    if cell.traits.formula and read.note is None and read.wrong is None:
        return Read(read.value, note=COUNTED)
    return read


def _text(cell: Cell) -> Read:
    if isinstance(cell.value, bool):
        return Read(wrong=NO_TEXT)
    text = tidy_text(said(cell.value))
    # Excel makes a day of "12/9", and shows it in a way of its own
    return Read(text, note=(f"Ô ngày: đọc là {text}.", f"A day: read as {text}.") if isinstance(cell.value, date) else None)


def said(value: Any) -> str:
    """Whatever a cell holds, in words: Excel turns what is typed into days and numbers."""
    if isinstance(value, datetime | date):
        return format_day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, float):
        return spoken_number(value, "vi").replace(".", "") if math.isfinite(value) else ""
    return nfc(str(value))


def _percent(cell: Cell) -> Read:
    value = cell.value
    if isinstance(value, str):
        plain = value.strip().removesuffix("%").strip()
        if not plain:
            return Read(wrong=NO_PERCENT) if value.strip() else Read()
        number = parsed_number(plain)
    else:
        number = _number(value)
    if number is None:
        return Read(wrong=NO_PERCENT)
    shown = not isinstance(value, str) and (cell.traits.percent or 0 < number < 1)
    if shown:
        return _of_hundred(number * 100)
    if number == 1 and cell.traits.formula:
        return Read(wrong=ONE)  # what a formula counts is as often a part of one as a number of percent
    return _of_hundred(number, noted=False)


def _of_hundred(number: float, *, noted: bool = True) -> Read:
    near = round(number)
    if number > 100 and near != 100:
        return Read(wrong=OVER)
    if abs(number - near) > 1e-6 or not 0 <= near <= 100:
        return Read(wrong=NO_PERCENT)
    return Read(near, note=(f"Đọc là {near}%.", f"Read as {near}%.") if noted else None)


def _figure(cell: Cell, figure: Mapping[str, Any]) -> Read:
    value, whole, measure = cell.value, figure.get("kind") == "integer", figure.get("measure", "")
    if value is None or (isinstance(value, str) and not value.strip()):
        return Read()
    number = parsed_number(_without(measure, value)) if isinstance(value, str) else _number(value)
    shown = number is not None and cell.traits.percent and not isinstance(value, str)
    if shown and "%" not in measure:
        return Read(wrong=AS_PART)
    if number is not None and shown:
        number = number * 100
    if number is None or not 0 <= number <= MAX_FIGURE:
        return Read(wrong=NO_WHOLE if whole else NO_NUMBER)
    number = round(number, 6)
    if whole and number != int(number):
        return Read(wrong=NO_WHOLE)
    note = (f"Đọc là {spoken_number(number, 'vi')}%.", f"Read as {spoken_number(number, 'en')}%.") if shown else None
    return Read(int(number) if whole else number, note=note)


def _without(measure: str, text: str) -> str:
    """A number that was written with its measure; one that begins like a number is no measure but a part of it."""
    plain = nfc(text).strip()
    return plain if measure[:1].isdigit() else plain.removesuffix(measure)


def _number(value: Any) -> float | None:
    plain = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return value if plain else None


def parsed_number(text: str) -> float | None:
    """A number as people write it here: 1.250,5; a single point before other than three digits parts decimals."""
    plain = "".join(text.split())
    if _THOUSANDS.match(plain) or _COMMA.match(plain):
        return float(plain.replace(".", "").replace(",", "."))
    return float(plain) if _POINT.match(plain) else None


def _done(cell: Cell) -> Read:
    if isinstance(cell.value, bool):
        return Read(cell.value)
    word = fold(said(cell.value))
    if word in _YES:
        return Read(True)
    return Read(False) if word in _NO else Read(wrong=NO_YES)


def _names(cell: Cell) -> Read:
    if isinstance(cell.value, bool):
        return Read(wrong=NO_TEXT)
    names = [one_line(part.lstrip("-•*+ \t")) for part in tidy_text(said(cell.value)).split("\n")]
    wanted = list(dict.fromkeys(name for name in names if name))
    return Read(wanted) if len(wanted) <= MAX_DOCUMENTS else Read(wrong=TOO_MANY)


_READERS: Mapping[str, Callable[[Cell], Read]] = {
    "result": _text,
    "difficulties": _text,
    "proposals": _text,
    "percent": _percent,
    "self_done": _done,
    "evidence": _names,
}
