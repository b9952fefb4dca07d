"""Films of phones (ISO/IEC 14496-12): their boxes must add up; the place where they were taken is blanked unless it is to stay."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from papi.evidence.filetypes import MP4
from papi.evidence.isolated.findings import Asked, Findings, Flag, Objection, Refused

_BRANDS = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"mp71"}
_PLACES = {b"\xa9xyz", b"loci"}
_WITHIN = {b"moov", b"udta", b"trak"}
_MAX_BOXES = 10_000
_MAX_META = 1 << 20


@dataclass(frozen=True)
class Box:
    kind: bytes
    start: int
    body: int
    end: int


def inspect(asked: Asked) -> Findings:
    """A film with its directory; one whose boxes lie about their sizes is no film."""
    path = Path(asked.path)
    with path.open("rb") as file:
        size = file.seek(0, 2)
        top = list(_boxes(file, 0, size))
        if not _is_film(file, top, size):
            raise Refused(Objection.TYPE)
        places = [box for box in top if box.kind == b"moov" for box in _places(file, box)]
    found = Findings(MP4)
    if places:
        found.flags.add(Flag.LOCATION_KEPT if asked.keep_location else Flag.LOCATION_REMOVED)
    if places and not asked.keep_location:
        shutil.copyfile(path, asked.target)
        _blank(Path(asked.target), places)
        found.rewritten = True
    return found


def _is_film(file: BinaryIO, top: list[Box], size: int) -> bool:
    if not top or top[0].kind != b"ftyp" or top[-1].end != size or b"moov" not in {box.kind for box in top}:
        return False
    file.seek(top[0].body)
    brands = file.read(min(top[0].end - top[0].body, 256))
    return any(brands[at : at + 4] in _BRANDS for at in (0, *range(8, len(brands), 4)))


def _boxes(file: BinaryIO, at: int, end: int) -> Iterator[Box]:
    for _ in range(_MAX_BOXES):
        if at + 8 > end:
            return
        file.seek(at)
        head = file.read(16)
        size, body = int.from_bytes(head[:4], "big"), at + 8
        if size == 1:
            size, body = int.from_bytes(head[8:16], "big"), at + 16
        stop = end if size == 0 else at + size
        if stop < body or stop > end:
            raise Refused(Objection.TYPE)
        yield Box(head[4:8], at, body, stop)
        at = stop
    raise Refused(Objection.BOMB)


def _places(file: BinaryIO, parent: Box) -> Iterator[Box]:
    for box in _boxes(file, parent.body, parent.end):
        if box.kind in _PLACES or (box.kind == b"meta" and _tells_place(file, box)):
            yield box
        elif box.kind in _WITHIN:
            yield from _places(file, box)


def _tells_place(file: BinaryIO, box: Box) -> bool:
    file.seek(box.body)
    return b"location" in file.read(min(box.end - box.body, _MAX_META)).lower()


def _blank(path: Path, boxes: list[Box]) -> None:
    """Leave the boxes as free space: nothing in the film moves."""
    with path.open("r+b") as file:
        for box in boxes:
            file.seek(box.start + 4)
            file.write(b"free")
            file.seek(box.body)
            file.write(bytes(box.end - box.body))
