"""`python -m tests.benchmarks.packs`: a pack of 2 GB, drawn and verified, and the memory that both take. Nothing here is a test.

On a disk, open and encrypted; with `small`, of 5,000 small files in place of large ones, open.
Memory is what the processes really hold (resident), looked at fifty times a second. The server is `papi serve` as it is typed, begun anew
once the files are there: one that is forked from the tests' modules holds these as well, and uploads leave room behind that a pack uses.
"""

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psutil

from papi.kit.storage import Storage
from tests.benchmarks.scenes import API, sign_in
from tests.support.files import pdf
from tests.support.servers import Installation, Server, served

FILES, SIZE, SMALL = 21, 100 * 1024 * 1024, 5_000
OFFICER = "26506.officer"
PAPI = Path(sys.executable).with_name("papi")
AS_TYPED = ("env",)  # nothing but the program, in a process of its own
MIB = 1024 * 1024


class Watch:
    """The most memory that a process held meanwhile."""

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)
        self.before = self.most = self._now()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def _now(self) -> int:
        return self._process.memory_info().rss

    def _look(self) -> None:
        while not self._over.wait(0.02):
            try:
                self.most = max(self.most, self._now())
            except psutil.NoSuchProcess:
                return

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._over.set()
        self._thread.join()

    def __str__(self) -> str:
        return f"{self.most / MIB:.0f} MiB at most, {(self.most - self.before) / MIB:.0f} more than before"


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="papi-bench-", dir=os.environ.get("TMPDIR")) as name:
        loaded, place = Path(name) / "loaded", Path(name) / "used"
        (loaded / "secrets").mkdir(mode=0o700, parents=True)
        for arguments in (("migrate",), ("demo", "load")):
            _installed(loaded).papi(*arguments).check_returncode()
        small = "small" in sys.argv
        for encrypted in (False,) if small else (False, True):
            shutil.copytree(loaded, place)
            installation = _installed(place)
            if encrypted:
                installation.papi("storage", "keys", "create").check_returncode()
            print("encrypted:" if encrypted else "open:", flush=True)
            async with _signed_in(installation) as (_server, client):
                await (_many_small if small else _large)(client, place)
            async with _signed_in(installation) as (server, client):
                await _measure(client, server, place)
            shutil.rmtree(place)


@asynccontextmanager
async def _signed_in(installation: Installation) -> AsyncGenerator[tuple[Server, httpx.AsyncClient]]:
    async with served(installation) as server, httpx.AsyncClient(base_url=server.url, timeout=600) as client:
        client.headers["Authorization"] = await sign_in(client, OFFICER)
        yield server, client


def _installed(place: Path) -> Installation:
    limit = {"PAPI_MAX_UPLOAD_BYTES": str(SIZE + 1024)}
    return Installation(f"sqlite:///{place / 'papi.sqlite3'}", place, place / "secrets", limit, AS_TYPED)


async def _large(client: httpx.AsyncClient, folder: Path) -> None:
    for number in range(FILES):
        await _upload(client, folder, number, SIZE)


async def _many_small(client: httpx.AsyncClient, folder: Path) -> None:
    """One document is uploaded, its rows and its file are copied."""
    await _upload(client, folder, 0, 20_000)
    with closing(sqlite3.connect(folder / "papi.sqlite3", timeout=60)) as database, database:
        for table, of_one in (("evidence", "title = 'bench 0'"), ("evidence_files", "file_name = 'bench.pdf'")):
            cursor = database.execute(f"SELECT * FROM {table} WHERE {of_one}")
            columns, row = [column[0] for column in cursor.description], cursor.fetchone()
            rows = [_copied(dict(zip(columns, row, strict=True)), number) for number in range(1, SMALL)]
            places = ", ".join(f":{column}" for column in columns)
            database.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)
    for number in range(1, SMALL):
        copy = folder / "files" / Storage.key(UUID(int=number))
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / "bench.pdf", copy)


def _copied(row: dict[str, Any], number: int) -> dict[str, Any]:
    own = {name: UUID(int=number).hex for name in ("id", "evidence_id", "object_id") if name in row}
    return row | own | ({"title": f"bench {number}"} if "title" in row else {})


async def _measure(client: httpx.AsyncClient, server: Server, folder: Path) -> None:
    for path in ("/contents", ""):
        began = time.monotonic()
        with Watch(server.process.pid) as watch:
            async with client.stream("GET", f"{API}/evidence/pack{path}?q=bench"):
                seconds = time.monotonic() - began
        print(f"  {'counted' if path else 'begun'} in {seconds:.1f} s; the server held {watch}", flush=True)
    pack = folder / "pack.zip"
    began = time.monotonic()
    with Watch(server.process.pid) as watch, pack.open("wb") as file:
        async with client.stream("GET", f"{API}/evidence/pack?q=bench") as answer:
            assert answer.status_code == 200
            async for piece in answer.aiter_bytes():
                file.write(piece)
    seconds = time.monotonic() - began
    assert pack.stat().st_size == int(answer.headers["content-length"])
    print(f"  drawn: {pack.stat().st_size / 2**30:.2f} GiB in {seconds:.1f} s; the server held {watch}")
    keys = folder / "keys.json"
    keys.write_bytes((await client.get("/.well-known/papi-seal-keys.json")).content)
    began = time.monotonic()
    verifying = subprocess.Popen([PAPI, "pack", "verify", str(pack), "--key", str(keys)], stdout=subprocess.DEVNULL)
    with Watch(verifying.pid) as watch:
        assert await asyncio.to_thread(verifying.wait) == 0
    print(f"  verified in {time.monotonic() - began:.1f} s by a process that held {watch.most / MIB:.0f} MiB at most")


async def _upload(client: httpx.AsyncClient, folder: Path, number: int, size: int) -> None:
    content, piece = pdf(note=str(number)), os.urandom(10_000)
    path = folder / "bench.pdf"
    path.write_bytes(content + piece * ((size - len(content)) // len(piece)))
    with path.open("rb") as file:
        answer = await client.post(f"{API}/evidence", files={"file": ("bench.pdf", file)}, data={"title": f"bench {number}"})
    assert answer.status_code == 201, answer.text


if __name__ == "__main__":
    asyncio.run(main())
