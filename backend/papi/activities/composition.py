"""What activities lend to the floors below: how documents are attached to them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.activities.actions.documents import link_documents, unlink_document
from papi.activities.models import Activity, ActivityEvidence
from papi.activities.queries.activities import visible_to
from papi.activities.words import KIND_WORDS
from papi.activities.workflow import EDIT
from papi.directory.models import Unit
from papi.evidence.models import Evidence
from papi.kit.text import format_day, spoken


class ActivityLinker:
    """Attaches evidence to activities (`activity`)."""

    permission = EDIT

    async def link(self, session: AsyncSession, actor: Actor, evidence: Sequence[Evidence], target_id: UUID) -> None:
        await link_documents(session, actor, evidence, target_id)

    async def unlink(self, session: AsyncSession, actor: Actor, evidence_id: UUID, target_id: UUID) -> None:
        await unlink_document(session, actor, evidence_id, target_id)

    async def replaced(self, session: AsyncSession, evidence_id: UUID) -> None:
        """An activity is sent to nobody, so nobody could send a file unseen; a report that holds the document minds for itself."""

    def linked(self, target_id: UUID) -> Select[UUID]:
        """The ids of the documents that an activity holds now."""
        return select(ActivityEvidence.evidence_id).where(ActivityEvidence.activity_id == target_id, ActivityEvidence.unlinked_at.is_(None))

    async def uses(self, session: AsyncSession, actor: Actor, evidence_id: UUID) -> list[dict[str, Any]]:
        """The activities that hold the document, for whoever may see them."""
        rows = await session.execute(
            select(Activity.id, Activity.kind, Activity.title, Activity.ends_on, Unit.short_name)
            .join(ActivityEvidence, ActivityEvidence.activity_id == Activity.id)
            .join(Unit, Unit.id == Activity.unit_id)
            .where(ActivityEvidence.evidence_id == evidence_id, ActivityEvidence.unlinked_at.is_(None), visible_to(actor))
            .order_by(Activity.ends_on.desc(), Activity.id)
        )
        return [
            {
                "type": "activity",
                "id": row.id,
                "report_id": None,
                "label": f"{spoken(KIND_WORDS, row.kind, actor.language)} {format_day(row.ends_on)}: {row.title}",
                "unit": row.short_name,
                "accepted_version": None,
            }
            for row in rows
        ]

    async def periods(self, session: AsyncSession, evidence_ids: Collection[UUID]) -> Mapping[UUID, Sequence[str]]:
        """An activity belongs to no reporting period of itself."""
        return {}
