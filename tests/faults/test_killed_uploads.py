"""Real servers, really killed (SIGKILL) while a file comes in pieces and while it becomes a document.

No acknowledged byte is lost, each file becomes one document, every row has its file, and what belongs to no row is swept. On SQLite the
one server is started again; on PostgreSQL two processes serve, and the client goes on at the other.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, suppress
from datetime import timedelta
from hashlib import sha256
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from papi.evidence.models import EvidenceFile
from papi.evidence.sweeping import sweep
from papi.evidence.uploads.models import PREFIX, UploadPart
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.storage import Storage
from papi.settings import Settings
from tests.support import files
from tests.support.databases import Databases
from tests.support.pieces import MEGABYTE, PIECES, SPOKEN, metadata
from tests.support.servers import DEMO_PASSWORD, Installation, Server, served
from tests.support.swift import S3

STORES = ["disk", "s3"]
KILLS = 5
ISSUER = "http://127.0.0.1:9"  # one for all, so that a token of one server holds at the other


class Desk:
    """The servers, and a clerk who goes on wherever one answers."""

    def __init__(self, installation: Installation, stack: AsyncExitStack) -> None:
        self.installation = installation
        self.stack = stack
        self.servers: list[Server] = []
        self.client = httpx.AsyncClient(timeout=60, headers=SPOKEN)

    async def open(self, number: int) -> None:
        while len(self.servers) < number:
            self.servers.append(await self.stack.enter_async_context(served(self.installation)))
        form = {"grant_type": "password", "username": "26506.officer", "password": DEMO_PASSWORD}
        token = (await self.client.post(f"{self.url}/auth/token", data=form)).json()["access_token"]
        self.client.headers["Authorization"] = f"Bearer {token}"

    @property
    def url(self) -> str:
        return f"{self.servers[0].url}/api/v1"

    async def kill(self) -> None:
        """End the server that the clerk speaks with; the next one takes its place, or it is started again."""
        dead = self.servers.pop(0)
        dead.process.kill()
        await asyncio.to_thread(dead.process.wait)
        self.servers.append(await self.stack.enter_async_context(served(self.installation)))

    async def announce(self, content: bytes) -> str:
        headers = {"Upload-Length": str(len(content)), "Upload-Metadata": metadata(filename="Biên bản.pdf")}
        answer = await self.client.post(f"{self.url}/uploads", headers=headers)
        assert answer.status_code == 201, answer.text
        return answer.headers["location"].removeprefix("/api/v1")

    async def ask(self, address: str) -> httpx.Headers:
        return (await self.client.head(f"{self.url}{address}")).headers

    async def send(self, address: str, offset: int, content: bytes, pause: float = 0.0) -> httpx.Response | None:
        """The rest of the file; None where the server was gone before it answered."""

        async def slowly() -> AsyncIterator[bytes]:
            for start in range(offset, len(content), 256 * 1024):
                yield content[start : start + 256 * 1024]
                await asyncio.sleep(pause)

        headers = {"Upload-Offset": str(offset), "Content-Type": PIECES}
        with suppress(httpx.TransportError):
            return await self.client.patch(f"{self.url}{address}", content=slowly(), headers=headers)
        return None


@pytest.fixture(params=STORES)
async def desk(request: pytest.FixtureRequest, installation: Installation, databases: Databases, s3: S3) -> AsyncIterator[Desk]:
    installation.settings["PAPI_PUBLIC_URL"] = ISSUER
    if request.param == "s3":
        installation.settings["PAPI_STORAGE_URL"] = s3.place()
    async with AsyncExitStack() as stack:
        desk = Desk(installation, stack)
        await desk.open(2 if databases.kind == "postgresql" else 1)
        yield desk
        await desk.client.aclose()


async def killed_after(desk: Desk, seconds: float, sent: Coroutine[Any, Any, Any]) -> None:
    sending = asyncio.create_task(sent)
    await asyncio.sleep(seconds)
    await desk.kill()
    await sending


async def require_sound(desk: Desk, contents: list[bytes]) -> None:
    """Each file is one document whose bytes are there, nothing else is after the sweep, and no part is spoken of that is gone."""
    wanted = [sha256(content).hexdigest() for content in contents]
    listed = [(await desk.client.get(f"{desk.url}/evidence?sha256={digest}")).json()["items"] for digest in wanted]
    assert [len(items) for items in listed] == [1] * len(contents)
    for items, content in zip(listed, contents, strict=True):
        assert (await desk.client.get(f"{desk.url}/evidence/{items[0]['id']}/content")).content == content
    await desk.stack.aclose()
    settings = Settings(database_url=desk.installation.database_url)
    database, storage = Database(settings.database), Storage(desk.installation.environment()["PAPI_STORAGE_URL"])
    try:
        with clock.real_at(clock.real() + timedelta(days=4)):
            await sweep(database, storage, desk.installation.folder / "incoming")
        async with database.reading() as session:
            rows = (await session.execute(select(EvidenceFile.id, EvidenceFile.received_sha256))).all()
            parts = (await session.scalars(select(UploadPart.id))).all()
    finally:
        await database.close()
    there = {key async for key, _size in storage.keys("evidence/")}
    assert {Storage.key(row.id) for row in rows if row.received_sha256 in wanted} <= there <= {Storage.key(row.id) for row in rows}
    assert (parts, [key async for key, _size in storage.keys(PREFIX)]) == ([], [])


async def test_killed_while_bytes_come_in(desk: Desk) -> None:
    chance, content = random.Random(58), files.pdf(note="giữa chừng") + random.Random(1).randbytes(24 * MEGABYTE)
    address = await desk.announce(content)
    acknowledged = 0
    for _ in range(KILLS):
        offset = int((await desk.ask(address))["upload-offset"])
        assert offset >= acknowledged
        acknowledged = offset
        await killed_after(desk, chance.uniform(0.1, 1.2), desk.send(address, offset, content, pause=0.02))
    offset = int((await desk.ask(address))["upload-offset"])
    assert len(content) > offset > 0

    last = await desk.send(address, offset, content)

    assert last is not None
    assert last.status_code == 204, last.text
    await require_sound(desk, [content])


async def test_killed_while_the_file_becomes_a_document(desk: Desk) -> None:
    chance, contents = random.Random(58), [files.pdf(note=f"cuối {number}") + b"%" * (6 * MEGABYTE) for number in range(KILLS)]
    for content in contents:
        address = await desk.announce(content)
        most = len(content) - MEGABYTE
        assert (await desk.send(address, 0, content[:most])) is not None
        await killed_after(desk, chance.uniform(0.0, 0.25), desk.send(address, most, content))
        told = await desk.ask(address)
        assert int(told["upload-offset"]) >= most
        if "upload-evidence" not in told:
            ended = await desk.send(address, int(told["upload-offset"]), content)
            assert ended is not None
            assert ended.status_code == 204, ended.text

    await require_sound(desk, contents)
