"""One plan a year: who makes a second one is told of the first. A draft that nobody needs is given up, and taken up again."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.framework.models import Framework
from papi.kit.etag import Precondition
from papi.kit.text import spoken
from papi.outbox.facts import record
from papi.plans.errors import YearTaken
from papi.plans.facts import PLAN_DISCARDED, PLAN_RESTORED, about_plan
from papi.plans.models import Plan, PlanState
from papi.plans.queries.plans import get_plan, plan_standing
from papi.plans.words import PLAN_STATE_WORDS
from papi.plans.workflow.plans import PlanStep, take_plan_step


async def require_free_year(session: AsyncSession, actor: Actor, year: int, *, hold: bool = True) -> None:
    """Refuse a second plan of a year. With `hold` whoever makes one at the same moment waits until this one is stored."""
    if hold:
        await session.execute(select(Framework.id).order_by(Framework.id).with_for_update(key_share=True))
    of_year = select(Plan.state).where(Plan.year == year, Plan.state != PlanState.DISCARDED).limit(1)
    found = await session.scalar(of_year)
    if found is not None:
        raise YearTaken(year=str(year), state=spoken(PLAN_STATE_WORDS, found, actor.language).lower())


async def discard_plan(session: AsyncSession, actor: Actor, plan_id: UUID, precondition: Precondition) -> None:
    """Give a draft up. All that was written stays readable, and its year is free for another plan."""
    plan = await get_plan(session, actor, plan_id, lock=True)
    precondition.check(plan.version)
    plan.state = take_plan_step(actor, plan_standing(plan), PlanStep.DISCARD)
    record(session, actor.author, about_plan(PLAN_DISCARDED, plan))


async def restore_plan(session: AsyncSession, actor: Actor, plan_id: UUID, precondition: Precondition) -> None:
    """Take a draft up again that was given up, if its year has no other plan meanwhile."""
    plan = await get_plan(session, actor, plan_id, lock=True)
    precondition.check(plan.version)
    state = take_plan_step(actor, plan_standing(plan), PlanStep.RESTORE)
    await require_free_year(session, actor, plan.year)
    plan.state = state
    record(session, actor.author, about_plan(PLAN_RESTORED, plan))
