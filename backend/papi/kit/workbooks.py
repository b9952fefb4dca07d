"""Reading the workbooks that people upload."""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel before 2007; and every encrypted workbook since
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAX_UNPACKED = 64 * 1024 * 1024
_MAX_CELLS = 2_000_000  # of all sheets, each from its first corner to the last cell that holds something: the rest fills memory too
# Cells and rows that say where they stand; one that is closed at once holds nothing but a format, and Excel formats a million of them.
_PLACE = re.compile(rb"""<(?:\w+:)?(?:c|row)\b(?!(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*/>)[^<]*?\sr\s*=\s*["']([A-Z]{0,3})([0-9]{1,7})["']""")
_MACROS = ("vbaproject.bin", "/macrosheets/")


class NotReadable(ValueError):
    """It is no workbook, or a broken one, or one that is not opened; `vi` and `en` say which."""

    def __init__(self, vi: str = "Tệp bảng tính bị hỏng, không đọc được.", en: str = "The workbook is broken and cannot be read.") -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en


@dataclass(frozen=True)
class Sheet:
    """A sheet's cells as Excel counts them: `rows[0][0]` is A1."""

    name: str
    rows: list[list[Any]]


def is_workbook(content: bytes) -> bool:
    """Whether this begins as a workbook does, rather than as text."""
    return content.startswith((_ZIP, _OLE))


def read_workbook(content: bytes) -> list[list[str]]:
    """The cells of the first sheet, row by row. Slow for a large file: call it in a thread."""
    return text_rows(read_sheets(content, only_first=True)[0])


def read_sheets(content: bytes, *, only_first: bool = False) -> list[Sheet]:
    """The sheets in their order. Slow for a large file: call it in a thread."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - 1 MiB that a server needs on the few days of an import

    _refuse_old(content)
    try:
        _refuse_dangerous(content)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = book.sheet_names[:1] if only_first else book.sheet_names
        sheets = [Sheet(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names]
    except NotReadable:
        raise
    except (CalamineError, zipfile.BadZipFile, ValueError, IndexError, OSError, EOFError, NotImplementedError, RuntimeError):
        raise NotReadable from None
    if not sheets:
        raise NotReadable
    return sheets


def text_rows(sheet: Sheet) -> list[list[str]]:
    """The cells as text, from the first row that holds any."""
    rows = [[_text(cell) for cell in row] for row in sheet.rows]
    first = next((number for number, row in enumerate(rows) if any(row)), len(rows))
    left = min((next(place for place, cell in enumerate(row) if cell) for row in rows if any(row)), default=0)
    return [row[left:] for row in rows[first:]]


def _refuse_old(content: bytes) -> None:
    if not content.startswith(_OLE):
        return
    if _ENCRYPTED in content:
        raise NotReadable(
            "Tệp đặt mật khẩu. Đề nghị mở bằng Excel, bỏ mật khẩu, lưu rồi gửi lại.",
            "The file is protected by a password. Open it in Excel, remove the password, save it and send it again.",
        )
    raise NotReadable(
        "Tệp theo định dạng Excel cũ (.xls). Đề nghị mở bằng Excel, lưu thành .xlsx rồi gửi lại.",
        "The file has the old Excel format (.xls). Open it in Excel, save it as .xlsx and send it again.",
    )


def _refuse_dangerous(content: bytes) -> None:
    """Macros are never taken; a small file may unpack to one that fills the memory."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if any(mark in f"/{entry.filename.lower()}" for entry in entries for mark in _MACROS):
            raise NotReadable(
                "Tệp có macro nên không được nhận. Đề nghị lưu thành .xlsx (không macro) rồi gửi lại.",
                "The file carries macros and is not taken. Save it as .xlsx (without macros) and send it again.",
            )
        # the second is asked only if the first says no: it unpacks
        if sum(entry.file_size for entry in entries) > _MAX_UNPACKED or sum(_span(archive.read(entry)) for entry in entries) > _MAX_CELLS:
            raise NotReadable(
                "Tệp quá lớn khi mở ra. Đề nghị chỉ giữ các trang có số liệu rồi gửi lại.",
                "The file is too large once it is opened. Keep only the sheets that hold figures and send it again.",
            )


def _span(content: bytes) -> int:
    """How many cells the content spans if it is a sheet. Each entry was unpacked for it: one larger than it says is found broken."""
    rows = columns = 0
    for place in _PLACE.finditer(content):
        rows = max(rows, int(place[2]))
        columns = max(columns, _column(place[1]))
    return rows * max(columns, 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def cell_name(row: int, column: int) -> str:
    """The name that Excel shows for the cell in this row and column, counted from 0."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _text(cell: object) -> str:
    # Excel keeps the code 26506 as a number
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
