"""Writing the rules of retention down, and holding single documents back from their end."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.evidence.actions.adding import require_there
from papi.evidence.facts import about
from papi.evidence.models import Evidence
from papi.evidence.queries import get_with_unit, hold_evidence
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.outbox.facts import Fact, record
from papi.privacy import facts
from papi.privacy.errors import AlreadyHeld, NotHeld
from papi.privacy.models import LegalHold, RetentionRules
from papi.privacy.queries.rules import NAME, is_held
from papi.privacy.retention import Rules

_SUBJECT = UUID(int=0)
"""There is one set of rules."""


async def write_rules(session: AsyncSession, actor: Actor, given: Rules, precondition: Precondition) -> None:
    """Put them in place of those in force. What was erased stays so."""
    actor.require("retention.manage")
    kept = await session.get(RetentionRules, NAME, with_for_update={"key_share": True})
    precondition.check(kept.version if kept else 0)
    content = given.model_dump(mode="json")
    if kept is None:
        session.add(RetentionRules(name=NAME, content=content, changed_by=actor.person_id, changed_at=clock.business()))
    else:
        kept.content, kept.changed_by, kept.changed_at = content, actor.person_id, clock.business()
    years = {rule.use.value: rule.years for rule in given.rules}
    record(session, actor.author, Fact(facts.RULES_WRITTEN, "retention_rules", _SUBJECT, "Thời hạn lưu trữ", data=years))


async def hold(session: AsyncSession, actor: Actor, evidence_id: UUID, reason: str) -> None:
    """Keep a document until the hold is lifted, with the reason."""
    evidence = await _managed(session, actor, evidence_id)
    require_there(evidence)
    if await _held(session, evidence_id) is not None:
        raise AlreadyHeld
    session.add(LegalHold(evidence_id=evidence_id, reason=reason, placed_by=actor.person_id, placed_at=clock.business()))
    record(session, actor.author, about(facts.HELD, evidence, reason=reason))


async def lift(session: AsyncSession, actor: Actor, evidence_id: UUID) -> None:
    """Let the document's time take its course again."""
    evidence = await _managed(session, actor, evidence_id)
    held = await _held(session, evidence_id)
    if held is None:
        raise NotHeld
    held.lifted_by, held.lifted_at = actor.person_id, clock.business()
    record(session, actor.author, about(facts.LIFTED, evidence))


async def _managed(session: AsyncSession, actor: Actor, evidence_id: UUID) -> Evidence:
    _seen, unit = await get_with_unit(session, actor, evidence_id)
    actor.require("retention.manage", UnitRef(unit.id, unit.coordinating))
    return await hold_evidence(session, evidence_id)


async def _held(session: AsyncSession, evidence_id: UUID) -> LegalHold | None:
    return await session.scalar(select(LegalHold).where(is_held(evidence_id)).limit(1))
