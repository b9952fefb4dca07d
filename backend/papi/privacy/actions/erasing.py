"""A document is proposed to be erased by one, decided on by another; the erasing itself is a job."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.evidence.actions.adding import require_there
from papi.evidence.erasing import mark_erased
from papi.evidence.facts import about
from papi.evidence.models import Evidence
from papi.evidence.queries import get_with_unit, hold_evidence
from papi.jobs.orders import Order, enqueue
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.privacy import facts
from papi.privacy.errors import AlreadyDecided, AlreadyProposed, ErasureNotFound, NotDue, NotYours, OwnProposal
from papi.privacy.models import PENDING, Erasure, ErasureState, Ground
from papi.privacy.queries.due import is_due
from papi.privacy.queries.protection import objection_to
from papi.privacy.queries.rules import load_rules
from papi.privacy.retention import Rules
from papi.privacy.schemas import ErasureCreate

KIND = "erasure"


async def propose(session: AsyncSession, actor: Actor, given: ErasureCreate) -> UUID:
    """Ask for a document to be erased; refused at once where the law or the work keeps it."""
    _seen, unit = await get_with_unit(session, actor, given.evidence_id)
    actor.require("erasure.propose", UnitRef(unit.id, unit.coordinating))
    evidence = await hold_evidence(session, given.evidence_id)
    require_there(evidence)
    pending = select(Erasure.id).where(Erasure.evidence_id == evidence.id, Erasure.state.in_(PENDING))
    if await session.scalar(pending.limit(1)) is not None:
        raise AlreadyProposed
    rules = await load_rules(session)
    await _require_free(session, actor, evidence, rules)
    if given.ground is Ground.RETENTION_OVER:
        await _require_due(session, evidence, rules)
    erasure = Erasure(
        id=new_id(),
        evidence_id=evidence.id,
        ground=given.ground,
        reason=given.reason,
        state=ErasureState.PROPOSED,
        proposed_by=actor.person_id,
        proposed_for=actor.acts_for,
        proposed_at=clock.business(),
    )
    session.add(erasure)
    record(session, actor.author, about(facts.PROPOSED, evidence, reason=given.reason))
    return erasure.id


async def approve(session: AsyncSession, actor: Actor, erasure_id: UUID, precondition: Precondition) -> None:
    """Let it be erased: from now on nobody reads it, and a job takes its bytes away."""
    erasure, evidence = await _to_decide(session, actor, erasure_id, precondition)
    await _require_free(session, actor, evidence, await load_rules(session))
    _decide(actor, erasure, ErasureState.ERASING, None)
    await mark_erased(session, evidence)
    record(session, actor.author, about(facts.APPROVED, evidence))
    await enqueue(session, [Order(KIND, str(erasure.id), {"erasure": str(erasure.id)})])


async def refuse(session: AsyncSession, actor: Actor, erasure_id: UUID, reason: str, precondition: Precondition) -> None:
    """Keep the document, and say why."""
    erasure, evidence = await _to_decide(session, actor, erasure_id, precondition)
    _decide(actor, erasure, ErasureState.REFUSED, reason)
    record(session, actor.author, about(facts.REFUSED, evidence, reason=reason))


async def withdraw(session: AsyncSession, actor: Actor, erasure_id: UUID, precondition: Precondition) -> None:
    """Take a proposal back."""
    actor.require_some("erasure.propose")
    erasure = await _proposed(session, erasure_id, precondition)
    if not actor.is_one_of(erasure.proposed_by, erasure.proposed_for):
        raise NotYours
    _decide(actor, erasure, ErasureState.WITHDRAWN, None)
    record(session, actor.author, about(facts.WITHDRAWN, await session.get_one(Evidence, erasure.evidence_id)))


async def _to_decide(session: AsyncSession, actor: Actor, erasure_id: UUID, precondition: Precondition) -> tuple[Erasure, Evidence]:
    """A proposal of somebody else, with the document held: nobody uses it meanwhile."""
    actor.require("erasure.decide")
    erasure = await _proposed(session, erasure_id, precondition)
    if actor.is_one_of(erasure.proposed_by, erasure.proposed_for):
        raise OwnProposal
    return erasure, await hold_evidence(session, erasure.evidence_id)


async def _proposed(session: AsyncSession, erasure_id: UUID, precondition: Precondition) -> Erasure:
    erasure = await session.get(Erasure, erasure_id, with_for_update={"key_share": True})
    if erasure is None:
        raise ErasureNotFound
    precondition.check(erasure.version)
    if erasure.state is not ErasureState.PROPOSED:
        raise AlreadyDecided
    return erasure


def _decide(actor: Actor, erasure: Erasure, state: ErasureState, reason: str | None) -> None:
    erasure.state, erasure.decision_reason = state, reason
    erasure.decided_by, erasure.decided_at = actor.person_id, clock.business()


async def _require_free(session: AsyncSession, actor: Actor, evidence: Evidence, rules: Rules) -> None:
    objection = await objection_to(session, actor, evidence, rules)
    if objection is not None:
        raise objection


async def _require_due(session: AsyncSession, evidence: Evidence, rules: Rules) -> None:
    if await session.scalar(select(Evidence.id).where(Evidence.id == evidence.id, is_due(rules))) is None:
        raise NotDue(source=rules.source)
