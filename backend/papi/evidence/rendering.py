"""Pictures of pages, made by a process of its own with little memory, little time and nothing else to reach."""

import asyncio
import json
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from papi.kit.errors import Unavailable

_RENDERER = Path(__file__).with_name("renderer.py")
_WALL_SECONDS = 20
_WAIT_SECONDS = 30
_slots = asyncio.Semaphore(2)  # drawing must not take the machine from those who write


class RenderingFailed(Exception):
    """The file cannot be drawn within the limits, or is broken."""


@dataclass(frozen=True)
class Page:
    """One drawn page (WebP) and how many there are. `image` is empty where the page does not exist."""

    pages: int
    image: bytes

    def to_bytes(self) -> bytes:
        return json.dumps({"pages": self.pages}).encode() + b"\n" + self.image

    @classmethod
    def from_bytes(cls, content: bytes) -> "Page":
        head, _, image = content.partition(b"\n")
        return cls(json.loads(head)["pages"], image)


async def render(media_type: str, path: Path, page: int) -> Page:
    """Draw a page, counted from 1; page 0 only counts. Refused with 503 while too many others wait."""
    try:
        await asyncio.wait_for(_slots.acquire(), _WAIT_SECONDS)
    except TimeoutError:
        raise Unavailable from None
    try:
        output = await _output_of(media_type, str(path), str(page))
    finally:
        _slots.release()
    try:
        return Page.from_bytes(output)
    except (ValueError, KeyError):
        raise RenderingFailed from None


async def _output_of(*arguments: str) -> bytes:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        str(_RENDERER),
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(), _WALL_SECONDS)
    except TimeoutError:
        raise RenderingFailed from None
    finally:
        if process.returncode is None:  # too slow, or whoever asked has gone
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode != 0:
        raise RenderingFailed
    return output
