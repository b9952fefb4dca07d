"""The documents of inspections and findings, as far as the caller may know them; and what stands in remedies that were sent."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import case, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.models import Evidence, EvidenceFile
from papi.evidence.queries import shown_redacted, told_to, visible_to
from papi.inspections.models import DocumentSide, Finding, FindingEvidence, FindingRemedy, Inspection, InspectionEvidence

Files = Collection[tuple[UUID, int]]


async def documents_of_inspection(session: AsyncSession, actor: Actor, inspection_id: UUID) -> list[dict[str, Any]]:
    """What is attached to the inspection itself, each with its present file."""
    linked = (
        select(Evidence.id, Evidence.file_version)
        .join(InspectionEvidence, InspectionEvidence.evidence_id == Evidence.id)
        .where(InspectionEvidence.inspection_id == inspection_id, InspectionEvidence.unlinked_at.is_(None))
        .order_by(InspectionEvidence.linked_at, Evidence.id)
    )
    files = [(row.id, row.file_version) for row in await session.execute(linked)]
    known = await _told(session, actor, files)
    return [known[file] for file in files]


async def documents_of_findings(session: AsyncSession, actor: Actor, finding_ids: Sequence[UUID]) -> Mapping[UUID, list[dict[str, Any]]]:
    """What is attached to findings now, each with its present file. What the unit has attached and not sent yet is its own alone; what it
    sent stands with its remedies."""
    unit = select(Inspection.unit_id).join(Finding, Finding.inspection_id == Inspection.id)
    own = unit.where(Finding.id == FindingEvidence.finding_id, actor.keeps(Inspection.unit_id)).exists()
    linked = (
        select(FindingEvidence.finding_id, FindingEvidence.side, Evidence.id, Evidence.file_version)
        .join(Evidence, Evidence.id == FindingEvidence.evidence_id)
        .where(FindingEvidence.finding_id.in_(finding_ids), FindingEvidence.unlinked_at.is_(None))
        .where(or_(FindingEvidence.side == DocumentSide.FOUND, own))
        .order_by(FindingEvidence.linked_at, Evidence.id)
    )
    rows = (await session.execute(linked)).all()
    known = await _told(session, actor, [(row.id, row.file_version) for row in rows])
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row.finding_id].append({**known[row.id, row.file_version], "side": row.side})
    return found


async def remedies_of(session: AsyncSession, actor: Actor, finding_ids: Sequence[UUID]) -> Mapping[UUID, list[dict[str, Any]]]:
    """What the unit said of findings, the earliest first, with the files that it sent then."""
    statement = select(FindingRemedy).where(FindingRemedy.finding_id.in_(finding_ids)).order_by(FindingRemedy.number)
    rows = (await session.scalars(statement)).all()
    known = await _told(session, actor, {(UUID(file["id"]), file["number"]) for row in rows for file in row.evidence})
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        sent = [known[UUID(file["id"]), file["number"]] for file in row.evidence]
        names = ("number", "text", "done_on", "sent_at", "answer", "answer_text", "answered_at", "answered_by")
        said = {name: getattr(row, name) for name in names}
        documents = [{**document, "side": DocumentSide.REMEDY} for document in sent]
        found[row.finding_id].append({**said, "sent_by": row.signed, "documents": documents})
    return found


async def _told(session: AsyncSession, actor: Actor, files: Files) -> Mapping[tuple[UUID, int], dict[str, Any]]:
    """Documents by id and number of the file, as the caller may know them."""
    if not files:
        return {}
    rows = await session.execute(
        select(
            Evidence.id,
            *told_to(actor, actor.language, EvidenceFile.file_name),
            shown_redacted(actor),
            Evidence.issued_on,
            EvidenceFile.number.label("file_version"),
            EvidenceFile.media_type,
            EvidenceFile.size,
            # with the hash, who has a copy of a hidden document would know what it is
            case((visible_to(actor), EvidenceFile.sha256), else_=None).label("sha256"),
        )
        .join(Unit, Unit.id == Evidence.unit_id)
        .join(EvidenceFile, EvidenceFile.evidence_id == Evidence.id)
        # by the documents, of which each has few files: SQLite refuses a condition of a thousand alternatives
        .where(Evidence.id.in_({evidence_id for evidence_id, _number in files}))
    )
    wanted = set(files)
    known = {(row.id, row.file_version): dict(row._mapping) for row in rows}  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name
    return {file: told for file, told in known.items() if file in wanted}


async def files_on(session: AsyncSession, finding_id: UUID, side: DocumentSide) -> list[dict[str, Any]]:
    """The documents on one side as a remedy keeps them: each with its present file."""
    statement = (
        select(Evidence.id, Evidence.file_version, Evidence.sha256)
        .join(FindingEvidence, FindingEvidence.evidence_id == Evidence.id)
        .where(FindingEvidence.finding_id == finding_id, FindingEvidence.side == side, FindingEvidence.unlinked_at.is_(None))
        .order_by(FindingEvidence.linked_at, Evidence.id)
    )
    return [{"id": str(row.id), "number": row.file_version, "sha256": row.sha256} for row in await session.execute(statement)]


async def linked_to_inspection(session: AsyncSession, inspection_id: UUID) -> Sequence[UUID]:
    """The documents of the inspection itself."""
    linked = select(InspectionEvidence.evidence_id).where(
        InspectionEvidence.inspection_id == inspection_id, InspectionEvidence.unlinked_at.is_(None)
    )
    return (await session.scalars(linked)).all()
