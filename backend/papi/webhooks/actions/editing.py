"""A webhook is added, changed, paused, let go on, and gets another secret."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.models import ApiClient
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.secretbox import SecretBox
from papi.kit.text import format_moment
from papi.kit.types import new_id
from papi.outbox.facts import changes, record
from papi.webhooks import facts
from papi.webhooks.dispatching import advance, last_place
from papi.webhooks.errors import RotationUnderWay, WebhookNameTaken, WebhookNotPaused, WebhookPaused
from papi.webhooks.models import DeliveryState, PauseCause, Webhook, WebhookDelivery, WebhookProgress, WebhookState, WebhookUnit
from papi.webhooks.ordering import begin_anew
from papi.webhooks.queries.webhooks import MANAGE, get_webhook, live_secrets, unit_ids_of
from papi.webhooks.schemas import Since, WebhookCreate, WebhookPatch
from papi.webhooks.signing import new_secret


async def create(session: AsyncSession, actor: Actor, given: WebhookCreate, box: SecretBox) -> tuple[UUID, str]:
    """Add one, which is told what happens from now on; its id, and the secret that is told this once."""
    actor.require(MANAGE)
    await _require_free(session, given.name, None)
    await _require_known(session, given.unit_ids, given.client_id)
    now = clock.business()
    webhook = Webhook(
        id=new_id(),
        **given.model_dump(include={"name", "url", "event_types", "client_id"}),
        all_units=given.unit_ids is None,
        state=WebhookState.ACTIVE,
        created_by=actor.person_id,
        created_at=now,
        updated_at=now,
    )
    session.add(webhook)
    await session.flush()
    row, secret = new_secret(box, webhook.id, now)
    session.add_all([row, WebhookProgress(webhook_id=webhook.id, position=await last_place(session))])
    await _set_units(session, webhook, given.unit_ids)
    record(session, actor.author, facts.about(facts.CREATED, webhook, address=facts.told_address(webhook.url)))
    return webhook.id, secret


async def change(session: AsyncSession, actor: Actor, webhook_id: UUID, given: WebhookPatch, precondition: Precondition) -> None:
    """Change what it is told, or where; what waits already goes to the new address too."""
    webhook = await get_webhook(session, actor, webhook_id)
    precondition.check(webhook.version)
    wanted = {name: getattr(given, name) for name in given.model_fields_set}
    _require_there(wanted)
    if "name" in wanted:
        await _require_free(session, wanted["name"], webhook.id)
    await _require_known(session, wanted.get("unit_ids"), wanted.get("client_id"))
    await advance(
        session, webhook.id, await last_place(session), to_the_head=True
    )  # what happened before is told by the rules that held then
    before = await _told(session, webhook)
    for name in {"name", "url", "event_types", "client_id"} & wanted.keys():
        setattr(webhook, name, wanted[name])
    if "unit_ids" in wanted:
        webhook.all_units = wanted["unit_ids"] is None
        await _set_units(session, webhook, wanted["unit_ids"])
    webhook.updated_at = clock.business()
    await session.flush()
    record(session, actor.author, facts.about(facts.CHANGED, webhook, changes=changes(before, await _told(session, webhook))))


async def pause(session: AsyncSession, actor: Actor, webhook_id: UUID, precondition: Precondition) -> None:
    """Send nothing until somebody lets it go on. What waits is kept."""
    webhook = await get_webhook(session, actor, webhook_id)
    precondition.check(webhook.version)
    if webhook.state is WebhookState.PAUSED:
        raise WebhookPaused
    await hold_back(session, webhook, PauseCause.BY_HAND)
    record(session, actor.author, facts.about(facts.PAUSED, webhook))


async def hold_back(session: AsyncSession, webhook: Webhook, cause: PauseCause) -> None:
    """Pause it, whoever does, and keep what waits. Whoever holds the webhook: its progress is held as well, or a worker that is at it
    would add some that nobody holds back."""
    await session.get_one(WebhookProgress, webhook.id, with_for_update={"key_share": True})
    webhook.state, webhook.pause_cause, webhook.paused_at = WebhookState.PAUSED, cause, clock.business()
    waiting = (WebhookDelivery.webhook_id == webhook.id, WebhookDelivery.state == DeliveryState.WAITING)
    held = update(WebhookDelivery).where(*waiting, WebhookDelivery.number.is_not(None))
    await session.execute(held.values(state=DeliveryState.HELD, next_at=None).execution_options(synchronize_session=False))


async def resume(session: AsyncSession, actor: Actor, webhook_id: UUID, since: Since, precondition: Precondition) -> None:
    """Let it go on: with what was held back and happened meanwhile, or with what happens from now on."""
    webhook = await get_webhook(session, actor, webhook_id)
    precondition.check(webhook.version)
    if webhook.state is not WebhookState.PAUSED:
        raise WebhookNotPaused
    webhook.state, webhook.pause_cause, webhook.paused_at = WebhookState.ACTIVE, None, None
    progress = await session.get_one(WebhookProgress, webhook.id, with_for_update={"key_share": True})
    progress.given_up, progress.failing_since = 0, None
    held = (WebhookDelivery.webhook_id == webhook.id, WebhookDelivery.state == DeliveryState.HELD)
    if since is Since.STOPPED:
        await begin_anew(session, webhook.id, *held)
    else:
        progress.position = await last_place(session)
        left = update(WebhookDelivery).where(*held).values(state=DeliveryState.FAILED, finished_at=clock.business())
        await session.execute(left.execution_options(synchronize_session=False))
    record(session, actor.author, facts.about(facts.RESUMED, webhook, since=since.value))


async def rotate(
    session: AsyncSession, actor: Actor, webhook_id: UUID, wanted: tuple[timedelta, SecretBox], precondition: Precondition
) -> str:
    """Sign with another secret from now on, for some time with the earlier one beside it; the new secret, told this once."""
    overlap, box = wanted
    webhook = await get_webhook(session, actor, webhook_id)
    precondition.check(webhook.version)
    now = clock.business()
    live = await live_secrets(session, webhook.id)
    ends = [each.expires_at for each in live if each.expires_at is not None]
    if overlap and ends:
        raise RotationUnderWay(until=format_moment(max(ends)))
    for each in live:
        each.expires_at = now + overlap
    row, secret = new_secret(box, webhook.id, now)
    session.add(row)
    webhook.updated_at = now
    record(session, actor.author, facts.about(facts.ROTATED, webhook, until=format_moment(now + overlap)))
    return secret


async def _set_units(session: AsyncSession, webhook: Webhook, unit_ids: Sequence[UUID] | None) -> None:
    await session.execute(delete(WebhookUnit).where(WebhookUnit.webhook_id == webhook.id))
    session.add_all(WebhookUnit(webhook_id=webhook.id, unit_id=unit_id) for unit_id in dict.fromkeys(unit_ids or ()))


async def _told(session: AsyncSession, webhook: Webhook) -> dict[str, Any]:
    """What history tells of it."""
    ids = await unit_ids_of(session, webhook)
    names = None if ids is None else await session.scalars(select(Unit.short_name).where(Unit.id.in_(ids)).order_by(Unit.sort))
    client = await session.scalar(select(ApiClient.name).where(ApiClient.id == webhook.client_id))
    return {
        "name": webhook.name,
        "url": facts.told_address(webhook.url),
        "event_types": ", ".join(webhook.event_types),
        "units": None if names is None else ", ".join(names),
        "client": client,
    }


def _require_there(wanted: dict[str, Any]) -> None:
    lacking = [name for name in ("name", "url", "event_types") if name in wanted and wanted[name] is None]
    if lacking:
        raise Invalid(errors=[FieldError(f"/{name}", "Không để trống.", "This is needed.") for name in lacking])


async def _require_free(session: AsyncSession, name: str, own: UUID | None) -> None:
    found = await session.scalar(select(Webhook.id).where(Webhook.name == name))
    if found not in (None, own):
        raise WebhookNameTaken


async def _require_known(session: AsyncSession, unit_ids: Sequence[UUID] | None, client_id: UUID | None) -> None:
    wrong: list[FieldError] = []
    if unit_ids and await session.scalar(select(func.count()).where(Unit.id.in_(unit_ids))) != len(set(unit_ids)):
        wrong.append(FieldError("/unit_ids", "Có đơn vị không tồn tại.", "Some unit is not known."))
    if client_id is not None and await session.scalar(select(ApiClient.id).where(ApiClient.id == client_id)) is None:
        wrong.append(FieldError("/client_id", "Không có hệ thống kết nối này.", "This client is not known."))
    if wrong:
        raise Invalid(errors=wrong)
