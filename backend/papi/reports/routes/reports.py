from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch
from papi.kit.lists import answer_list, answer_whole
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.outbox.queries import FACTS, timeline
from papi.outbox.schemas import TimelineRead
from papi.papers.paper import Format
from papi.papers.writing import PAPERS, WantedFormat, answer
from papi.reports import actions
from papi.reports.documents import report_paper
from papi.reports.queries import report_views
from papi.reports.queries.missing import MISSING, find_missing
from papi.reports.queries.reports import get_report as find_report
from papi.reports.routes.answers import answer_report
from papi.reports.schemas.reports import (
    CarriedForward,
    CarryForward,
    MissingRead,
    ReportQuery,
    ReportRead,
    ReportRow,
)

router = api_router("reports")


@router.get("/reports", response_model=PageOf[ReportRow])
async def list_reports(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[ReportQuery, Query()]) -> Response:
    """Reports that the caller may see: the own unit's in any state, others' once they have been sent.

    `reviewable=true` is the caller's review queue: sent reports of units in which the caller holds no membership.
    """
    return await answer_list(session, request, report_views.list_reports(actor, query), query)


@router.get("/reports/{report_id}", response_model=ReportRead)
async def get_report(session: DbSession, actor: CurrentActor, report_id: UUID, precondition: IfMatch) -> Response:
    """One report. Its ETag counts its own version and its content's: `"v<version>.<content_version>-…"`."""
    return await answer_report(session, actor, report_id, precondition)


@router.get("/reports/{report_id}/timeline", response_model=TimelineRead)
async def get_report_timeline(request: Request, session: DbSession, actor: CurrentActor, report_id: UUID) -> Response:
    """What happened to the report, oldest first, in words."""
    loaded = await find_report(session, actor, report_id)
    own = loaded.unit.id in actor.inherited
    return await answer_whole(request, await timeline(session, "report", report_id, language=actor.language, private=own), FACTS)


@router.get("/reports/{report_id}/missing", response_model=MissingRead)
async def get_missing(request: Request, session: DbSession, actor: CurrentActor, report_id: UUID) -> Response:
    """What is not yet enough, by the same rule as the submission, each with its line."""
    missing = await find_missing(session, await find_report(session, actor, report_id))
    return await answer_whole(request, missing, MISSING)


@router.post("/reports/{report_id}/carry-forward")
async def carry_forward(
    session: DbSession, actor: CurrentActor, report_id: UUID, given: CarryForward | None = None, dry_run: bool = False
) -> CarriedForward:
    """Fill lines without text with what the unit submitted in the period before; they stay marked until edited.

    `dry_run=true` counts them and changes nothing.
    """
    return CarriedForward(lines=await actions.carry_forward(session, actor, report_id, given.line_ids if given else None, dry_run=dry_run))


@router.post("/reports/{report_id}/hand-over", response_model=ReportRead)
async def hand_over_report(session: DbSession, actor: CurrentActor, report_id: UUID) -> Response:
    """Tell the unit's head that the report is ready. A notice: the state stays."""
    await actions.hand_over_report(session, actor, report_id)
    return await answer_report(session, actor, report_id)


@router.post("/reports/{report_id}/submit", response_model=ReportRead)
async def submit_report(session: DbSession, actor: CurrentActor, report_id: UUID, precondition: IfMatch) -> Response:
    """Send the unit's report to its reviewer. The unit's head does this; lateness counts from the first time.

    409 `report_incomplete` with `missing` while lines lack something; 412 when a line has moved since it was read.
    """
    await actions.submit_report(session, actor, report_id, precondition)
    return await answer_report(session, actor, report_id)


@router.get("/reports/{report_id}/export", response_class=Response, responses=PAPERS)
async def export_report(session: DbSession, actor: CurrentActor, report_id: UUID, wanted: WantedFormat = None) -> Response:
    """The report as a paper (Nghị định 30/2020) with all its lines as an annex; number, date and signature are left blank.

    The own unit gets its working text, marked as a draft until it is sent; everyone else what was sent. 409 `report_no_paper` for Front
    and Party bodies.
    """
    return await answer(session, await report_paper(session, actor, report_id), wanted or Format.DOCX)
