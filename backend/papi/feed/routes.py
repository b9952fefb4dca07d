import time
from typing import Annotated

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor, find_actor
from papi.feed.describing import describe_feed
from papi.feed.queries import read_events
from papi.feed.schemas import EventsQuery, EventsRead
from papi.feed.waiting import watch_of
from papi.kit.db import DbSession
from papi.kit.lists import json_bytes
from papi.kit.transport import api_router

router = api_router("events")


@router.get("/events", response_model=EventsRead, description=describe_feed())
async def list_events(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[EventsQuery, Query()]) -> Response:
    page = await read_events(session, actor, query)
    ends = time.monotonic() + query.wait
    while not page["items"] and (left := ends - time.monotonic()) > 0:
        await session.close()  # who waits holds no connection
        if page["next_cursor"] is None and not await watch_of(request).beyond(page["after"], left):
            break
        actor = await find_actor(request, session)  # whose session may have ended meanwhile
        page = await read_events(session, actor, query.model_copy(update={"after": page["after"], "cursor": None}))
    return json_bytes(page)
