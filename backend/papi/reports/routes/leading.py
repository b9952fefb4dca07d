from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch
from papi.kit.lists import json_bytes
from papi.kit.transport import api_router
from papi.reports.actions import leading
from papi.reports.schemas.leading import Counted, LinesComment, LinesSeen, RolledUp, RollUp

router = api_router("report-lines")


@router.post("/report-lines/{line_id}/roll-up", response_model=RolledUp)
async def roll_up_line(
    session: DbSession, actor: CurrentActor, line_id: UUID, precondition: IfMatch, given: Annotated[RollUp, Query()]
) -> Response:
    """Write into a draft's line what the units that support its task have sent, units named, equal texts once, figures added up or the
    greatest by their rule. It stays marked until it is edited, and keeps its sources.

    `dry_run=true` shows it and changes nothing. 409 `line_has_text` where somebody has typed, unless `append`.
    """
    return json_bytes(await leading.roll_up_line(session, actor, line_id, given, precondition))


@router.put("/report-lines/read")
async def mark_lines_read(session: DbSession, actor: CurrentActor, given: LinesSeen) -> Counted:
    """The caller has read these lines of units that support its tasks, as they stand now; sent anew they are unread again."""
    await leading.mark_lines_read(session, actor, given.line_ids)
    return Counted(lines=len(set(given.line_ids)))


@router.post("/report-lines/comments", status_code=201)
async def comment_on_lines(session: DbSession, actor: CurrentActor, given: LinesComment) -> Counted:
    """Say the same about many lines, each in its own conversation. Their units are told; all lines or none."""
    return Counted(lines=await leading.comment_on_lines(session, actor, given))
