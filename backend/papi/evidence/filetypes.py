"""What a file really is: decided by its content, never by its name."""

import zipfile
import zlib
from pathlib import Path

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
HEIC = "image/heic"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DRAWN = frozenset({PDF, JPEG, PNG, HEIC})
"""The types of which pages can be shown as pictures."""

# the first ending of each type is the one given to a name that has none
_ENDINGS = {
    PDF: (".pdf",),
    JPEG: (".jpg", ".jpeg", ".jfif"),
    PNG: (".png",),
    HEIC: (".heic", ".heif"),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
}
_NAMES = {ending: media_type for media_type, endings in _ENDINGS.items() for ending in endings}
_STARTS = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
_HEIC_BRANDS = {b"heic", b"heix", b"mif1"}
_MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_MACROS = (b"macroenabled", b"vbaproject")
_CONTENT_TYPES = "[Content_Types].xml"
_MAX_MEMBERS = 5000
_MAX_DIRECTORY = 2 * 1024 * 1024
_MAX_CONTENT_TYPES = 1024 * 1024
_MAX_UNPACKED = 1 << 30
_MAX_RATIO = 200
_END_RECORD = b"PK\x05\x06"
_ZIP64_LOCATOR = b"PK\x06\x07"


def media_type_of(path: Path) -> str | None:
    """The accepted type that the content is of; None for everything else: other types, macros, bombs."""
    with path.open("rb") as file:
        head = file.read(16)
    for start, media_type in _STARTS:
        if head.startswith(start):
            return media_type
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return HEIC
    return _office_type(path) if head.startswith(b"PK\x03\x04") else None


def named_type(file_name: str) -> str | None:
    """The accepted type that a name claims by its ending, or None where it claims none of them."""
    return _NAMES.get(Path(file_name).suffix.lower())


def with_ending(file_name: str, media_type: str) -> str:
    """The name with an ending that tells the truth, so that a computer which goes by names opens it as what it is."""
    return file_name if named_type(file_name) == media_type else file_name + _ENDINGS[media_type][0]


def _office_type(path: Path) -> str | None:
    if not _has_small_directory(path):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if unpacked > min(_MAX_UNPACKED, _MAX_RATIO * max(path.stat().st_size, 1 << 16)):
                return None
            with archive.open(_CONTENT_TYPES) as part:
                content_types = part.read(_MAX_CONTENT_TYPES).lower()
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return None
    # macros hide under any part name, but must be declared to work
    if any(sign in content_types for sign in _MACROS) or any("vbaproject" in member.filename.lower() for member in members):
        return None
    names = {member.filename for member in members}
    return next((media_type for part, media_type in _MAIN_PARTS.items() if part in names), None)


def _has_small_directory(path: Path) -> bool:
    """Whether the archive's directory is small, seen before anything parses it: a million entries would fill the memory."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - 66_000, 0))
        tail = file.read()
    at = tail.rfind(_END_RECORD)
    if at < 0 or _ZIP64_LOCATOR in tail[max(at - 20, 0) : at]:
        return False
    members = int.from_bytes(tail[at + 10 : at + 12], "little")
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    return members <= _MAX_MEMBERS and directory <= _MAX_DIRECTORY
