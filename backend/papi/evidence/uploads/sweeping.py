"""Uploads that nobody went on with are forgotten, with the bytes that were kept of them."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from papi.evidence.storing import Workplace
from papi.evidence.uploads.keeping import clear, forget
from papi.evidence.uploads.models import Upload, UploadPart
from papi.kit import clock
from papi.kit.db import Database

_AT_ONCE = 100
_GRACE = timedelta(hours=1)
"""What began before the upload expired may still be brought to its end: bytes that are on the way, a file that is put together."""


async def drop_expired(place: Workplace) -> int:
    """Forget what has expired; how many uploads."""
    number = 0
    while True:
        async with place.database.writing() as session:  # who goes on with one meanwhile waits for this, or this for them
            expired = select(Upload.id).where(Upload.expires_at <= clock.real() - _GRACE).order_by(Upload.expires_at)
            ids = (await session.scalars(expired.limit(_AT_ONCE).with_for_update(skip_locked=True))).all()
            parts = await forget(session, ids)
        if not ids:
            return number
        await clear(place.storage, parts)
        number += len(ids)


async def acknowledged_parts(database: Database) -> set[UUID]:
    """The ids of all parts that rows speak of, which are in their keys."""
    async with database.reading() as session:
        return set(await session.scalars(select(UploadPart.id)))
