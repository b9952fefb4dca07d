"""Says what a file is, what must be known of it, and whether it is taken; a photo's place is taken out into a copy beside."""

import json
from collections.abc import Callable
from pathlib import Path

from papi.evidence.filetypes import HEIC, JPEG, MP4, PDF, PNG
from papi.evidence.isolated import films, office, pdfs, photos
from papi.evidence.isolated.findings import Asked, Findings, Objection, Refused
from papi.evidence.isolated.twofold import is_twofold

_STARTS = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
_HEIC_BRANDS = {b"heic", b"heix", b"mif1"}
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOKERS: dict[str, Callable[[Asked], Findings]] = {
    PDF: pdfs.inspect,
    JPEG: photos.inspect_jpeg,
    PNG: photos.inspect_png,
    HEIC: photos.inspect_heic,
    MP4: films.inspect,
}


def main(path: str, target: str, keep_location: str) -> bytes:
    """The findings as JSON; `refused` names why nothing of it is taken."""
    try:
        found = inspect(Asked(path, target, keep_location == "keep"))
    except Refused as refused:
        return json.dumps({"refused": refused.objection}).encode()
    return json.dumps(
        {
            "media_type": found.media_type,
            "kept_type": found.kept_type,
            "pages": found.pages,
            "flags": sorted(found.flags),
            "rewritten": found.rewritten,
            "may_be_signed": found.may_be_signed,
        }
    ).encode()


def inspect(asked: Asked) -> Findings:
    """Decide by content alone. What is kept must be of one type only: of a photo it is not what arrived behind its end."""
    found = _looked_at(asked)
    if found.media_type in _LOOKERS and is_twofold(Path(asked.target if found.rewritten else asked.path), found.kept_type):
        raise Refused(Objection.TWO_TYPES)
    return found


def _looked_at(asked: Asked) -> Findings:
    with Path(asked.path).open("rb") as file:
        head = file.read(16)
    for start, media_type in _STARTS:
        if head.startswith(start):
            return _LOOKERS[media_type](asked)
    if head[4:8] == b"ftyp":
        return _LOOKERS[HEIC if head[8:12] in _HEIC_BRANDS else MP4](asked)
    if head.startswith(_ZIP):
        return office.inspect(asked)
    raise Refused(Objection.PASSWORD if head.startswith(_COMPOUND) and office.is_encrypted(asked.path) else Objection.TYPE)
