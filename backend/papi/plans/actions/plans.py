"""Plans: making, submitting, approving, and what they want of the indicators."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from papi.access.actor import Actor
from papi.directory.models import Person
from papi.framework.models import Framework, Indicator
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.kit.types import new_id
from papi.outbox.facts import Author, changes, record
from papi.plans.actions.telling import leaders, of_coordinator
from papi.plans.actions.versions import Approval, keep_version
from papi.plans.actions.years import require_free_year
from papi.plans.facts import (
    PLAN_APPROVED,
    PLAN_CHANGED,
    PLAN_CREATED,
    PLAN_RETURNED,
    PLAN_SUBMITTED,
    TARGETS_SET,
    about_plan,
)
from papi.plans.models import Plan, PlanState, Target
from papi.plans.queries.plans import get_plan, plan_standing
from papi.plans.schemas.plans import PlanCreate, PlanReturn, PlanUpdate, TargetsWrite, TotalWrite
from papi.plans.totals import set_total
from papi.plans.workflow.plans import PlanStep, take_plan_step


async def create_plan(session: AsyncSession, actor: Actor, given: PlanCreate) -> UUID:
    """A new plan, as a draft."""
    actor.require("plan.edit")
    framework = await session.scalar(select(Framework).where(Framework.year == given.framework_year))
    if framework is None:
        unknown = FieldError("/framework_year", "Chưa có bộ chỉ số của năm này.", "There is no edition of this year.")
        raise Invalid(errors=[unknown])
    await require_free_year(session, actor, given.year)
    plan = Plan(
        id=new_id(),
        year=given.year,
        title=given.title,
        number=given.number,
        adopted_on=given.adopted_on,
        state=PlanState.DRAFT,
        framework_id=framework.id,
        province_code=given.province_code,
        province_name=given.province_name,
    )
    session.add(plan)
    record(session, actor.author, about_plan(PLAN_CREATED, plan))
    await session.flush()
    return plan.id


async def update_plan(session: AsyncSession, actor: Actor, plan_id: UUID, given: PlanUpdate, precondition: Precondition) -> None:
    """Change a plan's title, number or day of adoption; of an approved one this is an amendment, and its history keeps what was."""
    plan = await get_plan(session, actor, plan_id, lock=True)
    precondition.check(plan.version)
    take_plan_step(actor, plan_standing(plan), PlanStep.EDIT)
    change_plan(session, actor.author, plan, given)


def change_plan(session: AsyncSession, author: Author, plan: Plan, given: PlanUpdate) -> None:
    """The change itself; the caller has decided that it may be made."""
    wanted = {name: getattr(given, name) for name in given.model_fields_set if name != "title" or given.title}
    before = {name: getattr(plan, name) for name in wanted}
    for name, value in wanted.items():
        setattr(plan, name, value)
    difference = changes(_plain(before), _plain(wanted))
    record(session, author, about_plan(PLAN_CHANGED, plan, changes=difference))


def _plain(values: dict[str, object]) -> dict[str, object]:
    return {name: format_day(value) if isinstance(value, date) else value for name, value in values.items()}


async def submit_plan(session: AsyncSession, actor: Actor, plan_id: UUID, precondition: Precondition) -> None:
    """Submit a draft to the leader."""
    plan = await get_plan(session, actor, plan_id, lock=True)
    precondition.check(plan.version)
    plan.state = take_plan_step(actor, plan_standing(plan), PlanStep.SUBMIT)
    plan.submitted_by = actor.person_id
    plan.return_reason = None
    plan.submitted_at = clock.business()
    record(session, actor.author, about_plan(PLAN_SUBMITTED, plan, **await leaders(session)))


async def approve_plan(session: AsyncSession, actor: Actor, plan_id: UUID, precondition: Precondition) -> None:
    """The leader approves a submitted plan; as it stands now it is the first version."""
    plan = await get_plan(session, actor, plan_id, lock=True)
    precondition.check(plan.version)
    plan.state = take_plan_step(actor, plan_standing(plan), PlanStep.APPROVE)
    plan.approved_at = clock.business()
    plan.adopted_on = plan.adopted_on or clock.today()
    submitter = await session.get(Person, plan.submitted_by) if plan.submitted_by else None
    await keep_version(session, plan, Approval(actor.author, submitter.full_name if submitter else None))
    record(session, actor.author, about_plan(PLAN_APPROVED, plan, **await of_coordinator(session, plan.submitted_by)))


async def return_plan(session: AsyncSession, actor: Actor, plan_id: UUID, given: PlanReturn, precondition: Precondition) -> None:
    """The leader returns a submitted plan with a reason; it is a draft again."""
    plan = await get_plan(session, actor, plan_id, lock=True)
    precondition.check(plan.version)
    plan.state = take_plan_step(actor, plan_standing(plan), PlanStep.RETURN)
    plan.return_reason = given.reason
    record(session, actor.author, about_plan(PLAN_RETURNED, plan, reason=given.reason, **await of_coordinator(session, plan.submitted_by)))


async def set_targets(session: AsyncSession, actor: Actor, plan_id: UUID, given: TargetsWrite, precondition: Precondition) -> None:
    """Set the plan's targets as a whole, at any level of its framework."""
    plan = await get_plan(session, actor, plan_id, lock=True)
    precondition.check(plan.version)
    take_plan_step(actor, plan_standing(plan), PlanStep.EDIT)
    rows = await session.execute(select(Indicator.id, Indicator.maximum).where(Indicator.framework_id == plan.framework_id))
    wrong = _wrong_targets(given, {row.id: row.maximum for row in rows})
    wrong += await _wrong_total(session, plan, given.total)
    if wrong:
        raise Invalid(errors=wrong)
    await session.execute(delete(Target).where(Target.plan_id == plan.id))
    session.add_all(Target(plan_id=plan.id, **item.model_dump()) for item in given.items)
    if "total" in given.model_fields_set:
        set_total(plan, given.total.model_dump() if given.total else None)
    flag_modified(plan, "title")  # the plan's version counts its targets too: of two who set them at once, one is told
    record(session, actor.author, about_plan(TARGETS_SET, plan, count=len(given.items) + (plan.total_stance is not None)))


def _wrong_targets(given: TargetsWrite, maxima: Mapping[UUID, float | None]) -> list[FieldError]:
    wrong: list[FieldError] = []
    seen: set[UUID] = set()
    for place, item in enumerate(given.items):
        if item.indicator_id not in maxima or item.indicator_id in seen:
            wrong.append(
                FieldError(
                    f"/items/{place}/indicator_id", "Chỉ tiêu trùng hoặc không có trong danh mục.", "An unknown or repeated indicator."
                )
            )
            continue
        seen.add(item.indicator_id)
        found = wrong_target(item, maxima[item.indicator_id])
        wrong += [FieldError(f"/items/{place}{pointer}", vi, en) for pointer, vi, en in found]
    return wrong


async def _wrong_total(session: AsyncSession, plan: Plan, given: TotalWrite | None) -> list[FieldError]:
    if given is None:
        return []
    edition = await session.get_one(Framework, plan.framework_id)
    return [FieldError(f"/total{pointer}", vi, en) for pointer, vi, en in wrong_target(given, edition.maximum)]


def wrong_target(item: TotalWrite, top: float | None) -> list[tuple[str, str, str]]:
    """What is wrong with the figures of one target, by field."""
    given = (("/baseline", item.baseline), ("/target", item.target))
    return [
        (pointer, f"Thang điểm đến {top}.", f"The scale ends at {top}.")
        for pointer, value in given
        if value is not None and top is not None and value > top
    ]
