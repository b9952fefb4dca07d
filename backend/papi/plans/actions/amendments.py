"""Amendments: writing proposed changes of an approved plan, and taking them through the leader."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from papi.access.actor import Actor
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.plans.actions.amending import carry_out, tell_units
from papi.plans.actions.checking import check_changes
from papi.plans.actions.telling import leaders, of_coordinator
from papi.plans.actions.versions import Approval, begin_versions, keep_version
from papi.plans.contents import difference
from papi.plans.errors import AmendmentEmpty, AmendmentOpen
from papi.plans.facts import (
    AMENDMENT_BEGUN,
    AMENDMENT_CHANGED,
    AMENDMENT_RETURNED,
    AMENDMENT_SUBMITTED,
    AMENDMENT_WITHDRAWN,
    PLAN_AMENDED,
    about_plan,
)
from papi.plans.models import Amendment
from papi.plans.queries.amendments import LoadedAmendment, difference_of, get_amendment, tag_of
from papi.plans.queries.contents import read_content
from papi.plans.queries.plans import get_plan, plan_standing
from papi.plans.schemas.amendments import AmendmentCreate, AmendmentReturn, AmendmentUpdate
from papi.plans.workflow.amendments import OPEN, AmendmentStep, take_amendment_step
from papi.plans.workflow.plans import PlanStep, take_plan_step


async def create_amendment(session: AsyncSession, actor: Actor, plan_id: UUID, given: AmendmentCreate) -> UUID:
    """Begin to amend an approved plan. One amendment at a time: two would not know of each other."""
    plan = await get_plan(session, actor, plan_id, lock=True)
    take_plan_step(actor, plan_standing(plan), PlanStep.AMEND)
    if await session.scalar(select(Amendment.id).where(Amendment.plan_id == plan_id, Amendment.state.in_(OPEN))) is not None:
        raise AmendmentOpen
    await begin_versions(session, plan)
    amendment = Amendment(id=new_id(), plan_id=plan.id, reason=given.reason, changes=[], made_by=actor.full_name, made_at=clock.business())
    session.add(amendment)
    await session.flush()
    record(session, actor.author, about_plan(AMENDMENT_BEGUN, plan, reason=given.reason))
    return amendment.id


async def update_amendment(
    session: AsyncSession, actor: Actor, amendment_id: UUID, given: AmendmentUpdate, precondition: Precondition
) -> None:
    """Write the whole list of changes anew, or another reason. Nothing of it is in force."""
    loaded = await get_amendment(session, actor, amendment_id, lock=True)
    amendment = loaded.amendment
    precondition.check(amendment.version)
    take_amendment_step(actor, amendment, AmendmentStep.EDIT)
    if given.changes is not None:
        await check_changes(session, loaded.plan, given.changes, being_written=True)
        amendment.changes = [change.model_dump(mode="json", exclude_unset=True) for change in given.changes]
    amendment.reason = given.reason or amendment.reason
    counted: dict[str, Any] = {**await _counts(session, actor, loaded)}
    record(session, actor.author, about_plan(AMENDMENT_CHANGED, loaded.plan, **counted))


async def submit_amendment(session: AsyncSession, actor: Actor, amendment_id: UUID, precondition: Precondition) -> None:
    """Submit the proposed changes to the leader, who is told."""
    loaded = await get_amendment(session, actor, amendment_id, lock=True)
    amendment = loaded.amendment
    precondition.check(amendment.version)
    take_amendment_step(actor, amendment, AmendmentStep.SUBMIT)
    await check_changes(session, loaded.plan, loaded.changes.changes, being_written=True)
    counts = await _counts(session, actor, loaded)
    if not any(counts[kind] for kind in ("added", "changed", "dropped")):
        raise AmendmentEmpty
    amendment.submitted_by = actor.person_id
    amendment.submitted_at = clock.business()
    amendment.return_reason = None
    told = await leaders(session)
    record(session, actor.author, about_plan(AMENDMENT_SUBMITTED, loaded.plan, reason=amendment.reason, **told))


async def approve_amendment(session: AsyncSession, actor: Actor, amendment_id: UUID, precondition: Precondition) -> None:
    """The leader approves: the changes come into force, the plan has a new version, and each unit hears what changed for it."""
    loaded = await get_amendment(session, actor, amendment_id, lock=True)
    amendment, plan = loaded.amendment, loaded.plan
    before = await read_content(session, plan)
    precondition.check(tag_of(amendment, before))
    take_amendment_step(actor, amendment, AmendmentStep.APPROVE)
    await check_changes(session, plan, loaded.changes.changes, being_written=False)
    await carry_out(session, actor.author, loaded)
    version = await keep_version(session, plan, Approval(actor.author, amendment.made_by, amendment.reason))
    made_different = difference(before, version.content, "vi")
    amendment.number, amendment.decided_at = version.number, clock.business()
    flag_modified(plan, "title")  # who has read the plan before is told
    told = await of_coordinator(session, amendment.submitted_by)
    record(
        session,
        actor.author,
        about_plan(PLAN_AMENDED, plan, number=version.number, reason=amendment.reason, **made_different.counts, **told),
    )
    await tell_units(session, actor.author, plan, made_different, version.number)


async def return_amendment(
    session: AsyncSession, actor: Actor, amendment_id: UUID, given: AmendmentReturn, precondition: Precondition
) -> None:
    """The leader returns the amendment with a reason; it is a draft again."""
    loaded = await _taken(session, actor, amendment_id, AmendmentStep.RETURN, precondition)
    loaded.amendment.return_reason = given.reason
    told = await of_coordinator(session, loaded.amendment.submitted_by)
    record(session, actor.author, about_plan(AMENDMENT_RETURNED, loaded.plan, reason=given.reason, **told))


async def withdraw_amendment(session: AsyncSession, actor: Actor, amendment_id: UUID, precondition: Precondition) -> None:
    """Give the amendment up; the plan stays as it is, and what was proposed can still be read."""
    loaded = await _taken(session, actor, amendment_id, AmendmentStep.WITHDRAW, precondition)
    loaded.amendment.decided_at = clock.business()
    record(session, actor.author, about_plan(AMENDMENT_WITHDRAWN, loaded.plan))


async def _taken(
    session: AsyncSession, actor: Actor, amendment_id: UUID, step: AmendmentStep, precondition: Precondition
) -> LoadedAmendment:
    loaded = await get_amendment(session, actor, amendment_id, lock=True)
    precondition.check(tag_of(loaded.amendment, await read_content(session, loaded.plan)))
    take_amendment_step(actor, loaded.amendment, step)
    return loaded


async def _counts(session: AsyncSession, actor: Actor, loaded: LoadedAmendment) -> dict[str, int]:
    return (await difference_of(session, actor, loaded, await read_content(session, loaded.plan))).counts
