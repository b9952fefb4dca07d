"""Files of office programs: archives of XML parts, and what may hide in an archive."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from papi.evidence.filetypes import DOCX, PPTX, XLSX
from papi.evidence.isolated.findings import Asked, Findings, Flag, Objection, Refused
from papi.evidence.isolated.twofold import begins_as_pdf

_MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
_MACROS = (b"macroenabled", b"vbaproject", b"ms-excel.macrosheet", b"ms-excel.intlmacrosheet")
_CONTENT_TYPES = "[Content_Types].xml"
_ACTIVE = re.compile(r"/activex/|/ctrlprops/", re.IGNORECASE)
_EMBEDDED = re.compile(r"/embeddings/", re.IGNORECASE)
_RELATIONSHIP = re.compile(rb"<Relationship\b[^>]*>", re.IGNORECASE)
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
_HYPERLINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)
_MAX_MEMBERS = 5000
_MAX_DIRECTORY = 2 * 1024 * 1024
_MAX_PART = 1024 * 1024
_MAX_UNPACKED = 1 << 30
_MAX_RATIO = 200
_END_RECORD = b"PK\x05\x06"
_ZIP64_LOCATOR = b"PK\x06\x07"
_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error)


def inspect(asked: Asked) -> Findings:
    """An office file without macros; anything else that is packed is refused."""
    path = Path(asked.path)
    if not has_small_directory(path):
        raise Refused(Objection.BOMB if ends_as_archive(path) else Objection.TYPE)
    if begins_as_pdf(path):
        raise Refused(Objection.TWO_TYPES)
    try:
        with zipfile.ZipFile(path) as archive:
            return _looked_through(archive, path.stat().st_size)
    except _BROKEN:
        raise Refused(Objection.TYPE) from None


def _looked_through(archive: zipfile.ZipFile, size: int) -> Findings:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if unpacked > min(_MAX_UNPACKED, _MAX_RATIO * max(size, 1 << 16)) or _overlap(members, size):
        raise Refused(Objection.BOMB)
    names = {member.filename for member in members}
    media_type = next((media_type for part, media_type in _MAIN_PARTS.items() if part in names), None)
    if _CONTENT_TYPES not in names:
        raise Refused(Objection.ARCHIVE)
    declared = _read(archive, _CONTENT_TYPES).lower()
    # macros hide under any part name, but must be declared to work
    if any(sign in declared for sign in _MACROS) or any("vbaproject" in name.lower() for name in names):
        raise Refused(Objection.MACROS)
    if media_type is None:
        raise Refused(Objection.ARCHIVE)
    return Findings(media_type, flags=set(_flags(archive, sorted(names))))


def _overlap(members: Sequence[zipfile.ZipInfo], size: int) -> bool:
    """Whether members share bytes, as the densest bombs do: each needs its own, and there are not more than the file has."""
    if sum(member.compress_size for member in members) > size:
        return True
    spans = sorted((member.header_offset, member.compress_size) for member in members)
    return any(start + length > following for (start, length), (following, _) in pairwise(spans))


def _flags(archive: zipfile.ZipFile, names: Sequence[str]) -> Iterator[Flag]:
    if any(_ACTIVE.search(f"/{name}") for name in names):
        yield Flag.ACTIVE_CONTENT
    if any(_EMBEDDED.search(f"/{name}") for name in names):
        yield Flag.EMBEDDED_FILES
    links = (link for name in names if name.endswith(".rels") for link in _RELATIONSHIP.findall(_read(archive, name)))
    if any(_EXTERNAL.search(link) and not _HYPERLINK.search(link) for link in links):
        yield Flag.EXTERNAL_CONTENT
    if any(name.startswith("xl/externalLinks/") and b"<ddeLink" in _read(archive, name) for name in names):
        yield Flag.ACTIVE_CONTENT


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_MAX_PART)


def ends_as_archive(path: Path) -> bool:
    """Whether the file ends with an archive's directory, whatever it begins with."""
    return _end_record(path) is not None


def _end_record(path: Path) -> bytes | None:
    """The record that ends an archive, with what stands before it, if nothing but its own comment follows."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - 66_000, 0))
        tail = file.read()
    at = tail.rfind(_END_RECORD)
    if at < 0 or len(tail) < at + 22 or len(tail) != at + 22 + int.from_bytes(tail[at + 20 : at + 22], "little"):
        return None
    return tail[max(at - 20, 0) :] if at >= 20 else bytes(20 - at) + tail


def has_small_directory(path: Path) -> bool:
    """Whether the archive's directory is small, seen before anything parses it: a million entries would fill the memory."""
    record = _end_record(path)
    if record is None or _ZIP64_LOCATOR in record[:20]:
        return False
    members = int.from_bytes(record[30:32], "little")
    directory = int.from_bytes(record[32:36], "little")
    return members <= _MAX_MEMBERS and directory <= _MAX_DIRECTORY


def is_encrypted(path: str) -> bool:
    """Whether a compound file is an office file behind a password (MS-OFFCRYPTO): its directory names the encrypted package."""
    with Path(path).open("rb") as file:
        return "EncryptedPackage".encode("utf-16-le") in file.read(1 << 20)
