"""`python -m tests.benchmarks.uploads`: a file of 200 MB through the API against `cp` plus `sha256sum` of the same file, and the memory
that 32 uploads of 5 MB at once take. Nothing here is a test."""

import asyncio
import base64
import json
import os
import socket
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import psutil

from tests.benchmarks.measuring import ratio
from tests.support.files import pdf
from tests.support.servers import DEMO_PASSWORD, Installation, Server, served

ROUNDS = 5
LARGE = 200 * 1024 * 1024
SMALL, AT_ONCE = 5 * 1024 * 1024, 32
CLERKS = ("26506.officer", "26509.officer")  # one has at most 20 files on the way
MIB = 1024 * 1024
HEAD = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
END = b"\r\n--b--\r\n"


class Client:
    """Sends files as cheaply as the kernel can, so that the server is what is measured."""

    def __init__(self, server: Server, username: str) -> None:
        self.place = urlsplit(server.url)
        form = {"grant_type": "password", "username": username, "password": DEMO_PASSWORD}
        answer = httpx.post(f"{server.url}/api/v1/auth/token", data=form, timeout=60)
        self.token = answer.json()["access_token"]

    def multipart(self, path: Path) -> None:
        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        assert self._send("POST", "/api/v1/evidence", kind, (HEAD, path, END))[0] == 201

    def pieces(self, path: Path) -> None:
        name = base64.b64encode(b"a.pdf").decode()
        announced = {"Tus-Resumable": "1.0.0", "Upload-Length": str(path.stat().st_size), "Upload-Metadata": f"filename {name}"}
        status, body = self._send("POST", "/api/v1/uploads", announced, (b"", None, b""))
        assert status == 201, body
        piece = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
        assert self._send("PATCH", f"/api/v1/uploads/{json.loads(body)['id']}", piece, (b"", path, b""))[0] == 204

    def _send(self, method: str, address: str, headers: dict[str, str], body: tuple[bytes, Path | None, bytes]) -> tuple[int, bytes]:
        before, path, after = body
        length = len(before) + len(after) + (path.stat().st_size if path else 0)
        told = {**headers, "Host": self.place.netloc, "Authorization": f"Bearer {self.token}", "Content-Length": str(length)}
        lines = "".join(f"{name}: {value}\r\n" for name, value in {**told, "Connection": "close"}.items())
        with socket.create_connection((str(self.place.hostname), self.place.port), timeout=300) as connection:
            connection.sendall(f"{method} {address} HTTP/1.1\r\n{lines}\r\n".encode() + before)
            if path is not None:
                with path.open("rb") as file:
                    connection.sendfile(file)
            connection.sendall(after)
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        status, _, content = answer.partition(b"\r\n\r\n")
        return int(status.split()[1]), content


def took(work: Callable[[Path], Any], path: Path) -> float:
    began = time.perf_counter()
    work(path)
    return time.perf_counter() - began


def copied_and_hashed(path: Path) -> None:
    copy = path.with_suffix(".copy")
    subprocess.run(["cp", path, copy], check=True)
    subprocess.run(["sha256sum", copy], check=True, stdout=subprocess.DEVNULL)
    copy.unlink()


def memory_of(server: Server, work: Callable[[], Any]) -> tuple[int, int, int]:
    """MiB resident: before, at most meanwhile, and at most together with the processes that draw pages."""
    process = psutil.Process(server.process.pid)
    before, most, together, ended = process.memory_info().rss, 0, 0, threading.Event()

    def watch() -> None:
        nonlocal most, together
        while not ended.wait(0.01):
            own = process.memory_info().rss
            most = max(most, own)
            together = max(together, own + sum(_resident(child) for child in process.children(recursive=True)))

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        work()
    finally:
        ended.set()
        watching.join()
    return before // MIB, most // MIB, together // MIB


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def at_once(ways: Sequence[Callable[[Path], None]], paths: Sequence[Path]) -> None:
    with ThreadPoolExecutor(len(paths)) as sending:
        list(sending.map(lambda way, path: way(path), ways, paths))


def print_speed(client: Client, path: Path) -> None:
    ways: dict[str, Callable[[Path], None]] = {"plain": copied_and_hashed, "multipart": client.multipart, "pieces": client.pieces}
    found: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(ROUNDS + 1):
        for name, way in ways.items():
            seconds = took(way, path)
            if turn:  # the first warms up
                found[name].append(seconds)
    plain = [1 / seconds for seconds in found["plain"]]
    print(f"cp and sha256sum of 200 MB: {statistics.median(found['plain']):.2f} s")
    for name, words in (("multipart", "by multipart"), ("pieces", "in pieces (tus)")):
        times = ratio([1 / seconds for seconds in found[name]], plain)
        print(f"{words}: {statistics.median(found[name]):.2f} s, {times} × (aim: at least 0.5)", flush=True)


def print_memory(server: Server, clerks: Sequence[Client], folder: Path) -> None:
    paths = [folder / f"small-{number}.pdf" for number in range(AT_ONCE)]
    for number, path in enumerate(paths):
        path.write_bytes(pdf(note=str(number), stream=os.urandom(SMALL)))
    in_turn = [clerks[number % len(clerks)] for number in range(AT_ONCE)]
    for words, ways in (("by multipart", [clerk.multipart for clerk in in_turn]), ("in pieces (tus)", [clerk.pieces for clerk in in_turn])):
        before, most, together = memory_of(server, lambda ways=ways: at_once(ways, paths))
        told = f"{before} MiB before, at most {most} MiB, {together} MiB with the processes that read files"
        print(f"{AT_ONCE} files of 5 MB at once {words}: {told} (aim: less than 300)", flush=True)


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="papi-uploads-") as name:
        folder = Path(name)
        (folder / "secrets").mkdir(mode=0o700)
        (folder / "data").mkdir()
        url = f"sqlite:///{folder / 'data' / 'papi.sqlite3'}"
        settings = {"PAPI_MAX_UPLOAD_BYTES": str(300 * MIB), "PAPI_EMBEDDED_WORKER": "0"}
        installation = Installation(url, folder / "data", folder / "secrets", settings)
        for arguments in (("migrate",), ("demo", "load")):
            installation.typed(*arguments).check_returncode()
        large = folder / "large.pdf"
        large.write_bytes(pdf(stream=os.urandom(LARGE)))
        async with served(installation) as server:
            clerks = [await asyncio.to_thread(Client, server, username) for username in CLERKS]
            await asyncio.to_thread(print_memory, server, clerks, folder)
            await asyncio.to_thread(print_speed, clerks[0], large)


if __name__ == "__main__":
    asyncio.run(main())
