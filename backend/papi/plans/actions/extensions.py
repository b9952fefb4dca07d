"""Extensions: asking for a later day, granting, shortening, refusing and withdrawing. Both days stay."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.queries import reviewing_units
from papi.evidence import queries as evidence_queries
from papi.evidence.actions import count_links, release
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.kit.types import new_id
from papi.outbox.facts import FactKind, record
from papi.plans.facts import (
    EXTENSION_ASKED,
    EXTENSION_GRANTED,
    EXTENSION_REFUSED,
    EXTENSION_SHORTENED,
    EXTENSION_WITHDRAWN,
    about_assignment,
)
from papi.plans.models import Assignment, Extension, ExtensionEvidence, ExtensionState, WorkState
from papi.plans.progress import Move, advance
from papi.plans.queries.assignments import get_assignment
from papi.plans.queries.extensions import LoadedExtension, get_extension
from papi.plans.schemas.extensions import ExtensionCreate, ExtensionGrant, ExtensionRefuse
from papi.plans.workflow.assignments import AssignmentStep, take, wrong_state
from papi.plans.workflow.deadlines import late_by
from papi.plans.workflow.extensions import ExtensionStep, take_extension_step


async def ask_extension(session: AsyncSession, actor: Actor, given: ExtensionCreate) -> UUID:
    """Ask for a later day, before or after the present one has passed; the request says which."""
    loaded = await get_assignment(session, actor, given.assignment_id, lock=True)
    take(actor, loaded.standing, AssignmentStep.ASK_EXTENSION)
    assignment, today = loaded.assignment, clock.today()
    due_on = assignment.due_on
    if due_on is None or given.wanted_on <= due_on or given.wanted_on < today:
        raise Invalid(
            errors=[
                FieldError(
                    "/wanted_on", "Ngày mới phải sau thời hạn hiện tại và không ở quá khứ.", "A day after the present one is needed."
                )
            ]
        )
    extension = Extension(
        id=new_id(),
        assignment_id=assignment.id,
        state=ExtensionState.OPEN,
        due_before=due_on,
        wanted_on=given.wanted_on,
        reason=given.reason,
        asked_late=today > due_on,
        asked_by=actor.person_id,
        asked_for=actor.acts_for,
        asked_at=clock.business(),
    )
    session.add(extension)
    await session.flush()
    await _keep_proof(session, actor, extension, given.evidence_ids)
    await advance(session, [Move(assignment, {"extension_asked": True})])
    told = [str(unit_id) for unit_id in await reviewing_units(session, loaded.unit)]
    data = {**_days(extension), "reason": given.reason, "notify": told}
    record(session, actor.author, about_assignment(EXTENSION_ASKED, assignment, loaded.task.title, **data))
    return extension.id


async def _keep_proof(session: AsyncSession, actor: Actor, extension: Extension, evidence_ids: list[UUID]) -> None:
    """Take documents of the unit as proof: whoever decides may then read them."""
    documents = [document.id for document in await evidence_queries.list_own(session, actor, evidence_ids)]
    session.add_all(ExtensionEvidence(extension_id=extension.id, evidence_id=evidence_id) for evidence_id in documents)
    await session.flush()
    await count_links(session, documents, 1)
    await release(session, documents, [])


def _days(extension: Extension) -> dict[str, Any]:
    days = {"due_on": format_day(extension.due_before), "wanted_on": format_day(extension.wanted_on)}
    return {"extension_id": str(extension.id), **days}


async def grant_extension(
    session: AsyncSession, actor: Actor, extension_id: UUID, given: ExtensionGrant, precondition: Precondition
) -> None:
    """Grant the day that was asked for, or an earlier one.

    Lateness follows the new day, also of what was submitted while the request waited: an extended task is not late.
    """
    loaded = await _taken(session, actor, extension_id, ExtensionStep.GRANT, precondition)
    extension, assignment = loaded.extension, loaded.assignment
    if assignment.work_state is WorkState.CANCELLED:
        raise wrong_state(actor, assignment.work_state)
    day = given.granted_on or extension.wanted_on
    if day > extension.wanted_on or (assignment.due_on is not None and day <= assignment.due_on):
        raise Invalid(
            errors=[
                FieldError(
                    "/granted_on",
                    "Ngày gia hạn phải sau thời hạn hiện tại và không muộn hơn ngày đơn vị đề nghị.",
                    "A day after the present one is needed, no later than the unit asked for.",
                )
            ]
        )
    shortened = day < extension.wanted_on
    if shortened and given.reason is None:
        raise Invalid(errors=[FieldError("/reason", "Nêu lý do gia hạn ngắn hơn đề nghị.", "Say why it is shorter than asked for.")])
    changes = {
        "due_on": day,
        "due_words": None,
        "first_due_on": assignment.first_due_on or extension.due_before,
        "extended_times": assignment.extended_times + 1,
        "extension_asked": False,
        "submitted_late": late_by(assignment.submitted_on, day),
    }
    await advance(session, [Move(assignment, changes)])
    extension.granted_on = day
    _decide(actor, extension, ExtensionState.SHORTENED if shortened else ExtensionState.GRANTED, given.reason)
    _tell(session, actor, loaded, EXTENSION_SHORTENED if shortened else EXTENSION_GRANTED, granted_on=format_day(day))


async def refuse_extension(
    session: AsyncSession, actor: Actor, extension_id: UUID, given: ExtensionRefuse, precondition: Precondition
) -> None:
    """Refuse it; the day in force stays."""
    loaded = await _taken(session, actor, extension_id, ExtensionStep.REFUSE, precondition)
    await advance(session, [Move(loaded.assignment, {"extension_asked": False})])
    _decide(actor, loaded.extension, ExtensionState.REFUSED, given.reason)
    _tell(session, actor, loaded, EXTENSION_REFUSED)


async def withdraw_extension(session: AsyncSession, actor: Actor, extension_id: UUID, precondition: Precondition) -> None:
    """The unit takes its request back while nobody has decided."""
    loaded = await _taken(session, actor, extension_id, ExtensionStep.WITHDRAW, precondition)
    await advance(session, [Move(loaded.assignment, {"extension_asked": False})])
    loaded.extension.state = ExtensionState.WITHDRAWN
    told = [str(unit_id) for unit_id in await reviewing_units(session, loaded.unit)]
    _tell(session, actor, loaded, EXTENSION_WITHDRAWN, notify=told)


async def lapse_extensions(session: AsyncSession, assignments: Sequence[Assignment]) -> None:
    """Requests about assignments that are withdrawn need no decision any more."""
    ids = [assignment.id for assignment in assignments if assignment.extension_asked]
    if not ids:
        return
    open_ones = update(Extension).where(Extension.assignment_id.in_(ids), Extension.state == ExtensionState.OPEN)
    values = {"state": ExtensionState.LAPSED, "version": Extension.version + 1}
    await session.execute(open_ones.values(values).execution_options(synchronize_session=False))
    for assignment in assignments:
        assignment.extension_asked = False


async def _taken(
    session: AsyncSession, actor: Actor, extension_id: UUID, step: ExtensionStep, precondition: Precondition
) -> LoadedExtension:
    loaded = await get_extension(session, actor, extension_id)
    precondition.check(loaded.extension.version)
    take_extension_step(actor, loaded.asked_of(actor), step)
    return loaded


def _decide(actor: Actor, extension: Extension, state: ExtensionState, reason: str | None) -> None:
    extension.state = state
    extension.decided_by = actor.person_id
    extension.decided_at = clock.business()
    extension.decision = reason


def _tell(session: AsyncSession, actor: Actor, loaded: LoadedExtension, kind: FactKind, **data: Any) -> None:
    given = {**_days(loaded.extension), "reason": loaded.extension.decision, **data}
    record(session, actor.author, about_assignment(kind, loaded.assignment, loaded.task.title, **given))
