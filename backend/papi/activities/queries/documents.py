"""The documents of an activity, as far as the reader may know them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import case, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.activities.models import ActivityEvidence
from papi.directory.models import Unit
from papi.evidence.models import Evidence
from papi.evidence.queries import shown_redacted, told_to, visible_to
from papi.kit.types import AnyRow


async def read_documents(session: AsyncSession, actor: Actor, activity_id: UUID) -> list[dict[str, Any]]:
    """What is attached, in the order in which it was."""
    rows = await session.execute(
        select(
            Evidence.id,
            *told_to(actor, actor.language),
            shown_redacted(actor),
            Evidence.media_type,
            Evidence.size,
            Evidence.unit_id,
            case((visible_to(actor), Evidence.erased_at.is_(None)), else_=False).label("readable"),
        )
        .join(ActivityEvidence, ActivityEvidence.evidence_id == Evidence.id)
        .join(Unit, Unit.id == Evidence.unit_id)
        .where(ActivityEvidence.activity_id == activity_id, ActivityEvidence.unlinked_at.is_(None))
        .order_by(ActivityEvidence.linked_at, ActivityEvidence.evidence_id)
    )
    return [_document(actor, row) for row in rows]


def _document(actor: Actor, row: AnyRow) -> dict[str, Any]:
    told = ("id", "title", "file_name", "document_number", "media_type", "size")
    seen = {"redacted": bool(row.redacted), "readable": bool(row.readable), "own": row.unit_id in actor.answered}
    return {**{name: getattr(row, name) for name in told}, **seen}


async def linked_ids(session: AsyncSession, activity_id: UUID) -> Sequence[UUID]:
    """The ids of what is attached."""
    held = ActivityEvidence.unlinked_at.is_(None)
    return (await session.scalars(select(ActivityEvidence.evidence_id).where(ActivityEvidence.activity_id == activity_id, held))).all()
