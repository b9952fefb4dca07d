"""The store of files, on local disk or S3, written as a stream and never held in memory. Keys are UUIDs, never names.

With a cipher, what is written is encrypted on its way and what is read is decrypted; the object has the same key either way.
"""

import asyncio
import errno
import re
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from io import FileIO, RawIOBase
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast
from uuid import UUID

import obstore
from obstore.exceptions import PermissionDeniedError, UnauthenticatedError
from obstore.store import LocalStore, ObjectStore, from_url

from papi.kit.errors import ObjectDamaged
from papi.kit.masterkeys import Cipher, Encryptor, MasterKeys
from papi.kit.types import new_id

CHUNK = 256 * 1024
_PIECE = 1024 * 1024  # what is decrypted, or read from a disk, in one go
# The library's own ten repetitions within three minutes would keep people waiting who could try again themselves.
_RETRIES: Any = {"max_retries": 3, "retry_timeout": timedelta(seconds=10)}
_PART = 5 * 1024 * 1024  # the smallest part that S3 takes: all that a stream keeps in memory


_FULL = frozenset({errno.EFBIG, errno.ENOSPC, errno.EDQUOT})
_SAYS_FULL = re.compile(
    r"os error (?:27|28|122)\b"  # a disk's, of which obstore tells the text alone
    r"|status code: 507\b"
    # 403 of Versity's gateway and Ceph, 400 or 507 of MinIO, 400 of Swift: no part of ours is too large for any store
    r"|<Code>\w*(?:QuotaExceeded|StorageFull|EntityTooLarge)</Code>"
)
_NO_SECOND_NAME = frozenset({errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP, errno.ENOSYS})


def is_full(error: Exception) -> bool:
    """Whether a failure of the store, or of a disk, means that there is no room: then it is of no use to try again soon."""
    return getattr(error, "errno", None) in _FULL or _SAYS_FULL.search(str(error)) is not None


class Writer(Protocol):
    """What takes the pieces of an object."""

    async def write(self, piece: bytes, /) -> object: ...


class Storage:
    """One store, and the master keys at hand. Every failure of it is an `OSError` or an obstore exception of the same kind."""

    def __init__(self, url: str, secrets: Path | None = None) -> None:
        self.url = url
        self.keys_at_hand = MasterKeys(secrets)
        self._store = _open(url)
        self._directory = _directory_of(url)

    @staticmethod
    def key(file_id: UUID) -> str:
        """Where a file lies: spread over directories by its random tail, so that none grows long."""
        return f"evidence/{file_id.hex[-2:]}/{file_id.hex}"

    @asynccontextmanager
    async def writer(self, key: str, cipher: Cipher | None = None) -> AsyncGenerator[Writer]:
        """A stream into the store; the object appears when it is closed, whole, or not at all."""
        try:
            async with obstore.open_writer_async(self._store, key, buffer_size=_PART, max_concurrency=2) as target:
                if cipher is None:
                    yield target
                else:
                    encrypting = _Encrypting(target, cipher.encryptor(key))
                    yield encrypting
                    await encrypting.finish()
        except OSError as error:  # of a stream the library tells every failure as a bare one, even that S3 does not answer
            raise ConnectionError(str(error)) from error

    async def link(self, key: str, path: Path) -> bool:
        """Give a finished file of this machine a second name in the store, which costs no copy; whether that could be done.

        It cannot where the store is elsewhere, on another disk, or on one that knows no second names.
        """
        if self._directory is None:
            return False
        return await asyncio.to_thread(_linked, path, self._directory / key)

    async def put(self, key: str, content: bytes, cipher: Cipher | None = None) -> None:
        """Store a small object that is already in memory."""
        if cipher is not None:
            content = await asyncio.to_thread(cipher.encryptor(key).finish, content)
        if self._directory is None:
            await obstore.put_async(self._store, key, content)
        else:  # the library takes four times as long
            await asyncio.to_thread(_written, self._directory / key, content)

    async def read(self, key: str, start: int = 0, end: int | None = None, cipher: Cipher | None = None) -> AsyncIterator[bytes]:
        """The bytes from `start` up to, not including, `end`. What is encrypted is decrypted from its beginning."""
        if cipher is not None:
            async for piece in _part_of(self._decrypted(key, cipher), start, end):
                yield piece
            return
        if self._directory is not None:  # the library reads a disk by 8 kB: a fifth as fast
            async for piece in _of_file(self._directory / key, start, end):
                yield piece
            return
        options: obstore.GetOptions = {"range": {"offset": start} if end is None else (start, end)}
        result = await obstore.get_async(self._store, key, options=options)
        async for chunk in result.stream(min_chunk_size=CHUNK):
            yield bytes(chunk)

    async def _decrypted(self, key: str, cipher: Cipher) -> AsyncIterator[bytes]:
        # in a thread: decrypting is work for the processor, and reads as it goes
        pieces = self.pieces(key, cipher)
        while piece := await asyncio.to_thread(next, pieces, b""):
            yield piece

    def pieces(self, key: str, cipher: Cipher | None = None) -> Iterator[bytes]:
        """All bytes of an object, for a thread that may wait."""
        with self._source(key) as source:
            if cipher is None:
                yield from iter(partial(source.read, _PIECE), b"")
                return
            try:
                yield from cipher.decrypted(key, cast(BinaryIO, source), _PIECE)
            except ObjectDamaged:
                if isinstance(source, _Source) and source.failure is not None:  # nothing is damaged: the store did not answer
                    raise source.failure from None
                raise

    async def size(self, key: str) -> int | None:
        """How long an object is; None where there is none."""
        try:
            return (await obstore.head_async(self._store, key))["size"]
        except FileNotFoundError:
            return None

    def _source(self, key: str) -> "FileIO | _Source":
        return _Source(self._store, key) if self._directory is None else FileIO(self._directory / key)

    async def opened(self, key: str, start: int = 0, end: int | None = None, cipher: Cipher | None = None) -> AsyncIterator[bytes]:
        """The same, with the first bytes already there: what cannot be read fails here."""
        rest = self.read(key, start, end, cipher)
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
        probe = f"check/{new_id().hex}"  # several processes may ask at once
        await self.put(probe, b"papi")
        assert b"".join([part async for part in self.read(probe)]) == b"papi"
        await self.delete(probe)

    def complaint(self, error: Exception) -> str:
        """What a failure of the store means, in words for who looks after it."""
        if is_full(error):
            return f"{self.url} is full, or its quota is used up: make room, or raise the quota"
        if isinstance(error, (PermissionDeniedError, UnauthenticatedError, PermissionError)):
            return f"{self.url} refuses us: look at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or at the directory's owner"
        if isinstance(error, FileNotFoundError):
            return f"{self.url} is not there: make the bucket, or look at AWS_ENDPOINT_URL"
        return f"{self.url} does not answer: {str(error).splitlines()[0][:200]}"


class _Encrypting:
    """A stream into the store that encrypts what goes through it."""

    def __init__(self, target: Writer, encryptor: Encryptor) -> None:
        self._target = target
        self._encryptor = encryptor

    async def write(self, piece: bytes, /) -> object:
        return await self._send(await asyncio.to_thread(self._encryptor.update, piece))

    async def finish(self) -> None:
        await self._send(await asyncio.to_thread(self._encryptor.finish))

    async def _send(self, piece: bytes) -> object:
        return await self._target.write(piece) if piece else None


class _Source(RawIOBase):
    """An object as a file that is read from its beginning, by a thread that may wait."""

    def __init__(self, store: ObjectStore, key: str) -> None:
        super().__init__()
        self._chunks: Iterator[Any] = iter(obstore.get(store, key).stream(min_chunk_size=CHUNK))
        self._rest = memoryview(b"")
        self.failure: Exception | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if not self._rest:
            self._rest = memoryview(self._next())
        size = len(self._rest) if size < 0 else size
        given, self._rest = self._rest[:size], self._rest[size:]
        return bytes(given)

    def _next(self) -> bytes:
        try:
            return bytes(next(self._chunks, b""))
        except Exception as error:
            self.failure = error  # who decrypts tells it as one of its own
            raise


async def _of_file(path: Path, start: int, end: int | None) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(FileIO, path) as file:
        await asyncio.to_thread(file.seek, start)
        left = end - start if end is not None else None
        while piece := await asyncio.to_thread(file.read, _PIECE if left is None else min(left, _PIECE)):
            yield piece
            left = left - len(piece) if left is not None else None


async def _part_of(pieces: AsyncIterator[bytes], start: int, end: int | None) -> AsyncIterator[bytes]:
    position = 0
    async for piece in pieces:
        wanted = piece[max(start - position, 0) : None if end is None else end - position]
        position += len(piece)
        if wanted:
            yield wanted
        if end is not None and position >= end:
            return


async def _joined(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for chunk in rest:
        yield chunk


def _directory_of(url: str) -> Path | None:
    return Path(url.removeprefix("file://")) if url.startswith("file://") else None


def _written(path: Path, content: bytes) -> None:
    """A file that appears whole or not at all. Until then it has a name as the library gives them, which no listing shows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_name(f"{path.name}#1")
    try:
        begun.write_bytes(content)
        begun.replace(path)
    except BaseException:
        begun.unlink(missing_ok=True)
        raise


def _linked(path: Path, target: Path) -> bool:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(path)
    except OSError as error:
        if error.errno in _NO_SECOND_NAME:
            return False
        raise
    return True


def _open(url: str) -> ObjectStore:
    directory = _directory_of(url)
    if directory is not None:
        directory.mkdir(parents=True, exist_ok=True)
        return LocalStore(directory, mkdir=True)
    # credentials and endpoint come from the usual AWS_* variables; http is for stores on the same network
    return from_url(url, client_options={"allow_http": True}, retry_config=_RETRIES)
