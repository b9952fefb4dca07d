from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.delegations import actions, queries
from papi.delegations.schemas import DelegationCreate, DelegationQuery, DelegationRead
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list
from papi.kit.paging import PageOf
from papi.kit.transport import api_router

router = api_router("delegations")


@router.get("/delegations", response_model=PageOf[DelegationRead])
async def list_delegations(
    request: Request, session: DbSession, actor: CurrentActor, query: Annotated[DelegationQuery, Query()]
) -> Response:
    """Delegations, the latest first: all for the administrator, the own unit's for its head; `current=true` leaves out what is over."""
    return await answer_list(session, request, queries.list_delegations(actor, query), query)


@router.post("/delegations", response_model=DelegationRead, status_code=201)
async def create_delegation(session: DbSession, actor: CurrentActor, given: DelegationCreate) -> Response:
    """A head lets a person of the unit act in the head's name, from a day to a day.

    The receiver gets a further membership to choose at sign-in; what is done in it says on whose behalf. It ends by itself, with the
    giver's or the receiver's own place in the unit, or by `end`. 403 `delegated_role` for one who acts by delegation; 409
    `delegation_overlaps` while somebody else stands in on one of the days.
    """
    delegation_id = await actions.create_delegation(session, actor, given)
    return await _answer(session, actor, delegation_id, status=201)


@router.get("/delegations/{delegation_id}", response_model=DelegationRead)
async def get_delegation(session: DbSession, actor: CurrentActor, delegation_id: UUID, precondition: IfMatch) -> Response:
    """One delegation."""
    delegation = await queries.read_delegation(session, actor, delegation_id)
    return resource(delegation, delegation["version"], precondition)


@router.post("/delegations/{delegation_id}/end", response_model=DelegationRead)
async def end_delegation(session: DbSession, actor: CurrentActor, delegation_id: UUID, precondition: IfMatch) -> Response:
    """End a delegation at once: tokens issued for it stop with the next request. Its receiver may give it back as well."""
    await actions.end_delegation(session, actor, delegation_id, precondition)
    return await _answer(session, actor, delegation_id)


async def _answer(session: DbSession, actor: CurrentActor, delegation_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    delegation = await queries.read_delegation(session, actor, delegation_id)
    return resource(delegation, delegation["version"], status=status)
