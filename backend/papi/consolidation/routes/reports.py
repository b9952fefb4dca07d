from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor, StreamingActor
from papi.consolidation.actions import deciding, producing, refreshing
from papi.consolidation.paper import consolidated_paper
from papi.consolidation.queries import detail
from papi.consolidation.queries import reports as queries
from papi.consolidation.routes.answers import answer_consolidated
from papi.consolidation.schemas.reports import (
    ConsolidatedCreate,
    ConsolidatedQuery,
    ConsolidatedRead,
    ConsolidatedReason,
    ConsolidatedRow,
    ConsolidatedSealRead,
    ContentsRead,
    RefreshRead,
    RefreshWrite,
)
from papi.kit.db import DbSession, database_of
from papi.kit.etag import IfMatch
from papi.kit.lists import answer_list, answer_whole, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.outbox.queries import FACTS, timeline
from papi.outbox.schemas import TimelineRead
from papi.papers.paper import Format
from papi.papers.writing import PAPERS, WantedFormat, answer
from papi.reports.routes.answers import Ceremony, SealingKeys

router = api_router("consolidated reports")
Edition = Annotated[int | None, Query(ge=1, le=100_000, description="Which approved edition")]


@router.get("/consolidated-reports", response_model=PageOf[ConsolidatedRow])
async def list_consolidated_reports(
    request: Request, session: DbSession, actor: CurrentActor, query: Annotated[ConsolidatedQuery, Query()]
) -> Response:
    """The reports to the province, those of the latest periods first. Coordinator and leader see all; others what was approved."""
    return await answer_list(session, request, queries.list_consolidated(actor, query), query)


@router.post("/consolidated-reports", response_model=ConsolidatedRead, status_code=201)
async def produce_consolidated_report(request: Request, actor: StreamingActor, given: ConsolidatedCreate) -> Response:
    """Produce a period's report from what has been accepted: merged narratives with the units named, repeated ones once; figures, tables,
    difficulties and proposals, delays, evidence. One for each period: 409 `consolidated_exists`; 409 `nothing_accepted`."""
    async with database_of(request).reading() as session:
        drafted = await producing.draft(session, actor, given.period_id)
    async with database_of(request).writing() as session:
        made = await producing.produce(session, actor, given.period_id, drafted)
        return await answer_consolidated(session, actor, made, status=201)


@router.get("/consolidated-reports/{consolidated_id}", response_model=ConsolidatedRead)
async def get_consolidated_report(session: DbSession, actor: CurrentActor, consolidated_id: UUID, precondition: IfMatch) -> Response:
    """Where a report stands, and its sections. Its ETag counts its own version and its paragraphs': `"v<version>.<content_version>-…"`."""
    return await answer_consolidated(session, actor, consolidated_id, precondition)


@router.get("/consolidated-reports/{consolidated_id}/contents", response_model=ContentsRead)
async def get_consolidated_contents(session: DbSession, actor: CurrentActor, consolidated_id: UUID, edition: Edition = None) -> Response:
    """The whole text with its tables: as it stands for who writes and approves it, as it was approved for others and by `edition`."""
    return json_bytes(await detail.read_contents(session, actor, consolidated_id, edition))


@router.get("/consolidated-reports/{consolidated_id}/export", response_class=Response, responses=PAPERS)
async def export_consolidated_report(
    session: DbSession, actor: CurrentActor, consolidated_id: UUID, kind: WantedFormat = None, edition: Edition = None
) -> Response:
    """The report as a paper of the People's Committee (Nghị định 30/2020; DOCX unless another format is asked for), with annexes by
    dimension, by unit and of the evidence; number, day and signature are left blank, what is not approved is marked as a draft."""
    return await answer(session, await consolidated_paper(session, actor, consolidated_id, edition), kind or Format.DOCX)


@router.get("/consolidated-reports/{consolidated_id}/timeline", response_model=TimelineRead)
async def get_consolidated_timeline(request: Request, session: DbSession, actor: CurrentActor, consolidated_id: UUID) -> Response:
    """What happened to the report, oldest first, in words. For those who read it before it is approved."""
    actor.require(queries.READ)
    await queries.get_consolidated(session, actor, consolidated_id)
    told = await timeline(session, "consolidated_report", consolidated_id, language=actor.language, private=False)
    return await answer_whole(request, told, FACTS)


@router.get("/consolidated-reports/{consolidated_id}/seal", response_model=ConsolidatedSealRead)
async def get_consolidated_seal(
    session: DbSession, actor: CurrentActor, consolidated_id: UUID, keys: SealingKeys, edition: Edition = None
) -> Response:
    """The seal of an approved edition, the latest unless one is named: canonical JSON, its SHA-256, the signature with the public key."""
    return json_bytes(await detail.read_seal(session, actor, consolidated_id, edition, keys))


@router.get("/consolidated-reports/{consolidated_id}/refresh", response_model=RefreshRead)
async def preview_refresh(session: DbSession, actor: CurrentActor, consolidated_id: UUID) -> Response:
    """What unit reports that were accepted, corrected or reopened since would change, paragraph by paragraph. Changes nothing."""
    return json_bytes(await refreshing.preview_refresh(session, actor, consolidated_id))


@router.post("/consolidated-reports/{consolidated_id}/refresh", response_model=ConsolidatedRead)
async def refresh_consolidated_report(
    request: Request, actor: StreamingActor, consolidated_id: UUID, given: RefreshWrite, precondition: IfMatch
) -> Response:
    """Take the named paragraphs over, and the numbers of the tables; all others stay as they are. 409 `refresh_outdated` if the units'
    reports have changed since the preview."""
    async with database_of(request).reading() as session:
        present = await refreshing.reread(session, actor, consolidated_id)
    async with database_of(request).writing() as session:
        await refreshing.refresh(session, actor, consolidated_id, (given, present), precondition)
        return await answer_consolidated(session, actor, consolidated_id)


@router.post("/consolidated-reports/{consolidated_id}/submit", response_model=ConsolidatedRead)
async def submit_consolidated_report(session: DbSession, actor: CurrentActor, consolidated_id: UUID, precondition: IfMatch) -> Response:
    """Lay the report before the leader. Every section is kept as it stands; 412 if a paragraph has moved since it was read."""
    await deciding.submit(session, actor, consolidated_id, precondition)
    return await answer_consolidated(session, actor, consolidated_id)


@router.post("/consolidated-reports/{consolidated_id}/return", response_model=ConsolidatedRead)
async def return_consolidated_report(
    session: DbSession, actor: CurrentActor, consolidated_id: UUID, given: ConsolidatedReason, precondition: IfMatch
) -> Response:
    """Return a submitted report with a reason. The leader does this; nobody decides on what they submitted themselves."""
    await deciding.send_back(session, actor, consolidated_id, given.reason, precondition)
    return await answer_consolidated(session, actor, consolidated_id)


@router.post("/consolidated-reports/{consolidated_id}/approve", response_model=ConsolidatedRead)
async def approve_consolidated_report(session: DbSession, actor: CurrentActor, consolidated_id: UUID, ceremony: Ceremony) -> Response:
    """Approve a submitted report: it is frozen as canonical JSON, signed, and read by everybody inside."""
    await deciding.approve(session, actor, consolidated_id, ceremony)
    return await answer_consolidated(session, actor, consolidated_id)


@router.post("/consolidated-reports/{consolidated_id}/reopen", response_model=ConsolidatedRead)
async def reopen_consolidated_report(
    session: DbSession, actor: CurrentActor, consolidated_id: UUID, given: ConsolidatedReason, precondition: IfMatch
) -> Response:
    """Begin the next edition of an approved report, with the reason; the approved one holds until the next is approved."""
    await deciding.reopen(session, actor, consolidated_id, given.reason, precondition)
    return await answer_consolidated(session, actor, consolidated_id)
