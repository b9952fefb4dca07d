"""Copies without personal data: who reads them in a document's place, and which file that is."""

from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.errors import DocumentErased, EvidenceNotFound, NoRedactedCopy
from papi.evidence.models import Evidence, EvidenceFile
from papi.evidence.queries.visibility import require_leaving, visible_to


async def find_redacted(session: AsyncSession, actor: Actor, evidence_id: UUID) -> tuple[Evidence, Unit, EvidenceFile]:
    """The copy of a document's present file, for everybody who would see the document if it held no personal data."""
    actor.require_some("evidence.read")
    seen = or_(visible_to(actor), visible_to(actor, redacted=True))
    statement = select(Evidence, Unit).join(Unit, Unit.id == Evidence.unit_id).where(Evidence.id == evidence_id, seen)
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        raise EvidenceNotFound
    evidence, unit = row
    if evidence.erased_at is not None:
        raise DocumentErased
    file = await session.scalar(
        select(EvidenceFile).where(EvidenceFile.evidence_id == evidence.id, EvidenceFile.number == evidence.redacted_number)
    )
    if file is None:
        raise NoRedactedCopy
    require_leaving(file)
    return evidence, unit, file


async def read_redacted(session: AsyncSession, actor: Actor, evidence_id: UUID) -> dict[str, Any]:
    """What is told of the copy: nothing by which the document's people could be known."""
    evidence, unit, file = await find_redacted(session, actor, evidence_id)
    fields = ("media_type", "size", "sha256", "uploaded_at")
    return {
        "id": evidence.id,
        "unit": {"id": unit.id, "code": unit.code, "name": unit.short_name},
        "of": file.redacts,
        **{name: getattr(file, name) for name in fields},
    }
