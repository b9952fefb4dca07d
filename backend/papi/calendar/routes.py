from typing import Annotated

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.calendar import actions
from papi.calendar.queries import CALENDAR, read_calendar, read_term
from papi.calendar.schemas import CalendarRead, CalendarWrite, TermQuery, TermRead, Year
from papi.kit.db import DbSession
from papi.kit.documents import wanted_type
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_whole, json_bytes
from papi.kit.transport import api_router

router = api_router("calendar")


@router.get("/calendar/term", response_model=TermRead)
async def get_term(session: DbSession, actor: CurrentActor, query: Annotated[TermQuery, Query()]) -> Response:
    """The last day of "N working days from a day on". The first day is not counted (Bộ luật Dân sự 2015, Điều 147)."""
    return json_bytes(await read_term(session, actor, query))


@router.get("/calendar/{year}", response_model=CalendarRead)
async def get_calendar(request: Request, session: DbSession, actor: CurrentActor, year: Year, precondition: IfMatch) -> Response:
    """The days of a year that differ from their weekday: public holidays, Tết, days exchanged by the yearly notice.

    `source` says what they rest on: written down by the coordinator, decreed, or computed (the notice may still move some).
    """
    calendar = await read_calendar(session, actor, year)
    if wanted_type(request) is not None:
        return await answer_whole(request, {"items": calendar["days"]}, CALENDAR)
    return resource(calendar, calendar["version"], precondition)


@router.put("/calendar/{year}", response_model=CalendarRead)
async def write_calendar(session: DbSession, actor: CurrentActor, year: Year, given: CalendarWrite, precondition: IfMatch) -> Response:
    """Write a year's days off down, all of them, with the paper that says so (thông báo nghỉ lễ). The coordinator does this."""
    await actions.write_calendar(session, actor, year, given, precondition)
    await session.flush()
    calendar = await read_calendar(session, actor, year)
    return resource(calendar, calendar["version"])
