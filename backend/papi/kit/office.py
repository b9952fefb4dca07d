"""What is looked at before a file of Excel or Word is opened: passwords, macros, what it unpacks to."""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from zipfile import ZipInfo

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office before 2007; and every encrypted file since
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_MAX_UNPACKED = 64 * 1024 * 1024
_MAX_CELLS = 2_000_000  # of all sheets, each from its first corner to the last cell that holds something: the rest fills memory too
# Cells and rows that say where they stand; one that is closed at once holds nothing but a format, and Excel formats a million of them.
_PLACE = re.compile(rb"""<(?:\w+:)?(?:c|row)\b(?!(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*/>)[^<]*?\sr\s*=\s*["']([A-Z]{0,3})([0-9]{1,7})["']""")
_MACROS = ("vbaproject.bin", "/macrosheets/")
_CONTENT_TYPES = "[Content_Types].xml"
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # no program of Office packs otherwise
# No program of Office writes them: what they declare could grow without end.
_DECLARATIONS = tuple(mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be"))


class NotReadable(ValueError):
    """It is no such file, or a broken one, or one that is not opened; `vi` and `en` say which."""

    def __init__(self, vi: str = "Tệp bị hỏng, không đọc được.", en: str = "The file is broken and cannot be read.") -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en


def is_office(content: bytes) -> bool:
    """Whether this begins as a file of Excel or Word does, rather than as text."""
    return content.startswith((_ZIP, _OLE))


def examine(content: bytes) -> Sequence[str]:
    """Refuse what is not opened; the names of the parts of what may be. Unpacks everything once: call it in a thread."""
    _refuse_old(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse_macros(archive, entries)
            _refuse_vast(archive, entries)
            return [entry.filename for entry in entries]
    except NotReadable:
        raise
    except (zipfile.BadZipFile, zlib.error, ValueError, IndexError, OSError, EOFError, NotImplementedError, RuntimeError):
        raise NotReadable from None


def _refuse_old(content: bytes) -> None:
    if not content.startswith(_OLE):
        return
    if _ENCRYPTED in content:
        raise NotReadable(
            "Tệp có mật khẩu, không đọc được. Bỏ mật khẩu rồi tải lại.",
            "The file is protected by a password and cannot be read. Remove the password and load it again.",
        )
    program, old, new = ("Word", ".doc", ".docx") if _WORD in content else ("Excel", ".xls", ".xlsx")
    raise NotReadable(
        f"Tệp theo định dạng {program} cũ ({old}). Đề nghị mở bằng {program}, lưu thành {new} rồi gửi lại.",
        f"The file has the old {program} format ({old}). Open it in {program}, save it as {new} and send it again.",
    )


def _refuse_macros(archive: zipfile.ZipFile, entries: Sequence[ZipInfo]) -> None:
    """Macros are never taken, nor a file that says it may hold some."""
    carried = any(mark in f"/{entry.filename.lower()}" for entry in entries for mark in _MACROS)
    types = [entry for entry in entries if entry.filename == _CONTENT_TYPES and entry.file_size < _MAX_UNPACKED]
    if carried or any(b"macroenabled" in _unpack(archive, entry).lower() for entry in types):
        raise NotReadable(
            "Tệp có macro nên không được nhận. Đề nghị lưu thành tệp không có macro rồi gửi lại.",
            "The file carries macros and is not taken. Save it without macros and send it again.",
        )


def _refuse_vast(archive: zipfile.ZipFile, entries: Sequence[ZipInfo]) -> None:
    """A small file may unpack to one that fills the memory."""
    # the second is asked only if the first says no: it unpacks
    if sum(entry.file_size for entry in entries) > _MAX_UNPACKED or sum(_span(_unpack(archive, entry)) for entry in entries) > _MAX_CELLS:
        raise NotReadable(
            "Tệp quá lớn khi mở ra. Đề nghị chỉ giữ những phần cần dùng rồi gửi lại.",
            "The file is too large once it is opened. Keep only the parts that are needed and send it again.",
        )


def _unpack(archive: zipfile.ZipFile, entry: ZipInfo) -> bytes:
    """The content of an entry, never more than it says that it has: one that says too little would fill the memory unseen."""
    if entry.compress_type not in _PACKED:
        raise NotReadable
    declared = entry.file_size
    entry.file_size = declared + 1  # else what is longer would be cut without a word
    with archive.open(entry) as opened:
        content = opened.read(declared + 1)
    entry.file_size = declared
    if len(content) != declared:
        raise NotReadable
    return content


def _span(content: bytes) -> int:
    """How many cells the content spans if it is a sheet."""
    if any(mark in content for mark in _DECLARATIONS):
        raise NotReadable
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
