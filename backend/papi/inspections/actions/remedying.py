"""The unit says what it has done; whoever inspected agrees, or sends it back with a reason."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.evidence.actions import note_accepted, release
from papi.evidence.queries import list_own, require_acceptable, require_provable
from papi.inspections import facts
from papi.inspections.actions.attaching import attach
from papi.inspections.actions.recording import answer, require_to_come, taken
from papi.inspections.models import DocumentSide, FindingRemedy, FindingState
from papi.inspections.queries.documents import files_on
from papi.inspections.schemas.findings import FindingRemedyCreate, FindingReturn, FindingVerify
from papi.inspections.workflow import FindingStep
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.outbox.facts import record


async def remedy_finding(
    session: AsyncSession, actor: Actor, finding_id: UUID, given: FindingRemedyCreate, precondition: Precondition
) -> None:
    """Say that it is remedied. What is said, and the very files that prove it, are kept as they are now; those who inspect read them."""
    loaded = await taken(session, actor, finding_id, FindingStep.REMEDY, precondition)
    finding, inspection, now = loaded.finding, loaded.of.inspection, clock.business()
    if given.done_on > clock.today():
        raise Invalid(errors=[FieldError("/done_on", "Ngày khắc phục chưa đến.", "That day is still to come.")])
    if given.evidence_ids:
        await attach(session, actor, await list_own(session, actor, given.evidence_ids), loaded, DocumentSide.REMEDY)
    files = await files_on(session, finding.id, DocumentSide.REMEDY)
    documents = [UUID(file["id"]) for file in files]
    await require_provable(session, actor, documents)
    finding.attempt += 1
    finding.state, finding.return_reason = FindingState.REMEDIED, None
    if finding.remedied_at is None:
        finding.remedied_at, finding.remedied_late = now, clock.today() > finding.due_on
    session.add(
        FindingRemedy(
            finding_id=finding.id,
            number=finding.attempt,
            text=given.text,
            done_on=given.done_on,
            evidence=files,
            sent_at=now,
            sent_by=actor.person_id,
            sent_for=actor.acts_for,
            signed=actor.signature,
        )
    )
    await release(session, documents, [(inspection.inspecting_unit_id, f"finding:{finding.id}")])
    told: dict[str, Any] = {"day": format_day(given.done_on), "notify": [str(inspection.inspecting_unit_id)]}
    record(session, actor.author, facts.about_finding(facts.REMEDIED, finding, inspection, **told))


async def verify_finding(session: AsyncSession, actor: Actor, finding_id: UUID, given: FindingVerify, precondition: Precondition) -> None:
    """Agree that it is remedied, by the files that the unit sent."""
    loaded = await taken(session, actor, finding_id, FindingStep.VERIFY, precondition)
    finding = loaded.finding
    sent = loaded.remedy.evidence if loaded.remedy else []
    files = {UUID(file["id"]): file["number"] for file in sent}
    await require_acceptable(session, actor, files.items())
    await note_accepted(session, files)
    finding.state, finding.closed_at, finding.close_reason = FindingState.VERIFIED, clock.business(), None
    answer(actor, loaded, FindingState.VERIFIED, given.remark)
    said: dict[str, Any] = {"reason": given.remark} if given.remark else {}
    record(session, actor.author, facts.about_finding(facts.VERIFIED, finding, loaded.of.inspection, **said))


async def return_finding(session: AsyncSession, actor: Actor, finding_id: UUID, given: FindingReturn, precondition: Precondition) -> None:
    """Ask the unit to remedy it (again), also what was agreed or closed before; another day may be set."""
    loaded = await taken(session, actor, finding_id, FindingStep.RETURN, precondition)
    finding = loaded.finding
    if given.due_on is not None:
        require_to_come(given.due_on)
        finding.due_on = given.due_on
    finding.state, finding.return_reason = FindingState.RETURNED, given.reason
    finding.closed_at = finding.close_reason = None
    answer(actor, loaded, FindingState.RETURNED, given.reason)
    told: dict[str, Any] = {"reason": given.reason, "day": format_day(finding.due_on)}
    record(session, actor.author, facts.about_finding(facts.RETURNED, finding, loaded.of.inspection, **told))
