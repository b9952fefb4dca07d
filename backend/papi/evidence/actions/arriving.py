"""A received file becomes a document or a version: examined and stored first, then described in one short transaction."""

from typing import Any
from uuid import UUID

from papi.access.actor import Actor
from papi.evidence import queries
from papi.evidence.actions.adding import add_evidence, add_redacted_copy, add_version, find_own
from papi.evidence.examining import Examined
from papi.evidence.schemas import EvidenceFields
from papi.evidence.storing import Workplace, stored
from papi.kit.etag import Precondition
from papi.kit.types import new_id


async def take_document(place: Workplace, actor: Actor, examined: Examined, given: EvidenceFields) -> dict[str, Any]:
    """A new document of the actor's unit, as its page shows it."""
    evidence_id = new_id()
    async with stored(place, examined.path) as (kept, session):
        await add_evidence(session, actor, (evidence_id, examined, kept), given)
        await place.write_also(session, evidence_id)
        session.expire_all()  # linking has counted by SQL
        return await queries.read_evidence(session, actor, evidence_id)


async def take_version(place: Workplace, actor: Actor, evidence_id: UUID, examined: Examined, precondition: Precondition) -> dict[str, Any]:
    """A new file of a document of the actor's unit, as its page shows it."""
    async with stored(place, examined.path) as (kept, session):
        evidence = await find_own(session, actor, evidence_id)
        precondition.check(evidence.version)
        await add_version(session, actor, evidence, examined, kept)
        await place.write_also(session, evidence_id)
        return await queries.read_evidence(session, actor, evidence_id)


async def take_redacted_copy(
    place: Workplace, actor: Actor, evidence_id: UUID, examined: Examined, precondition: Precondition
) -> dict[str, Any]:
    """A copy without personal data of a document of the actor's unit, as the document's page shows it."""
    async with stored(place, examined.path) as (kept, session):
        evidence = await find_own(session, actor, evidence_id)
        precondition.check(evidence.version)
        await add_redacted_copy(session, actor, evidence, examined, kept)
        return await queries.read_evidence(session, actor, evidence_id)
