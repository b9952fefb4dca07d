"""Webhooks are the administrator's alone: nobody else learns that there are any."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from papi.access.permissions import Role
from papi.kit import clock
from papi.webhooks.models import DeliveryState, Webhook, WebhookDelivery, WebhookProgress, WebhookState
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect

_BODY = {"name": "Kho dữ liệu", "url": "https://8.8.8.8/hook", "event_types": ["report.*"]}


async def _webhook(scene: Scene, state: WebhookState = WebhookState.ACTIVE) -> Webhook:
    admin = await scene.colleague(Role.ADMIN)
    now = clock.business()
    webhook = Webhook(
        **{**_BODY, "name": f"Kho {uuid4().hex[:8]}"}, all_units=True, state=state, created_by=admin.id, created_at=now, updated_at=now
    )
    await scene.world.add(webhook)
    await scene.world.add(WebhookProgress(webhook_id=webhook.id, position=0))
    return webhook


async def _delivery(scene: Scene) -> WebhookDelivery:
    webhook, now = await _webhook(scene), clock.business()
    of_event: dict[str, Any] = {"number": 1, "event_id": uuid4(), "event_type": "report.submitted", "body": "{}"}
    delivery = WebhookDelivery(webhook_id=webhook.id, **of_event, state=DeliveryState.FAILED, created_at=now, finished_at=now)
    await scene.world.add(delivery)
    return delivery


def _of_a_webhook(part: str, body: Any = None, state: WebhookState = WebhookState.ACTIVE) -> Callable[[Scene], Awaitable[Attempt]]:
    async def a_webhook(scene: Scene) -> Attempt:
        return Attempt(f"/webhooks/{(await _webhook(scene, state)).id}{part}", body)

    return a_webhook


def _of_a_delivery(part: str) -> Callable[[Scene], Awaitable[Attempt]]:
    async def a_delivery(scene: Scene) -> Attempt:
        return Attempt(f"/deliveries/{(await _delivery(scene)).id}{part}")

    return a_delivery


async def a_new_webhook(scene: Scene) -> Attempt:
    return Attempt("/webhooks", {**_BODY, "name": f"Kho {uuid4().hex[:8]}"} if scene.caller else None)


async def everything(scene: Scene) -> Attempt:
    return Attempt("/webhooks")


async def types_to_choose(scene: Scene) -> Attempt:
    return Attempt("/webhooks/event-types")


async def a_webhook_in_the_list(scene: Scene) -> Listed:
    return Listed("/webhooks", str((await _webhook(scene)).id))


async def _its_webhook(scene: Scene, delivery: WebhookDelivery) -> UUID:
    async with scene.world.database.reading() as session:
        return (await session.scalars(select(WebhookDelivery.webhook_id).where(WebhookDelivery.id == delivery.id))).one()


async def a_delivery_in_the_log(scene: Scene) -> Listed:
    delivery = await _delivery(scene)
    return Listed(f"/webhooks/{await _its_webhook(scene, delivery)}/deliveries", str(delivery.id))


async def what_was_given_up(scene: Scene) -> Attempt:
    return Attempt(
        f"/webhooks/{await _its_webhook(scene, await _delivery(scene))}/replay", {"since": (clock.real() - timedelta(days=1)).isoformat()}
    )


_ADMIN = expect(403, admin=200)
CASES = [
    Case("GET /webhooks", everything, _ADMIN),
    Case("GET /webhooks/event-types", types_to_choose, _ADMIN),
    Case("GET /webhooks/{webhook_id}/deliveries", _of_a_webhook("/deliveries"), _ADMIN),
    Case("POST /webhooks", a_new_webhook, expect(403, admin=201)),
    Case("GET /webhooks/{webhook_id}", _of_a_webhook(""), _ADMIN),
    Case("PATCH /webhooks/{webhook_id}", _of_a_webhook("", {"event_types": ["plan.*"]}), _ADMIN),
    Case("POST /webhooks/{webhook_id}/pause", _of_a_webhook("/pause"), _ADMIN),
    Case("POST /webhooks/{webhook_id}/resume", _of_a_webhook("/resume", {"since": "now"}, WebhookState.PAUSED), _ADMIN),
    Case("POST /webhooks/{webhook_id}/rotate", _of_a_webhook("/rotate", {"overlap_hours": 0}), _ADMIN),
    Case("POST /webhooks/{webhook_id}/replay", what_was_given_up, _ADMIN),
    Case("POST /webhooks/{webhook_id}/test", _of_a_webhook("/test"), expect(403, admin=202)),
    Case("GET /deliveries/{delivery_id}", _of_a_delivery(""), _ADMIN),
    Case("POST /deliveries/{delivery_id}/redeliver", _of_a_delivery("/redeliver"), _ADMIN),
]
LISTS = [
    ListCase("GET /webhooks", a_webhook_in_the_list, expect(403, admin=True)),
    ListCase("GET /webhooks/{webhook_id}/deliveries", a_delivery_in_the_log, expect(403, admin=True)),
]
