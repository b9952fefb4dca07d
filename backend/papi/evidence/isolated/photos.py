"""Photos: kept without the place where they were taken, unless it is to stay. The pixels of JPEG and PNG are not touched."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from papi.evidence.filetypes import HEIC, JPEG, PNG
from papi.evidence.isolated.findings import Asked, Findings, Flag, Objection, Refused
from papi.evidence.isolated.pictures import opened_picture

_GPS, _ORIENTATION, _UPRIGHT = 0x8825, 0x0112, 1
_EXIF, _XMP, _PICTURES = b"Exif\x00\x00", b"http://ns.adobe.com/x", b"MPF\x00"
_PLACES = (b"gps", b"location", b"city", b"latitude")
_APP1, _APP2, _APP13 = 0xE1, 0xE2, 0xED
_START_OF_SCAN, _END = 0xDA, 0xD9
_ALONE = {0x01, *range(0xD0, 0xD9)}
_LOST, _FILL = -1, 0xFF
_MARKER, _AFTER_SCAN = re.compile(rb"\xff[^\x00\xff]"), re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_PNG_SIGNATURE = 8
_POINTS, _PNG_END = b"IDAT", b"IEND"
_SAYING = (b"eXIf", b"tEXt", b"zTXt", b"iTXt")


def inspect_jpeg(asked: Asked) -> Findings:
    """Segment by segment; what follows the picture's end (a film, a second picture, another file) is not kept, nor what is no segment. Of
    one that breaks off is kept what viewers still show."""
    found = Findings(JPEG, pages=1)
    content = Path(asked.path).read_bytes()
    parts = list(_segments(content))
    if _START_OF_SCAN not in {marker for marker, _part in parts}:
        raise Refused(Objection.DAMAGED)
    if _LOST in {marker for marker, _part in parts}:
        found.flags.add(Flag.DAMAGED)
    kept = [part if asked.keep_location else _without_place(marker, part) for marker, part in parts]
    place = any(_without_place(marker, part) != part for marker, part in parts)
    _note_place(asked, found, place)
    _keep(asked, found, content, b"".join([content[:2], *kept]))
    _look(asked, found)
    return found


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment after the start, up to the end of the picture (ITU-T T.81, B.1.1), and the bytes that may fill
    the space between two. `_LOST` stands for what is neither, and for an end that is missing."""
    at = 2
    while (found := _MARKER.search(content, at)) is not None:
        start, between = found.start(), content[at : found.start()]
        yield (_LOST, b"") if between.strip(b"\xff") else (_FILL, between)
        marker, end = content[start + 1], _end_of(content, start)
        if end > len(content):
            break
        yield marker, content[start:end]
        if marker == _END:
            return
        at = end
    yield _LOST, b""


def _end_of(content: bytes, at: int) -> int:
    """Where the segment ends; behind the end of everything where it is cut off."""
    marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
    if marker in _ALONE or marker == _END:
        return at + 2
    end = at + 2 + length
    if length < 2 or end > len(content):
        return len(content) + 1
    after = _AFTER_SCAN.search(content, end) if marker == _START_OF_SCAN else None
    return end if marker != _START_OF_SCAN else len(content) if after is None else after.start()


def _without_place(marker: int, segment: bytes) -> bytes:
    body = segment[4:]
    if marker == _APP1 and body.startswith(_EXIF):
        return _exif_without_place(segment)
    tells = marker == _APP13 or (marker == _APP1 and body.startswith(_XMP))
    if tells and any(sign in body.lower() for sign in _PLACES):
        return b""
    # other pictures within the file are not kept, so nothing may point to them
    return b"" if marker == _APP2 and body.startswith(_PICTURES) else segment


def _exif_without_place(segment: bytes) -> bytes:
    try:
        exif = Image.Exif()
        exif.load(segment[4:])
        if _GPS not in exif:
            return segment
        del exif[_GPS]
        written = exif.tobytes()
    except Exception:  # noqa: BLE001 - whatever cannot be read may tell the place
        return b""
    body = written if written.startswith(_EXIF) else _EXIF + written
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body if len(body) < 65_000 else b""


def inspect_png(asked: Asked) -> Findings:
    """Chunk by chunk; what follows the end is not kept. Of one that breaks off are kept the points that are there."""
    found = Findings(PNG, pages=1)
    content = Path(asked.path).read_bytes()
    chunks = list(_chunks(content))
    names = {name for name, _chunk in chunks}
    if _POINTS not in names:
        raise Refused(Objection.DAMAGED)
    if _PNG_END not in names:
        found.flags.add(Flag.DAMAGED)
    tells = [name in _SAYING and _tells_place(name, chunk) for name, chunk in chunks]
    _note_place(asked, found, any(tells))
    kept = [chunk for (_name, chunk), place in zip(chunks, tells, strict=True) if asked.keep_location or not place]
    _keep(asked, found, content, b"".join([content[:_PNG_SIGNATURE], *kept]))
    _look(asked, found)
    return found


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and bytes of each chunk. One that is cut off is left out, unless it holds points and nothing that names itself within them: its
    length may be what is wrong."""
    at = _PNG_SIGNATURE
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        name, chunk = content[at + 4 : at + 8], content[at:end]
        if end <= len(content) or (name == _POINTS and not any(sign in chunk for sign in (*_SAYING, _EXIF))):
            yield name, chunk
        if name == _PNG_END:
            return
        at = end


def _tells_place(name: bytes, chunk: bytes) -> bool:
    if name == b"eXIf":
        body = _EXIF + chunk[8:-4]
        return _exif_without_place(b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big")[-2:] + body)[4:] != body
    # packed text cannot be looked into by its bytes: what programs pack there are such profiles
    packed = name == b"zTXt" or (name == b"iTXt" and chunk[8:].partition(b"\x00")[2].startswith(b"\x01"))
    return packed or any(sign in chunk.lower() for sign in (*_PLACES, b"raw profile"))


def inspect_heic(asked: Asked) -> Findings:
    """Kept as JPEG, upright: few computers in offices open what phones write. What cannot be opened proves nothing to a reviewer."""
    found = Findings(HEIC, JPEG, pages=1, flags={Flag.CONVERTED}, rewritten=True)
    try:
        with opened_picture(asked.path) as opened:
            exif: Any = opened.getexif()
            _note_place(asked, found, _GPS in exif)
            if not asked.keep_location and _GPS in exif:
                del exif[_GPS]
            exif[_ORIENTATION] = _UPRIGHT  # the decoder has turned it already
            picture = opened.convert("RGB")
            target = io.BytesIO()
            picture.save(target, "JPEG", quality=92, exif=exif.tobytes(), icc_profile=opened.info.get("icc_profile"))
    except Image.DecompressionBombError:
        raise Refused(Objection.TOO_MANY_POINTS) from None
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError):
        raise Refused(Objection.TYPE) from None
    Path(asked.target).write_bytes(target.getvalue())
    return found


def _note_place(asked: Asked, found: Findings, place: bool) -> None:
    if place:
        found.flags.add(Flag.LOCATION_KEPT if asked.keep_location else Flag.LOCATION_REMOVED)


def _keep(asked: Asked, found: Findings, arrived: bytes, kept: bytes) -> None:
    if kept != arrived:
        Path(asked.target).write_bytes(kept)
        found.rewritten = True


def _look(asked: Asked, found: Findings) -> None:
    """Whether it is a picture that programs open; one with too many points is kept, and drawn by nobody."""
    try:
        with opened_picture(asked.path) as opened:
            opened.verify()
    except Image.DecompressionBombError:
        found.flags.add(Flag.NOT_SHOWN)
    except (OSError, ValueError, SyntaxError):
        found.flags.add(Flag.DAMAGED)
