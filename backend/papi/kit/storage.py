"""The store of files, on local disk or S3, written as a stream and never held in memory. Keys are UUIDs, never names."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import obstore
from obstore.store import LocalStore, ObjectStore, from_url

CHUNK = 256 * 1024
_PART = 5 * 1024 * 1024  # the smallest part that S3 takes: all that a stream keeps in memory


class Storage:
    """One store. Every failure of it is an `OSError` or an obstore exception of the same kind."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._store = _open(url)

    @staticmethod
    def key(file_id: UUID) -> str:
        """Where a file lies: spread over directories by its random tail, so that none grows long."""
        return f"evidence/{file_id.hex[-2:]}/{file_id.hex}"

    def writer(self, key: str) -> "obstore.AsyncWritableFile":
        """A stream into the store; the object appears when it is closed, whole, or not at all."""
        return obstore.open_writer_async(self._store, key, buffer_size=_PART, max_concurrency=2)

    async def put(self, key: str, content: bytes) -> None:
        """Store a small object that is already in memory."""
        await obstore.put_async(self._store, key, content)

    async def read(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The bytes from `start` up to, not including, `end`."""
        options: obstore.GetOptions = {"range": {"offset": start} if end is None else (start, end)}
        result = await obstore.get_async(self._store, key, options=options)
        async for chunk in result.stream(min_chunk_size=CHUNK):
            yield bytes(chunk)

    async def opened(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The same, with the first bytes already there: what cannot be read fails here."""
        rest = self.read(key, start, end)
        return _joined(await anext(rest, b""), rest)

    async def delete(self, key: str) -> None:
        """Remove an object; nothing happens where there is none."""
        try:
            await obstore.delete_async(self._store, key)
        except FileNotFoundError:
            return

    async def keys(self, prefix: str = "") -> AsyncIterator[tuple[str, int]]:
        """Every object's key and size in bytes."""
        store: Any = obstore  # its overloads of `list` are typed only in part
        listing = store.list(self._store, prefix=prefix or None)
        async for batch in listing:
            for item in batch:
                yield item["path"], item["size"]

    async def check(self) -> None:
        """Write, read and delete a small object; raises what the store says."""
        await self.put("check/probe", b"papi")
        assert b"".join([part async for part in self.read("check/probe")]) == b"papi"
        await self.delete("check/probe")


async def _joined(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for chunk in rest:
        yield chunk


def _open(url: str) -> ObjectStore:
    if url.startswith("file://"):
        directory = Path(url.removeprefix("file://"))
        directory.mkdir(parents=True, exist_ok=True)
        return LocalStore(directory, mkdir=True)
    # credentials and endpoint come from the usual AWS_* variables; http is for stores on the same network
    return from_url(url, client_options={"allow_http": True})
