"""What inspections lend to the floors below: how documents are attached to them and to findings, and who may comment on a finding."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.comments.subjects import Subject
from papi.evidence.models import Evidence
from papi.inspections.actions.attaching import (
    attach_to_finding,
    attach_to_inspection,
    take_off_finding,
    take_off_inspection,
    touch_findings_holding,
)
from papi.inspections.facts import finding_label, label_of
from papi.inspections.models import FindingEvidence, InspectionEvidence
from papi.inspections.queries.findings import get_finding
from papi.inspections.queries.uses import accepted_version, list_finding_links, list_inspection_links


class InspectionLinker:
    """Attaches evidence to inspections (`inspection`): decisions, records, conclusions."""

    permission = "inspection.manage"

    async def link(self, session: AsyncSession, actor: Actor, evidence: Sequence[Evidence], target_id: UUID) -> None:
        await attach_to_inspection(session, actor, evidence, target_id)

    async def unlink(self, session: AsyncSession, actor: Actor, evidence_id: UUID, target_id: UUID) -> None:
        await take_off_inspection(session, actor, evidence_id, target_id)

    async def replaced(self, session: AsyncSession, evidence_id: UUID) -> None:
        """Nobody agrees to an inspection's own documents: there is nothing to look at again."""

    def linked(self, target_id: UUID) -> Select[UUID]:
        """The ids of the documents that the inspection holds now."""
        return select(InspectionEvidence.evidence_id).where(
            InspectionEvidence.inspection_id == target_id, InspectionEvidence.unlinked_at.is_(None)
        )

    async def uses(self, session: AsyncSession, actor: Actor, evidence_id: UUID) -> list[dict[str, Any]]:
        """The inspections that hold the document, for whoever may see them."""
        return [
            {
                "type": "inspection",
                "id": row.inspection_id,
                "report_id": None,
                "label": label_of(row.title, row.Unit.short_name),
                "unit": row.Unit.short_name,
                "accepted_version": None,
            }
            for row in await list_inspection_links(session, actor, [evidence_id])
        ]

    async def periods(self, session: AsyncSession, evidence_ids: Collection[UUID]) -> Mapping[UUID, Sequence[str]]:
        """An inspection belongs to no reporting period."""
        return {}


class FindingLinker:
    """Attaches evidence to findings (`finding`): of who inspects, to what was found; of the unit, to what it remedied."""

    permission = "finding.remedy"

    async def link(self, session: AsyncSession, actor: Actor, evidence: Sequence[Evidence], target_id: UUID) -> None:
        await attach_to_finding(session, actor, evidence, target_id)

    async def unlink(self, session: AsyncSession, actor: Actor, evidence_id: UUID, target_id: UUID) -> None:
        await take_off_finding(session, actor, evidence_id, target_id)

    async def replaced(self, session: AsyncSession, evidence_id: UUID) -> None:
        """Findings that wait to be verified move on, so that nobody agrees to a file that was not looked at."""
        await touch_findings_holding(session, evidence_id)

    def linked(self, target_id: UUID) -> Select[UUID]:
        """The ids of the documents that the finding holds now."""
        return select(FindingEvidence.evidence_id).where(FindingEvidence.finding_id == target_id, FindingEvidence.unlinked_at.is_(None))

    async def uses(self, session: AsyncSession, actor: Actor, evidence_id: UUID) -> list[dict[str, Any]]:
        """The findings that hold the document, for whoever may see them."""
        return [
            {
                "type": "finding",
                "id": row.finding_id,
                "report_id": None,
                "label": finding_label(row.title, row.Unit.short_name, row.number),
                "unit": row.Unit.short_name,
                "accepted_version": accepted_version(row),
            }
            for row in await list_finding_links(session, actor, [evidence_id])
        ]

    async def periods(self, session: AsyncSession, evidence_ids: Collection[UUID]) -> Mapping[UUID, Sequence[str]]:
        """Nor does a finding."""
        return {}


async def finding_subject(session: AsyncSession, actor: Actor, finding_id: UUID) -> Subject:
    """A finding as the subject of comments; refused like the finding itself. Both sides are told."""
    loaded = await get_finding(session, actor, finding_id)
    inspection = loaded.of.inspection
    label = finding_label(inspection.title, loaded.of.unit.short_name, loaded.finding.number)
    return Subject(inspection.unit_id, label, sorted({inspection.unit_id, inspection.inspecting_unit_id} - {actor.unit_id}))
