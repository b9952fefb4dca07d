from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.plans import actions
from papi.plans.queries.extensions import list_extensions as find_extensions
from papi.plans.queries.extensions import read_extension
from papi.plans.schemas.extensions import ExtensionCreate, ExtensionGrant, ExtensionQuery, ExtensionRead, ExtensionRefuse

router = api_router("extensions")


@router.get("/extensions", response_model=PageOf[ExtensionRead])
async def list_extensions(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[ExtensionQuery, Query()]) -> Response:
    """Requests for a later day with their decisions, the latest first. A unit sees its own; supervisors see all."""
    return await answer_list(session, request, find_extensions(actor, query), query)


@router.post("/extensions", response_model=ExtensionRead, status_code=201)
async def ask_extension(session: DbSession, actor: CurrentActor, given: ExtensionCreate) -> Response:
    """Ask for a later day for a once-task that is still open. The head of its unit does this, one request at a time.

    409 `deadline_of_period` for a recurring task: its deadline is the period's, which has exceptions. 409 `extension_pending` while
    another request waits.
    """
    return await _answer(session, actor, await actions.ask_extension(session, actor, given), status=201)


@router.get("/extensions/{extension_id}", response_model=ExtensionRead)
async def get_extension(session: DbSession, actor: CurrentActor, extension_id: UUID, precondition: IfMatch) -> Response:
    """One request with its proof and its decision."""
    extension = await read_extension(session, actor, extension_id)
    return resource(extension, extension["version"], precondition)


@router.post("/extensions/{extension_id}/grant", response_model=ExtensionRead)
async def grant_extension(
    session: DbSession, actor: CurrentActor, extension_id: UUID, given: ExtensionGrant, precondition: IfMatch
) -> Response:
    """Grant it, with the day that was asked for or an earlier one (`shortened`, with a reason).

    The assignment is then measured by the new day, also if it was submitted while the request waited. Nobody decides for a unit in which
    they are a member, nor about what they asked for; the coordinating unit's requests go to a leader.
    """
    await actions.grant_extension(session, actor, extension_id, given, precondition)
    return await _answer(session, actor, extension_id)


@router.post("/extensions/{extension_id}/refuse", response_model=ExtensionRead)
async def refuse_extension(
    session: DbSession, actor: CurrentActor, extension_id: UUID, given: ExtensionRefuse, precondition: IfMatch
) -> Response:
    """Refuse it, with the reason; the day in force stays."""
    await actions.refuse_extension(session, actor, extension_id, given, precondition)
    return await _answer(session, actor, extension_id)


@router.post("/extensions/{extension_id}/withdraw", response_model=ExtensionRead)
async def withdraw_extension(session: DbSession, actor: CurrentActor, extension_id: UUID, precondition: IfMatch) -> Response:
    """Take the own unit's request back while nobody has decided."""
    await actions.withdraw_extension(session, actor, extension_id, precondition)
    return await _answer(session, actor, extension_id)


async def _answer(session: DbSession, actor: CurrentActor, extension_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    extension = await read_extension(session, actor, extension_id)
    return resource(extension, extension["version"], status=status)
