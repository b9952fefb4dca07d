"""What unit plans lend to the floors below: how documents are attached to them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.models import Evidence
from papi.plans.models import Plan
from papi.unit_plans.actions.writing import link_documents, touch_plans_holding, unlink_document
from papi.unit_plans.facts import label_of
from papi.unit_plans.models import UnitPlan, UnitPlanEvidence, UnitPlanVersion
from papi.unit_plans.queries.plans import visible_to
from papi.unit_plans.queries.rows import latest_accepted


class UnitPlanLinker:
    """Attaches evidence to unit plans (`unit_plan`)."""

    permission = "unit_plan.edit"

    async def link(self, session: AsyncSession, actor: Actor, evidence: Sequence[Evidence], target_id: UUID) -> None:
        await link_documents(session, actor, evidence, target_id)

    async def unlink(self, session: AsyncSession, actor: Actor, evidence_id: UUID, target_id: UUID) -> None:
        await unlink_document(session, actor, evidence_id, target_id)

    async def replaced(self, session: AsyncSession, evidence_id: UUID) -> None:
        """Plans that are being written and hold the document move on, so nobody sends a file they have not seen."""
        await touch_plans_holding(session, evidence_id)

    def linked(self, target_id: UUID) -> Select[UUID]:
        """The ids of the documents that a plan holds now."""
        return select(UnitPlanEvidence.evidence_id).where(
            UnitPlanEvidence.unit_plan_id == target_id, UnitPlanEvidence.unlinked_at.is_(None)
        )

    async def uses(self, session: AsyncSession, actor: Actor, evidence_id: UUID) -> list[dict[str, Any]]:
        """The plans that hold the document, for whoever may see them."""
        rows = await session.execute(
            select(UnitPlan.id, Plan.year, Unit.short_name, UnitPlanVersion.evidence)
            .join(UnitPlanEvidence, UnitPlanEvidence.unit_plan_id == UnitPlan.id)
            .join(Unit, Unit.id == UnitPlan.unit_id)
            .join(Plan, Plan.id == UnitPlan.plan_id)
            .outerjoin(UnitPlanVersion, latest_accepted())
            .where(UnitPlanEvidence.evidence_id == evidence_id, UnitPlanEvidence.unlinked_at.is_(None), visible_to(actor))
            .order_by(Plan.year.desc(), Unit.sort)
        )
        return [
            {
                "type": "unit_plan",
                "id": row.id,
                "report_id": None,
                "label": label_of(row.short_name, row.year),
                "unit": row.short_name,
                "accepted_version": next((file["number"] for file in row.evidence or () if file["id"] == str(evidence_id)), None),
            }
            for row in rows
        ]

    async def periods(self, session: AsyncSession, evidence_ids: Collection[UUID]) -> Mapping[UUID, Sequence[str]]:
        """A unit plan is of a year, and belongs to no reporting period."""
        return {}
