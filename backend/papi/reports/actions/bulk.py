"""Many reports in one act: each stands or falls alone, and every outcome is told."""

from functools import partial
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.keys import SigningKey
from papi.kit.etag import Precondition
from papi.kit.many import try_alone
from papi.reports.actions.review import accept_report, return_report
from papi.reports.schemas.reports import BulkAction, BulkItem, ReportAccept, ReportReturn


async def change_reports(session: AsyncSession, actor: Actor, given: BulkAction, key: SigningKey) -> list[dict[str, Any]]:
    """Accept or return each report; a refused one changes nothing and does not keep the others back."""
    actor.require_some("report.review")
    outcomes: dict[int, dict[str, Any]] = {}
    # in one order everywhere, so that two reviewers with the same reports do not wait for each other
    for place, item in sorted(enumerate(given.items), key=lambda placed: placed[1].id):
        _none, outcome = await try_alone(session, actor.language, partial(_change, session, actor, given.action, item, key))
        outcomes[place] = {"id": item.id, **outcome}
    return [outcomes[place] for place in sorted(outcomes)]


async def _change(session: AsyncSession, actor: Actor, action: str, item: BulkItem, key: SigningKey) -> None:
    precondition = Precondition(f'"v{item.version}"')
    if action == "accept":
        await accept_report(session, actor, item.id, ReportAccept(), (precondition, key))
    else:
        await return_report(session, actor, item.id, ReportReturn(reason_code=item.reason_code, reason=item.reason), precondition)
