from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list, answer_whole
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.reports import actions
from papi.reports.queries import board
from papi.reports.queries import periods as queries
from papi.reports.schemas.periods import (
    BoardQuery,
    CompletenessRead,
    ExceptionCreate,
    ExceptionRead,
    PeriodCreate,
    PeriodQuery,
    PeriodRead,
    PeriodRow,
    PeriodUpdate,
)

router = api_router("periods")


@router.get("/periods", response_model=PageOf[PeriodRow])
async def list_periods(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[PeriodQuery, Query()]) -> Response:
    """Reporting periods, the latest data window first. The regime is that of văn bản 581/BNV-CCHC: Q1, 6 months, Q3, year."""
    return await answer_list(session, request, queries.list_periods(actor, query), query)


@router.post("/periods", response_model=PeriodRead, status_code=201)
async def create_period(session: DbSession, actor: CurrentActor, given: PeriodCreate) -> Response:
    """Plan a period with one deadline for each level of the chain. The coordinator does this.

    Chosen `unit_ids` and `task_ids` make an ad-hoc request (đột xuất); absent, everything reportable is meant.
    """
    period = await actions.create_period(session, actor, given)
    return resource(await queries.read_period(session, actor, period.id), period.version, status=201)


@router.get("/periods/{period_id}", response_model=PeriodRead)
async def get_period(session: DbSession, actor: CurrentActor, period_id: UUID, precondition: IfMatch) -> Response:
    """One period; while it is planned, `would_open` says what opening it would create."""
    period = await queries.read_period(session, actor, period_id)
    return resource(period, period["version"], precondition)


@router.patch("/periods/{period_id}", response_model=PeriodRead)
async def update_period(session: DbSession, actor: CurrentActor, period_id: UUID, given: PeriodUpdate, precondition: IfMatch) -> Response:
    """Change title, deadlines or, while it is planned, the data window. New deadlines reach reports not yet sent."""
    await actions.update_period(session, actor, period_id, given, precondition)
    return await _answer(session, actor, period_id)


@router.post("/periods/{period_id}/open", response_model=PeriodRead)
async def open_period(session: DbSession, actor: CurrentActor, period_id: UUID, precondition: IfMatch) -> Response:
    """Open a planned period: makes one report for each expected or invited unit, with its lines."""
    await actions.open_period(session, actor, period_id, precondition)
    return await _answer(session, actor, period_id)


@router.post("/periods/{period_id}/close", response_model=PeriodRead)
async def close_period(session: DbSession, actor: CurrentActor, period_id: UUID, precondition: IfMatch) -> Response:
    """Close an open period: drafts and submissions stop, except for units with an own end; review goes on."""
    await actions.close_period(session, actor, period_id, precondition)
    return await _answer(session, actor, period_id)


@router.post("/periods/{period_id}/exceptions", status_code=201)
async def create_exception(session: DbSession, actor: CurrentActor, period_id: UUID, given: ExceptionCreate) -> ExceptionRead:
    """Give one unit its own end of the period (gia hạn riêng), with the reason. The latest exception counts."""
    exception = await actions.create_exception(session, actor, period_id, given)
    return ExceptionRead.model_validate(exception, from_attributes=True)


@router.get("/periods/{period_id}/completeness", response_model=CompletenessRead)
async def get_completeness(
    request: Request, session: DbSession, actor: CurrentActor, period_id: UUID, query: Annotated[BoardQuery, Query()]
) -> Response:
    """Who has reported: on time, late, missing, not yet due; requested bodies apart, never late. Units in official order.

    A unit that reads only its own report sees itself alone. `Accept` makes it a spreadsheet.
    """
    return await answer_whole(request, await board.read_completeness(session, actor, period_id, query), board.EXPORT)


async def _answer(session: DbSession, actor: CurrentActor, period_id: UUID) -> Response:
    await session.flush()
    period = await queries.read_period(session, actor, period_id)
    return resource(period, period["version"])
