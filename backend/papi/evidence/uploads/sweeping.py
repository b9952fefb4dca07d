"""Uploads that nobody went on with are forgotten, with the bytes that were kept of them."""

from uuid import UUID

from sqlalchemy import select

from papi.evidence.storing import Workplace
from papi.evidence.uploads.keeping import drop
from papi.evidence.uploads.models import Upload, UploadPart
from papi.kit import clock
from papi.kit.db import Database

_AT_ONCE = 100


async def drop_expired(place: Workplace) -> int:
    """Forget what has expired; how many uploads."""
    number = 0
    while True:
        async with place.database.reading() as session:
            expired = select(Upload).where(Upload.expires_at <= clock.real()).order_by(Upload.expires_at).limit(_AT_ONCE)
            uploads = (await session.scalars(expired)).all()
        if not uploads:
            return number
        await drop(place, *uploads)
        number += len(uploads)


async def acknowledged_parts(database: Database) -> set[UUID]:
    """The ids of all parts that rows speak of, which are in their keys."""
    async with database.reading() as session:
        return set(await session.scalars(select(UploadPart.id)))
