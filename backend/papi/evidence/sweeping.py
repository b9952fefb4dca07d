"""Clearing away what a process left that was killed in the middle: files without a row, half-received files; and expired uploads."""

import asyncio
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from papi.evidence.actions import stored_keys
from papi.evidence.storing import Workplace
from papi.evidence.uploads.models import PREFIX
from papi.evidence.uploads.sweeping import acknowledged_keys, drop_expired
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.storage import Storage

_PREFIX = "evidence/"
_SPARED = timedelta(hours=24)  # whoever is still at work on a file has long finished


async def sweep(database: Database, storage: Storage, incoming: Path) -> int:
    """Remove what is older than a day and belongs to nothing, and uploads that have expired; the number of things removed."""
    removed = await drop_expired(Workplace(database, storage, incoming))
    there = [key for prefix in (_PREFIX, PREFIX) async for key, _size in storage.keys(prefix)]
    async with database.reading() as session:  # after the listing: whatever got its row meanwhile is found here
        wanted = {Storage.key(file_id) for file_id in await stored_keys(session)}
    wanted |= await acknowledged_keys(database)
    stray = [key for key in there if key not in wanted and _is_old(key)]
    for key in stray:
        await storage.delete(key)
    return removed + len(stray) + await asyncio.to_thread(_clear, incoming)


def _is_old(key: str) -> bool:
    try:
        made = UUID(key.rpartition("/")[2]).int >> 80  # a UUIDv7 begins with its moment, in milliseconds
    except ValueError:
        return False
    return made / 1000 < (clock.real() - _SPARED).timestamp()


def _clear(incoming: Path) -> int:
    removed = 0
    for path in incoming.glob("*-*") if incoming.is_dir() else ():
        if path.stat().st_mtime < time.time() - _SPARED.total_seconds():
            path.unlink(missing_ok=True)
            removed += 1
    return removed
