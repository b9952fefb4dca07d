"""A document is erased: its words and keys in one transaction, its bytes afterwards, as often as it takes."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.evidence.models import Evidence, EvidenceFile, SignatureState
from papi.evidence.previews import previews_of
from papi.evidence.storing import Workplace
from papi.evidence.uploads.keeping import drop
from papi.evidence.uploads.models import Upload
from papi.kit import clock
from papi.kit.db import Base

ERASED_TITLE = "Tài liệu đã xóa"
_NOTHING: dict[str, Any] = {
    "wrapped_key": None,
    "master_key": None,
    "signatures": [],
    "signature_state": SignatureState.NONE,
    "signature_roots": None,
    "review_reason": None,
    "pack": None,
}
"""Without its data key what is encrypted is lost already; who signed, what a reviewer wrote of it and what pack it was is told no more."""


async def mark_erased(session: AsyncSession, evidence: Evidence) -> None:
    """From here on nobody reads it. Its rows keep hashes, sizes, days and who uploaded them."""
    now = clock.business()
    evidence.erased_at, evidence.title, evidence.file_name = now, ERASED_TITLE, ""
    evidence.document_number = evidence.issuing_body = evidence.expires_on = evidence.review_reason = None
    evidence.flags = []
    gone = update(EvidenceFile).where(EvidenceFile.evidence_id == evidence.id).values(erased_at=now, file_name="", flags=[], **_NOTHING)
    await session.execute(gone.execution_options(synchronize_session=False))
    await forget_derived(session, evidence.id)


async def forget_derived(session: AsyncSession, evidence_id: UUID) -> None:
    """Take away what was read out of its files, whatever it is: texts, marks, likenesses. Such rows refer to the files' own."""
    files = select(EvidenceFile.id).where(EvidenceFile.evidence_id == evidence_id)
    own = EvidenceFile.__table__.c["id"]
    for table in Base.metadata.tables.values():
        for column in table.columns:
            if any(key.column is own for key in column.foreign_keys):
                await session.execute(delete(table).where(column.in_(files)))


async def erase_bytes(place: Workplace, evidence_id: UUID) -> None:
    """Take away all that the store and this machine hold of an erased document. What is gone already is not missed."""
    async with place.database.reading() as session:
        of_it = or_(Upload.target_id == evidence_id, Upload.evidence_id == evidence_id)
        uploads = (await session.scalars(select(Upload).where(of_it))).all()
        gone = EvidenceFile.evidence_id == evidence_id, EvidenceFile.erased_at.is_not(None)
        files = (await session.scalars(select(EvidenceFile).where(*gone))).all()
    if uploads:
        await drop(place, *uploads)
    for file in files:
        await place.storage.delete(file.key)
        for drawn in [path async for path, _size in place.storage.keys(previews_of(file.object_id))]:
            await place.storage.delete(drawn)
