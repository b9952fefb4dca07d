"""Writing the regime of reporting down, and making a year's periods from it."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.outbox.facts import Fact, record
from papi.plans.queries.plans import get_plan
from papi.reports.actions.periods import create_period
from papi.reports.facts import REGIME_WRITTEN
from papi.reports.models import ReportRegime
from papi.reports.queries.regime import ONLY, periods_of_regime, rows_in_force
from papi.reports.schemas.periods import Deadlines, PeriodCreate
from papi.reports.schemas.regime import PeriodsFromRegime, RegimeDraft, RegimeWrite


async def write_regime(session: AsyncSession, actor: Actor, given: RegimeWrite, precondition: Precondition) -> None:
    """Write the regime down in place of the shipped one. Periods that were made stay as they are."""
    actor.require("period.manage")
    regime = await session.get(ReportRegime, ONLY)
    precondition.check(regime.version if regime else 0)
    if regime is None:
        regime = ReportRegime(id=ONLY, rows=[])
        session.add(regime)
    before = regime.rows
    regime.basis = given.basis
    regime.rows = [row.model_dump(mode="json") for row in given.rows]
    regime.changed_by, regime.changed_at = actor.person_id, clock.business()
    titles = "; ".join(row.title.replace("{year}", "…") for row in given.rows)
    told = {"count": len(given.rows), "titles": titles, "before": before, "after": regime.rows}
    record(session, actor.author, Fact(REGIME_WRITTEN, "report_regime", UUID(int=ONLY), "Chế độ báo cáo", data=told))


async def create_periods_from_regime(session: AsyncSession, actor: Actor, given: PeriodsFromRegime, *, dry_run: bool) -> dict[str, Any]:
    """Plan the periods of the plan's year that are not there yet; those that are there stay. With `dry_run` only say which."""
    actor.require("period.manage")
    plan = await get_plan(session, actor, given.plan_id, lock=not dry_run)
    found = await periods_of_regime(session, plan, await rows_in_force(session), actor.language)
    items: list[dict[str, Any]] = [] if dry_run else found["items"]
    created = 0
    for item in items:
        if item["outcome"] != "create":
            continue
        same = {name: item[name] for name in ("kind", "code", "title", "data_from", "data_to", "cumulative")}
        wanted = PeriodCreate(plan_id=plan.id, deadlines=Deadlines(**item["deadlines"]), **same)
        item["period_id"] = (await create_period(session, actor, wanted)).id
        created += 1
    return {"created": created, **found}


async def preview_regime(session: AsyncSession, actor: Actor, given: RegimeDraft) -> dict[str, Any]:
    """What would come of a regime that is not written down; nothing is stored."""
    actor.require("period.manage")
    plan = await get_plan(session, actor, given.plan_id)
    return {"created": 0, **await periods_of_regime(session, plan, given.rows, actor.language)}
