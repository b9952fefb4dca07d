"""A file goes into the store whole and stays there only if its row comes about."""

import asyncio
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.verdicts import PublicKeys
from papi.evidence.models import EvidenceFile, ScanState
from papi.kit.db import Database, database_of
from papi.kit.encryption import Envelope, cipher_of, seal_for
from papi.kit.storage import Storage
from papi.kit.types import new_id

_PIECE = 1 << 20


Also = Callable[[AsyncSession, UUID], Awaitable[None]]
"""What else is written in the transaction in which a file becomes a document, or a version of the document of this id."""


@dataclass(frozen=True)
class Workplace:
    """Where rows and files are, and where files are laid for the moment in which somebody works on them. `seal_keys`: the public keys
    by which an archive is known as a pack of ours; where there are none, no archive is taken. `scans`: new files are read by nobody until
    a scanner has looked at them."""

    database: Database
    storage: Storage
    incoming: Path
    also: Also | None = None
    seal_keys: PublicKeys = ()
    scans: bool = False

    @classmethod
    def of(cls, request: Request) -> "Workplace":
        state = request.app.state
        keys, scans = [key.public for key in state.issuer.keys.seals], bool(state.settings.clamav)
        return cls(database_of(request), state.storage, state.settings.incoming_dir, seal_keys=keys, scans=scans)

    async def write_also(self, session: AsyncSession, evidence_id: UUID) -> None:
        """Write what belongs to the same transaction."""
        if self.also is not None:
            await self.also(session, evidence_id)


@dataclass(frozen=True)
class Kept:
    """A file in the store that is to get its row: where it lies, how it is encrypted, whether it waits for the scanner."""

    file_id: UUID
    object_id: UUID
    envelope: Envelope
    scan_state: ScanState = ScanState.NOT_SCANNED

    @property
    def columns(self) -> dict[str, Any]:
        """What the row says of it."""
        return {"id": self.file_id, "object_id": self.object_id, "scan_state": self.scan_state, **self.envelope.columns}


@asynccontextmanager
async def stored(place: Workplace, path: Path) -> AsyncGenerator[tuple[Kept, AsyncSession]]:
    """The file in the store, and the transaction in which it gets its row. What fails before the commit takes the file out again. From
    the commit on nobody does: whether it came about is not known to who did not hear the answer, and a file without a row is swept."""
    file_id = new_id()
    waits = ScanState.PENDING if place.scans else ScanState.NOT_SCANNED
    kept = Kept(file_id, file_id, await seal_for(place.database, place.storage, file_id), waits)
    key = Storage.key(kept.object_id)
    committing = False
    try:
        # what is encrypted is written anew; a file that stays as it is may get a second name
        if kept.envelope.cipher is not None or not await place.storage.link(key, path):
            async with place.storage.writer(key, kept.envelope.cipher) as target:
                async for piece in _pieces_of(path):
                    await target.write(piece)
        async with place.database.writing() as session:
            yield kept, session
            committing = True
    except BaseException:
        if not committing:
            await asyncio.shield(place.storage.delete(key))
        raise


async def opened_content(place: Workplace, file: EvidenceFile, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
    """The bytes of a version from `start` up to, not including, `end`; what cannot be read fails here."""
    storage = place.storage
    try:
        return await storage.opened(file.key, start, end, cipher_of(storage, file))
    except FileNotFoundError:
        async with place.database.reading() as session:
            present = await session.get_one(EvidenceFile, file.id)
        if present.object_id == file.object_id:
            raise
        # it was encrypted anew since its row was read
        return await storage.opened(present.key, start, end, cipher_of(storage, present))


@asynccontextmanager
async def laid_out(place: Workplace, file: EvidenceFile) -> AsyncGenerator[Path]:
    """The file on the disk, for as long as somebody works on it."""
    await asyncio.to_thread(place.incoming.mkdir, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.incoming, prefix="laid-") as target:
        async for part in await opened_content(place, file):
            await asyncio.to_thread(target.write, part)
        await asyncio.to_thread(target.flush)
        yield Path(target.name)


async def _pieces_of(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while piece := await asyncio.to_thread(file.read, _PIECE):
            yield piece
