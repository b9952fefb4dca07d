"""Documents are attached to inspections, and to findings by either side, and taken off again."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.evidence.actions import count_links, release
from papi.evidence.models import Evidence
from papi.inspections import facts
from papi.inspections.errors import DocumentOfOtherSide
from papi.inspections.models import DocumentSide, Finding, FindingEvidence, FindingState, InspectionEvidence
from papi.inspections.queries.documents import linked_to_inspection
from papi.inspections.queries.findings import LoadedFinding, get_finding
from papi.inspections.queries.inspections import get_inspection
from papi.inspections.workflow import FindingStep, InspectionStep, inspector_refusal, is_announced, take_finding, take_inspection
from papi.kit import clock
from papi.kit.db import insert_for
from papi.outbox.facts import record


async def attach_to_inspection(session: AsyncSession, actor: Actor, documents: Sequence[Evidence], inspection_id: UUID) -> None:
    """Attach documents to the inspection itself. Those already there stay as they are; the unit reads them as soon as it knows of it."""
    loaded = await get_inspection(session, actor, inspection_id, lock=True)
    take_inspection(actor, loaded.standing, InspectionStep.ATTACH)
    inspection, present = loaded.inspection, await linked_to_inspection(session, inspection_id)
    added = [document for document in documents if document.id not in present]
    if not added:
        return
    await _link(session, InspectionEvidence, {"inspection_id": inspection_id}, added, actor)
    if is_announced(inspection.kind, inspection.started_at is not None):
        await release(session, [document.id for document in added], [(inspection.unit_id, f"inspection:{inspection_id}")])
    for document in added:
        data = {"title": document.title, "evidence_id": str(document.id)}
        record(session, actor.author, facts.about(facts.DOCUMENT_LINKED, inspection, **data))


async def take_off_inspection(session: AsyncSession, actor: Actor, evidence_id: UUID, inspection_id: UUID) -> None:
    """Take a document off the inspection; the document and the trace of the link stay."""
    loaded = await get_inspection(session, actor, inspection_id, lock=True)
    take_inspection(actor, loaded.standing, InspectionStep.ATTACH)
    if evidence_id not in await linked_to_inspection(session, inspection_id):
        return
    row = await session.get_one(InspectionEvidence, (inspection_id, evidence_id))
    data = await _take_off(session, row, evidence_id)
    record(session, actor.author, facts.about(facts.DOCUMENT_UNLINKED, loaded.inspection, **data))


async def attach_to_finding(session: AsyncSession, actor: Actor, documents: Sequence[Evidence], finding_id: UUID) -> None:
    """Attach documents to a finding, on the side on which the actor stands."""
    loaded = await get_finding(session, actor, finding_id, lock=True)
    await attach(session, actor, documents, loaded, _take_side(actor, loaded))


def _take_side(actor: Actor, loaded: LoadedFinding) -> DocumentSide:
    """Who inspects proves what was found; whoever else may attach is of the unit."""
    take_finding(actor, loaded.standing, FindingStep.ATTACH)
    return DocumentSide.FOUND if inspector_refusal(actor, loaded.of.standing) is None else DocumentSide.REMEDY


async def attach(session: AsyncSession, actor: Actor, documents: Sequence[Evidence], loaded: LoadedFinding, side: DocumentSide) -> None:
    """Attach documents on one side of a finding that is held. What was found the unit reads at once; what it attaches itself is its own
    until it says that it has remedied it."""
    finding, inspection = loaded.finding, loaded.of.inspection
    now = select(FindingEvidence.evidence_id, FindingEvidence.side).where(
        FindingEvidence.finding_id == finding.id, FindingEvidence.unlinked_at.is_(None)
    )
    present = {row.evidence_id: row.side for row in await session.execute(now)}
    if any(present.get(document.id, side) is not side for document in documents):
        raise DocumentOfOtherSide
    added = [document for document in documents if document.id not in present]
    if not added:
        return
    await _link(session, FindingEvidence, {"finding_id": finding.id, "side": side}, added, actor)
    if side is DocumentSide.FOUND:
        await release(session, [document.id for document in added], [(inspection.unit_id, f"finding:{finding.id}")])
    for document in added:
        data = {"title": document.title, "evidence_id": str(document.id)}
        fact = facts.about_finding(facts.PROOF_LINKED, finding, inspection, private=side is DocumentSide.REMEDY, **data)
        record(session, actor.author, fact)


async def take_off_finding(session: AsyncSession, actor: Actor, evidence_id: UUID, finding_id: UUID) -> None:
    """Take a document off a finding; what was sent with a remedy stays there."""
    loaded = await get_finding(session, actor, finding_id, lock=True)
    side = _take_side(actor, loaded)
    row = await session.get(FindingEvidence, (finding_id, evidence_id), populate_existing=True)
    if row is None or row.unlinked_at is not None:
        return
    if row.side is not side:
        raise DocumentOfOtherSide
    data = await _take_off(session, row, evidence_id)
    fact = facts.about_finding(facts.PROOF_UNLINKED, loaded.finding, loaded.of.inspection, private=side is DocumentSide.REMEDY, **data)
    record(session, actor.author, fact)


async def _link(session: AsyncSession, table: Any, of: dict[str, Any], documents: Sequence[Evidence], actor: Actor) -> None:
    linked = {"linked_at": clock.business(), "linked_by": actor.person_id, "unlinked_at": None}
    rows = [{**of, "evidence_id": document.id, **linked} for document in documents]
    key = next(name for name in of if name.endswith("_id"))
    statement = insert_for(session, table).values(rows)
    renewed = {name: value for name, value in of.items() if name != key} | linked
    await session.execute(statement.on_conflict_do_update(index_elements=[key, "evidence_id"], set_=renewed))
    await count_links(session, [document.id for document in documents], 1)


async def _take_off(session: AsyncSession, row: InspectionEvidence | FindingEvidence, evidence_id: UUID) -> dict[str, str | None]:
    row.unlinked_at = clock.business()
    await count_links(session, [evidence_id], -1)
    title = await session.scalar(select(Evidence.title).where(Evidence.id == evidence_id))
    return {"title": title, "evidence_id": str(evidence_id)}


async def touch_findings_holding(session: AsyncSession, evidence_id: UUID) -> None:
    """A document has a new file: findings that wait to be verified move on, so that nobody agrees without having looked again. The remedy
    keeps the file that it was sent with."""
    holding = select(FindingEvidence.finding_id).where(FindingEvidence.evidence_id == evidence_id, FindingEvidence.unlinked_at.is_(None))
    moved = update(Finding).where(Finding.id.in_(holding), Finding.state == FindingState.REMEDIED).values(version=Finding.version + 1)
    await session.execute(moved.execution_options(synchronize_session=False))
