from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.lists import answer_list, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.webhooks.actions import sending_again
from papi.webhooks.queries.deliveries import list_deliveries, read_delivery
from papi.webhooks.schemas import DeliveryDetail, DeliveryQuery, DeliveryRead, Replay, Replayed

router = api_router("webhooks")


@router.get("/webhooks/{webhook_id}/deliveries", response_model=PageOf[DeliveryRead])
async def list_webhook_deliveries(
    request: Request, session: DbSession, actor: CurrentActor, webhook_id: UUID, query: Annotated[DeliveryQuery, Query()]
) -> Response:
    """What was sent to a webhook and what waits, the latest first."""
    return await answer_list(session, request, await list_deliveries(session, actor, webhook_id, query), query)


@router.post("/webhooks/{webhook_id}/replay", response_model=Replayed)
async def replay_webhook(session: DbSession, actor: CurrentActor, webhook_id: UUID, given: Replay) -> Replayed:
    """Send again whatever was given up since a moment, each under the id that it had. 409 `webhook_paused`."""
    return Replayed(count=await sending_again.replay(session, actor, webhook_id, given.since))


@router.post("/webhooks/{webhook_id}/test", response_model=DeliveryDetail, status_code=202)
async def test_webhook(session: DbSession, actor: CurrentActor, webhook_id: UUID) -> Response:
    """Send `papi.test`, once, also to a webhook that is paused; the delivery says soon how it went."""
    delivery_id = await sending_again.test(session, actor, webhook_id)
    await session.flush()
    return json_bytes(await read_delivery(session, actor, delivery_id), 202)


@router.get("/deliveries/{delivery_id}", response_model=DeliveryDetail)
async def get_delivery(session: DbSession, actor: CurrentActor, delivery_id: UUID) -> Response:
    """One delivery with what is sent and how each try went, headers and signatures with it."""
    return json_bytes(await read_delivery(session, actor, delivery_id))


@router.post("/deliveries/{delivery_id}/redeliver", response_model=DeliveryDetail)
async def redeliver(session: DbSession, actor: CurrentActor, delivery_id: UUID) -> Response:
    """Send it again, under the same `webhook-id`. 409 `delivery_under_way` while it waits, `webhook_paused` while its webhook does."""
    await sending_again.redeliver(session, actor, delivery_id)
    await session.flush()
    return json_bytes(await read_delivery(session, actor, delivery_id))
