from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.lists import answer_list, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.notifications import actions, queries
from papi.notifications.schemas import (
    MarkRead,
    NotificationQuery,
    NotificationRead,
    NotificationSettings,
    NotificationSettingsUpdate,
    UnreadCount,
)

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


@router.get("/notifications/{notification_id}", response_model=NotificationRead)
async def get_notification(session: DbSession, actor: CurrentActor, notification_id: UUID) -> Response:
    """One of the caller's own: what the link of a mail leads to."""
    return json_bytes(await queries.read_notification(session, actor, notification_id))


@router.get("/me/notification-settings", response_model=NotificationSettings)
async def get_notification_settings(request: Request, session: DbSession, actor: CurrentActor) -> Response:
    """How the caller hears of each class of news by mail. At once are, unless chosen otherwise: what was returned, directives, reminders
    sent by hand, ad-hoc requests, decisions on extensions, and what is due today. On days off mails wait for the next working morning."""
    return await _settings(request, session, actor)


@router.patch("/me/notification-settings", response_model=NotificationSettings)
async def change_notification_settings(
    request: Request, session: DbSession, actor: CurrentActor, given: NotificationSettingsUpdate
) -> Response:
    """Choose for some classes: `{"topics": {"talk": "off"}}`."""
    await actions.change_settings(session, actor, given)
    return await _settings(request, session, actor)


async def _settings(request: Request, session: DbSession, actor: CurrentActor) -> Response:
    return json_bytes(await queries.read_settings(session, actor, mails=request.app.state.settings.mails))
