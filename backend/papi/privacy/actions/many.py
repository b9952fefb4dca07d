"""Several documents are proposed to be erased in one act: each stands or falls alone, and every outcome is told."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.models import Evidence
from papi.evidence.queries import visible_to
from papi.kit.many import try_alone
from papi.privacy.actions.erasing import propose
from papi.privacy.schemas import ErasureBulk, ErasureCreate

_NOT_SEEN = "–"


async def propose_each(session: AsyncSession, actor: Actor, given: ErasureBulk) -> dict[str, Any]:
    """Propose each; a refused one changes nothing and does not keep the others back."""
    actor.require_some("erasure.propose")
    wanted = list(dict.fromkeys(given.evidence_ids))
    titles = await _titles(session, actor, wanted)

    def proposal(evidence_id: UUID) -> Callable[[], Awaitable[UUID]]:
        return lambda: propose(session, actor, ErasureCreate(evidence_id=evidence_id, ground=given.ground, reason=given.reason))

    outcomes: dict[UUID, dict[str, Any]] = {}
    for evidence_id in sorted(wanted):  # in one order everywhere, so that no two who propose the same documents wait for each other
        made, outcome = await try_alone(session, actor.language, proposal(evidence_id))
        outcomes[evidence_id] = {"id": made, "evidence_id": evidence_id, "title": titles.get(evidence_id, _NOT_SEEN), **outcome}
    items = [outcomes[evidence_id] for evidence_id in wanted]
    proposed = sum(item["id"] is not None for item in items)
    return {"items": items, "proposed": proposed, "refused": len(items) - proposed}


async def _titles(session: AsyncSession, actor: Actor, ids: list[UUID]) -> dict[UUID, str]:
    """Of those that the actor sees, for telling what became of them."""
    named = select(Evidence.id, Evidence.title).join(Unit, Unit.id == Evidence.unit_id)
    rows = await session.execute(named.where(Evidence.id.in_(ids), visible_to(actor)))
    return {row.id: row.title for row in rows.all()}
