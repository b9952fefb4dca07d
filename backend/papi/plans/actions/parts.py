"""Units say that they take their part, or ask for a change; the lead says what it makes of its supporters' parts."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.directory.queries import reviewing_units
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.outbox.facts import Author, FactKind, record
from papi.plans.facts import about_assignment
from papi.plans.models import Assignment, AssignmentPart, LeadMark, Receipt, Task
from papi.plans.part_facts import PART_ACCEPTED, PART_ANSWERED, PART_MARKED, PART_QUESTIONED, PART_SETTLED
from papi.plans.queries.assignments import LoadedAssignment, get_assignment
from papi.plans.queries.parts import part_standing
from papi.plans.schemas.parts import PartMark
from papi.plans.words import LEAD_MARK_WORDS
from papi.plans.workflow.parts import PartStep, take_part_step


async def accept_part(session: AsyncSession, actor: Actor, assignment_id: UUID, precondition: Precondition) -> None:
    """The unit says that it takes its part."""
    loaded, part = await _taken(session, actor, assignment_id, PartStep.ACCEPT, precondition)
    _receive(actor, part, Receipt.ACCEPTED, None)
    _tell(session, actor, loaded, PART_ACCEPTED)


async def question_part(session: AsyncSession, actor: Actor, assignment_id: UUID, reason: str, precondition: Precondition) -> None:
    """The unit asks for a change of what it is given; whoever gives it decides by editing or withdrawing it."""
    loaded, part = await _taken(session, actor, assignment_id, PartStep.QUESTION, precondition)
    _receive(actor, part, Receipt.QUESTIONED, reason)
    told = [str(unit_id) for unit_id in await reviewing_units(session, loaded.unit)]
    _tell(session, actor, loaded, PART_QUESTIONED, reason=reason, notify=told)


async def answer_part(session: AsyncSession, actor: Actor, assignment_id: UUID, reason: str, precondition: Precondition) -> None:
    """The part stays as it was given, and why; the unit is told, and says again whether it takes it."""
    loaded, part = await _taken(session, actor, assignment_id, PartStep.ANSWER, precondition)
    for name, value in _UNSAID.items():
        setattr(part, name, value)
    _tell(session, actor, loaded, PART_ANSWERED, reason=reason)


async def settle_question(session: AsyncSession, author: Author, loaded: LoadedAssignment) -> None:
    """The part was changed by who may judge the unit's matters: what it asked is answered by that, it is told, and says again whether it
    takes its part."""
    asked = (AssignmentPart.assignment_id == loaded.assignment.id, AssignmentPart.receipt == Receipt.QUESTIONED)
    settled = update(AssignmentPart).where(*asked).values(**_UNSAID, version=AssignmentPart.version + 1)
    if (await session.execute(settled.returning(AssignmentPart.assignment_id))).scalar_one_or_none() is not None:
        record(session, author, about_assignment(PART_SETTLED, loaded.assignment, loaded.task.title))


async def questioned(session: AsyncSession, task: Task, assignments: Sequence[Assignment]) -> list[LoadedAssignment]:
    """Those of a task's assignments whose units ask for a change of their parts."""
    asking = (AssignmentPart.assignment_id == Assignment.id, AssignmentPart.receipt == Receipt.QUESTIONED)
    chosen = Assignment.id.in_([assignment.id for assignment in assignments])
    rows = await session.execute(
        select(Assignment, Unit)
        .join(Unit, Unit.id == Assignment.unit_id)
        .join(AssignmentPart, and_(*asking))
        .where(chosen)
        .order_by(Assignment.id)
    )
    return [LoadedAssignment(assignment, task, unit) for assignment, unit in rows.all()]


async def begin_part_anew(session: AsyncSession, assignment_id: UUID) -> None:
    """The task was withdrawn and is given again: neither what the unit said of its part nor what the lead made of it holds."""
    marks = dict.fromkeys(("lead_mark", "lead_note", "lead_unit_id", "lead_by", "lead_for", "lead_at", "lead_on_submission"))
    anew = update(AssignmentPart).where(AssignmentPart.assignment_id == assignment_id)
    await session.execute(anew.values(**_UNSAID, **marks, version=AssignmentPart.version + 1))


_UNSAID: Mapping[str, Any] = {"receipt": Receipt.AWAITED, "receipt_note": None, "receipt_by": None, "receipt_for": None, "receipt_at": None}
"""The unit has not said whether it takes its part."""


async def mark_part(session: AsyncSession, actor: Actor, assignment_id: UUID, given: PartMark, precondition: Precondition) -> None:
    """The lead unit says whether a supporter's part is enough; the coordinator sees it, and confirms."""
    loaded, part = await _taken(session, actor, assignment_id, PartStep.MARK, precondition)
    if given.mark is LeadMark.LACKING and given.note is None:
        raise Invalid(errors=[FieldError("/note", "Nêu phần còn thiếu.", "Say what is lacking.")])
    part.lead_mark, part.lead_note = given.mark, given.note
    part.lead_unit_id, part.lead_at = actor.unit_id, clock.business()
    part.lead_by, part.lead_for = actor.person_id, actor.acts_for
    part.lead_on_submission = loaded.assignment.submitted_on
    told = [str(loaded.unit.id), *(str(unit_id) for unit_id in await reviewing_units(session, loaded.unit))]
    mark_vi, mark_en = LEAD_MARK_WORDS[given.mark]
    said = {"mark": given.mark.value, "mark_vi": mark_vi.lower(), "mark_en": mark_en.lower()}
    _tell(session, actor, loaded, PART_MARKED, **said, reason=given.note, notify=told)


async def _taken(
    session: AsyncSession, actor: Actor, assignment_id: UUID, step: PartStep, precondition: Precondition
) -> tuple[LoadedAssignment, AssignmentPart]:
    loaded = await get_assignment(session, actor, assignment_id, lock=True)
    part = await session.get(AssignmentPart, assignment_id, with_for_update=True)
    precondition.check(part.version if part else 0)
    receipt = part.receipt if part else Receipt.AWAITED
    take_part_step(actor, await part_standing(session, actor, loaded, receipt), step)
    if part is None:
        part = AssignmentPart(assignment_id=assignment_id, receipt=Receipt.AWAITED)
        session.add(part)
    return loaded, part


def _receive(actor: Actor, part: AssignmentPart, receipt: Receipt, note: str | None) -> None:
    part.receipt, part.receipt_note = receipt, note
    part.receipt_by, part.receipt_for, part.receipt_at = actor.person_id, actor.acts_for, clock.business()


def _tell(session: AsyncSession, actor: Actor, loaded: LoadedAssignment, kind: FactKind, **data: Any) -> None:
    record(session, actor.author, about_assignment(kind, loaded.assignment, loaded.task.title, **data))
