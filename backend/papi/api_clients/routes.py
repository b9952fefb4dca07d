from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.access.machines import CurrentMachine
from papi.api_clients import actions, queries
from papi.api_clients.schemas import (
    ApiClientCreate,
    ApiClientQuery,
    ApiClientRow,
    ApiClientSecret,
    ApiClientUpdate,
    ClientSelf,
    Rotation,
)
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.idempotency import holds_secret
from papi.kit.lists import answer_list
from papi.kit.paging import PageOf
from papi.kit.transport import api_router

router = api_router("api-clients")


@router.get("/integration/self")
async def get_client_self(machine: CurrentMachine) -> ClientSelf:
    """Who the calling system is and what its token lets it do: the first call to try with a new secret."""
    units = sorted(machine.units) if machine.units is not None else None
    return ClientSelf(client_id=machine.client_id, name=machine.name, scopes=sorted(machine.scopes), unit_ids=units)


@router.get("/api-clients", response_model=PageOf[ApiClientRow])
async def list_api_clients(
    request: Request, session: DbSession, actor: CurrentActor, query: Annotated[ApiClientQuery, Query()]
) -> Response:
    """The systems that may call, and those that might, for the administrator."""
    return await answer_list(session, request, queries.list_api_clients(actor, query), query)


async def _with_secret(request: Request) -> None:
    holds_secret(request)


@router.post("/api-clients", response_model=ApiClientSecret, status_code=201, dependencies=[Depends(_with_secret)])
async def create_api_client(session: DbSession, actor: CurrentActor, given: ApiClientCreate) -> Response:
    """Let another system call. Its `id` is its `client_id`; `client_secret` is shown this once.

    With `jwks` (EC P-256 or RSA from 2048 bits) it may sign who it is instead of sending a secret (`private_key_jwt`, RFC 7523). 409
    `api_client_name_taken` for a name that is in use.
    """
    client, secret = await actions.create_api_client(session, actor, given)
    return await _answer(session, actor, client.id, client_secret=secret, status=201)


@router.get("/api-clients/{client_id}", response_model=ApiClientRow)
async def get_api_client(session: DbSession, actor: CurrentActor, client_id: UUID, precondition: IfMatch) -> Response:
    """One connected system, with its live secrets by their beginnings."""
    client = await queries.read_api_client(session, actor, client_id)
    return resource(client, client["version"], precondition)


@router.patch("/api-clients/{client_id}", response_model=ApiClientRow)
async def update_api_client(
    session: DbSession, actor: CurrentActor, client_id: UUID, given: ApiClientUpdate, precondition: IfMatch
) -> Response:
    """Change what a system may, for which units, from where and until when. It counts with the system's next request."""
    await actions.update_api_client(session, actor, client_id, given, precondition)
    return await _answer(session, actor, client_id)


@router.post("/api-clients/{client_id}/rotate", response_model=ApiClientSecret, dependencies=[Depends(_with_secret)])
async def rotate_api_client_secret(
    session: DbSession, actor: CurrentActor, client_id: UUID, given: Rotation, precondition: IfMatch
) -> Response:
    """A new secret, shown this once. The present one serves on for `overlap_hours` (24 unless given), so that the system can change over
    without a gap; an older one ends now. With 0 hours the old secret and all tokens end at once: for one that has leaked."""
    secret = await actions.rotate_secret(session, actor, client_id, given.overlap_hours, precondition)
    return await _answer(session, actor, client_id, client_secret=secret)


@router.post("/api-clients/{client_id}/deactivate", response_model=ApiClientRow)
async def deactivate_api_client(session: DbSession, actor: CurrentActor, client_id: UUID, precondition: IfMatch) -> Response:
    """End a system's access: its tokens are refused with their next use. Nothing is deleted."""
    await actions.deactivate_api_client(session, actor, client_id, precondition)
    return await _answer(session, actor, client_id)


@router.post("/api-clients/{client_id}/activate", response_model=ApiClientRow)
async def activate_api_client(session: DbSession, actor: CurrentActor, client_id: UUID, precondition: IfMatch) -> Response:
    """Let a deactivated system call again, with the secrets that it had."""
    await actions.activate_api_client(session, actor, client_id, precondition)
    return await _answer(session, actor, client_id)


async def _answer(session: DbSession, actor: CurrentActor, client_id: UUID, *, status: int = 200, **more: str | None) -> Response:
    await session.flush()
    client = await queries.read_api_client(session, actor, client_id)
    return resource({**client, **more}, client["version"], status=status)
