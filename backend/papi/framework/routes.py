from typing import Annotated
from uuid import UUID

from fastapi import Form, Query, Request, Response, UploadFile

from papi.access.dependencies import CurrentActor
from papi.framework import actions, queries
from papi.framework.schemas import (
    EditionYear,
    FrameworkQuery,
    FrameworkRead,
    FrameworkRow,
    ImportQuery,
    ImportResult,
    IndicatorQuery,
    IndicatorRead,
    IndicatorRow,
    ScoreQuery,
    ScoreRow,
    Source,
)
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import api_router

router = api_router("framework")


@router.get("/frameworks", response_model=PageOf[FrameworkRow])
async def list_frameworks(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[FrameworkQuery, Query()]) -> Response:
    """The yearly editions of the framework: 6 dimensions until 2017, 8 since."""
    return await answer_list(session, request, queries.list_frameworks(actor, query), query)


@router.get("/frameworks/{year}", response_model=FrameworkRead)
async def get_framework(session: DbSession, actor: CurrentActor, year: EditionYear, precondition: IfMatch) -> Response:
    """One edition with its whole tree: dimensions, sub-dimensions, indicators. Official names may take the place of others."""
    return resource(await queries.read_framework(session, actor, year), 1, precondition)


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
    return await answer_list(session, request, await queries.list_scores(session, actor, query), query)


@router.post("/scores/import")
async def import_scores(
    session: DbSession, actor: CurrentActor, file: UploadFile, source: Annotated[Source, Form()], options: Annotated[ImportQuery, Query()]
) -> ImportResult:
    """Import the yearly workbook of papi.org.vn as it is published, or lines (CSV or XLSX) with the columns of scores.csv.

    New values are added, differing ones corrected, the rest stays. Refused whole (422 `scores_refused`) with every bad line or cell
    and its reason. Codes are held against the year's edition, and where all parts are published a dimension must be the sum of its
    sub-dimensions, the total that of its dimensions, to 1e-4. The official names in a workbook replace those of that year's edition.
    A file imported again changes nothing. With `dry_run=true` everything is checked and nothing stored. At most 2 MB.
    """
    actions.require_import(actor)
    upload = actions.Upload(await file.read(), file.filename or "", options.year)
    return await actions.import_file(session, actor.author, upload, source, dry_run=options.dry_run)
