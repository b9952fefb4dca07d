"""`python -m tests.benchmarks.packs`: a pack of 2 GB, drawn and verified, and the memory that both take. Nothing here is a test.

On a disk, open and encrypted. Memory is what the processes really hold (resident), looked at fifty times a second.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx
import psutil

from tests.benchmarks.scenes import API, sign_in
from tests.support.files import pdf
from tests.support.servers import Installation, Server, served

FILES, SIZE = 21, 100 * 1024 * 1024
OFFICER = "26506.officer"
PAPI = Path(sys.executable).with_name("papi")
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
        for encrypted in (False, True):
            shutil.copytree(loaded, place)
            installation = _installed(place)
            if encrypted:
                installation.papi("storage", "keys", "create").check_returncode()
            async with served(installation) as server, httpx.AsyncClient(base_url=server.url, timeout=600) as client:
                client.headers["Authorization"] = await sign_in(client, OFFICER)
                print("encrypted:" if encrypted else "open:", flush=True)
                await _measure(client, server, place)
            shutil.rmtree(place)


def _installed(place: Path) -> Installation:
    limit = {"PAPI_MAX_UPLOAD_BYTES": str(SIZE + 1024)}
    return Installation(f"sqlite:///{place / 'papi.sqlite3'}", place, place / "secrets", limit)


async def _measure(client: httpx.AsyncClient, server: Server, folder: Path) -> None:
    for number in range(FILES):
        await _upload(client, folder, number)
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


async def _upload(client: httpx.AsyncClient, folder: Path, number: int) -> None:
    content = pdf(note=str(number))
    path = folder / "large.pdf"
    path.write_bytes(content + os.urandom(MIB) * ((SIZE - len(content)) // MIB))
    with path.open("rb") as file:
        answer = await client.post(f"{API}/evidence", files={"file": ("bench.pdf", file)}, data={"title": f"bench {number}"})
    assert answer.status_code == 201, answer.text


if __name__ == "__main__":
    asyncio.run(main())
