"""What documents prove of inspections, as far as the caller may know: the inspection itself, and findings on either side."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.inspections.models import DocumentSide, Finding, FindingEvidence, FindingRemedy, FindingState, Inspection, InspectionEvidence
from papi.inspections.queries.findings import last_remedy
from papi.inspections.queries.inspections import visible_to
from papi.kit.types import AnyRow, AnySelect

_OF = (Inspection.id.label("inspection_id"), Inspection.title, Inspection.starts_on)


def known_side(actor: Actor) -> ColumnElement[bool]:
    """The documents of findings that the actor knows of: those of the own unit's remedies, others' once they were sent. Joins both
    tables and the last remedy."""
    sent = FindingEvidence.linked_at <= FindingRemedy.sent_at
    return or_(FindingEvidence.side == DocumentSide.FOUND, actor.keeps(Inspection.unit_id), sent)


def of_inspections(actor: Actor) -> AnySelect:
    """Links of documents to inspections that the actor sees."""
    return (
        select(InspectionEvidence.evidence_id, *_OF, Unit)
        .join(Inspection, Inspection.id == InspectionEvidence.inspection_id)
        .join(Unit, Unit.id == Inspection.unit_id)
        .where(InspectionEvidence.unlinked_at.is_(None), visible_to(actor))
    )


def of_findings(actor: Actor) -> AnySelect:
    """Links of documents to findings that the actor sees, with the state and what was sent last."""
    return (
        select(
            FindingEvidence.evidence_id,
            Finding.id.label("finding_id"),
            Finding.number,
            Finding.text,
            Finding.state,
            FindingEvidence.side,
            FindingRemedy.evidence,
            *_OF,
            Unit,
        )
        .join(Finding, Finding.id == FindingEvidence.finding_id)
        .join(Inspection, Inspection.id == Finding.inspection_id)
        .join(Unit, Unit.id == Inspection.unit_id)
        .outerjoin(FindingRemedy, last_remedy())
        .where(FindingEvidence.unlinked_at.is_(None), visible_to(actor), known_side(actor))
    )


async def list_inspection_links(session: AsyncSession, actor: Actor, evidence_ids: Collection[UUID]) -> list[AnyRow]:
    """These links of documents, the latest inspection first."""
    statement = of_inspections(actor).where(InspectionEvidence.evidence_id.in_(evidence_ids))
    return list(await session.execute(statement.order_by(Inspection.starts_on.desc(), Unit.sort)))


async def list_finding_links(session: AsyncSession, actor: Actor, evidence_ids: Collection[UUID]) -> list[AnyRow]:
    """The same of findings."""
    statement = of_findings(actor).where(FindingEvidence.evidence_id.in_(evidence_ids))
    return list(await session.execute(statement.order_by(Inspection.starts_on.desc(), Unit.sort, Finding.number)))


def accepted_version(row: AnyRow) -> int | None:
    """The file of the document with which a remedy was verified."""
    sent: list[dict[str, Any]] = row.evidence or []
    if row.state is not FindingState.VERIFIED or row.side is not DocumentSide.REMEDY:
        return None
    return next((file["number"] for file in sent if file["id"] == str(row.evidence_id)), None)


def documents_of(actor: Actor, inspection_id: UUID) -> CompoundSelect[UUID]:
    """The ids of the documents of an inspection and of its findings."""
    of_itself = of_inspections(actor).where(Inspection.id == inspection_id).with_only_columns(InspectionEvidence.evidence_id)
    of_found = of_findings(actor).where(Inspection.id == inspection_id).with_only_columns(FindingEvidence.evidence_id)
    return of_itself.union(of_found)
