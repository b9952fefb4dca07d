"""Many reports in one act: each stands or falls alone, and every outcome is told."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.keys import SigningKey
from papi.kit.errors import Refusal
from papi.kit.etag import Precondition
from papi.reports.actions.review import accept_report, return_report
from papi.reports.schemas.reports import BulkAction, BulkItem, ReportAccept, ReportReturn


async def change_reports(session: AsyncSession, actor: Actor, given: BulkAction, key: SigningKey) -> list[dict[str, Any]]:
    """Accept or return each report; a refused one changes nothing and does not keep the others back."""
    actor.require_some("report.review")
    outcomes: list[dict[str, Any]] = []
    for item in given.items:
        try:
            async with session.begin_nested():
                await _change(session, actor, given.action, item, key)
        except Refusal as refusal:
            detail = refusal.detail(actor.language)
            outcomes.append({"id": item.id, "status": refusal.status, "code": refusal.code, "detail": detail})
        else:
            outcomes.append({"id": item.id, "status": 200, "code": None, "detail": None})
    return outcomes


async def _change(session: AsyncSession, actor: Actor, action: str, item: BulkItem, key: SigningKey) -> None:
    precondition = Precondition(f'"v{item.version}"')
    if action == "accept":
        await accept_report(session, actor, item.id, ReportAccept(), (precondition, key))
    else:
        await return_report(session, actor, item.id, ReportReturn(reason=item.reason), precondition)
