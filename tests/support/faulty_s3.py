"""An S3 server that begins every upload and takes none: what it answers to the content is told in its own words."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing, suppress
from functools import partial

import pytest

_BEGUN = b"<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>k</Key><UploadId>u</UploadId></InitiateMultipartUploadResult>"
_DELETED = b"<DeleteResult><Deleted><Key>k</Key></Deleted></DeleteResult>"


async def _answer(status: int, code: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    # Parts go up side by side: when one is refused, the others are dropped in the middle.
    with closing(writer), suppress(ConnectionError, asyncio.IncompleteReadError):
        while line := await reader.readline():
            method, lines = line.split(b" ")[0], (await reader.readuntil(b"\r\n\r\n")).lower().splitlines()
            await reader.readexactly(next((int(one.partition(b":")[2]) for one in lines if one.startswith(b"content-length")), 0))
            failed = f"<Error><Code>{code}</Code><Message>No.</Message></Error>".encode()
            begun = (200, _DELETED if b"?delete" in line else _BEGUN)
            given, body = {b"POST": begun, b"DELETE": (204, b"")}.get(method, (status, failed))
            writer.write(f"HTTP/1.1 {given} Said\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()


@asynccontextmanager
async def faulty_s3(monkeypatch: pytest.MonkeyPatch, status: int, code: str) -> AsyncGenerator[str]:
    """The server, for as long as the block lasts, known to this process by the usual variables; a storage URL in it."""
    async with await asyncio.start_server(partial(_answer, status, code), "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        known = {"ENDPOINT_URL": f"http://127.0.0.1:{port}", "REGION": "x", "ACCESS_KEY_ID": "a", "SECRET_ACCESS_KEY": "b"}
        for name, value in known.items():
            monkeypatch.setenv(f"AWS_{name}", value)
        yield "s3://evidence"
