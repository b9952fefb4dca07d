"""The rows of uploads: who may go on with one, how far it is, and its end. Short transactions; bytes are elsewhere."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.evidence.storing import Workplace
from papi.evidence.uploads.errors import OffsetMismatch, UploadExpired, UploadNotFound
from papi.evidence.uploads.models import Upload, UploadPart
from papi.kit import clock
from papi.kit.storage import Storage

LASTS = timedelta(days=3)
"""How long an upload waits for its next bytes, and is known after its end; longer than a weekend without network."""


async def find_upload(place: Workplace, actor: Actor, upload_id: UUID) -> Upload:
    """An upload of the actor, in the membership in which it was begun; nobody else knows of it."""
    mine = (Upload.id == upload_id, Upload.person_id == actor.person_id, Upload.membership_id == actor.membership_id)
    async with place.database.reading() as session:
        upload = await session.scalar(select(Upload).where(*mine))
    if upload is None:
        raise UploadNotFound
    if upload.expires_at <= clock.real():
        raise UploadExpired
    return upload


async def keep(place: Workplace, upload: Upload, parts: Sequence[UploadPart]) -> None:
    """Acknowledge parts that are in the store; of two who bring bytes for one offset the second is refused."""
    start, end = parts[0].start, parts[-1].start + parts[-1].size
    async with place.database.writing() as session:
        expires = await _move(session, upload.id, start, {"received": end})
        session.add_all(parts)
    upload.received, upload.expires_at = end, expires


async def close(session: AsyncSession, evidence_id: UUID, upload: Upload) -> None:
    """Say what a whole upload has become, in the transaction in which it becomes it: so it does once."""
    await _move(session, upload.id, upload.received, {"received": upload.length, "evidence_id": evidence_id})
    await session.execute(delete(UploadPart).where(UploadPart.upload_id == upload.id))


async def _move(session: AsyncSession, upload_id: UUID, start: int, values: dict[str, object]) -> datetime:
    """Go on from `start`, and wait anew from now; until when."""
    expires = clock.real() + LASTS
    moved = (
        update(Upload)
        .where(Upload.id == upload_id, Upload.received == start, Upload.evidence_id.is_(None))
        .values(**values, expires_at=expires)
        .returning(Upload.id)
    )
    if (await session.execute(moved.execution_options(synchronize_session=False))).scalar_one_or_none() is None:
        raise OffsetMismatch
    return expires


async def parts_of(place: Workplace, upload: Upload) -> Sequence[UploadPart]:
    """The acknowledged parts, from the first byte to the last."""
    async with place.database.reading() as session:
        statement = select(UploadPart).where(UploadPart.upload_id == upload.id).order_by(UploadPart.start)
        return (await session.scalars(statement)).all()


async def drop(place: Workplace, *uploads: Upload) -> None:
    """Forget uploads and their bytes: rows first, for a row never speaks of bytes that are gone."""
    async with place.database.writing() as session:
        parts = await forget(session, [upload.id for upload in uploads])
    await clear(place.storage, parts)


async def refuse(place: Workplace, upload: Upload) -> None:
    """Forget an upload whose file is refused, unless somebody else has moved or ended it meanwhile: then that is what is told."""
    async with place.database.writing() as session:
        unmoved = select(Upload.id).where(Upload.id == upload.id, Upload.received == upload.received, Upload.evidence_id.is_(None))
        if await session.scalar(unmoved.with_for_update(key_share=True)) is None:
            raise OffsetMismatch
        parts = await forget(session, [upload.id])
    await clear(place.storage, parts)


async def forget(session: AsyncSession, ids: Sequence[UUID]) -> Sequence[UploadPart]:
    """Take the rows of uploads away; the parts of which no row speaks any longer."""
    parts = (await session.scalars(select(UploadPart).where(UploadPart.upload_id.in_(ids)))).all()
    await session.execute(delete(UploadPart).where(UploadPart.upload_id.in_(ids)).execution_options(synchronize_session=False))
    await session.execute(delete(Upload).where(Upload.id.in_(ids)).execution_options(synchronize_session=False))
    return parts


async def clear(storage: Storage, parts: Sequence[UploadPart]) -> None:
    """Take the bytes of parts out of the store. What is left of them by a process that ends here is swept."""
    for part in parts:
        await storage.delete(part.key)


async def clear_in_any_case(storage: Storage, parts: Sequence[UploadPart]) -> None:
    """The same for whoever is told to stop, or has failed already."""
    await asyncio.shield(asyncio.gather(clear(storage, parts), return_exceptions=True))
