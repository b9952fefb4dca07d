"""Assignments: changing them, reporting them done, confirming, and setting them aside. They are given out by `giving`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence import queries as evidence_queries
from papi.evidence.actions import count_links, release
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.outbox.facts import Author, FactKind, changes, record
from papi.plans.actions.extensions import lapse_extensions
from papi.plans.actions.parts import settle_question
from papi.plans.actions.terms import settled, without_term
from papi.plans.errors import ProofRequired
from papi.plans.facts import (
    ASSIGNMENT_CHANGED,
    CANCELLED,
    CONFIRMED,
    REDONE,
    REPORTED_DONE,
    RESUMED,
    SUSPENDED,
    TAKEN_OUT,
    about_assignment,
    about_proof_again,
)
from papi.plans.models import Assignment, AssignmentEvidence, Mandate, Mode, Part, WorkState
from papi.plans.progress import Move, advance, unless_suspended
from papi.plans.queries.assignments import LoadedAssignment, get_assignment
from papi.plans.queries.plans import hold_unless_approved
from papi.plans.schemas.assignments import AssignmentPatch, AssignmentUpdate, ReportDone, StateChange
from papi.plans.schemas.terms import RedoChange
from papi.plans.words import MANDATE_WORDS, PART_WORDS
from papi.plans.workflow.assignments import ASKED_KINDS, AssignmentStep, moved_by, place_of, take
from papi.plans.workflow.deadlines import late_by

_ANY = Precondition()


def mandate_of(unit: Unit, wanted: Mandate | None) -> Mandate:
    """Front and Party bodies are not under the People's Committee: they are asked, whoever writes the plan."""
    if unit.kind not in ASKED_KINDS:
        return wanted or Mandate.ASSIGNED
    if wanted is Mandate.ASSIGNED:
        raise Invalid(
            errors=[FieldError("/mandate", "Cơ quan Mặt trận, Đảng được đề nghị, không giao.", "This body is asked, not assigned.")]
        )
    return Mandate.REQUESTED


async def update_assignment(
    session: AsyncSession, actor: Actor, assignment_id: UUID, given: AssignmentPatch, precondition: Precondition
) -> None:
    """Change who and when; the counts follow, and lateness of what was sent is measured against the new day."""
    await hold_unless_approved(session, assignment_id)
    loaded = await get_assignment(session, actor, assignment_id, lock=True)
    precondition.check(loaded.assignment.version)
    take(actor, loaded.standing, AssignmentStep.EDIT)
    given, words = await settled(session, given)
    changed = await change_assignment(session, actor.author, loaded, AssignmentUpdate(**without_term(given)))
    await settle_if_judged(session, actor, loaded, changed=changed)
    if words is not None:
        loaded.assignment.due_words = words


async def settle_if_judged(session: AsyncSession, actor: Actor, loaded: LoadedAssignment, *, changed: bool) -> None:
    """A real change answers what the unit asked, if it is made by who might also have answered in words."""
    if changed and actor.may("assignment.confirm", loaded.standing.unit):
        await settle_question(session, actor.author, loaded)


async def change_assignment(
    session: AsyncSession, author: Author, loaded: LoadedAssignment, given: AssignmentUpdate, reason: str | None = None
) -> bool:
    """The change itself, and whether anything is different by it; the caller has decided that it may be made."""
    assignment = loaded.assignment
    wanted: dict[str, Any] = {name: getattr(given, name) for name in given.model_fields_set}
    wanted = {name: value for name, value in wanted.items() if value is not None or name == "due_on"}
    if "mandate" in wanted:
        mandate_of(loaded.unit, wanted["mandate"])
    before = {name: _spoken(name, getattr(assignment, name)) for name in wanted}
    after = {name: _spoken(name, value) for name, value in wanted.items()}
    if "due_on" in wanted:
        wanted["due_words"] = None
    await advance(session, [Move(assignment, {**wanted, **_consequences(loaded, wanted)})])
    difference = changes(before, after)
    told = {"changes": difference, **({"reason": reason} if reason else {})}
    record(session, author, about_assignment(ASSIGNMENT_CHANGED, assignment, loaded.task.title, **told))
    return bool(difference)


def _consequences(loaded: LoadedAssignment, wanted: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    submitted_on = loaded.assignment.submitted_on
    if "due_on" in wanted and submitted_on is not None:
        found["submitted_late"] = late_by(submitted_on, wanted["due_on"])
    if "part" in wanted:
        found["sort"] = place_of(loaded.task, loaded.unit, wanted["part"])
    return found


def _spoken(name: str, value: Any) -> str | None:
    if value is None:
        return None
    if name == "due_on":
        return format_day(value)
    return {**PART_WORDS, **MANDATE_WORDS}[value][0]


async def report_done(
    session: AsyncSession, actor: Actor, assignment_id: UUID, given: ReportDone, precondition: Precondition = _ANY
) -> None:
    """The unit says that a once-task is done. Late or not is measured by today, not by the day that it names.

    If it was said before, with a report that came back, the day on which it was said first decides.
    """
    loaded = await get_assignment(session, actor, assignment_id, lock=True)
    precondition.check(loaded.assignment.version)
    take(actor, loaded.standing, AssignmentStep.REPORT_DONE)
    if given.done_on > clock.today():
        raise Invalid(errors=[FieldError("/done_on", "Ngày hoàn thành ở tương lai.", "The day lies in the future.")])
    if loaded.task.requires_evidence and not given.evidence_ids:
        raise ProofRequired(errors=[FieldError("/evidence_ids", "Cần tài liệu kiểm chứng.", "Evidence is needed.")])
    await claim_done(session, actor, loaded, given)


async def claim_done(session: AsyncSession, actor: Actor, loaded: LoadedAssignment, given: ReportDone) -> None:
    """Say that the task is done, by whatever way the unit says it."""
    await _keep_evidence(session, actor, loaded, given.evidence_ids)
    due_on, today = loaded.assignment.due_on, clock.today()
    first = loaded.assignment.submitted_on or today
    done = {
        "work_state": WorkState.AWAITING_CONFIRMATION,
        "shown_work_state": WorkState.AWAITING_CONFIRMATION,
        "percent": 100,
        "shown_percent": 100,
        "done_on": given.done_on,
        "done_result": given.result,
        "submitted_on": first,
        "submitted_late": late_by(first, due_on),
        "submitted_by": actor.person_id,
        "submitted_for": actor.acts_for,
        "saved_on": today,
    }
    await advance(session, [unless_suspended(Move(loaded.assignment, done))])
    data = {"done_on": format_day(given.done_on)}
    record(session, actor.author, about_assignment(REPORTED_DONE, loaded.assignment, loaded.task.title, **data))


async def _keep_evidence(session: AsyncSession, actor: Actor, loaded: LoadedAssignment, evidence_ids: list[UUID]) -> None:
    """Take the unit's documents as proof: supervisors may then read them, and the units that lead a joint task."""
    assignment = loaded.assignment
    documents = await evidence_queries.list_own(session, actor, evidence_ids)
    named = [document.id for document in documents]
    fresh = await attach_proof(session, actor.author, assignment, loaded.task.title, named)
    led = assignment.part is Part.SUPPORT and loaded.task.mode is Mode.JOINT
    leading = select(Assignment.unit_id).where(Assignment.task_id == loaded.task.id, Assignment.part == Part.LEAD)
    readers = [(unit_id, f"task:{loaded.task.id}") for unit_id in await session.scalars(leading)] if led else []
    await release(session, fresh, readers)


async def attach_proof(
    session: AsyncSession, author: Author, assignment: Assignment, title: str, evidence_ids: Sequence[UUID]
) -> list[UUID]:
    """Attach documents that prove it done; those that did not count before. One that was set aside is proof again if it is named anew."""
    held = await session.scalars(select(AssignmentEvidence).where(AssignmentEvidence.assignment_id == assignment.id))
    known = {row.evidence_id: row for row in held}
    fresh = [evidence_id for evidence_id in evidence_ids if evidence_id not in known]
    again = [row for evidence_id in evidence_ids if (row := known.get(evidence_id)) and row.set_aside_on is not None]
    for told in about_proof_again(assignment, title, again):
        record(session, author, told)
    for row in again:
        row.set_aside_on = None
    now = clock.business()
    session.add_all(AssignmentEvidence(assignment_id=assignment.id, evidence_id=evidence_id, linked_at=now) for evidence_id in fresh)
    await session.flush()
    await count_links(session, fresh, 1)
    return [*fresh, *(row.evidence_id for row in again)]


async def set_proof_aside(session: AsyncSession, assignment_id: UUID) -> None:
    """The task was withdrawn and is given again: its documents stay to be read, and prove nothing of what is to be done now."""
    counting = (AssignmentEvidence.assignment_id == assignment_id, AssignmentEvidence.set_aside_on.is_(None))
    await session.execute(update(AssignmentEvidence).where(*counting).values(set_aside_on=clock.today()))


@dataclass(frozen=True)
class _Act:
    step: AssignmentStep
    kind: FactKind
    reason: str | None
    precondition: Precondition
    day: Mapping[str, Any] = field(default_factory=dict[str, Any])


async def confirm_assignment(session: AsyncSession, actor: Actor, assignment_id: UUID, precondition: Precondition = _ANY) -> None:
    """Confirm a once-task as completed; on time or late stays as it was submitted."""
    await _change(session, actor, assignment_id, _Act(AssignmentStep.CONFIRM, CONFIRMED, None, precondition))


async def redo_assignment(
    session: AsyncSession, actor: Actor, assignment_id: UUID, given: RedoChange, precondition: Precondition = _ANY
) -> None:
    """Ask for a once-task again, with the reason. It is open again, and its lateness that of its next submission."""
    given, words = await settled(session, given)
    if given.due_on is not None and given.due_on < clock.today():
        raise Invalid(errors=[FieldError("/due_on", "Thời hạn mới ở quá khứ.", "The new day lies in the past.")])
    day = {} if given.due_on is None else {"due_on": given.due_on, "due_words": words}
    await _change(session, actor, assignment_id, _Act(AssignmentStep.REDO, REDONE, given.reason, precondition, day))


async def suspend_assignment(
    session: AsyncSession, actor: Actor, assignment_id: UUID, given: StateChange, precondition: Precondition = _ANY
) -> None:
    """Set an assignment aside; it counts nowhere until it is resumed."""
    await _change(session, actor, assignment_id, _Act(AssignmentStep.SUSPEND, SUSPENDED, given.reason, precondition))


async def resume_assignment(
    session: AsyncSession, actor: Actor, assignment_id: UUID, given: StateChange, precondition: Precondition = _ANY
) -> None:
    """Take a suspended assignment up where it stood."""
    await _change(session, actor, assignment_id, _Act(AssignmentStep.RESUME, RESUMED, given.reason, precondition))


async def cancel_assignment(
    session: AsyncSession, actor: Actor, assignment_id: UUID, given: StateChange, precondition: Precondition = _ANY
) -> None:
    """Withdraw an assignment; its history stays."""
    await _change(session, actor, assignment_id, _Act(AssignmentStep.CANCEL, CANCELLED, given.reason, precondition))


async def take_out(session: AsyncSession, actor: Actor, assignment_id: UUID, precondition: Precondition = _ANY) -> None:
    """Take a unit out of a task of a draft, of which no unit has heard yet. It can be given the task again; its history stays."""
    await hold_unless_approved(session, assignment_id)
    loaded = await get_assignment(session, actor, assignment_id, lock=True)
    precondition.check(loaded.assignment.version)
    take(actor, loaded.standing, AssignmentStep.TAKE_OUT)
    await advance(session, [Move(loaded.assignment, moved_by(AssignmentStep.TAKE_OUT, loaded.assignment))])
    record(session, actor.author, about_assignment(TAKEN_OUT, loaded.assignment, loaded.task.title, unit=loaded.unit.short_name))


async def _change(session: AsyncSession, actor: Actor, assignment_id: UUID, act: _Act) -> None:
    await hold_unless_approved(session, assignment_id)
    loaded = await get_assignment(session, actor, assignment_id, lock=True)
    act.precondition.check(loaded.assignment.version)
    take(actor, loaded.standing_for(actor), act.step)
    if act.step is AssignmentStep.CANCEL:
        await lapse_extensions(session, [loaded.assignment])
    before = {"due_on": _spoken("due_on", loaded.assignment.due_on)}
    moved = changes(before, {"due_on": _spoken("due_on", act.day["due_on"])} if act.day else {})
    await advance(session, [Move(loaded.assignment, {**moved_by(act.step, loaded.assignment), **act.day})])
    told = {"changes": moved} if moved else {}
    record(session, actor.author, about_assignment(act.kind, loaded.assignment, loaded.task.title, reason=act.reason, **told))
