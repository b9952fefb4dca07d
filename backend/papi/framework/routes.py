from typing import Annotated
from uuid import UUID

from fastapi import Form, Query, Request, Response, UploadFile

from papi.access.dependencies import CurrentActor
from papi.framework import actions, queries
from papi.framework.schemas import (
    FrameworkQuery,
    FrameworkRead,
    FrameworkRow,
    ImportResult,
    IndicatorQuery,
    IndicatorRead,
    IndicatorRow,
    ScoreQuery,
    ScoreRow,
)
from papi.kit.db import DbSession
from papi.kit.lists import answer_list, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import api_router

router = api_router("framework")


@router.get("/frameworks", response_model=PageOf[FrameworkRow])
async def list_frameworks(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[FrameworkQuery, Query()]) -> Response:
    """The yearly editions of the framework: 6 dimensions until 2017, 8 since."""
    return await answer_list(session, request, queries.list_frameworks(actor, query), query)


@router.get("/frameworks/{year}", response_model=FrameworkRead)
async def get_framework(session: DbSession, actor: CurrentActor, year: int) -> Response:
    """One edition with its whole tree: dimensions, sub-dimensions, indicators."""
    return json_bytes(await queries.read_framework(session, actor, year))


@router.get("/indicators", response_model=PageOf[IndicatorRow])
async def list_indicators(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[IndicatorQuery, Query()]) -> Response:
    """Nodes of the editions at any level. A `working` name is provisional and must be shown so."""
    return await answer_list(session, request, queries.list_indicators(actor, query), query)


@router.get("/indicators/{indicator_id}", response_model=IndicatorRead)
async def get_indicator(session: DbSession, actor: CurrentActor, indicator_id: UUID) -> Response:
    """One node with the way that leads to it."""
    return json_bytes(await queries.read_indicator(session, actor, indicator_id))


@router.get("/scores", response_model=PageOf[ScoreRow])
async def list_scores(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[ScoreQuery, Query()]) -> Response:
    """Published PAPI scores per province (CECODES, RTA, UNDP); missing results have no row. Rank and quartile are computed."""
    return await answer_list(session, request, queries.list_scores(actor, query), query)


@router.post("/scores/import")
async def import_scores(
    session: DbSession,
    actor: CurrentActor,
    file: UploadFile,
    source: Annotated[str, Form(min_length=1, max_length=300)],
    dry_run: bool = False,
) -> ImportResult:
    """Import scores as CSV or XLSX with the columns of scores.csv, replacing the years in the file.

    Refused whole (422 `scores_refused`) with every bad line and its reason; sums are checked to 1e-4.
    """
    actor.require("scores.import")
    lines = actions.read_score_file(await file.read())
    if not dry_run:
        await actions.import_scores(session, actor, lines, source)
    return ImportResult(rows=len(lines), years=sorted({line.year for line in lines}), stored=not dry_run)
