from fastapi import Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch
from papi.kit.lists import answer_whole, json_bytes
from papi.kit.transport import api_router
from papi.reports.actions.outlines import write_outline as write
from papi.reports.queries.outlines import OUTLINES, read_outlines
from papi.reports.schemas.outlines import OutlinesRead, OutlineWrite

router = api_router("reports")


@router.get("/report-outlines", response_model=OutlinesRead)
async def list_outlines(request: Request, session: DbSession, actor: CurrentActor) -> Response:
    """The headings of the administrative-reform report, in which that on PAPI is nested (văn bản 581/BNV-CCHC): which dimensions and
    tasks are reported under which heading, by the day from which that holds."""
    outlines = await read_outlines(session, actor)
    return await answer_whole(request, outlines, OUTLINES)


@router.put("/report-outlines", response_model=OutlinesRead)
async def write_outline(session: DbSession, actor: CurrentActor, given: OutlineWrite, precondition: IfMatch) -> Response:
    """Put an outline in force from a day on; one of the same day is replaced (`If-Match` compares its version). The coordinator does
    this. Consolidated reports that exist keep their headings."""
    await write(session, actor, given, precondition)
    await session.flush()
    return json_bytes(await read_outlines(session, actor))
