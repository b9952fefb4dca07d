"""People say that what was found in a file means nothing: remembered, with who said so and when."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.evidence import facts
from papi.evidence.actions import find_own
from papi.evidence.queries import file_of, get_with_unit
from papi.evidence.texts.errors import AlreadyDismissed, LikenessNotFound, NothingFound
from papi.evidence.texts.models import EvidenceLikeness, EvidenceText
from papi.kit import clock
from papi.outbox.facts import record


async def dismiss_likeness(session: AsyncSession, actor: Actor, evidence_id: UUID, likeness_id: UUID, reason: str) -> None:
    """A reviewer of the later document finds that both may well be alike: a form of the plan, a notice sent to everybody."""
    evidence, unit = await get_with_unit(session, actor, evidence_id)
    actor.require("evidence.review", UnitRef(unit.id, unit.coordinating))
    likeness = await session.get(EvidenceLikeness, likeness_id, with_for_update={"key_share": True})
    if likeness is None or likeness.evidence_id != evidence.id:
        raise LikenessNotFound
    if likeness.dismissed_at is not None:
        raise AlreadyDismissed
    likeness.dismissed_by, likeness.dismissed_for = actor.person_id, actor.acts_for
    likeness.dismissed_at, likeness.dismissed_reason = clock.business(), reason
    record(session, actor.author, facts.about(facts.LIKENESS_DISMISSED, evidence, reason=reason))


async def dismiss_numbers(session: AsyncSession, actor: Actor, evidence_id: UUID) -> None:
    """The unit finds that the numbers in the present version are nobody's own. A new version is looked at anew."""
    evidence = await find_own(session, actor, evidence_id)
    file = await file_of(session, evidence)
    found = await session.get(EvidenceText, file.id, with_for_update={"key_share": True})
    if found is None or not found.numbers:
        raise NothingFound
    if found.dismissed_at is not None:
        raise AlreadyDismissed
    found.dismissed_by, found.dismissed_for, found.dismissed_at = actor.person_id, actor.acts_for, clock.business()
    record(session, actor.author, facts.about(facts.NUMBERS_DISMISSED, evidence, number=file.number))
