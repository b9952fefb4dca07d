from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.dependencies import CurrentActor, StreamingActor
from papi.kit.db import DbSession, database_of
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import IfMatch, resource
from papi.kit.idempotency import holds_secret
from papi.kit.lists import answer_list, json_bytes
from papi.kit.outbound import Outbound, Unreached
from papi.kit.paging import PageOf
from papi.kit.secretbox import SecretBox
from papi.kit.transport import api_router
from papi.webhooks.actions import editing
from papi.webhooks.queries.deliveries import read_event_types
from papi.webhooks.queries.webhooks import MANAGE, list_webhooks, read_webhook
from papi.webhooks.schemas import (
    EventGroups,
    SecretRotate,
    WebhookCreate,
    WebhookPatch,
    WebhookQuery,
    WebhookRead,
    WebhookResume,
    WebhookSecretRead,
)
from papi.webhooks.words import TROUBLE_WORDS

router = api_router("webhooks")
NOT_KEPT = [Depends(holds_secret)]


@router.get("/webhooks", response_model=PageOf[WebhookRead])
async def list_all_webhooks(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[WebhookQuery, Query()]) -> Response:
    """Where events are sent, by name."""
    return await answer_list(session, request, list_webhooks(actor, query), query)


@router.get("/webhooks/event-types", response_model=EventGroups)
async def list_event_types(actor: CurrentActor) -> Response:
    """What a webhook can be told, by resource, in the caller's language."""
    return json_bytes(read_event_types(actor))


@router.post("/webhooks", response_model=WebhookSecretRead, status_code=201, dependencies=NOT_KEPT)
async def create_webhook(request: Request, actor: StreamingActor, given: WebhookCreate) -> Response:
    """Add a receiver, which is told what happens from now on. `secret` is told this once. 422 where the address leads into a network that
    is not ours to call: private, local, or of the cloud's own machinery, unless the installation allows it."""
    actor.require(MANAGE)
    await _require_reachable(request, given.url)
    async with database_of(request).writing() as session:
        webhook_id, secret = await editing.create(session, actor, given, _box(request))
        return await _told_once(session, actor, webhook_id, secret, status=201)


@router.get("/webhooks/{webhook_id}", response_model=WebhookRead)
async def get_webhook(session: DbSession, actor: CurrentActor, webhook_id: UUID, precondition: IfMatch) -> Response:
    """One webhook."""
    body = await read_webhook(session, actor, webhook_id)
    return resource(body, body["version"], precondition)


@router.patch("/webhooks/{webhook_id}", response_model=WebhookRead)
async def change_webhook(request: Request, actor: StreamingActor, webhook_id: UUID, given: WebhookPatch, precondition: IfMatch) -> Response:
    """Change its name, address, types, units or client. What happened before is told by what held then; it goes to the new address."""
    actor.require(MANAGE)
    if given.url is not None:
        await _require_reachable(request, given.url)
    async with database_of(request).writing() as session:
        await editing.change(session, actor, webhook_id, given, precondition)
        return await _answer(session, actor, webhook_id)


@router.post("/webhooks/{webhook_id}/pause", response_model=WebhookRead)
async def pause_webhook(session: DbSession, actor: CurrentActor, webhook_id: UUID, precondition: IfMatch) -> Response:
    """Send nothing until it goes on. What waits, and what happens meanwhile, is kept."""
    await editing.pause(session, actor, webhook_id, precondition)
    return await _answer(session, actor, webhook_id)


@router.post("/webhooks/{webhook_id}/resume", response_model=WebhookRead)
async def resume_webhook(
    session: DbSession, actor: CurrentActor, webhook_id: UUID, given: WebhookResume, precondition: IfMatch
) -> Response:
    """Let it go on: from where it `stopped`, or with what happens from `now` on."""
    await editing.resume(session, actor, webhook_id, given.since, precondition)
    return await _answer(session, actor, webhook_id)


@router.post("/webhooks/{webhook_id}/rotate", response_model=WebhookSecretRead, dependencies=NOT_KEPT)
async def rotate_webhook_secret(
    request: Request, actor: StreamingActor, webhook_id: UUID, given: SecretRotate, precondition: IfMatch
) -> Response:
    """Make another secret, told this once. For `overlap_hours` deliveries carry signatures of both, so that the receiver can change over;
    409 `rotation_under_way` while an earlier rotation runs, unless it is 0, which ends every earlier secret at once."""
    overlap = timedelta(hours=given.overlap_hours)
    async with database_of(request).writing() as session:
        secret = await editing.rotate(session, actor, webhook_id, (overlap, _box(request)), precondition)
        return await _told_once(session, actor, webhook_id, secret)


async def _answer(session: AsyncSession, actor: Actor, webhook_id: UUID) -> Response:
    await session.flush()
    body = await read_webhook(session, actor, webhook_id)
    return resource(body, body["version"])


async def _told_once(session: AsyncSession, actor: Actor, webhook_id: UUID, secret: str, *, status: int = 200) -> Response:
    await session.flush()
    body: dict[str, Any] = await read_webhook(session, actor, webhook_id)
    return resource({"webhook": body, "secret": secret}, body["version"], status=status)


def _box(request: Request) -> SecretBox:
    return SecretBox(request.app.state.settings.secrets_path)


async def _require_reachable(request: Request, url: str) -> None:
    """Asked without a connection to the database: whoever answers for names may take long."""
    outbound: Outbound = request.app.state.outbound
    try:
        await outbound.judge(url)
    except Unreached as unreached:
        vi, en = TROUBLE_WORDS[unreached.trouble]
        raise Invalid(errors=[FieldError("/url", f"{vi}.", f"{en}.")]) from None
