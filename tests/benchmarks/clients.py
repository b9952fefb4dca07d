"""Clients that cost little themselves: HTTP/1.1 on kept connections, nothing parsed but status and length."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Call:
    """One request as it goes over the wire."""

    method: str
    path: str
    token: str = ""
    body: bytes = b""

    def to_bytes(self, host: str) -> bytes:
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {host}", "Accept: application/json"]
        if self.token:
            lines.append(f"Authorization: {self.token}")
        if self.body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(self.body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes
    retry_after: float = 0


class Connection:
    """One client's connection, opened again where the server closes it."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        self._host, self._port = address.hostname or "", address.port or 80
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, call: Call) -> Reply:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port, limit=1 << 20)
        reader, writer = self._streams
        writer.write(call.to_bytes(f"{self._host}:{self._port}"))
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        body = await reader.readexactly(int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0]))
        if b"\r\nconnection: close" in head:
            self.close()
        told = head.partition(b"\r\nretry-after: ")[2].partition(b"\r\n")[0]
        return Reply(int(head[9:12]), body, float(told or 0))

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


Script = Callable[[int, int], Call]
"""What client number `client` asks for in its turn number `turn`."""


@dataclass(frozen=True)
class Round:
    """What one round of so many clients came to."""

    seconds: float
    times: Sequence[float]

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds


async def run_round(url: str, script: Script, *, clients: int, seconds: float) -> Round:
    """Let the clients ask again as soon as they are answered, for so long. Any answer but a 200 ends the benchmark."""
    started = time.perf_counter()
    times = await asyncio.gather(*(_client(url, script, number, started + seconds) for number in range(clients)))
    return Round(time.perf_counter() - started, [taken for one in times for taken in one])


async def _client(url: str, script: Script, number: int, until: float) -> list[float]:
    connection = Connection(url)
    times: list[float] = []
    try:
        while (began := time.perf_counter()) < until:
            call = script(number, len(times))
            reply = await connection.send(call)
            if reply.status != 200:
                raise RuntimeError(f"{call.method} {url}{call.path} answered {reply.status}: {reply.body[:400]!r}")
            times.append(time.perf_counter() - began)
    finally:
        connection.close()
    return times
