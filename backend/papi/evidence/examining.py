"""What a received file is: looked at in isolation, refused in words, described as it will be kept."""

import asyncio
import json
import tempfile
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from papi.evidence.errors import (
    FileChanged,
    FileDamaged,
    FileDisguised,
    FileEmpty,
    FileHasMacros,
    FileHasTooManyPoints,
    FileIsArchive,
    FileIsBomb,
    FileIsTwo,
    FileLocked,
    FileMisnamed,
    FileTypeRefused,
    FileUnexaminable,
)
from papi.evidence.filetypes import ending_of, named_type, with_ending
from papi.evidence.isolated.confinement import Limits
from papi.evidence.isolated.findings import Objection
from papi.evidence.isolation import IsolationFailed, run_isolated
from papi.evidence.packing.reading import begins_as_pack
from papi.evidence.receiving import Received, measured
from papi.evidence.storing import Workplace

_CPU_SECONDS = 20
_ARCHIVES = frozenset({Objection.ARCHIVE, Objection.BOMB, Objection.TWO_TYPES})
"""What is objected to a pack as to any archive; of its many files, and of a PDF at its beginning, too."""
_REFUSALS: Mapping[str, type[FileTypeRefused]] = {
    Objection.ARCHIVE: FileIsArchive,
    Objection.MACROS: FileHasMacros,
    Objection.BOMB: FileIsBomb,
    Objection.TWO_TYPES: FileIsTwo,
    Objection.PASSWORD: FileLocked,
    Objection.DAMAGED: FileDamaged,
    Objection.TOO_MANY_POINTS: FileHasTooManyPoints,
}


@dataclass(frozen=True)
class Examined:
    """A file as it will be kept, beside what arrived. `sha256` and `size` are of what is kept; `flags` what must be known of it;
    `may_be_signed`: there may be digital signatures to read; `pack`: what is in it, where it is one of our own packs, `packed` the
    hashes of the files that it holds."""

    path: Path
    file_name: str
    media_type: str
    size: int
    sha256: str
    page_count: int | None
    flags: Sequence[str]
    may_be_signed: bool
    received: Received
    pack: Mapping[str, Any] | None = None
    packed: Sequence[str] = ()


@asynccontextmanager
async def examined(received: Received, place: Workplace, *, keep_location: bool = False) -> AsyncGenerator[Examined]:
    """Decide by content what it is; refuses what is empty, of no accepted type, or of another than its name says.

    A photo or film loses the place where it was taken, unless it is to keep it; what is kept then lies beside what arrived, until the
    context ends.
    """
    if received.size == 0:
        raise FileEmpty
    with tempfile.NamedTemporaryFile(dir=place.incoming, prefix="kept-") as target:
        hashing = asyncio.create_task(_hashed(received))  # either is work for a processor of its own
        try:
            found = await _looked_at(received, place, target.name, keep_location=keep_location)
        finally:
            await hashing
        rewritten = found["rewritten"]
        path = Path(target.name) if rewritten else received.path
        size, sha256 = await asyncio.to_thread(measured, path) if rewritten else (received.size, received.sha256)
        yield Examined(
            path=path,
            file_name=with_ending(received.file_name, found["kept_type"]),
            media_type=found["kept_type"],
            size=size,
            sha256=sha256,
            page_count=found["pages"],
            flags=found["flags"],
            may_be_signed=found["may_be_signed"],
            received=received,
            pack=found.get("pack"),
            packed=found.get("packed", ()),
        )


async def _hashed(received: Received) -> None:
    """Count the hash of what arrived, if nobody has; another file than was announced is refused, whatever else is wrong with it."""
    if not received.sha256:
        _size, received.sha256 = await asyncio.to_thread(measured, received.path)
    if received.announced not in (None, received.sha256):
        raise FileChanged


async def _looked_at(received: Received, place: Workplace, target: str, *, keep_location: bool) -> dict[str, Any]:
    limits = Limits(cpu_seconds=_CPU_SECONDS, written=8 * received.size + (16 << 20))
    try:
        output = await run_isolated("inspecting", str(received.path), target, "keep" if keep_location else "strip", limits=limits)
        found = json.loads(output)
        if found.get("refused") in _ARCHIVES and place.seal_keys and await asyncio.to_thread(begins_as_pack, received.path):
            # the one archive that is taken: a pack of ours
            keys = json.dumps(list(place.seal_keys))
            pack = json.loads(await run_isolated("packs", str(received.path), keys, limits=Limits(cpu_seconds=_CPU_SECONDS)))
            found = found if "refused" in pack else pack
    except (IsolationFailed, ValueError):
        raise FileUnexaminable(name=received.file_name) from None
    claimed = named_type(received.file_name)
    objection = found.get("refused")
    if objection in _REFUSALS:
        raise _REFUSALS[objection](name=received.file_name)
    if claimed is not None and claimed != found.get("media_type"):
        raise _misnamed(received.file_name, found.get("media_type"))
    if objection is not None:
        raise FileTypeRefused(name=received.file_name)
    return found


def _misnamed(name: str, real: str | None) -> FileTypeRefused:
    claimed = Path(name).suffix[1:].upper()
    if real is None:
        return FileDisguised(name=name, claimed=claimed)
    ending = ending_of(real)
    return FileMisnamed(name=name, claimed=claimed, real=ending[1:].upper(), ending=ending)
