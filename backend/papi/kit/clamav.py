"""The virus scanner's daemon, clamd, asked over its socket; files go to it as a stream, so that it needs no access to the store."""

import asyncio
import socket
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

_ANSWER_SECONDS = 5  # it answers such questions at once, or is not there
_READY_SECONDS = 1  # whoever asks whether we are ready waits no longer than that for somebody else
_SCAN_SECONDS = 300  # it gives up by itself long before
_LONGEST_NAME = 120
_LONGEST_REPLY = 4096


class ScannerSilent(Exception):
    """The scanner is not there, or in trouble of its own: nothing is known of the file."""


class ScannerFailed(Exception):
    """The scanner is there and says that it failed: at this content, or at whatever it is given."""


class Outcome(StrEnum):
    CLEAN = "clean"
    FOUND = "found"
    UNSCANNED = "unscanned"


class Unscanned(StrEnum):
    """Why the scanner never says anything of a file."""

    TOO_LARGE = "too_large"
    ENCRYPTED = "encrypted"
    FAILING = "scanner_failed"


class Verdict(NamedTuple):
    """What the scanner says of a content. `name` is what was found, or why (`Unscanned`) it was not looked at."""

    outcome: Outcome
    name: str | None = None


# what clamd calls a finding where it says (AlertExceedsMax, AlertEncrypted) that it did not look at everything
_NOT_LOOKED_AT = {"Heuristics.Limits.Exceeded": Unscanned.TOO_LARGE, "Heuristics.Encrypted": Unscanned.ENCRYPTED}


class Scanner:
    """A clamd at `unix:///path` or `tcp://host:port`."""

    def __init__(self, address: str) -> None:
        self.address = address

    async def version(self, seconds: float = _ANSWER_SECONDS) -> str:
        """Its name, version and, if it has official signatures, their number and day."""
        async with self._asked(b"zVERSION\0", seconds) as line:
            return await _reply(line)

    async def answers(self) -> bool:
        """Whether it is there, said at once."""
        try:
            return bool(await self.version(_READY_SECONDS))
        except ScannerSilent:
            return False

    async def works(self) -> bool:
        """Whether it can say anything at all, of a few bytes that harm nobody."""
        try:
            return (await self.scan(_harmless())).outcome is Outcome.CLEAN
        except (ScannerSilent, ScannerFailed):
            return False

    async def scan(self, content: AsyncIterator[bytes]) -> Verdict:
        """What it finds in the bytes; failures to read them are the caller's own."""
        async with self._asked(b"zINSTREAM\0", _SCAN_SECONDS) as line:
            whole = False
            with suppress(_HungUp):  # then it has heard enough, and its reply says why
                async for piece in content:
                    if piece:  # nothing at all would tell it that this was the end
                        await _send(line, len(piece).to_bytes(4) + piece)
                await _send(line, bytes(4))
                whole = True
            verdict = _verdict(await _reply(line))
            if verdict.outcome is Outcome.CLEAN and not whole:
                raise ScannerSilent(f"{self.address}: it hung up before it had heard everything")
            return verdict

    @asynccontextmanager
    async def _asked(self, command: bytes, seconds: float) -> AsyncGenerator[socket.socket]:
        """A connection on which the command was given. On sockets themselves, because a stream of asyncio forgets what the scanner has
        said when it is still being written to."""
        try:
            async with asyncio.timeout(seconds):
                with await self._connected() as line:
                    await _send(line, command)
                    yield line
        except (ConnectionError, TimeoutError, _HungUp) as error:
            raise ScannerSilent(f"{self.address}: {str(error) or 'no answer'}") from None

    async def _connected(self) -> socket.socket:
        loop, url = asyncio.get_running_loop(), urlsplit(self.address)
        try:
            if url.scheme == "unix":
                family, address = socket.AF_UNIX, url.path
            else:
                found = await loop.getaddrinfo(url.hostname, url.port, type=socket.SOCK_STREAM)
                family, address = found[0][0], found[0][4]
            line = socket.socket(family, socket.SOCK_STREAM)
            line.setblocking(False)
            try:
                await loop.sock_connect(line, address)
            except BaseException:
                line.close()
                raise
        except OSError as error:
            raise ScannerSilent(f"{self.address}: {error}") from None
        return line


class _HungUp(Exception):
    """The scanner listens no longer."""


async def _harmless() -> AsyncIterator[bytes]:
    yield b"Does it work?"


async def _send(line: socket.socket, content: bytes) -> None:
    try:
        await asyncio.get_running_loop().sock_sendall(line, content)
    except ConnectionError as error:
        raise _HungUp(str(error)) from None


async def _reply(line: socket.socket) -> str:
    """What it says. A reply ends with a zero; who waits for more than that learns only that the line was cut, where a file is too large."""
    said = b""
    while len(said) < _LONGEST_REPLY and not said.endswith(b"\0"):
        part = await asyncio.get_running_loop().sock_recv(line, _LONGEST_REPLY)
        if not part:
            break
        said += part
    return said.rstrip(b"\0\n").decode(errors="replace")


def _verdict(reply: str) -> Verdict:
    if reply.startswith("INSTREAM size limit exceeded"):
        return Verdict(Outcome.UNSCANNED, Unscanned.TOO_LARGE)
    said, _, word = reply.removeprefix("stream: ").rpartition(" ")
    if word == "OK":
        return Verdict(Outcome.CLEAN)
    if word == "ERROR":
        raise ScannerFailed(reply[:_LONGEST_NAME])
    if word != "FOUND":
        raise ScannerSilent(reply[:_LONGEST_NAME] or "it hung up without a word")
    for beginning, reason in _NOT_LOOKED_AT.items():
        if said.startswith(beginning):
            return Verdict(Outcome.UNSCANNED, reason)
    return Verdict(Outcome.FOUND, said[:_LONGEST_NAME])
