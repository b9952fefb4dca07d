"""Sending an approved report to the province, sending it again, and writing down that it was sent otherwise."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.consolidation.models import ConsolidatedReport
from papi.consolidation.queries.reports import get_consolidated
from papi.dispatches import facts
from papi.dispatches.errors import AlreadySent, DispatchNotFound, NotApproved, ProvinceNotSet, SentInFuture
from papi.dispatches.models import Dispatch, DispatchState, DispatchWay
from papi.dispatches.queries.dispatches import READ, sent_already, visible_to
from papi.dispatches.schemas import DispatchCreate, SentOutside
from papi.dispatches.sending import queue
from papi.dispatches.workflow import DELIVER, DispatchStep, Standing, take
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.kit.types import new_id
from papi.outbox.facts import record


async def deliver(session: AsyncSession, actor: Actor, consolidated_id: UUID, given: DispatchCreate, *, connected: bool) -> UUID:
    """Send the approved edition, or record how it was sent; the id of the dispatch. Of two who press at once one is refused."""
    loaded = await get_consolidated(session, actor, consolidated_id, lock=True)
    actor.require(DELIVER)
    report = loaded.report
    if not report.approved_edition:
        raise NotApproved
    if given.outside is not None:
        return _record_outside(session, actor, report, given.outside)
    if not connected:
        raise ProvinceNotSet
    await _require_unsent(session, report)
    dispatch = _begun(actor, report, DispatchWay.SYSTEM)
    session.add(dispatch)
    await session.flush()
    await queue(session, dispatch)
    record(session, actor.author, facts.about(facts.QUEUED, _named(report), edition=dispatch.edition))
    return dispatch.id


async def replay(session: AsyncSession, actor: Actor, dispatch_id: UUID, precondition: Precondition, *, connected: bool) -> None:
    """Send again what was given up, as the same message: over there it is taken once, even if an earlier try had come through."""
    actor.require_some(READ)
    found = select(Dispatch, ConsolidatedReport).join(ConsolidatedReport, ConsolidatedReport.id == Dispatch.consolidated_id)
    locked = found.where(Dispatch.id == dispatch_id, visible_to(actor)).with_for_update(of=Dispatch, key_share=True)
    row = (await session.execute(locked)).one_or_none()
    if row is None:
        raise DispatchNotFound
    dispatch, report = row
    precondition.check(dispatch.version)
    take(actor, Standing(dispatch.state, dispatch.edition, report.approved_edition, connected), DispatchStep.REPLAY)
    await queue(session, dispatch)
    record(session, actor.author, facts.about(facts.REPLAYED, _named(report), edition=dispatch.edition))


def _begun(actor: Actor, report: ConsolidatedReport, way: DispatchWay) -> Dispatch:
    return Dispatch(
        id=new_id(),
        consolidated_id=report.id,
        edition=report.approved_edition,
        way=way,
        state=DispatchState.QUEUED,
        message_id=str(new_id()),
        created_at=clock.business(),
        created_by=actor.signature,
    )


def _record_outside(session: AsyncSession, actor: Actor, report: ConsolidatedReport, given: SentOutside) -> UUID:
    if given.sent_on > clock.today():
        raise SentInFuture
    dispatch = _begun(actor, report, DispatchWay.OUTSIDE)
    dispatch.state, dispatch.delivered_at = DispatchState.DELIVERED, clock.business()
    for name, value in given.model_dump().items():
        setattr(dispatch, name, value)
    session.add(dispatch)
    told = {"edition": dispatch.edition, "channel": given.channel, "document_number": given.document_number}
    record(session, actor.author, facts.about(facts.RECORDED, _named(report), **told))
    return dispatch.id


async def _require_unsent(session: AsyncSession, report: ConsolidatedReport) -> None:
    """What was given up is sent again as the same message, not as another."""
    if await session.scalar(select(Dispatch.id).where(*sent_already(report)).limit(1)) is not None:
        raise AlreadySent(edition=report.approved_edition)


def _named(report: ConsolidatedReport) -> tuple[UUID, str]:
    return report.id, report.title
