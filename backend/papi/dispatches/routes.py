from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor, StreamingActor
from papi.dispatches.actions import delivering
from papi.dispatches.packing import pack_report
from papi.dispatches.queries import dispatches as queries
from papi.dispatches.schemas import DispatchCreate, DispatchesOf, DispatchQuery, DispatchRead, DispatchRow
from papi.evidence.filetypes import ZIP
from papi.kit.db import DbSession, database_of
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list, answer_whole, file_answer
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.reports.routes.answers import SealingKeys

router = api_router("dispatches")


def _is_connected(request: Request) -> bool:
    return bool(request.app.state.settings.province_url)


@router.get("/dispatches", response_model=PageOf[DispatchRow])
async def list_dispatches(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[DispatchQuery, Query()]) -> Response:
    """What was sent to the province, and how it went, the latest first: for coordinator, leader, observer and administrator."""
    return await answer_list(session, request, queries.list_dispatches(actor, query, connected=_is_connected(request)), query)


@router.get("/dispatches/{dispatch_id}", response_model=DispatchRead)
async def get_dispatch(request: Request, session: DbSession, actor: CurrentActor, dispatch_id: UUID, precondition: IfMatch) -> Response:
    """One dispatch with every attempt, its receipt, and what the province told of it since."""
    body = await queries.read_dispatch(session, actor, dispatch_id, connected=_is_connected(request))
    return resource(body, body["version"], precondition)


@router.post("/dispatches/{dispatch_id}/replay", response_model=DispatchRead)
async def replay_dispatch(request: Request, session: DbSession, actor: CurrentActor, dispatch_id: UUID, precondition: IfMatch) -> Response:
    """Send again what could not be sent, as the same message. 409 `not_given_up` for what is on its way or was taken; 409 `newer_edition`
    where another edition has been approved since; 409 `province_not_set`."""
    await delivering.replay(session, actor, dispatch_id, precondition, connected=_is_connected(request))
    await session.flush()
    body = await queries.read_dispatch(session, actor, dispatch_id, connected=_is_connected(request))
    return resource(body, body["version"])


@router.get("/consolidated-reports/{consolidated_id}/dispatches", response_model=DispatchesOf)
async def list_dispatches_of(request: Request, session: DbSession, actor: CurrentActor, consolidated_id: UUID) -> Response:
    """What was sent of one report, and what can be done now."""
    body = await queries.read_of_report(session, actor, consolidated_id, connected=_is_connected(request))
    return await answer_whole(request, body, queries.EXPORT)


@router.post("/consolidated-reports/{consolidated_id}/deliver", response_model=DispatchRead, status_code=201)
async def deliver_consolidated_report(
    request: Request, session: DbSession, actor: CurrentActor, consolidated_id: UUID, given: DispatchCreate
) -> Response:
    """Send the approved edition to the province's system, or record how it was sent outside of it.

    It is tried again in growing pauses, at most an hour, until there is a receipt. 409 `consolidated_not_approved`, `already_sent`, or
    `province_not_set` where the installation knows no address: then the package (`/package`) is sent otherwise, and that is recorded.
    """
    made = await delivering.deliver(session, actor, consolidated_id, given, connected=_is_connected(request))
    await session.flush()
    body = await queries.read_dispatch(session, actor, made, connected=_is_connected(request))
    return resource(body, body["version"], status=201)


@router.get("/consolidated-reports/{consolidated_id}/package", response_class=Response, responses={200: {"content": {ZIP: {}}}})
async def draw_report_package(
    request: Request,
    actor: StreamingActor,
    consolidated_id: UUID,
    keys: SealingKeys,
    edition: Annotated[int | None, Query(ge=1, le=100_000, description="Which approved edition")] = None,
) -> Response:
    """The signed package of an approved edition: frozen content, seal, DOCX and PDF. `papi pack verify` checks it offline."""
    packed = await pack_report(database_of(request), actor, consolidated_id, edition, keys.seals[0])
    return file_answer(packed.pieces(), packed.name, packed.length, ZIP)
