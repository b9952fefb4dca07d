"""Sending, accepting, returning, amending: what is sent is kept as it was, and does the task that asked for it."""

from typing import Any
from uuid import UUID

from sqlalchemy import case, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.directory.models import Unit
from papi.directory.queries import reviewing_units
from papi.evidence.actions import note_accepted, release
from papi.evidence.queries import require_acceptable, require_provable
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day, spoken
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.plans.actions.assignments import claim_done
from papi.plans.facts import CONFIRMED, REDONE, about_assignment
from papi.plans.models import Assignment, Mandate, Task, WorkState
from papi.plans.progress import Move, advance, unless_suspended
from papi.plans.queries.assignments import LoadedAssignment
from papi.plans.queries.plans import get_plan
from papi.plans.schemas.assignments import ReportDone
from papi.plans.workflow.assignments import stands_at
from papi.plans.workflow.deadlines import OPEN_STATES, SET_ASIDE
from papi.unit_plans import facts
from papi.unit_plans.errors import NotAsked, UnitPlanIncomplete, UnitPlanWrongState
from papi.unit_plans.models import UnitPlan, UnitPlanException, UnitPlanState, UnitPlanText, UnitPlanVersion
from papi.unit_plans.queries.detail import find_missing
from papi.unit_plans.queries.plans import LoadedUnitPlan, get_unit_plan, late_by
from papi.unit_plans.queries.rows import SAID, items_of, linked_files
from papi.unit_plans.schemas.plans import UnitPlanExceptionCreate, UnitPlanReturn
from papi.unit_plans.words import RETURN_WORDS, STATE_WORDS
from papi.unit_plans.workflow import UnitPlanStep, require_review, take


async def submit_unit_plan(session: AsyncSession, actor: Actor, unit_plan_id: UUID, precondition: Precondition) -> None:
    """Send the unit's plan: what stands in it now is what everyone else will see, and the task that asks for it is done."""
    loaded = await get_unit_plan(session, actor, unit_plan_id, lock=True)
    precondition.check(loaded.tag)
    take(actor, loaded.standing, UnitPlanStep.SUBMIT)
    missing = await find_missing(session, loaded, actor.language)
    if missing["count"]:
        raise UnitPlanIncomplete(count=missing["count"], members={"missing": missing["count"]})
    sent, now = loaded.unit_plan, clock.business()
    files = await linked_files(session, sent.id)
    documents = [UUID(file["id"]) for file in files]
    await require_provable(session, actor, documents)
    sent.state = UnitPlanState.SUBMITTED
    sent.first_submitted_at = sent.first_submitted_at or now
    sent.submitted_at, sent.accepted_at = now, None
    sent.submitted_by, sent.submitted_for = actor.person_id, actor.acts_for
    sent.submission += 1
    await _keep(session, actor, sent, files)
    await release(session, documents, [])
    duty = await _duty(session, loaded.plan.id, loaded.unit, lock=True)
    if duty is not None and stands_at(duty.assignment) in OPEN_STATES:
        done = ReportDone(done_on=clock.today(), result=facts.said_of(sent), evidence_ids=documents)
        await claim_done(session, actor, duty, done)
    told = sorted(str(unit_id) for unit_id in await reviewing_units(session, loaded.unit))
    record(session, actor.author, facts.about(facts.SUBMITTED, sent, loaded.label, **_said(duty, sent), notify=told))


async def _keep(session: AsyncSession, actor: Actor, sent: UnitPlan, files: list[dict[str, Any]]) -> None:
    """Append what is sent, row by row."""
    session.add(
        UnitPlanVersion(
            unit_plan_id=sent.id, number=sent.submission, evidence=files, submitted_at=sent.submitted_at, submitted_by=actor.signature
        )
    )
    for item in await items_of(session, sent):
        said = {name: getattr(item, name) for name in SAID}
        session.add(UnitPlanText(id=new_id(), unit_plan_id=sent.id, number=sent.submission, item_id=item.id, **said))


def _said(duty: LoadedAssignment | None, sent: UnitPlan) -> dict[str, Any]:
    late = None
    if duty is not None and duty.assignment.mandate is Mandate.ASSIGNED:
        late = late_by(True, duty.assignment.due_on, sent.first_submitted_at)
    done_vi, done_en = facts.SENT_WORDS["plain" if late is None else "late" if late else "in_time"]
    return {"done_vi": done_vi, "done_en": done_en, "submission": sent.submission, "late": late}


async def _duty(session: AsyncSession, plan_id: UUID, unit: Unit, *, lock: bool = False) -> LoadedAssignment | None:
    """The unit's assignment of the task that asks for its plan: what is worked on, before what was suspended or withdrawn beside it."""
    aside = case((Assignment.work_state == WorkState.CANCELLED, 2), (Assignment.work_state == WorkState.SUSPENDED, 1), else_=0)
    statement = (
        select(Assignment, Task)
        .join(Task, Task.id == Assignment.task_id)
        .where(Task.plan_id == plan_id, Task.by_unit_plan.is_(True), Task.dropped_on.is_(None))
        .where(Assignment.unit_id == unit.id, Assignment.carried_to_id.is_(None))
        .order_by(aside, Assignment.id)
        .limit(1)
    )
    row = (await session.execute(statement.with_for_update(of=Assignment, key_share=True) if lock else statement)).one_or_none()
    return LoadedAssignment(row[0], row[1], unit) if row is not None else None


async def accept_unit_plan(session: AsyncSession, actor: Actor, unit_plan_id: UUID, precondition: Precondition) -> None:
    """Accept what was sent; the task that asked for it is completed with it."""
    loaded = await get_unit_plan(session, actor, unit_plan_id, lock=True)
    precondition.check(loaded.tag)
    take(actor, loaded.standing, UnitPlanStep.ACCEPT)
    sent = loaded.unit_plan
    version = await session.get_one(UnitPlanVersion, (sent.id, sent.submission))
    files = {UUID(file["id"]): file["number"] for file in version.evidence}
    await require_acceptable(session, actor, files.items())
    sent.state = UnitPlanState.ACCEPTED
    sent.accepted_at = clock.business()
    sent.return_code = sent.return_reason = None
    version.accepted_at, version.accepted_by = sent.accepted_at, actor.signature
    await note_accepted(session, files)
    await _move_duty(session, actor, loaded, WorkState.COMPLETED)
    record(session, actor.author, facts.about(facts.ACCEPTED, sent, loaded.label, notify=[str(loaded.unit.id)]))


async def return_unit_plan(
    session: AsyncSession, actor: Actor, unit_plan_id: UUID, given: UnitPlanReturn, precondition: Precondition
) -> None:
    """Send a plan back with the reason, also one that was accepted: the unit mends it and sends it again."""
    loaded = await get_unit_plan(session, actor, unit_plan_id, lock=True)
    precondition.check(loaded.tag)
    take(actor, loaded.standing, UnitPlanStep.RETURN)
    sent = loaded.unit_plan
    # an amendment that comes back takes nothing from what was accepted before: the task stays done
    kept = WorkState.COMPLETED if sent.state is UnitPlanState.SUBMITTED else None
    sent.state = UnitPlanState.RETURNED
    sent.returned_at = clock.business()
    sent.accepted_at = None
    sent.return_code, sent.return_reason = given.reason_code, given.reason
    await _move_duty(session, actor, loaded, WorkState.IN_PROGRESS, kept=kept)
    vi, en = RETURN_WORDS[given.reason_code]
    data: dict[str, Any] = {"reason_vi": vi.lower(), "reason_en": en.lower(), "reason": given.reason, "notify": [str(loaded.unit.id)]}
    record(session, actor.author, facts.about(facts.RETURNED, sent, loaded.label, **data))


async def _move_duty(
    session: AsyncSession, actor: Actor, loaded: LoadedUnitPlan, state: WorkState, *, kept: WorkState | None = None
) -> None:
    """Let the task follow, unless it was withdrawn or is as it is `kept`. On time or late stays as it was first sent."""
    duty = await _duty(session, loaded.plan.id, loaded.unit, lock=True)
    if duty is None or stands_at(duty.assignment) in (state, kept, WorkState.CANCELLED):
        return
    moved: dict[str, Any] = {"work_state": state, "shown_work_state": state}
    if state is WorkState.IN_PROGRESS:
        moved |= {"done_on": None, "done_result": None}  # what no longer holds is not pulled into a report
    await advance(session, [unless_suspended(Move(duty.assignment, moved))])
    if duty.assignment.work_state is WorkState.SUSPENDED:
        return  # nobody sees it move; when it is resumed, that is told
    fact = about_assignment(CONFIRMED if state is WorkState.COMPLETED else REDONE, duty.assignment, duty.task.title, notify=[])
    record(session, actor.author, fact)


async def amend_unit_plan(session: AsyncSession, actor: Actor, unit_plan_id: UUID, precondition: Precondition) -> None:
    """Take an accepted plan up to amend it. Everyone else goes on reading what was accepted until the whole is sent again."""
    loaded = await get_unit_plan(session, actor, unit_plan_id, lock=True)
    precondition.check(loaded.tag)
    take(actor, loaded.standing, UnitPlanStep.AMEND)
    loaded.unit_plan.state = UnitPlanState.DRAFT
    record(session, actor.author, facts.about(facts.AMENDED, loaded.unit_plan, loaded.label, private=True))


async def create_exception(session: AsyncSession, actor: Actor, given: UnitPlanExceptionCreate) -> UUID:
    """Give a unit its own last day, with the reason; both days stay known. The task that asks for the plan follows."""
    actor.require_some("unit_plan.review")
    plan = await get_plan(session, actor, given.plan_id)
    unit = await session.get(Unit, given.unit_id)
    duty = await _duty(session, plan.id, unit, lock=True) if unit is not None else None
    if unit is None or duty is None:
        raise NotAsked
    require_review(actor, UnitRef(unit.id, unit.coordinating))
    subject = await session.scalar(select(UnitPlan).where(UnitPlan.plan_id == plan.id, UnitPlan.unit_id == unit.id))
    _require_waiting(actor, duty, subject)
    assignment, before = duty.assignment, duty.assignment.due_on
    if before is not None and given.due_on <= before:
        raise Invalid(errors=[FieldError("/due_on", "Hạn mới phải sau hạn hiện nay.", "The new day must be later than the present one.")])
    row = UnitPlanException(
        id=new_id(),
        plan_id=plan.id,
        unit_id=unit.id,
        due_before=before,
        due_on=given.due_on,
        reason=given.reason,
        granted_by=actor.person_id,
        granted_at=clock.business(),
    )
    session.add(row)
    late = assignment.submitted_on is not None and assignment.submitted_on > given.due_on
    await advance(session, [Move(assignment, {"due_on": given.due_on, "due_words": None, "submitted_late": late})])
    about = subject or UnitPlan(id=row.id, plan_id=plan.id, unit_id=unit.id)
    data: dict[str, Any] = {"day": format_day(given.due_on), "reason": given.reason, "notify": [str(unit.id)]}
    record(session, actor.author, facts.about(facts.EXCEPTED, about, facts.label_of(unit.short_name, plan.year), **data))
    return row.id


def _require_waiting(actor: Actor, duty: LoadedAssignment, subject: UnitPlan | None) -> None:
    """No other day for a plan that was accepted, nor where the task is set aside: then no plan is asked for."""
    if duty.assignment.work_state in SET_ASIDE:
        raise NotAsked
    if subject is not None and subject.accepted_at is not None:
        words = spoken(STATE_WORDS, UnitPlanState.ACCEPTED, actor.language)
        raise UnitPlanWrongState(state=words[:1].lower() + words[1:])
