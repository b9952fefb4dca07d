from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list, answer_whole
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.units import actions, queries
from papi.units.schemas import GroupsRead, UnitCreate, UnitHistory, UnitQuery, UnitRead, UnitRow, UnitUpdate

router = api_router("units")


@router.get("/units", response_model=PageOf[UnitRow])
async def list_units(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[UnitQuery, Query()]) -> Response:
    """Units in official order; `on=YYYY-MM-DD` shows them as they were called on that day."""
    return await answer_list(session, request, queries.list_units(actor, query), query)


@router.post("/units", response_model=UnitRead, status_code=201)
async def create_unit(session: DbSession, actor: CurrentActor, given: UnitCreate) -> Response:
    """Add a unit. The administrator does this."""
    return await _answer(session, actor, await actions.create_unit(session, actor, given), status=201)


@router.get("/units/{unit_id}", response_model=UnitRead)
async def get_unit(session: DbSession, actor: CurrentActor, unit_id: UUID, precondition: IfMatch) -> Response:
    """One unit with its codes and groups."""
    unit = await queries.read_unit(session, actor, unit_id)
    return resource(unit, unit["version"], precondition)


@router.patch("/units/{unit_id}", response_model=UnitRead)
async def update_unit(session: DbSession, actor: CurrentActor, unit_id: UUID, given: UnitUpdate, precondition: IfMatch) -> Response:
    """Change a unit from a day on: the earlier name stays as a version. Units are never deleted, but go out of use."""
    await actions.update_unit(session, actor, unit_id, given, precondition)
    return await _answer(session, actor, unit_id)


@router.get("/units/{unit_id}/history", response_model=UnitHistory)
async def get_unit_history(request: Request, session: DbSession, actor: CurrentActor, unit_id: UUID) -> Response:
    """A unit's names and parents over time, the latest first."""
    return await answer_whole(request, await queries.read_history(session, actor, unit_id), queries.HISTORY)


@router.get("/unit-groups", response_model=GroupsRead)
async def list_unit_groups(request: Request, session: DbSession, actor: CurrentActor) -> Response:
    """Named sets of units, such as "UBND các phường, xã", as plans address them."""
    return await answer_whole(request, await queries.read_groups(session, actor), queries.GROUPS)


async def _answer(session: DbSession, actor: CurrentActor, unit_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    unit = await queries.read_unit(session, actor, unit_id)
    return resource(unit, unit["version"], status=status)
