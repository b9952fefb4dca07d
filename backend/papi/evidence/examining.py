"""What a received file is: decided by its content, refused in words, described as it will be kept."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from papi.evidence.errors import FileDisguised, FileEmpty, FileTypeRefused
from papi.evidence.filetypes import DRAWN, HEIC, media_type_of, named_type, with_ending
from papi.evidence.isolation import IsolationFailed
from papi.evidence.receiving import Received
from papi.evidence.rendering import render


@dataclass(frozen=True)
class Examined:
    """A file as it will be kept, beside what arrived. `sha256` and `size` are of what is kept."""

    path: Path
    file_name: str
    media_type: str
    size: int
    sha256: str
    page_count: int | None
    received: Received


async def examine(received: Received) -> Examined:
    """Decide by content what it is; refuses what is empty, of no accepted type, or of another than its name says."""
    if received.size == 0:
        raise FileEmpty
    media_type = await asyncio.to_thread(media_type_of, received.path)
    claimed = named_type(received.file_name)
    if claimed is not None and claimed != media_type:
        raise FileDisguised(name=received.file_name, claimed=Path(received.file_name).suffix[1:].upper())
    if media_type is None:
        raise FileTypeRefused(name=received.file_name)
    return Examined(
        path=received.path,
        file_name=with_ending(received.file_name, media_type),
        media_type=media_type,
        size=received.size,
        sha256=received.sha256,
        page_count=await _count_pages(media_type, received) if media_type in DRAWN else None,
        received=received,
    )


async def _count_pages(media_type: str, received: Received) -> int | None:
    try:
        return (await render(media_type, received.path, 0)).pages
    except IsolationFailed:
        if media_type == HEIC:  # few programs open it: what we cannot turn into a picture proves nothing to a reviewer
            raise FileTypeRefused(name=received.file_name) from None
        return None  # kept as evidence all the same: broken for the renderer is not broken for its reader
