"""The body of a PATCH: cut into parts of some megabytes, each in the store before its row acknowledges it."""

import asyncio
import time
import zlib
from collections.abc import AsyncIterator
from contextlib import suppress

from starlette.requests import ClientDisconnect

from papi.evidence.errors import UploadBroken
from papi.evidence.storing import Workplace
from papi.evidence.uploads.errors import MoreThanAnnounced, OffsetMismatch
from papi.evidence.uploads.keeping import clear_in_any_case, keep
from papi.evidence.uploads.models import Upload, UploadPart
from papi.evidence.uploads.protocol import Checksum
from papi.kit.encryption import cipher_of
from papi.kit.types import new_id

_PART = 1024 * 1024  # an upload holds two of them in memory: one is written while the next comes
# An acknowledgement waits for the disk, which forces out what was written meanwhile: on a fast line that took half of the time. A server
# that is killed costs what came within the moment before.
_SECONDS = 0.5
_ACKNOWLEDGED = 64 * 1024 * 1024


async def receive(place: Workplace, upload: Upload, body: AsyncIterator[bytes], checksum: Checksum | None) -> bytes | None:
    """Take the bytes that follow `upload.received`. What completes the file is given back, acknowledged only by what it becomes.

    Without a checksum, whatever arrived before the body broke off is kept; with one, all of the body or nothing.
    """
    pieces = _Pieces(place, upload, checksum)
    try:
        async for chunk in body:
            await pieces.add(chunk)
        return await pieces.end()
    except ClientDisconnect:
        await pieces.leave()
        raise UploadBroken from None
    except BaseException:
        with suppress(Exception):  # what went wrong first is what is told
            await asyncio.shield(pieces.leave())
        raise


class _Pieces:
    """What comes, gathered until it is worth writing; one piece is on its way to the store while the next one comes."""

    def __init__(self, place: Workplace, upload: Upload, checksum: Checksum | None) -> None:
        self._place = place
        self._upload = upload
        self._checksum = checksum
        self._stored: list[UploadPart] = []
        self._storing: asyncio.Task[None] | None = None
        self._failed = False
        self._at = upload.received  # up to here the bytes lie in the store, or are on their way
        self._chunks: list[bytes] = []
        self._held = 0
        self._since = time.monotonic()

    async def add(self, chunk: bytes) -> None:
        if self._at + self._held + len(chunk) > self._upload.length:
            self._chunks, self._held = [], 0
            raise MoreThanAnnounced
        self._chunks.append(chunk)
        self._held += len(chunk)
        if self._held >= _PART and self._at + self._held < self._upload.length:
            await self._arrived()
            await self._acknowledge_in_time()
            await self._send()

    async def end(self) -> bytes | None:
        """Acknowledge all; the last bytes of the file are given back instead."""
        whole = self._at + self._held == self._upload.length
        await self._arrived()
        tail = await self._taken() if whole else None
        if tail is None and self._held:
            await self._send()
            await self._arrived()
        if self._checksum is not None:
            self._checksum.check()
        await self._acknowledge()
        return tail

    async def leave(self) -> None:
        """Keep what arrived, unless it was to be proved by a checksum."""
        with suppress(Exception):  # it is told already, or by the bytes that are not acknowledged
            await self._arrived()
        if self._checksum is not None:
            await clear_in_any_case(self._place.storage, self._stored)
            return
        if self._held and not self._failed and self._at + self._held < self._upload.length:
            with suppress(Exception):  # of some refusals a store tells no OSError; what is stored already is acknowledged all the same
                await self._send()
                await self._arrived()
        await self._acknowledge()

    async def _send(self) -> None:
        """Send what is held on its way to the store."""
        content = await self._taken()
        part = UploadPart(id=new_id(), upload_id=self._upload.id, start=self._at, size=len(content))
        self._at += part.size
        self._storing = asyncio.create_task(self._store(part, content))

    async def _arrived(self) -> None:
        """Wait for what is on its way."""
        storing, self._storing = self._storing, None
        if storing is not None:
            await storing

    async def _store(self, part: UploadPart, content: bytes) -> None:
        try:
            part.crc32 = await asyncio.to_thread(zlib.crc32, content)
            await self._place.storage.put(part.key, content, cipher_of(self._place.storage, self._upload))
        except BaseException:
            self._failed = True  # what came after it cannot follow what is stored
            await clear_in_any_case(self._place.storage, [part])
            raise
        self._stored.append(part)

    async def _taken(self) -> bytes:
        chunks, self._chunks, self._held = self._chunks, [], 0
        content = await asyncio.to_thread(b"".join, chunks)
        if self._checksum is not None:
            await asyncio.to_thread(self._checksum.update, content)
        return content

    async def _acknowledge_in_time(self) -> None:
        waiting = self._at - self._upload.received
        if self._checksum is None and (waiting >= _ACKNOWLEDGED or time.monotonic() - self._since >= _SECONDS):
            await self._acknowledge()

    async def _acknowledge(self) -> None:
        if not self._stored:
            return
        parts, self._stored = self._stored, []
        try:
            await keep(self._place, self._upload, parts)
        except OffsetMismatch:  # somebody else has brought these bytes
            await clear_in_any_case(self._place.storage, parts)
            raise
        self._since = time.monotonic()
