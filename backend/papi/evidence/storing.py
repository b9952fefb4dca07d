"""A file goes into the store whole and stays there only if its row comes about."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from fastapi import Request

from papi.kit.db import Database, database_of
from papi.kit.storage import Storage

_PIECE = 1 << 20


@dataclass(frozen=True)
class Workplace:
    """Where rows and files are, and where files are laid for the moment in which somebody works on them."""

    database: Database
    storage: Storage
    incoming: Path

    @classmethod
    def of(cls, request: Request) -> "Workplace":
        return cls(database_of(request), request.app.state.storage, request.app.state.settings.incoming_dir)


@asynccontextmanager
async def stored(storage: Storage, path: Path, file_id: UUID) -> AsyncGenerator[None]:
    """The file in the store for as long as the block ends well; otherwise it is taken out again."""
    key = Storage.key(file_id)
    try:
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
