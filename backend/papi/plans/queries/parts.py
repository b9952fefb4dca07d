"""What units say about a part, for everyone who sees the assignment."""

from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor
from papi.directory.models import Person, Unit
from papi.outbox.wording import signed_name
from papi.plans.models import Assignment, AssignmentPart, Part, Receipt
from papi.plans.queries.assignments import LoadedAssignment, get_assignment
from papi.plans.workflow.parts import TAKEN_STATES, PartStanding, part_actions

_Taker, _TakenFor, _Lead, _LedFor = (aliased(Person) for _ in range(4))


async def part_standing(session: AsyncSession, actor: Actor, loaded: LoadedAssignment, receipt: Receipt) -> PartStanding:
    """What decides about the part, for this actor."""
    leading = exists().where(Assignment.task_id == loaded.task.id, Assignment.unit_id == actor.unit_id, Assignment.part == Part.LEAD)
    leads = bool(await session.scalar(select(leading))) and loaded.unit.id != actor.unit_id
    state = loaded.assignment.work_state if loaded.unit.id == actor.unit_id else loaded.assignment.shown_work_state
    return PartStanding(
        state, loaded.standing.unit, loaded.assignment.part, loaded.task.mode, receipt, leads, loaded.assignment.carried_to_id is not None
    )


async def read_part(session: AsyncSession, actor: Actor, assignment_id: UUID) -> dict[str, Any]:
    """The part as the screen shows it."""
    loaded = await get_assignment(session, actor, assignment_id)
    statement = (
        select(AssignmentPart, Unit.short_name, _Taker.full_name, _TakenFor.full_name, _Lead.full_name, _LedFor.full_name)
        .outerjoin(_Taker, _Taker.id == AssignmentPart.receipt_by)
        .outerjoin(_TakenFor, _TakenFor.id == AssignmentPart.receipt_for)
        .outerjoin(_Lead, _Lead.id == AssignmentPart.lead_by)
        .outerjoin(_LedFor, _LedFor.id == AssignmentPart.lead_for)
        .outerjoin(Unit, Unit.id == AssignmentPart.lead_unit_id)
        .where(AssignmentPart.assignment_id == assignment_id)
    )
    row = (await session.execute(statement)).one_or_none()
    unsaid = (AssignmentPart(receipt=Receipt.AWAITED, version=0), None, None, None, None, None)
    part, lead_unit, taker, taken_for, lead, led_for = row if row is not None else unsaid
    marked = part.lead_mark is not None and part.lead_on_submission == loaded.assignment.submitted_on
    standing = await part_standing(session, actor, loaded, part.receipt)
    # a question about what is over waits for no answer any more
    over = part.receipt is Receipt.QUESTIONED and standing.state not in TAKEN_STATES
    return {
        "assignment_id": assignment_id,
        "version": part.version,
        "receipt": Receipt.AWAITED if over else part.receipt,
        "receipt_by": taker and signed_name(taker, taken_for, actor.language),
        "receipt_at": part.receipt_at,
        "receipt_note": None if over else part.receipt_note,
        "lead_mark": part.lead_mark if marked else None,
        "lead_unit": lead_unit if marked else None,
        "lead_by": signed_name(lead, led_for, actor.language) if marked and lead else None,
        "lead_at": part.lead_at if marked else None,
        "lead_note": part.lead_note if marked else None,
        "allowed_actions": part_actions(actor, standing),
    }
