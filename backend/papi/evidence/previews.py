"""Pages as pictures: drawn once, then kept in the store beside the files, because a file never changes."""

import asyncio
import tempfile
from contextlib import suppress
from pathlib import Path

from obstore.exceptions import BaseError as StoreError

from papi.evidence.models import EvidenceFile
from papi.evidence.rendering import Page, render
from papi.evidence.storing import Workplace
from papi.kit.storage import Storage

PREFIX = "preview/"


async def draw_page(place: Workplace, file: EvidenceFile, page: int) -> Page:
    """A page of a file; one that does not exist has no image."""
    key = f"{PREFIX}{file.id.hex[-2:]}/{file.id.hex}/{page}"
    with suppress(FileNotFoundError):
        return Page.from_bytes(b"".join([part async for part in place.storage.read(key)]))
    drawn = await _draw(place, file, page)
    if drawn.image:
        with suppress(OSError, StoreError):  # a full disk keeps nobody from reading
            await place.storage.put(key, drawn.to_bytes())
    return drawn


async def _draw(place: Workplace, file: EvidenceFile, page: int) -> Page:
    await asyncio.to_thread(place.incoming.mkdir, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.incoming, prefix="preview-") as target:
        async for part in place.storage.read(Storage.key(file.id)):
            await asyncio.to_thread(target.write, part)
        await asyncio.to_thread(target.flush)
        return await render(file.media_type, Path(target.name), page)
