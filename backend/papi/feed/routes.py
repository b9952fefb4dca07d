import time
from typing import Annotated

from fastapi import Depends, Query, Request, Response

from papi.access.actor import Actor
from papi.access.machines import Machine, actor_or_machine
from papi.feed.describing import describe_feed
from papi.feed.queries import read_events
from papi.feed.schemas import EventsQuery, EventsRead, Page
from papi.feed.waiting import watch_of
from papi.kit.db import DbSession
from papi.kit.lists import json_bytes
from papi.kit.logs import tell_rows
from papi.kit.transport import api_router

router = api_router("events")
_find_reader = actor_or_machine("events:read")
Reader = Annotated[Actor | Machine, Depends(_find_reader, scope="function")]


@router.get("/events", response_model=EventsRead, description=describe_feed())
async def list_events(request: Request, session: DbSession, reader: Reader, query: Annotated[EventsQuery, Query()]) -> Response:
    page = await read_events(session, reader, query)
    if not page["items"] and query.wait:
        with watch_of(request).places.taken(reader):
            page = await _wait(request, session, query, page)
    tell_rows(request, len(page["items"]))
    return json_bytes(page)


async def _wait(request: Request, session: DbSession, query: EventsQuery, page: Page) -> Page:
    """The page with the first events that come, or without any when the time is over."""
    ends = time.monotonic() + query.wait
    while not page["items"] and (left := ends - time.monotonic()) > 0:
        await session.close()  # who waits holds no connection
        if page["next_cursor"] is None and not await watch_of(request).beyond(page["after"], left):
            break
        reader = await _find_reader(request, session)  # whose session may have ended meanwhile
        page = await read_events(session, reader, query.model_copy(update={"after": page["after"], "cursor": None, "mark": page["mark"]}))
    return page
