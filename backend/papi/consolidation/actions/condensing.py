"""Leaving of a task or question the sentence about all units, where what each of them says is too much for the province."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.consolidation import facts
from papi.consolidation.actions.versions import keep_versions
from papi.consolidation.actions.writing import Place, touch
from papi.consolidation.errors import NotATask
from papi.consolidation.models import BlockKind, ConsolidatedBlock, KeptWhen
from papi.consolidation.queries.sections import get_block, heading_of
from papi.consolidation.workflow import ConsolidatedStep, take
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.outbox.facts import record

_DETAILS = {BlockKind.TASK: BlockKind.NARRATIVE, BlockKind.QUESTION: BlockKind.ANSWER}


async def condense(session: AsyncSession, actor: Actor, block_id: UUID, precondition: Precondition) -> Place:
    """Take out what units say of a task or answer to a question, one by one; the paragraph about all of them stays. The section is kept as
    it stood."""
    block, loaded = await get_block(session, actor, block_id, lock=True)
    take(actor, loaded.standing, ConsolidatedStep.EDIT)
    precondition.check(block.version)
    detail_kind = _DETAILS.get(block.kind)
    if detail_kind is None:
        raise NotATask
    details = await session.scalars(
        select(ConsolidatedBlock).where(
            ConsolidatedBlock.consolidated_id == block.consolidated_id,
            ConsolidatedBlock.section == block.section,
            ConsolidatedBlock.kind == detail_kind,
            ConsolidatedBlock.topic == block.topic,
            ConsolidatedBlock.removed_at.is_(None),
        )
    )
    await keep_versions(session, actor, loaded.report, [block.section], KeptWhen.LEFT)
    now, taken = clock.business(), 0
    for detail in details.all():
        detail.removed_at = detail.saved_at = now
        detail.saved_by = actor.person_id
        taken += 1
    await touch(session, actor, loaded.report)
    section = heading_of(loaded, block.section).label
    record(session, actor.author, facts.about(facts.CONDENSED, loaded.report, section=section, count=taken))
    return loaded.report.id, block.section
