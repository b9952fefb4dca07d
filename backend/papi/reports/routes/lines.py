from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.evidence.queries import name_documents
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch
from papi.kit.lists import answer_list, answer_whole
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.outbox.queries import FACTS, timeline
from papi.outbox.schemas import TimelineRead
from papi.reports import actions
from papi.reports.queries import line_list, lines
from papi.reports.queries.reports import get_report
from papi.reports.routes.answers import answer_line
from papi.reports.schemas.lines import LineQuery, LineRead, LineRow, LinesRead, LineUpdate

router = api_router("report-lines")


@router.get("/reports/{report_id}/lines", response_model=LinesRead)
async def list_lines(request: Request, session: DbSession, actor: CurrentActor, report_id: UUID) -> Response:
    """All lines of a report in order: tasks of no indicator ("Chung") first, then by dimension.

    The own unit sees its working text, everyone else what was last submitted; `previous` is the text of the period before.
    """
    loaded = await get_report(session, actor, report_id)
    items = await lines.read_lines(session, actor, report_id)
    body = {"items": items, "content_version": loaded.report.content_version}
    return await answer_whole(request, body, line_list.REPORT_LINES)


@router.get("/report-lines", response_model=PageOf[LineRow])
async def list_report_lines(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[LineQuery, Query()]) -> Response:
    """Lines across reports. `led=true`: the submitted lines of the units that support the joint tasks of the caller's unit."""
    return await answer_list(session, request, line_list.list_report_lines(actor, query), query)


@router.get("/report-lines/{line_id}", response_model=LineRead)
async def get_report_line(session: DbSession, actor: CurrentActor, line_id: UUID, precondition: IfMatch) -> Response:
    """One line, with its own version in the ETag."""
    return await answer_line(session, actor, line_id, precondition)


@router.patch("/report-lines/{line_id}", response_model=LineRead)
async def update_report_line(session: DbSession, actor: CurrentActor, line_id: UUID, given: LineUpdate, precondition: IfMatch) -> Response:
    """Save what the unit writes on a line, in a draft or on a returned line. `percent` is 0–100.

    412 `stale_version` when somebody else has saved the line meanwhile; 409 when the report has been sent.
    """
    await actions.update_report_line(session, actor, line_id, given, precondition)
    return await answer_line(session, actor, line_id)


@router.get("/report-lines/{line_id}/timeline", response_model=TimelineRead)
async def get_line_timeline(request: Request, session: DbSession, actor: CurrentActor, line_id: UUID) -> Response:
    """What happened to the line, oldest first; the drafts' changes for the own unit alone."""
    loaded = await lines.get_line(session, actor, line_id)
    own = loaded.line.unit_id in actor.inherited
    body = await timeline(session, "report_line", line_id, language=actor.language, private=own)
    await name_documents(session, actor, body["items"])
    return await answer_whole(request, body, FACTS)
