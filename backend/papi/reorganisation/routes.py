from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.reorganisation import actions
from papi.reorganisation.queries import successions as queries
from papi.reorganisation.schemas import (
    MoveQuery,
    MoveRow,
    SuccessionCreate,
    SuccessionPreview,
    SuccessionQuery,
    SuccessionRead,
    SuccessionRow,
    Withdrawal,
)

router = api_router("units")
DryRun = Annotated[bool, Query(description="Only show what would happen; nothing is stored")]
_PREVIEW: dict[int | str, dict[str, type[BaseModel] | str]] = {
    200: {"model": SuccessionPreview, "description": "With `dry_run=true`: what would happen"}
}


@router.get("/units/successions", response_model=PageOf[SuccessionRow])
async def list_successions(
    request: Request, session: DbSession, actor: CurrentActor, query: Annotated[SuccessionQuery, Query()]
) -> Response:
    """Decisions to reorganise units, the latest day first; `unit` finds those of one unit, before or after."""
    return await answer_list(session, request, queries.list_successions(actor, query), query)


@router.post("/units/successions", response_model=SuccessionRead, status_code=201, responses=_PREVIEW)
async def create_succession(session: DbSession, actor: CurrentActor, given: SuccessionCreate, dry_run: DryRun = False) -> Response:
    """Merge, split, rename or dissolve units by one legal act, in as many parts as it has. The administrator does this.

    It takes effect on its day, at once if that is today or past, and can be changed or withdrawn until then. On the day open assignments,
    drafts of open periods, people and the reading of evidence go over to the units that come after, each thing with a trace; what was
    sent, accepted, sealed or recorded stays with the units before. `dry_run=true` answers 200 with a `SuccessionPreview`, made by doing
    all of it and undoing it. 422 `succession_impossible` names every reason why not, 409 `unit_in_other_succession` a decision that waits.
    """
    if dry_run:
        return json_bytes(await actions.preview_succession(session, actor, given))
    return await _answer(session, actor, await actions.create_succession(session, actor, given), status=201)


@router.get("/units/successions/{succession_id}", response_model=SuccessionRead)
async def get_succession(session: DbSession, actor: CurrentActor, succession_id: UUID, precondition: IfMatch) -> Response:
    """One decision, with what was asked for and, once in effect, the sums before and after."""
    found = await queries.read_succession(session, actor, succession_id)
    return resource(found, found["version"], precondition)


@router.put("/units/successions/{succession_id}", response_model=SuccessionRead)
async def update_succession(
    session: DbSession, actor: CurrentActor, succession_id: UUID, given: SuccessionCreate, precondition: IfMatch
) -> Response:
    """Change a decision before its day, as a whole. 409 `succession_wrong_state` once it has taken effect or was withdrawn."""
    await actions.update_succession(session, actor, succession_id, given, precondition)
    return await _answer(session, actor, succession_id)


@router.post("/units/successions/{succession_id}/preview", response_model=SuccessionPreview)
async def preview_succession(session: DbSession, actor: CurrentActor, succession_id: UUID, given: SuccessionCreate) -> Response:
    """What a decision that waits would do if it were changed to this (or, sent as it is, what it will do). Nothing is stored."""
    return json_bytes(await actions.preview_change(session, actor, succession_id, given))


@router.post("/units/successions/{succession_id}/withdraw", response_model=SuccessionRead)
async def withdraw_succession(
    session: DbSession, actor: CurrentActor, succession_id: UUID, given: Withdrawal, precondition: IfMatch
) -> Response:
    """Undo a decision before its day, with the reason; it stays on record. 409 `succession_wrong_state` once it has taken effect."""
    await actions.withdraw_succession(session, actor, succession_id, given, precondition)
    return await _answer(session, actor, succession_id)


@router.get("/units/successions/{succession_id}/moves", response_model=PageOf[MoveRow])
async def list_succession_moves(
    request: Request, session: DbSession, actor: CurrentActor, succession_id: UUID, query: Annotated[MoveQuery, Query()]
) -> Response:
    """The trace of a decision: what moved, from where, to where and into what. A unit reads what moved from it or to it."""
    return await answer_list(session, request, await queries.list_moves(session, actor, succession_id, query), query)


async def _answer(session: DbSession, actor: CurrentActor, succession_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    found = await queries.read_succession(session, actor, succession_id)
    return resource(found, found["version"], status=status)
