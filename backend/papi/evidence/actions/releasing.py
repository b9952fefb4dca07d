"""What capabilities above do with documents that prove something of theirs."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.evidence.models import Evidence, EvidenceFile, EvidenceReader
from papi.kit.db import insert_for


async def release(session: AsyncSession, evidence_ids: Collection[UUID], readers: Collection[tuple[UUID, str]]) -> None:
    """Let supervisors read documents that prove something submitted, and the named units for the named reasons."""
    if not evidence_ids:
        return
    fresh = update(Evidence).where(Evidence.id.in_(evidence_ids), Evidence.released.is_(False)).values(released=True)
    await session.execute(fresh.execution_options(synchronize_session=False))
    await open_to(session, {(evidence_id, unit_id, reason) for evidence_id in evidence_ids for unit_id, reason in readers})


async def open_to(session: AsyncSession, rights: Collection[tuple[UUID, UUID, str]]) -> None:
    """Let units read single documents: each right is a document, a unit and the reason."""
    if rights:
        documents = select(Evidence.id, Evidence.uploaded_at).where(Evidence.id.in_({evidence_id for evidence_id, _unit, _why in rights}))
        uploaded = {row.id: row.uploaded_at for row in await session.execute(documents)}
        rows = [
            {"evidence_id": evidence_id, "unit_id": unit_id, "reason": reason, "uploaded_at": uploaded[evidence_id]}
            for evidence_id, unit_id, reason in sorted(rights)
        ]
        await session.execute(insert_for(session, EvidenceReader).values(rows).on_conflict_do_nothing())


async def count_links(session: AsyncSession, evidence_ids: Collection[UUID], delta: int) -> None:
    """Keep how often documents are used; by SQL, because using a document does not change it."""
    if evidence_ids:
        counted = update(Evidence).where(Evidence.id.in_(evidence_ids)).values(link_count=Evidence.link_count + delta)
        await session.execute(counted.execution_options(synchronize_session=False))


async def note_accepted(session: AsyncSession, files: Mapping[UUID, int]) -> None:
    """Remember which file of each document was accepted with what rests on it; by SQL, because that does not change the document."""
    for number in set(files.values()):
        ids = [evidence_id for evidence_id, accepted in files.items() if accepted == number]
        earlier = or_(Evidence.accepted_version.is_(None), Evidence.accepted_version < number)
        noted = update(Evidence).where(Evidence.id.in_(ids), earlier).values(accepted_version=number)
        await session.execute(noted.execution_options(synchronize_session=False))


async def stored_objects(session: AsyncSession) -> set[UUID]:
    """The ids of all objects that rows speak of: what a sweep of the store leaves alone. What was erased is not among them."""
    return set(await session.scalars(select(EvidenceFile.object_id).where(EvidenceFile.erased_at.is_(None))))
