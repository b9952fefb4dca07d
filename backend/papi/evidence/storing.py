"""A file goes into the store whole and stays there only if its row comes about."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit.db import Database, database_of
from papi.kit.storage import Storage

_PIECE = 1 << 20


Also = Callable[[AsyncSession, UUID], Awaitable[None]]
"""What else is written in the transaction in which a file becomes a document, or a version of the document of this id."""


@dataclass(frozen=True)
class Workplace:
    """Where rows and files are, and where files are laid for the moment in which somebody works on them."""

    database: Database
    storage: Storage
    incoming: Path
    also: Also | None = None

    @classmethod
    def of(cls, request: Request) -> "Workplace":
        return cls(database_of(request), request.app.state.storage, request.app.state.settings.incoming_dir)

    async def write_also(self, session: AsyncSession, evidence_id: UUID) -> None:
        """Write what belongs to the same transaction."""
        if self.also is not None:
            await self.also(session, evidence_id)


@asynccontextmanager
async def stored(storage: Storage, path: Path, file_id: UUID) -> AsyncGenerator[None]:
    """The file in the store for as long as the block ends well; otherwise it is taken out again."""
    key = Storage.key(file_id)
    try:
        if not await storage.link(key, path):
            async with storage.writer(key) as target:
                async for piece in _pieces_of(path):
                    await target.write(piece)
        yield
    except BaseException:
        await asyncio.shield(storage.delete(key))
        raise


async def _pieces_of(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while piece := await asyncio.to_thread(file.read, _PIECE):
            yield piece
