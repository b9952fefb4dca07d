"""The bytes of a pack, read from the store while they are sent, in a thread that may wait.

Each file is read and compared with its hash before a byte of it goes out: small ones once, into memory; large ones twice. One that is not
what the manifest says breaks the pack off before its end, so that nobody takes it for whole.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from hashlib import sha256
from zlib import crc32

import structlog
from obstore.exceptions import BaseError as StoreError
from sqlalchemy import update

from papi.evidence.models import EvidenceFile
from papi.evidence.packing.archive import Content, Entry, archived
from papi.evidence.storing import Workplace
from papi.kit import clock
from papi.kit.encryption import cipher_of
from papi.kit.errors import ObjectDamaged, Refusal

_READ_ONCE = 4 << 20
log = structlog.get_logger()

StillGoes = Callable[[EvidenceFile], Awaitable[bool]]
"""Whether a file that was to go may still go."""


class PackBroken(Exception):
    """The pack cannot be ended: a file of it is gone, or is not what was stored."""


class FileClosed(PackBroken):
    """A file of it may no longer go: something was found in it, it was marked as personal data, or erased, since the pack was begun."""


class FileBad(PackBroken):
    """The very file."""

    def __init__(self, file: EvidenceFile) -> None:
        super().__init__(file.key)
        self.file = file


class Pouring:
    """Begins with what is in memory, then the files in their order; each is asked about once more when it is its turn."""

    def __init__(
        self, place: Workplace, heads: Sequence[bytes], files: Sequence[EvidenceFile], still_goes: StillGoes | None = None
    ) -> None:
        self._place = place
        self._heads = heads
        self._files = files
        self._still_goes = still_goes

    async def send(self, entries: Sequence[Entry]) -> AsyncIterator[bytes]:
        """The archive, piece by piece as it is taken. What is found damaged is remembered, so that the next pack names it instead."""
        loop = asyncio.get_running_loop()
        pieces = archived(entries, self._contents(loop))  # read in a thread, one piece at a time, and only while somebody takes them
        try:
            while piece := await asyncio.to_thread(next, pieces, b""):
                yield piece
        except FileBad as bad:
            log.error("pack broken off: a file is not what was stored", file=bad.file.key)
            await remember(self._place, bad.file)
            raise
        except FileClosed as closed:
            log.warning("pack broken off: a file may no longer go", file=str(closed))
            raise
        except (OSError, StoreError, Refusal) as failed:  # not as an OSError, by which the server means that the reader has gone
            log.error("pack broken off: the store does not answer", reason=str(failed))
            raise PackBroken from failed

    def _contents(self, loop: asyncio.AbstractEventLoop) -> Iterator[Content]:
        yield from map(Content.of, self._heads)
        for file in self._files:
            if self._still_goes is not None and not asyncio.run_coroutine_threadsafe(_answer(self._still_goes, file), loop).result():
                raise FileClosed(file.key)
            yield self._content(loop, file)

    def _content(self, loop: asyncio.AbstractEventLoop, file: EvidenceFile) -> Content:
        crc, digest, size, kept = 0, sha256(), 0, list[bytes]()
        try:
            for piece in self._pieces(loop, file):
                crc, size = crc32(piece, crc), size + len(piece)
                digest.update(piece)
                if file.size <= _READ_ONCE:
                    kept.append(piece)
        except (FileNotFoundError, ObjectDamaged):
            raise FileBad(file) from None
        if (size, digest.hexdigest()) != (file.size, file.sha256):
            raise FileBad(file)
        return Content(crc, kept if file.size <= _READ_ONCE else self._pieces(loop, file))

    def _pieces(self, loop: asyncio.AbstractEventLoop, file: EvidenceFile) -> Iterator[bytes]:
        storage = self._place.storage
        try:
            yield from storage.pieces(file.key, cipher_of(storage, file))
        except FileNotFoundError:
            present = asyncio.run_coroutine_threadsafe(self._present(file), loop).result()
            if present is None or present.object_id == file.object_id:
                raise
            # it was encrypted anew since its row was read
            yield from storage.pieces(present.key, cipher_of(storage, present))

    async def _present(self, file: EvidenceFile) -> EvidenceFile | None:
        async with self._place.database.reading() as session:
            return await session.get(EvidenceFile, file.id)

    async def is_whole(self, file: EvidenceFile) -> bool:
        """Whether a file that was found damaged is what was stored by now, as after a restore."""
        try:
            await asyncio.to_thread(self._content, asyncio.get_running_loop(), file)
        except FileBad:
            return False
        return True


async def _answer(asked: StillGoes, file: EvidenceFile) -> bool:
    return await asked(file)


async def remember(place: Workplace, file: EvidenceFile, *, damaged: bool = True) -> None:
    """Note that a file is damaged, or that it is whole again."""
    async with place.database.writing() as session:
        when = clock.real() if damaged else None
        kept = EvidenceFile.id == file.id, EvidenceFile.erased_at.is_(None)  # what was erased while it was sent is not damaged
        await session.execute(update(EvidenceFile).where(*kept).values(damaged_at=when))
