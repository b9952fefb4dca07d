"""A ZIP written while its files are read: nothing is compressed, its length is known before its first byte, nothing of it is kept.

A file's header carries its length and checksum (no "data descriptor"), so that readers which go from front to back open it as well.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from zlib import crc32

from papi.kit import clock

MODE = 0o100644
_PIECE = 1 << 20
_PLAIN = (1 << 32) - (1 << 26)  # beyond it a ZIP needs the longer form (ZIP64), which the oldest readers do not know
_MOST_PLAIN = 65_000
_FIRST_YEAR = 1980  # before which a ZIP knows no day


class Entry(NamedTuple):
    """A file as it stands in an archive."""

    path: str
    size: int
    modified_at: datetime


class Content(NamedTuple):
    """What goes into an archive for an entry, and the checksum that stands before it."""

    crc: int
    pieces: Iterable[bytes]

    @classmethod
    def of(cls, content: bytes) -> "Content":
        return cls(crc32(content), [content])


def length_of(entries: Sequence[Entry]) -> int:
    """How long the archive of these entries is, to the byte."""
    empty = [Entry(entry.path, 0, entry.modified_at) for entry in entries]
    framing = sum(map(len, _stream([(entry, Content(0, [])) for entry in empty], long=_is_long(entries))))
    return framing + sum(entry.size for entry in entries)


def archived(entries: Sequence[Entry], contents: Iterable[Content]) -> Iterator[bytes]:
    """The archive in pieces, for a thread that may wait. Contents are asked for one by one, and only when it is their turn; one that is
    not of its entry's length, or whose checksum is another, breaks the archive off before its end."""
    return iter(_stream(zip(entries, contents, strict=True), long=_is_long(entries)))


def _is_long(entries: Sequence[Entry]) -> bool:
    framing = sum(2 * len(entry.path.encode()) + 100 for entry in entries)
    return len(entries) > _MOST_PLAIN or framing + sum(entry.size for entry in entries) > _PLAIN


def _stream(members: Iterable[tuple[Entry, Content]], *, long: bool) -> Iterable[bytes]:
    from stream_zip import NO_COMPRESSION_32, NO_COMPRESSION_64, stream_zip  # noqa: PLC0415 - 3 MiB, needed from the first pack on

    stored = NO_COMPRESSION_64 if long else NO_COMPRESSION_32
    files = ((entry.path, _told(entry.modified_at), MODE, stored(entry.size, content.crc), content.pieces) for entry, content in members)
    return stream_zip(files, chunk_size=_PIECE, extended_timestamps=False)


def _told(moment: datetime) -> datetime:
    """A ZIP keeps the time on the wall, without a zone."""
    local = moment.astimezone(clock.TIMEZONE)
    return local if local.year >= _FIRST_YEAR else local.replace(year=_FIRST_YEAR)
