"""Documents are looked at by those who review their unit."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.evidence import facts
from papi.evidence.actions.adding import require_there
from papi.evidence.errors import AlreadyReviewed, OwnUpload
from papi.evidence.models import EvidenceFile, ReviewState
from papi.evidence.queries import file_of, get_with_unit, uploaded_by
from papi.kit.etag import Precondition
from papi.outbox.facts import record

Verdict = tuple[ReviewState, str | None]
"""How a document was found, and why."""


async def review_evidence(session: AsyncSession, actor: Actor, evidence_id: UUID, given: Verdict, precondition: Precondition) -> None:
    """Accept or reject a document of another unit. A stale `If-Match` says that the file is no longer the one that was looked at."""
    state, reason = given
    evidence, unit = await get_with_unit(session, actor, evidence_id)
    precondition.check(evidence.version)
    actor.require("evidence.review", UnitRef(unit.id, unit.coordinating))
    require_there(evidence)
    mine = select(EvidenceFile.id).where(EvidenceFile.evidence_id == evidence.id, uploaded_by(actor))
    if await session.scalar(mine.limit(1)) is not None:
        raise OwnUpload
    if evidence.review_state is state:
        raise AlreadyReviewed
    if state is ReviewState.ACCEPTED:
        await file_of(session, evidence)  # nobody accepts what nobody may read
    evidence.review_state = state
    evidence.review_reason = reason
    kind = facts.ACCEPTED if state is ReviewState.ACCEPTED else facts.REJECTED
    told = {"notify": [str(unit.id)]} if kind.relayed else {}
    record(session, actor.author, facts.about(kind, evidence, reason=reason, **told))
