"""Assignments: giving them out, reporting them done, confirming, and setting them aside."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence import queries as evidence_queries
from papi.evidence.actions import count_links, release
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.kit.types import new_id
from papi.outbox.facts import FactKind, changes, record
from papi.plans.errors import AlreadyAssigned, ProofRequired
from papi.plans.facts import (
    ASSIGNED,
    ASSIGNMENT_CHANGED,
    CANCELLED,
    CONFIRMED,
    REDONE,
    REPORTED_DONE,
    RESUMED,
    SUSPENDED,
    about_assignment,
)
from papi.plans.models import Assignment, AssignmentEvidence, Cadence, Part, WorkState
from papi.plans.progress import Move, advance, begin_counting
from papi.plans.queries.assignments import LoadedAssignment, get_assignment
from papi.plans.queries.tasks import get_task
from papi.plans.schemas.assignments import AssignmentCreate, AssignmentUpdate, ReportDone, StateChange
from papi.plans.words import MANDATE_WORDS, PART_WORDS
from papi.plans.workflow import AssignmentStep, take


async def create_assignment(session: AsyncSession, actor: Actor, given: AssignmentCreate) -> UUID:
    """Give a task to a unit, once."""
    actor.require("assignment.edit")
    task = await get_task(session, actor, given.task_id)
    unit = await session.get(Unit, given.unit_id)
    if unit is None:
        raise Invalid(errors=[FieldError("/unit_id", "Không có đơn vị này.", "No such unit.")])
    taken = select(Assignment.id).where(Assignment.task_id == task.id, Assignment.unit_id == unit.id)
    if await session.scalar(taken) is not None:
        raise AlreadyAssigned
    assignment = Assignment(
        id=new_id(),
        plan_id=task.plan_id,
        task_id=task.id,
        unit_id=unit.id,
        sort=task.sort * 1000 + (0 if given.part is Part.LEAD else 500) + unit.sort,
        part=given.part,
        mandate=given.mandate,
        due_on=given.due_on or (task.due_on if task.cadence is Cadence.ONCE else None),
        updated_at=clock.business(),
    )
    session.add(assignment)
    await session.flush()
    await begin_counting(session, [assignment])
    record(session, actor.author, about_assignment(ASSIGNED, assignment, task.title, unit=unit.short_name))
    return assignment.id


async def update_assignment(
    session: AsyncSession, actor: Actor, assignment_id: UUID, given: AssignmentUpdate, precondition: Precondition
) -> None:
    """Change who and when; the counts follow."""
    loaded = await get_assignment(session, actor, assignment_id, lock=True)
    precondition.check(loaded.assignment.version)
    take(actor, loaded.standing, AssignmentStep.EDIT)
    wanted: dict[str, Any] = {name: getattr(given, name) for name in given.model_fields_set}
    wanted = {name: value for name, value in wanted.items() if value is not None or name == "due_on"}
    before = {name: _spoken(name, getattr(loaded.assignment, name)) for name in wanted}
    await advance(session, [Move(loaded.assignment, wanted)])
    after = {name: _spoken(name, value) for name, value in wanted.items()}
    record(
        session,
        actor.author,
        about_assignment(ASSIGNMENT_CHANGED, loaded.assignment, loaded.task.title, changes=changes(before, after)),
    )


def _spoken(name: str, value: Any) -> str | None:
    if value is None:
        return None
    if name == "due_on":
        return format_day(value)
    return {**PART_WORDS, **MANDATE_WORDS}[value][0]


async def report_done(
    session: AsyncSession, actor: Actor, assignment_id: UUID, given: ReportDone, precondition: Precondition | None = None
) -> None:
    """The unit says that a once-task is done. Late or not is measured by today, not by the day that it names."""
    loaded = await get_assignment(session, actor, assignment_id, lock=True)
    (precondition or Precondition()).check(loaded.assignment.version)
    take(actor, loaded.standing, AssignmentStep.REPORT_DONE)
    if given.done_on > clock.today():
        raise Invalid(errors=[FieldError("/done_on", "Ngày hoàn thành ở tương lai.", "The day lies in the future.")])
    if loaded.task.requires_evidence and not given.evidence_ids:
        raise ProofRequired(errors=[FieldError("/evidence_ids", "Cần tài liệu kiểm chứng.", "Evidence is needed.")])
    await _keep_evidence(session, actor, loaded, given.evidence_ids)
    due_on, today = loaded.assignment.due_on, clock.today()
    done = {
        "work_state": WorkState.AWAITING_CONFIRMATION,
        "shown_work_state": WorkState.AWAITING_CONFIRMATION,
        "percent": 100,
        "shown_percent": 100,
        "done_on": given.done_on,
        "done_result": given.result,
        "submitted_on": today,
        "submitted_late": due_on is not None and today > due_on,
        "saved_on": today,
    }
    await advance(session, [Move(loaded.assignment, done)])
    data = {"done_on": format_day(given.done_on)}
    record(session, actor.author, about_assignment(REPORTED_DONE, loaded.assignment, loaded.task.title, **data))


async def _keep_evidence(session: AsyncSession, actor: Actor, loaded: LoadedAssignment, evidence_ids: list[UUID]) -> None:
    documents = await evidence_queries.list_own(session, actor, evidence_ids)
    known = set(
        await session.scalars(select(AssignmentEvidence.evidence_id).where(AssignmentEvidence.assignment_id == loaded.assignment.id))
    )
    fresh = [document.id for document in documents if document.id not in known]
    now = clock.business()
    session.add_all(AssignmentEvidence(assignment_id=loaded.assignment.id, evidence_id=evidence_id, linked_at=now) for evidence_id in fresh)
    await session.flush()
    await count_links(session, fresh, 1)
    await release(session, fresh, [])


async def confirm_assignment(session: AsyncSession, actor: Actor, assignment_id: UUID) -> None:
    """Confirm a once-task as completed; on time or late stays as it was submitted."""
    await _change(session, actor, assignment_id, AssignmentStep.CONFIRM, (CONFIRMED, None))


async def redo_assignment(session: AsyncSession, actor: Actor, assignment_id: UUID, given: StateChange) -> None:
    """Ask for a once-task again, with the reason."""
    await _change(session, actor, assignment_id, AssignmentStep.REDO, (REDONE, given.reason))


async def suspend_assignment(session: AsyncSession, actor: Actor, assignment_id: UUID, given: StateChange) -> None:
    """Set an assignment aside; it counts nowhere until it is resumed."""
    await _change(session, actor, assignment_id, AssignmentStep.SUSPEND, (SUSPENDED, given.reason))


async def resume_assignment(session: AsyncSession, actor: Actor, assignment_id: UUID, given: StateChange) -> None:
    """Take a suspended assignment up where it stood."""
    await _change(session, actor, assignment_id, AssignmentStep.RESUME, (RESUMED, given.reason))


async def cancel_assignment(session: AsyncSession, actor: Actor, assignment_id: UUID, given: StateChange) -> None:
    """Withdraw an assignment; its history stays."""
    await _change(session, actor, assignment_id, AssignmentStep.CANCEL, (CANCELLED, given.reason))


_TARGETS = {
    AssignmentStep.CONFIRM: WorkState.COMPLETED,
    AssignmentStep.REDO: WorkState.IN_PROGRESS,
    AssignmentStep.SUSPEND: WorkState.SUSPENDED,
    AssignmentStep.CANCEL: WorkState.CANCELLED,
}


async def _change(
    session: AsyncSession, actor: Actor, assignment_id: UUID, step: AssignmentStep, fact: tuple[FactKind, str | None]
) -> None:
    kind, reason = fact
    loaded = await get_assignment(session, actor, assignment_id, lock=True)
    take(actor, loaded.standing, step)
    assignment = loaded.assignment
    state = _TARGETS.get(step) or assignment.state_before_suspension or WorkState.IN_PROGRESS
    set_aside = assignment.work_state if step is AssignmentStep.SUSPEND else None
    moved = {"work_state": state, "shown_work_state": state, "state_before_suspension": set_aside}
    await advance(session, [Move(assignment, moved)])
    record(session, actor.author, about_assignment(kind, assignment, loaded.task.title, reason=reason))
