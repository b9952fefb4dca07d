"""Reading an archive that claims to be a pack, without trusting it: every byte of it must be accounted for.

A pack holds its files one after another from its first byte on, uncompressed, then its directory, then its end: nothing before, between
or behind. So there is no bomb in it, no file within a file, and nothing that two readers would read differently.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from struct import Struct, error
from typing import BinaryIO, NamedTuple
from zlib import crc32

from papi.evidence.packing.archive import MODE

_LOCAL, _CENTRAL, _END = Struct("<4sHHHHHIIIHH"), Struct("<4sHHHHHHIIIHHHHHII"), Struct("<4sHHHHIIH")
_END_64, _LOCATOR = Struct("<4sQHHIIQQQQ"), Struct("<4sIQI")
_SIZES, _SIZES_AND_PLACE = Struct("<HHQQ"), Struct("<HHQQQ")
_LOCAL_SIGN, _CENTRAL_SIGN, _END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_END_64_SIGN, _LOCATOR_SIGN = b"PK\x06\x06", b"PK\x06\x07"
_LONG, _SHORT = 0xFFFFFFFF, 0xFFFF
_SATURATED = (_SHORT, _SHORT, _SHORT, _SHORT, _LONG, _LONG)
"""What the end of an archive says where its longer form has the numbers."""
_UTF8 = 0x0800
_PLAIN_FILE = MODE << 16  # no link to elsewhere, no folder, nothing that runs
_PIECE = 1 << 20
MOST_ENTRIES = 20_010
_LARGEST_DIRECTORY = 16 << 20


class Broken(Exception):
    """It is no archive of the form of packs; `why` is the name of a sentence."""

    def __init__(self, why: str, **parts: object) -> None:
        super().__init__(why)
        self.why = why
        self.parts = parts


class Found(NamedTuple):
    """A file in the archive: where its content begins, and what its header says of it."""

    path: str
    start: int
    size: int
    crc: int


class Measured(NamedTuple):
    """What a file's content really is."""

    crc: int
    sha256: str


class Directory(NamedTuple):
    start: int
    size: int
    entries: int


def entries_of(file: BinaryIO) -> list[Found]:
    """All files of the archive, in their order; `Broken` where it is not of the form of packs."""
    end = file.seek(0, 2)
    try:
        directory = _directory(file, end)
        file.seek(directory.start)
        listed = file.read(directory.size)
        found, at, place = list[Found](), 0, 0
        for _number in range(directory.entries):
            entry, at, place = _entry(file, listed, at, place)
            if place > directory.start:
                raise Broken("hidden")
            found.append(entry)
    except (error, UnicodeDecodeError):
        raise Broken("directory") from None
    if at != len(listed):
        raise Broken("directory")
    if place != directory.start:
        raise Broken("hidden")
    return found


def _directory(file: BinaryIO, size: int) -> Directory:
    """Where the list of files stands, told by the record at the very end."""
    if size < _END.size:
        raise Broken("truncated")
    file.seek(size - _END.size)
    sign, *told, comment = _END.unpack(file.read(_END.size))
    if sign != _END_SIGN or comment:
        raise Broken("appended" if _has_end(file, size) else "truncated")
    stops, said = size - _END.size, tuple(told)
    count, length, start = said[3:]
    if any(value == most for value, most in zip(said, _SATURATED, strict=True)):
        count, length, start, stops = _long_directory(file, stops)
    # some readers believe the short record and some the long one: they must say the same
    exact = (0, 0, count, count, length, start)
    if any(value not in (meant, most) for value, meant, most in zip(said, exact, _SATURATED, strict=True)):
        raise Broken("directory")
    if count > MOST_ENTRIES or length > _LARGEST_DIRECTORY:
        raise Broken("directory")
    if start + length != stops:
        raise Broken("hidden")
    return Directory(start, length, count)


def _long_directory(file: BinaryIO, stops: int) -> tuple[int, int, int, int]:
    at = stops - _LOCATOR.size - _END_64.size
    if at < 0:
        raise Broken("directory")
    file.seek(at)
    sign, size, _by, _for, disk, of, here, count, length, start = _END_64.unpack(file.read(_END_64.size))
    locator = _LOCATOR.unpack(file.read(_LOCATOR.size))
    if (sign, size, disk, of, here) != (_END_64_SIGN, _END_64.size - 12, 0, 0, count) or locator != (_LOCATOR_SIGN, 0, at, 1):
        raise Broken("directory")
    return count, length, start, at


def _has_end(file: BinaryIO, size: int) -> bool:
    """Whether the archive ends somewhere before the end of the file."""
    file.seek(max(size - (1 << 20), 0))
    return _END_SIGN in file.read()


def _entry(file: BinaryIO, listed: bytes, at: int, place: int) -> tuple[Found, int, int]:
    """The entry that stands at `at` of the directory, whose header must stand at `place` of the file; where the next ones must."""
    told = _CENTRAL.unpack_from(listed, at)
    sign, needs, flags, method, crc, size = told[0], told[2], told[3], told[4], told[7], told[9]
    name_size, extra_size, comment = told[10], told[11], told[12]
    name = listed[at + _CENTRAL.size : at + _CENTRAL.size + name_size]
    extra = listed[at + _CENTRAL.size + name_size : at + _CENTRAL.size + name_size + extra_size]
    packed, offset = told[8], told[16]
    if size == _LONG:
        kind, length, size, packed, offset = _SIZES_AND_PLACE.unpack(extra)
        # whoever unpacks takes from the longer form only what the shorter one leaves open
        if (kind, length, *told[8:10], told[16]) != (1, 24, _LONG, _LONG, _LONG):
            raise Broken("directory")
    elif extra:
        raise Broken("directory")
    path = name.decode()
    if sign != _CENTRAL_SIGN or (flags, method, comment, packed, *told[13:16]) != (_UTF8, 0, 0, size, 0, 0, _PLAIN_FILE):
        raise Broken("not_stored", path=path)
    if offset != place:
        raise Broken("hidden")
    start = _same_header(file, place, (needs, flags, method, told[5], told[6], crc), name, size)
    return Found(path, start, size, crc), at + _CENTRAL.size + name_size + extra_size, start + size


def _same_header(file: BinaryIO, place: int, said: tuple[int, ...], name: bytes, size: int) -> int:
    """Where the content begins, once the header before it says the same as the directory."""
    file.seek(place)
    told = _LOCAL.unpack(file.read(_LOCAL.size))
    found, extra = file.read(told[9]), file.read(told[10])
    sizes = told[7:9]
    if extra:
        kind, length, *sizes = _SIZES.unpack(extra)
        if (kind, length, *told[7:9]) != (1, 16, _LONG, _LONG):
            raise Broken("differs", path=name.decode())
    if told[0] != _LOCAL_SIGN or told[1:7] != said or found != name or tuple(sizes) != (size, size):
        raise Broken("differs", path=name.decode())
    return place + _LOCAL.size + len(found) + len(extra)


def content_of(file: BinaryIO, entry: Found) -> bytes:
    """A small file's content."""
    return b"".join(_pieces(file, entry))


def measured(file: BinaryIO, entry: Found) -> Measured:
    """Checksum and hash of a file's content, however large."""
    crc, digest = 0, sha256()
    for piece in _pieces(file, entry):
        crc = crc32(piece, crc)
        digest.update(piece)
    return Measured(crc, digest.hexdigest())


def _pieces(file: BinaryIO, entry: Found) -> Iterator[bytes]:
    file.seek(entry.start)
    left = entry.size
    while left and (piece := file.read(min(left, _PIECE))):
        left -= len(piece)
        yield piece


def is_harmless(path: str) -> bool:
    """Whether a path stays below the folder in which it is unpacked, on any system."""
    parts = path.split("/")
    return all(part and part not in {".", ".."} for part in parts) and not any(
        char in '\\<>:"|?*' or not char.isprintable() for char in path
    )


def begins_as_pack(path: Path) -> bool:
    """Whether the first file of an archive is the manifest of a pack, seen without understanding it."""
    with path.open("rb") as file:
        head = file.read(_LOCAL.size + 32)
    return head.startswith(_LOCAL_SIGN) and head[_LOCAL.size :].startswith(b"manifest.json")
