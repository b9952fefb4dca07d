"""Pages as pictures: drawn once, then kept in the store beside the files, because a file never changes."""

from contextlib import suppress
from time import monotonic
from uuid import UUID

from obstore.exceptions import BaseError as StoreError

from papi.evidence.isolation import IsolationFailed
from papi.evidence.models import EvidenceFile
from papi.evidence.rendering import Page, render
from papi.evidence.storing import Workplace, laid_out
from papi.kit.encryption import cipher_of

PREFIX = "preview/"
_MOST_FAILED = 1000
_FAILED_SECONDS = 3600.0  # a page that was good may have failed on a machine that was too busy
_failed: dict[str, float] = {}
"""When pages could not be drawn, the latest last: nobody waits for them again soon. A later version has other keys."""


def previews_of(object_id: UUID) -> str:
    """Where the pages of a file lie: under its object, with which they are forgotten, and encrypted with its key."""
    return f"{PREFIX}{object_id.hex[-2:]}/{object_id.hex}/"


async def draw_page(place: Workplace, file: EvidenceFile, page: int) -> Page:
    """A page of a file; one that does not exist has no image."""
    key, cipher = f"{previews_of(file.object_id)}{page}", cipher_of(place.storage, file)
    with suppress(FileNotFoundError):
        return Page.from_bytes(b"".join([part async for part in place.storage.read(key, cipher=cipher)]))
    if _failed_lately(key):
        raise IsolationFailed
    try:
        drawn = await _draw(place, file, page)
    except IsolationFailed:
        _note_failed(key)
        raise
    if drawn.image:
        with suppress(OSError, StoreError):  # a full disk keeps nobody from reading
            await place.storage.put(key, drawn.to_bytes(), cipher)
    return drawn


def _failed_lately(key: str) -> bool:
    return key in _failed and monotonic() - _failed[key] < _FAILED_SECONDS


def _note_failed(key: str) -> None:
    _failed.pop(key, None)
    _failed[key] = monotonic()
    if len(_failed) > _MOST_FAILED:
        del _failed[next(iter(_failed))]


async def _draw(place: Workplace, file: EvidenceFile, page: int) -> Page:
    async with laid_out(place, file) as path:
        return await render(file.media_type, path, page)
