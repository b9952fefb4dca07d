"""A ward's documents on a shelf of their own: its database, its store (disk or S3), its keys; and the commands that work on them."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, text

from papi.evidence.models import EvidenceFile
from papi.evidence.storing import Workplace, opened_content
from papi.kit.db import Database
from papi.kit.encryption import seal_for
from papi.kit.revisions import newest_revision, scripts_in
from papi.kit.storage import Storage
from papi.kit.types import new_id
from papi.settings import Settings
from papi.stores.keys import create_key
from papi.stores.opening import Progress
from tests.support.archive import Archive, make_archive
from tests.support.databases import Databases
from tests.support.forked import Forked, completed
from tests.support.servers import Installation
from tests.support.world import opened_world

PATIENCE = 120


@dataclass
class Shelf:
    """Where everything lies, and who may look at it."""

    archive: Archive
    installation: Installation
    told: list[Progress] = field(default_factory=list[Progress])

    @property
    def settings(self) -> Settings:
        return self.archive.world.app.state.settings

    @property
    def storage(self) -> Storage:
        return self.archive.storage

    @property
    def place(self) -> Workplace:
        return Workplace(self.archive.world.database, self.storage, self.settings.incoming_dir)

    def tell(self, progress: Progress) -> None:
        self.told.append(progress)

    async def encrypting(self) -> UUID:
        """Turn encryption on; the key's id."""
        return await create_key(self.settings)

    async def rows(self) -> list[EvidenceFile]:
        async with self.archive.world.database.reading() as session:
            return list(await session.scalars(select(EvidenceFile).order_by(EvidenceFile.id)))

    async def objects(self, prefix: str = "") -> dict[str, bytes]:
        """What lies in the store, as it lies there."""
        return await contents(self.storage, prefix)

    async def many(self, number: int, size: int = 3000) -> None:
        """So many versions of one document, stored as uploads would have left them."""
        document = await self.archive.document(content=b"%PDF-1.4\n" + b"x" * size)
        [model] = await self.rows()
        rows = [await self._stored(model, place, size) for place in range(2, number + 1)]
        await self.archive.world.add(*rows)
        assert document["id"] == str(model.evidence_id)

    async def _stored(self, model: EvidenceFile, number: int, size: int) -> EvidenceFile:
        file_id, content = new_id(), number.to_bytes(4) * (size // 4)
        envelope = await seal_for(self.archive.world.database, self.storage, file_id)
        await self.storage.put(Storage.key(file_id), content, envelope.cipher)
        digest = sha256(content).hexdigest()
        as_the_first = {column.key: getattr(model, column.key) for column in EvidenceFile.__table__.columns}
        own = {"id": file_id, "object_id": file_id, "number": number, "file_name": f"Biên bản {number}.pdf", **envelope.columns}
        described = {"size": len(content), "sha256": digest, "received_size": len(content), "received_sha256": digest}
        return EvidenceFile(**{**as_the_first, **own, **described})

    async def all_readable(self) -> bool:
        """Whether every row's file is what was stored, told by its hash."""
        return [await digest_of(await opened_content(self.place, row)) for row in await self.rows()] == [
            row.sha256 for row in await self.rows()
        ]

    async def papi(self, *arguments: str) -> Any:
        """Run a command to its end."""
        return await asyncio.to_thread(completed, arguments, self.installation.environment(), timeout=PATIENCE)

    async def killed(self, *arguments: str, when: Callable[[], Awaitable[bool]]) -> int | None:
        """Kill a command with -9 as soon as something has happened; its exit code."""
        log = self.installation.folder / "log"
        process, deadline = Forked(arguments, self.installation.environment(), log, log), time.monotonic() + PATIENCE
        while process.poll() is None and not await when():
            assert time.monotonic() < deadline, log.read_text()
            await asyncio.sleep(0.002)
        process.kill()
        return await asyncio.to_thread(process.wait, 30)


async def contents(storage: Storage, prefix: str = "") -> dict[str, bytes]:
    return {key: b"".join([part async for part in storage.read(key)]) async for key, _size in storage.keys(prefix)}


async def digest_of(pieces: AsyncIterator[bytes]) -> str:
    return sha256(b"".join([piece async for piece in pieces])).hexdigest()


@asynccontextmanager
async def opened_shelf(databases: Databases, template: str, folder: Path, store: str) -> AsyncGenerator[Shelf]:
    """An empty shelf whose files lie in `store`."""
    name = f"shelf_{uuid4().hex}"
    url = await databases.create(name, template=template)
    await _stamp(url)
    folder.mkdir(exist_ok=True)
    installation = Installation(url, folder, folder / "secrets", {"PAPI_DEMO": "0", "PAPI_STORAGE_URL": store})
    async with opened_world(url, folder, folder / "secrets", storage_url=store) as world:
        yield Shelf(await make_archive(world), installation)
    await databases.drop(name)


async def _stamp(url: str) -> None:
    """Tables that were made without migrations are those of this version all the same."""
    database = Database(Settings(database_url=url).database)
    async with database.writing() as session:
        await session.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        await session.execute(text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": newest_revision(scripts_in())})
    await database.close()
