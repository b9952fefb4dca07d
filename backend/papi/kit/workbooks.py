"""Reading the workbooks that people upload."""

import io
import zipfile

_ZIP = b"PK\x03\x04"
_MAX_UNPACKED = 64 * 1024 * 1024


class NotReadable(ValueError):
    """It is no workbook, or a broken one, or too large."""


def is_workbook(content: bytes) -> bool:
    """Whether this begins as a workbook does, rather than as text."""
    return content.startswith(_ZIP)


def read_workbook(content: bytes) -> list[list[str]]:
    """The cells of the first sheet, row by row. Slow for a large file: call it in a thread."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - 1 MiB that a server needs on the few days of an import

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:  # a small file may unpack to one that fills the memory
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_UNPACKED:
                raise NotReadable
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    except (CalamineError, zipfile.BadZipFile, ValueError, IndexError, OSError):
        raise NotReadable from None
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    # Excel keeps the code 26506 as a number
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
