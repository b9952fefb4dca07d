"""Files that are of another accepted type as well, for a program that reads that type: what one person accepts another opens as something
else. A file that merely holds another, as a report its photos, is none."""

import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from papi.evidence.filetypes import PDF

_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # readers of PDF take a header that begins as late as this
_PDF_END = b"startxref"  # and some look for the end alone
_END_RECORD, _ZIP64_LOCATOR, _ENTRY = b"PK\x05\x06", b"PK\x06\x07", b"PK\x01\x02"


class Archive(NamedTuple):
    """Where an archive within a file begins and ends."""

    start: int
    end: int


def begins_as_pdf(path: Path) -> bool:
    """Whether a reader of PDF opens the file, whatever it begins with."""
    with path.open("rb") as file:
        return _PDF in file.read(_PDF_WITHIN)


def is_twofold(path: Path, media_type: str) -> bool:
    """Whether the PDF, picture or film is an archive too, or the picture or film a PDF."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if media_type != PDF and (begins_as_pdf(path) or _pdf_within(content)):
            return True
        return any(not (media_type == PDF and _is_attached(content, found)) for found in _archives(content))


def holds_archive(path: Path) -> bool:
    """Whether there is an archive in the file."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return next(_archives(content), None) is not None


def _pdf_within(content: mmap.mmap) -> bool:
    begin = content.find(_PDF)
    return begin >= 0 and content.find(_PDF_END, begin) >= 0


def _archives(content: mmap.mmap) -> Iterator[Archive]:
    """Readers of archives go by the record at their end, and take what stands before the first member and behind the record."""
    at = content.find(_END_RECORD)
    while 0 <= at <= len(content) - 22:
        start = _start_of(content, at)
        if start is not None:
            yield Archive(start, at + 22 + int.from_bytes(content[at + 20 : at + 22], "little"))
        at = content.find(_END_RECORD, at + 1)


def _start_of(content: mmap.mmap, record: int) -> int | None:
    """Where the archive begins that ends with this record; None where four bytes only look like one."""
    size, offset = (int.from_bytes(content[record + place : record + place + 4], "little") for place in (12, 16))
    directory = record - size
    if directory >= offset and content[directory : directory + 4] == _ENTRY:
        return directory - offset
    large = content[max(record - 20, 0) : record].startswith(_ZIP64_LOCATOR)
    return 0 if large or content[offset : offset + 4] == _ENTRY else None


def _is_attached(content: mmap.mmap, found: Archive) -> bool:
    """Whether it is a file within the PDF, as many a PDF carries the table that it was made from: a stream of its own, from end to end."""
    before, behind = content[max(found.start - 8, 0) : max(found.start, 0)], content[found.end : found.end + 12]
    return before.rstrip(b"\r\n").endswith(b"stream") and behind.lstrip(b"\r\n").startswith(b"endstream")
