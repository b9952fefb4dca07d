from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.evidence.queries import name_documents
from papi.inspections.actions import recording, remedying
from papi.inspections.queries import detail
from papi.inspections.queries import findings as queries
from papi.inspections.schemas.findings import (
    FindingClose,
    FindingDetail,
    FindingQuery,
    FindingRemedyCreate,
    FindingReturn,
    FindingRow,
    FindingUpdate,
    FindingVerify,
)
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list, answer_whole
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.outbox.queries import FACTS, timeline
from papi.outbox.schemas import TimelineRead

router = api_router("inspections")


@router.get("/findings", response_model=PageOf[FindingRow])
async def list_findings(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[FindingQuery, Query()]) -> Response:
    """Findings of all inspections that the caller sees, by the day on which their remedy is due."""
    return await answer_list(session, request, queries.list_findings(actor, query), query)


@router.get("/findings/{finding_id}", response_model=FindingDetail)
async def get_finding(session: DbSession, actor: CurrentActor, finding_id: UUID, precondition: IfMatch) -> Response:
    """One finding with its documents and all that the unit said of it. What the unit attaches is its own until it is sent."""
    body = await detail.read_finding(session, actor, finding_id)
    return resource(body, body["version"], precondition)


@router.patch("/findings/{finding_id}", response_model=FindingDetail)
async def update_finding(
    session: DbSession, actor: CurrentActor, finding_id: UUID, given: FindingUpdate, precondition: IfMatch
) -> Response:
    """Correct a finding that waits for the unit, which is told; the history keeps both texts."""
    await recording.update_finding(session, actor, finding_id, given, precondition)
    return await _answer(session, actor, finding_id)


@router.get("/findings/{finding_id}/timeline", response_model=TimelineRead)
async def get_finding_timeline(request: Request, session: DbSession, actor: CurrentActor, finding_id: UUID) -> Response:
    """What happened to the finding, oldest first, in words."""
    loaded = await queries.get_finding(session, actor, finding_id)
    body = await timeline(session, "finding", finding_id, language=actor.language, private=loaded.of.unit.id in actor.inherited)
    await name_documents(session, actor, body["items"])
    return await answer_whole(request, body, FACTS)


@router.post("/findings/{finding_id}/remedy", response_model=FindingDetail)
async def remedy_finding(
    session: DbSession, actor: CurrentActor, finding_id: UUID, given: FindingRemedyCreate, precondition: IfMatch
) -> Response:
    """The unit says what it has done, with documents; lateness counts from the first time. Who comes after a unit that ended answers for
    it."""
    await remedying.remedy_finding(session, actor, finding_id, given, precondition)
    return await _answer(session, actor, finding_id)


@router.post("/findings/{finding_id}/verify", response_model=FindingDetail)
async def verify_finding(
    session: DbSession, actor: CurrentActor, finding_id: UUID, given: FindingVerify, precondition: IfMatch
) -> Response:
    """Agree that it is remedied: whoever inspects, never somebody of the unit. 409 where a document was rejected or is still scanned."""
    await remedying.verify_finding(session, actor, finding_id, given, precondition)
    return await _answer(session, actor, finding_id)


@router.post("/findings/{finding_id}/return", response_model=FindingDetail)
async def return_finding(
    session: DbSession, actor: CurrentActor, finding_id: UUID, given: FindingReturn, precondition: IfMatch
) -> Response:
    """Ask the unit to remedy it again, with the reason, by the same day or another; also what was verified or closed before."""
    await remedying.return_finding(session, actor, finding_id, given, precondition)
    return await _answer(session, actor, finding_id)


@router.post("/findings/{finding_id}/close", response_model=FindingDetail)
async def close_finding(session: DbSession, actor: CurrentActor, finding_id: UUID, given: FindingClose, precondition: IfMatch) -> Response:
    """Ask nothing further, with the reason; it can be returned to the unit later."""
    await recording.close_finding(session, actor, finding_id, given, precondition)
    return await _answer(session, actor, finding_id)


async def _answer(session: DbSession, actor: CurrentActor, finding_id: UUID) -> Response:
    await session.flush()
    session.expire_all()
    body = await detail.read_finding(session, actor, finding_id)
    return resource(body, body["version"])
