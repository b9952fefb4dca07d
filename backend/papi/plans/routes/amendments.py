from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_whole, json_bytes
from papi.kit.transport import api_router
from papi.plans import actions
from papi.plans.queries import amendments as queries
from papi.plans.schemas.amendments import (
    AmendmentCreate,
    AmendmentRead,
    AmendmentReturn,
    AmendmentsRead,
    AmendmentUpdate,
    DifferenceQuery,
    DifferenceRead,
    VersionContent,
    VersionsRead,
)

router = api_router("plans")

Number = Annotated[int, Path(ge=1, le=100_000)]


@router.get("/plans/{plan_id}/versions", response_model=VersionsRead)
async def list_plan_versions(request: Request, session: DbSession, actor: CurrentActor, plan_id: UUID) -> Response:
    """The versions of a plan, the latest first: 1 is the first approval, each approved amendment is the next."""
    return await answer_whole(request, await queries.read_versions(session, actor, plan_id), queries.VERSIONS)


@router.get("/plans/{plan_id}/versions/{number}", response_model=VersionContent)
async def get_plan_version(session: DbSession, actor: CurrentActor, plan_id: UUID, number: Number) -> Response:
    """A version with all that it said. It never changes."""
    return json_bytes(await queries.read_version(session, actor, plan_id, number))


@router.get("/plans/{plan_id}/versions/{number}/difference", response_model=DifferenceRead)
async def get_plan_difference(
    session: DbSession, actor: CurrentActor, plan_id: UUID, number: Number, query: Annotated[DifferenceQuery, Query()]
) -> Response:
    """What a version changed of another (`from`, by default the one before), in words: added, changed, dropped, and for whom."""
    return json_bytes(await queries.read_difference(session, actor, plan_id, (query.from_ or number - 1, number)))


@router.get("/plans/{plan_id}/corrections", response_model=DifferenceRead)
async def get_plan_corrections(session: DbSession, actor: CurrentActor, plan_id: UUID) -> Response:
    """What is in force otherwise than the latest version says: words put right, units given further tasks, extensions.

    The next approved amendment takes it into its version.
    """
    return json_bytes(await queries.read_corrections(session, actor, plan_id))


@router.post("/plans/{plan_id}/amendments", response_model=AmendmentRead, status_code=201)
async def create_amendment(session: DbSession, actor: CurrentActor, plan_id: UUID, given: AmendmentCreate) -> Response:
    """Begin to amend an approved plan. The plan in force stays as it is until the leader approves. 409 `amendment_open` if one is open."""
    return await _answer(session, actor, await actions.create_amendment(session, actor, plan_id, given), status=201)


@router.get("/plans/{plan_id}/amendments", response_model=AmendmentsRead)
async def list_plan_amendments(request: Request, session: DbSession, actor: CurrentActor, plan_id: UUID) -> Response:
    """All amendments of a plan, the latest first: the open one, and those that were approved or withdrawn. Coordinator and leader."""
    return await answer_whole(request, await queries.read_amendments(session, actor, plan_id), queries.AMENDMENTS)


@router.get("/amendments/{amendment_id}", response_model=AmendmentRead)
async def get_amendment(session: DbSession, actor: CurrentActor, amendment_id: UUID, precondition: IfMatch) -> Response:
    """Proposed changes, with the difference that they make. Coordinator and leader read it."""
    return resource(*await queries.read_amendment(session, actor, amendment_id), precondition)


@router.patch("/amendments/{amendment_id}", response_model=AmendmentRead)
async def update_amendment(
    session: DbSession, actor: CurrentActor, amendment_id: UUID, given: AmendmentUpdate, precondition: IfMatch
) -> Response:
    """Write the whole list of changes. What cannot be carried out is refused with 422, each change at its place."""
    await actions.update_amendment(session, actor, amendment_id, given, precondition)
    return await _answer(session, actor, amendment_id)


@router.post("/amendments/{amendment_id}/submit", response_model=AmendmentRead)
async def submit_amendment(session: DbSession, actor: CurrentActor, amendment_id: UUID, precondition: IfMatch) -> Response:
    """Submit the changes to the leader. 422 `amendment_empty` if they change nothing."""
    await actions.submit_amendment(session, actor, amendment_id, precondition)
    return await _answer(session, actor, amendment_id)


@router.post("/amendments/{amendment_id}/approve", response_model=AmendmentRead)
async def approve_amendment(session: DbSession, actor: CurrentActor, amendment_id: UUID, precondition: IfMatch) -> Response:
    """The leader approves: the changes come into force, the plan has a new version, the units are told what changed for them.

    Its tag counts what the plan says too: with the `ETag` of the reading as `If-Match`, 412 if the plan was corrected meanwhile.
    """
    await actions.approve_amendment(session, actor, amendment_id, precondition)
    return await _answer(session, actor, amendment_id)


@router.post("/amendments/{amendment_id}/return", response_model=AmendmentRead)
async def return_amendment(
    session: DbSession, actor: CurrentActor, amendment_id: UUID, given: AmendmentReturn, precondition: IfMatch
) -> Response:
    """The leader returns the amendment with a reason; it is a draft again."""
    await actions.return_amendment(session, actor, amendment_id, given, precondition)
    return await _answer(session, actor, amendment_id)


@router.post("/amendments/{amendment_id}/withdraw", response_model=AmendmentRead)
async def withdraw_amendment(session: DbSession, actor: CurrentActor, amendment_id: UUID, precondition: IfMatch) -> Response:
    """Give the amendment up; the plan stays as it is."""
    await actions.withdraw_amendment(session, actor, amendment_id, precondition)
    return await _answer(session, actor, amendment_id)


async def _answer(session: DbSession, actor: CurrentActor, amendment_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    return resource(*await queries.read_amendment(session, actor, amendment_id), status=status)
