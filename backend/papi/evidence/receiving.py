"""Receiving a file: streamed to the disk with a running limit and hash, never held in memory, gone again if anything fails."""

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect

from papi.evidence.errors import FileTooLarge, NoFile, UploadBroken
from papi.kit.text import nfc

_OVERHEAD = 64 * 1024  # fields, boundaries and headers around the file
_WRITTEN = 1024 * 1024  # so much is written at a time: to a thread and back for each packet took longer than the writing
_MAX_NAME = 200
_MAX_ENDING = 10


@dataclass
class Received:
    """A file on the disk as it arrived, with the fields that came beside it. `path` is gone when the context ends. `sha256` is empty until
    somebody has counted it; `announced`: what the sender said that it is."""

    path: Path
    file_name: str = ""
    size: int = 0
    sha256: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    announced: str | None = None


def measured(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file on the disk."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return path.stat().st_size, digest.hexdigest()


@asynccontextmanager
async def receive_file(request: Request, directory: Path, limit: int) -> AsyncGenerator[Received]:
    """Take one file and its fields out of a multipart body; refuses what is too large or broken off."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit + _OVERHEAD:
        raise FileTooLarge(limit, int(announced))
    await asyncio.to_thread(directory.mkdir, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=directory, prefix="upload-") as target:
        received = Received(Path(target.name))
        await _stream(request, _Parts(target, limit, received))
        await asyncio.to_thread(target.flush)
        yield received


async def _stream(request: Request, parts: "_Parts") -> None:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise UploadBroken
    try:
        parser = MultipartParser(options[b"boundary"], parts.callbacks())  # pyright: ignore[reportArgumentType] - their type is private
        async for chunk in request.stream():
            parts.expect(len(chunk))
            parser.write(chunk)
            if parts.waiting >= _WRITTEN:
                await parts.drain()
        parser.finalize()
        await parts.drain()
    except (FormParserError, ClientDisconnect):
        raise UploadBroken from None
    if not parts.ended:
        raise UploadBroken
    parts.finish()


class _Parts:
    """Collects the parts of a multipart body: the part called `file` goes to the disk, the others are short texts."""

    def __init__(self, target: BinaryIO | Any, limit: int, received: Received) -> None:
        self._target = target
        self._limit = limit
        self._received = received
        self._hash = hashlib.sha256()
        self._headers: dict[str, str] = {}
        self._header_name = b""
        self._header_value = b""
        self._name = ""
        self._text = b""
        self._seen = self._spent = 0
        self._pending: list[bytes] = []
        self.waiting = 0
        self._has_file = False
        self.ended = False

    def callbacks(self) -> dict[str, Any]:
        return {
            "on_part_begin": self._begin,
            "on_part_data": self._data,
            "on_part_end": self._end_part,
            "on_header_field": self._field,
            "on_header_value": self._value,
            "on_header_end": self._end_header,
            "on_headers_finished": self._headers_finished,
            "on_end": self._end,
        }

    async def drain(self) -> None:
        """Write what has come to the disk, off the event loop."""
        chunks, self._pending, self.waiting = self._pending, [], 0
        if chunks:
            await asyncio.to_thread(self._write, chunks)

    def _write(self, chunks: list[bytes]) -> None:
        for chunk in chunks:
            self._target.write(chunk)
            self._hash.update(chunk)

    def finish(self) -> None:
        if not self._has_file:
            raise NoFile
        self._received.sha256 = self._hash.hexdigest()

    def _begin(self) -> None:
        self._headers, self._name, self._text = {}, "", b""

    def expect(self, count: int) -> None:
        """Count what comes in, whatever it turns out to be: a body that is sent without its length must end somewhere."""
        self._seen += count
        if self._seen > self._limit + 2 * _OVERHEAD:
            raise FileTooLarge(self._limit)

    def _spend(self, count: int) -> None:
        # whatever is not the file stays in memory, so all of it together has a limit
        self._spent += count
        if self._spent > _OVERHEAD:
            raise UploadBroken

    def _field(self, data: bytes, start: int, end: int) -> None:
        self._spend(end - start)
        self._header_name += data[start:end]

    def _value(self, data: bytes, start: int, end: int) -> None:
        self._spend(end - start)
        self._header_value += data[start:end]

    def _end_header(self) -> None:
        name = self._header_name.decode("latin-1").lower()
        self._headers[name] = self._header_value.decode("utf-8", "replace")
        self._header_name = self._header_value = b""

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get("content-disposition", "").encode())
        self._name = options.get(b"name", b"").decode("utf-8", "replace")
        if self._name == "file":
            if self._has_file:
                raise UploadBroken
            self._has_file = True
            given = options.get(b"filename", b"").decode("utf-8", "replace")
            self._received.file_name = harmless_name(given)

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._name != "file":
            self._spend(end - start)
            self._text += data[start:end]
            return
        self._received.size += end - start
        if self._received.size > self._limit:
            raise FileTooLarge(self._limit)
        self._pending.append(data[start:end])
        self.waiting += end - start

    def _end_part(self) -> None:
        if self._name and self._name != "file":
            try:
                text = self._text.decode("utf-8")
            except UnicodeDecodeError:
                raise UploadBroken from None
            if "\x00" in text:
                raise UploadBroken
            self._received.fields.setdefault(self._name, []).append(nfc(text))

    def _end(self) -> None:
        self.ended = True


def harmless_name(given: str) -> str:
    """A file's name as data: NFC, diacritics kept, without paths, control characters or marks that turn text around."""
    for code, char in (("%22", '"'), ("%0D", " "), ("%0A", " ")):  # what browsers write for them (HTML, form submission)
        given = given.replace(code, char)
    last = nfc(given).replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*')  # marks of direction are not printable
    name = " ".join(kept.split()).lstrip("-. ") or "tai-lieu"
    if len(name) <= _MAX_NAME:
        return name
    ending = Path(name).suffix if len(Path(name).suffix) <= _MAX_ENDING else ""
    return name[: _MAX_NAME - len(ending)].rstrip() + ending
