"""Requests as no well-behaved client sends them: by hand, byte by byte, or broken off."""

from collections.abc import AsyncIterator, Iterable
from typing import Any

from fastapi import FastAPI

BOUNDARY = "dau-phan-cach"
MULTIPART = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def part(name: str, content: bytes, file_name: bytes | None = None) -> bytes:
    """One part of a multipart body, its file name exactly as given."""
    named = b'; filename="' + file_name + b'"' if file_name is not None else b""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'.encode() + named
    return head + b"\r\n\r\n" + content + b"\r\n"


END = f"--{BOUNDARY}--\r\n".encode()


async def streamed(chunks: Iterable[bytes]) -> AsyncIterator[bytes]:
    """A body whose length nobody says beforehand."""
    for chunk in chunks:
        yield chunk


class Source:
    """What the server receives: the chunks one after another, then the client is gone. Counts how often it was asked."""

    def __init__(self, *chunks: bytes) -> None:
        self._chunks = list(chunks)
        self.asked = 0

    async def __call__(self) -> dict[str, Any]:
        self.asked += 1
        if self._chunks:
            return {"type": "http.request", "body": self._chunks.pop(0), "more_body": True}
        return {"type": "http.disconnect"}


async def send_raw(app: FastAPI, path: str, headers: dict[str, str], source: Source, method: str = "POST") -> int:
    """A request straight into the application; the status of its answer."""
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": raw,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
    }
    await app(scope, source, send)
    return sent[0]["status"]
