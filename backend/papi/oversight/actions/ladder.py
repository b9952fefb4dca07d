"""Writing the ladder of escalation down."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.outbox.facts import Fact, record
from papi.oversight.facts import LADDER_WRITTEN
from papi.oversight.models import EscalationLadder
from papi.oversight.queries.ladder import LADDER
from papi.oversight.schemas.ladder import LadderWrite

_SUBJECT = UUID(int=0)
"""There is one ladder."""


async def write_ladder(session: AsyncSession, actor: Actor, given: LadderWrite, precondition: Precondition) -> None:
    """Put it in place of the one in force. What was told before stays told."""
    actor.require("escalation.manage")
    kept = await session.get(EscalationLadder, LADDER, with_for_update={"key_share": True})
    precondition.check(kept.version if kept else 0)
    content = given.model_dump(mode="json")
    if kept is None:
        session.add(EscalationLadder(name=LADDER, content=content, changed_by=actor.person_id, changed_at=clock.business()))
    else:
        kept.content, kept.changed_by, kept.changed_at = content, actor.person_id, clock.business()
    record(session, actor.author, Fact(LADDER_WRITTEN, "escalation_ladder", _SUBJECT, "Thang đôn đốc", data={"steps": len(given.steps)}))
