"""What a file really is: decided by its content, never by its name."""

import zipfile
from pathlib import Path

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

ENDINGS = {PDF: {".pdf"}, JPEG: {".jpg", ".jpeg", ".jfif"}, PNG: {".png"}, DOCX: {".docx"}, XLSX: {".xlsx"}}
_STARTS = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
_MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_MACROS = ("vbaproject.bin", "vbadata.xml")
_MAX_MEMBERS = 5000
_MAX_UNPACKED = 1 << 30
_MAX_RATIO = 200


def media_type_of(path: Path) -> str | None:
    """The accepted type that the content is of; None for everything else: other types, macros, bombs."""
    with path.open("rb") as file:
        head = file.read(16)
    for start, media_type in _STARTS:
        if head.startswith(start):
            return media_type
    return _office_type(path) if head.startswith(b"PK\x03\x04") else None


def _office_type(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    unpacked = sum(member.file_size for member in members)
    bomb = len(members) > _MAX_MEMBERS or unpacked > _MAX_UNPACKED or unpacked > _MAX_RATIO * max(path.stat().st_size, 1 << 16)
    names = {member.filename.lower() for member in members}
    if bomb or any(name.endswith(_MACROS) for name in names) or "[content_types].xml" not in names:
        return None
    return next((media_type for part, media_type in _MAIN_PARTS.items() if part in names), None)


def fits_name(media_type: str, file_name: str) -> bool:
    """Whether a name's ending agrees with the content; a name without ending agrees with everything."""
    ending = Path(file_name).suffix.lower()
    return not ending or ending in ENDINGS[media_type]
