"""Pages as pictures: drawn once, then kept in the store beside the files, because a file never changes."""

from contextlib import suppress
from uuid import UUID

from obstore.exceptions import BaseError as StoreError

from papi.evidence.models import EvidenceFile
from papi.evidence.rendering import Page, render
from papi.evidence.storing import Workplace, laid_out
from papi.kit.encryption import cipher_of

PREFIX = "preview/"


def previews_of(object_id: UUID) -> str:
    """Where the pages of a file lie: under its object, with which they are forgotten, and encrypted with its key."""
    return f"{PREFIX}{object_id.hex[-2:]}/{object_id.hex}/"


async def draw_page(place: Workplace, file: EvidenceFile, page: int) -> Page:
    """A page of a file; one that does not exist has no image."""
    key, cipher = f"{previews_of(file.object_id)}{page}", cipher_of(place.storage, file)
    with suppress(FileNotFoundError):
        return Page.from_bytes(b"".join([part async for part in place.storage.read(key, cipher=cipher)]))
    drawn = await _draw(place, file, page)
    if drawn.image:
        with suppress(OSError, StoreError):  # a full disk keeps nobody from reading
            await place.storage.put(key, drawn.to_bytes(), cipher)
    return drawn


async def _draw(place: Workplace, file: EvidenceFile, page: int) -> Page:
    async with laid_out(place, file) as path:
        return await render(file.media_type, path, page)
