from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list, answer_whole, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.measures.actions.writing import write_value as write
from papi.measures.facts import READ
from papi.measures.queries.months import months_export, read_months
from papi.measures.queries.values import DEFINITIONS, HISTORY, list_values, read_definitions, read_history, read_value
from papi.measures.schemas import (
    MeasuresRead,
    MeasureValueCreate,
    MeasureValueHistory,
    MeasureValueQuery,
    MeasureValueRead,
    MeasureValueWritten,
    MonthsAsked,
    MonthTable,
)

router = api_router("measures")


@router.get("/measures", response_model=MeasuresRead)
async def list_measures(request: Request, actor: CurrentActor) -> Response:
    """What is measured (tỷ lệ hồ sơ trực tuyến, hồ sơ trễ hạn …), in which unit, which way is better, and what it rests on."""
    actor.require_some(READ)
    return await answer_whole(request, read_definitions(), DEFINITIONS)


@router.get("/measure-values", response_model=PageOf[MeasureValueRead])
async def list_measure_values(
    request: Request, session: DbSession, actor: CurrentActor, query: Annotated[MeasureValueQuery, Query()]
) -> Response:
    """Values with their source, the latest received first: all for Phòng Nội vụ, leaders and observers, those of the own unit for a unit.
    Numbers are exact and told as text."""
    return await answer_list(session, request, list_values(actor, query), query)


@router.post("/measure-values", response_model=MeasureValueWritten, status_code=201)
async def write_measure_value(session: DbSession, actor: CurrentActor, given: MeasureValueCreate) -> Response:
    """Write a figure down by hand, under the source `hand`. One that stands there is corrected, not overwritten: it stays in the history.
    412 `stale_version` where another one stands there than `supersedes` names."""
    became = await write(session, actor, given)
    await session.flush()
    return json_bytes({"outcome": became.outcome, "value": await read_value(session, actor, became.id)}, 201)


@router.get("/measure-values/months", response_model=MonthTable)
async def get_measure_months(request: Request, session: DbSession, actor: CurrentActor, asked: Annotated[MonthsAsked, Query()]) -> Response:
    """One measure, units by months, with the source of each value. As a file: a column a month."""
    table = await read_months(session, actor, asked)
    return await answer_whole(request, table, months_export(table["months"]))


@router.get("/measure-values/{value_id}", response_model=MeasureValueRead)
async def get_measure_value(session: DbSession, actor: CurrentActor, value_id: UUID, precondition: IfMatch) -> Response:
    """One value."""
    body = await read_value(session, actor, value_id)
    return resource(body, body["number"], precondition)


@router.get("/measure-values/{value_id}/history", response_model=MeasureValueHistory)
async def get_measure_value_history(request: Request, session: DbSession, actor: CurrentActor, value_id: UUID) -> Response:
    """All that the same source told of the same unit, measure and period, the latest first, with time, reason and who it came from."""
    return await answer_whole(request, await read_history(session, actor, value_id), HISTORY)
