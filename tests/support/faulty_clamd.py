"""A scanner that is there and fails: at one content, or at all of them, as clamd does whose disk is full. It speaks clamd's own words."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

WORDS = "stream: Can't write to temporary file ERROR"


@dataclass
class FaultyClamd:
    """Fails at contents that hold `bad`; with `bad` empty at everything, with None at nothing."""

    socket: Path
    bad: bytes | None
    asked: int = 0

    @property
    def address(self) -> str:
        return f"unix://{self.socket}"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        command = await reader.readuntil(b"\0")
        content = await _content(reader) if command == b"zINSTREAM\0" else b""
        self.asked += 1
        fails = self.bad is not None and self.bad in content
        writer.write((WORDS if fails else "stream: OK").encode() + b"\0")
        await writer.drain()
        writer.close()


async def _content(reader: asyncio.StreamReader) -> bytes:
    content = b""
    while length := int.from_bytes(await reader.readexactly(4)):
        content += await reader.readexactly(length)
    return content


@asynccontextmanager
async def faulty_clamd(socket: Path, bad: bytes | None) -> AsyncGenerator[FaultyClamd]:
    """The scanner, for as long as the block lasts."""
    made = FaultyClamd(socket, bad)
    async with await asyncio.start_unix_server(made.answer, socket):
        yield made
