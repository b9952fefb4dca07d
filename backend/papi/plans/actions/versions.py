"""Keeping a plan as it was approved."""

from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit import clock
from papi.outbox.facts import Author
from papi.plans.contents import Content, difference
from papi.plans.models import Plan, PlanState, PlanVersion
from papi.plans.queries.amendments import last_version
from papi.plans.queries.contents import read_content


@dataclass(frozen=True)
class Approval:
    """Who approved what, on whose proposal."""

    by: Author
    proposed_by: str | None = None
    reason: str | None = None


async def keep_version(session: AsyncSession, plan: Plan, approval: Approval) -> PlanVersion:
    """Store the plan as it stands now as its next version, counted against the one before, whatever was corrected in between."""
    last = await last_version(session, plan.id)
    content: Content = await read_content(session, plan)
    counts = difference(last.content, content, "vi").counts if last else {}
    version = PlanVersion(
        plan_id=plan.id,
        number=last.number + 1 if last else 1,
        content=dict(content),
        reason=approval.reason,
        proposed_by=approval.proposed_by,
        approved_by=approval.by.person_name,
        approved_at=clock.business(),
        tasks=len(content["tasks"]),
        assignments=sum(len(task["units"]) for task in content["tasks"].values()),
        **{name: counts.get(name, 0) for name in ("added", "changed", "dropped")},
    )
    session.add(version)
    await session.flush()
    return version


async def begin_versions(session: AsyncSession, plan: Plan) -> None:
    """Version 1 of a plan that was approved before versions were kept: as it stands when it is first to be compared."""
    if await last_version(session, plan.id) is None:
        version = await keep_version(session, plan, Approval(Author(None, "–", None, None, None, None, None)))
        version.approved_at = plan.approved_at or version.approved_at


async def begin_all_versions(session: AsyncSession) -> None:
    """The same of all plans that are approved; one after the other is held, because several processes may migrate at once."""
    begun = exists().where(PlanVersion.plan_id == Plan.id)
    wanted = select(Plan).where(Plan.state == PlanState.APPROVED, ~begun).order_by(Plan.id).with_for_update(key_share=True)
    for plan in (await session.scalars(wanted)).all():
        await begin_versions(session, plan)
