from uuid import UUID

from fastapi import Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.lists import answer_whole
from papi.kit.transport import api_router
from papi.reports import actions
from papi.reports.queries.carry_updates import CARRY_UPDATES, read_carry_updates
from papi.reports.queries.reports import get_report
from papi.reports.schemas.reports import CarriedForward, CarryForward, CarryUpdatesRead

router = api_router("reports")


@router.get("/reports/{report_id}/carry-updates", response_model=CarryUpdatesRead)
async def get_carry_updates(request: Request, session: DbSession, actor: CurrentActor, report_id: UUID) -> Response:
    """The lines of a cumulative report of which accepted earlier periods now say something new: accepted, or corrected, since the lines
    were filled. Nothing is changed by itself."""
    updates = await read_carry_updates(session, await get_report(session, actor, report_id))
    return await answer_whole(request, updates, CARRY_UPDATES)


@router.post("/reports/{report_id}/carry-updates")
async def take_carry_updates(session: DbSession, actor: CurrentActor, report_id: UUID, given: CarryForward | None = None) -> CarriedForward:
    """Take the new values over where nobody has edited the field; edited fields stay, and are not offered again until the earlier
    periods say something else. `line_ids` absent: every line."""
    lines = await actions.take_carry_updates(session, actor, report_id, given.line_ids if given else None)
    return CarriedForward(lines=lines)
