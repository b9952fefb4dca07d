"""Clearing away what a process left that was killed in the middle: files without a row, half-received files; and expired uploads."""

import asyncio
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from papi.evidence.actions import stored_objects
from papi.evidence.previews import PREFIX as PREVIEWS
from papi.evidence.storing import Workplace
from papi.evidence.uploads.models import PREFIX as PARTS
from papi.evidence.uploads.sweeping import acknowledged_parts, drop_expired
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.storage import Storage

_PREFIX = "evidence/"
_SPARED = timedelta(hours=24)  # whoever is still at work on a file has long finished


async def sweep(database: Database, storage: Storage, incoming: Path) -> int:
    """Remove what is older than a day and belongs to nothing, and uploads that have expired; the number of things removed."""
    removed = await drop_expired(Workplace(database, storage, incoming))
    there = [key for prefix in (_PREFIX, PREVIEWS, PARTS) async for key, _size in storage.keys(prefix)]
    async with database.reading() as session:  # after the listing: whatever got its row meanwhile is found here
        wanted = await stored_objects(session)
    wanted |= await acknowledged_parts(database)
    stray = [key for key in there if _is_stray(key, wanted)]
    for key in stray:
        await storage.delete(key)
    return removed + len(stray) + await asyncio.to_thread(_clear, incoming)


def _is_stray(key: str, wanted: set[UUID]) -> bool:
    """Whether it is no longer anybody's, and was not made just now."""
    try:
        object_id = UUID(key.split("/")[2])
    except (ValueError, IndexError):
        return False
    return object_id not in wanted and is_old(object_id)


def is_old(object_id: UUID) -> bool:
    """Whether whoever made it has long finished: a UUIDv7 begins with its moment, in milliseconds."""
    return (object_id.int >> 80) / 1000 < (clock.real() - _SPARED).timestamp()


def _clear(incoming: Path) -> int:
    removed = 0
    for path in incoming.glob("*-*") if incoming.is_dir() else ():
        if path.stat().st_mtime < time.time() - _SPARED.total_seconds():
            path.unlink(missing_ok=True)
            removed += 1
    return removed
