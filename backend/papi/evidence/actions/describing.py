"""What a document says of itself, and what it proves."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.evidence import facts
from papi.evidence.actions.adding import find_own, require_days_in_order, require_there
from papi.evidence.linking import linker_of
from papi.evidence.queries import hold_evidence, require_sound
from papi.evidence.schemas import EvidenceUpdate, Target
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.outbox.facts import changes, record


async def update_evidence(
    session: AsyncSession, actor: Actor, evidence_id: UUID, given: EvidenceUpdate, precondition: Precondition
) -> None:
    """Change the description; the file itself never changes."""
    evidence = await find_own(session, actor, evidence_id)
    precondition.check(evidence.version)
    wanted: dict[str, Any] = {name: getattr(given, name) for name in EvidenceUpdate.model_fields if name in given.model_fields_set}
    for name in ("document_number", "issuing_body"):
        if name in wanted:
            wanted[name] = wanted[name] or None
    before = {name: getattr(evidence, name) for name in wanted}
    difference = changes(_spoken(before), _spoken(wanted))
    if not difference:
        return
    for name, value in wanted.items():
        setattr(evidence, name, value)
    require_days_in_order(evidence)
    record(session, actor.author, facts.about(facts.CHANGED, evidence, changes=difference))


def _spoken(values: dict[str, Any]) -> dict[str, Any]:
    return {name: format_day(value) if name.endswith("_on") and value else value for name, value in values.items()}


async def link_evidence(session: AsyncSession, actor: Actor, evidence_id: UUID, targets: Sequence[Target]) -> None:
    """Name a document of the own unit as proof of several things at once."""
    document = await find_own(session, actor, evidence_id)
    require_sound([document])
    for target in targets:
        await linker_of(target.type, actor).link(session, actor, [document], target.id)
    require_there(await hold_evidence(session, evidence_id))  # as it is now: somebody may have erased it since it was found


async def unlink_evidence(session: AsyncSession, actor: Actor, evidence_id: UUID, targets: Sequence[Target]) -> None:
    """Take a document off things; it stays in the library."""
    await find_own(session, actor, evidence_id)
    for target in targets:
        await linker_of(target.type, actor).unlink(session, actor, evidence_id, target.id)
