from typing import Annotated

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.lists import answer_list
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.notifications import actions, queries
from papi.notifications.schemas import MarkRead, NotificationQuery, NotificationRead, UnreadCount

router = api_router("notifications")


@router.get("/notifications", response_model=PageOf[NotificationRead])
async def list_notifications(
    request: Request, session: DbSession, actor: CurrentActor, query: Annotated[NotificationQuery, Query()]
) -> Response:
    """What the caller was told, newest first."""
    return await answer_list(session, request, queries.list_notifications(actor, query), query)


@router.get("/notifications/unread-count")
async def count_unread(session: DbSession, actor: CurrentActor) -> UnreadCount:
    """What the bell shows."""
    return UnreadCount(unread=await queries.count_unread(session, actor))


@router.post("/notifications/read")
async def mark_read(session: DbSession, actor: CurrentActor, given: MarkRead) -> UnreadCount:
    """Mark the caller's own notifications as read: those named by `ids`, or with `all: true` every one. 404 for another's."""
    await actions.mark_read(session, actor, given)
    return UnreadCount(unread=await queries.count_unread(session, actor))
