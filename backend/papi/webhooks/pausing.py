"""A receiver that fails for too long, or says that it is no more, is left alone; whoever manages webhooks is told."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.permissions import GRANTS
from papi.directory.models import Membership
from papi.directory.queries import in_force
from papi.kit import clock
from papi.outbox.facts import SYSTEM, FactKind, record
from papi.webhooks import facts
from papi.webhooks.actions.editing import hold_back
from papi.webhooks.models import PauseCause, Webhook, WebhookProgress, WebhookState
from papi.webhooks.queries.webhooks import MANAGE
from papi.webhooks.workflow import Patience


async def note_failure(session: AsyncSession, webhook_id: UUID, patience: Patience) -> None:
    """One more delivery was given up."""
    progress = await session.get_one(WebhookProgress, webhook_id, with_for_update={"key_share": True})
    progress.given_up += 1
    if patience.is_over(progress.failing_since, progress.given_up, clock.business()):
        await _leave_alone(session, webhook_id, PauseCause.FAILING, facts.FAILING)


async def note_gone(session: AsyncSession, webhook_id: UUID) -> None:
    """The receiver answered 410."""
    await _leave_alone(session, webhook_id, PauseCause.GONE, facts.GONE)


async def _leave_alone(session: AsyncSession, webhook_id: UUID, cause: PauseCause, kind: FactKind) -> None:
    webhook = await session.get_one(Webhook, webhook_id, with_for_update={"key_share": True})
    if webhook.state is WebhookState.PAUSED:
        return
    await hold_back(session, webhook, cause)
    roles = sorted(role.value for role, scopes in _MANAGERS.items() if scopes)
    units = await session.scalars(select(Membership.unit_id).where(Membership.role.in_(roles), in_force(clock.today())).distinct())
    told = {"notify": sorted(map(str, units)), "notify_roles": roles}
    record(session, SYSTEM, facts.about(kind, webhook, **told))


_MANAGERS = GRANTS[MANAGE]
