"""Pictures of pages, made by a process of its own with little memory, little time and nothing else to reach.

Run as `python -m papi.evidence.rendering MEDIA_TYPE PATH PAGE`: writes a JSON line with the number of pages, then a PNG.
"""

import asyncio
import io
import json
import resource
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WIDTH = 1200
_CPU_SECONDS = 10
_MEMORY = 1536 * 1024 * 1024
_WALL_SECONDS = 20
_MAX_PIXELS = 80_000_000


class RenderingFailed(Exception):
    """The file cannot be drawn within the limits, or is broken."""


@dataclass(frozen=True)
class Page:
    """One drawn page (PNG) and how many there are. `image` is empty where the page does not exist."""

    pages: int
    image: bytes


async def render(media_type: str, path: Path, page: int) -> Page:
    """Draw a page, counted from 1; page 0 only counts."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        str(Path(__file__)),
        media_type,
        str(path),
        str(page),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(), _WALL_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise RenderingFailed from None
    head, _, image = output.partition(b"\n")
    if process.returncode != 0 or not head:
        raise RenderingFailed
    return Page(json.loads(head)["pages"], image)


def _confine() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _draw_pdf(path: str, page: int) -> tuple[int, Any]:
    import pypdfium2  # noqa: PLC0415 - only this process needs it, and only for PDFs

    document = pypdfium2.PdfDocument(path)
    if not 1 <= page <= len(document):
        return len(document), None
    sheet = document[page - 1]
    scale = min(WIDTH / max(sheet.get_width(), 1), 4)
    return len(document), sheet.render(scale=scale).to_pil()


def _draw_picture(path: str, page: int) -> tuple[int, Any]:
    from PIL import Image, ImageOps  # noqa: PLC0415 - only this process needs it

    Image.MAX_IMAGE_PIXELS = _MAX_PIXELS
    with Image.open(path) as opened:
        if page != 1:
            opened.verify()
            return 1, None
        opened.draft("RGB", (WIDTH, WIDTH))
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    picture.thumbnail((WIDTH, WIDTH * 2))
    return 1, picture


def main(arguments: list[str]) -> None:
    """Draw as told, confined."""
    media_type, path, page = arguments
    _confine()
    pages, picture = (_draw_pdf if media_type == "application/pdf" else _draw_picture)(path, int(page))
    image = io.BytesIO()
    if picture is not None:
        picture.save(image, "PNG")
    sys.stdout.buffer.write(json.dumps({"pages": pages}).encode() + b"\n" + image.getvalue())


if __name__ == "__main__":
    main(sys.argv[1:])
