"""Photos, minutes and lists are attached to an activity. Once it was held, whoever reads it reads them as well."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.activities import facts
from papi.activities.models import Activity, ActivityEvidence, ActivityState
from papi.activities.queries.activities import get_activity
from papi.activities.queries.documents import linked_ids
from papi.activities.workflow import ActivityStep, take
from papi.evidence.actions import count_links, open_to, release
from papi.evidence.models import Evidence
from papi.kit import clock
from papi.kit.db import insert_for
from papi.outbox.facts import record


async def link_documents(session: AsyncSession, actor: Actor, documents: Sequence[Evidence], activity_id: UUID) -> None:
    """Attach documents. Those already there stay as they are."""
    loaded = await get_activity(session, actor, activity_id, lock=True)
    take(actor, loaded.standing, ActivityStep.LINK)
    present = await linked_ids(session, activity_id)
    added = [document for document in documents if document.id not in present]
    if not added:
        return
    linked = {"linked_at": clock.business(), "linked_by": actor.person_id, "unlinked_at": None}
    rows = [{"activity_id": activity_id, "evidence_id": document.id, **linked} for document in added]
    statement = insert_for(session, ActivityEvidence).values(rows)
    await session.execute(statement.on_conflict_do_update(index_elements=["activity_id", "evidence_id"], set_=linked))
    await count_links(session, [document.id for document in added], 1)
    if loaded.activity.state is ActivityState.HELD:
        await release_documents(session, loaded.activity)
    for document in added:
        data = {"title": document.title, "evidence_id": str(document.id)}
        record(session, actor.author, facts.about(facts.LINKED, loaded.activity, **data))


async def unlink_document(session: AsyncSession, actor: Actor, evidence_id: UUID, activity_id: UUID) -> None:
    """Take a document off; it stays in the library, and the trace of the link stays too."""
    loaded = await get_activity(session, actor, activity_id, lock=True)
    take(actor, loaded.standing, ActivityStep.UNLINK)
    row = await session.get(ActivityEvidence, (activity_id, evidence_id))
    if row is None or row.unlinked_at is not None:
        return
    row.unlinked_at = clock.business()
    await count_links(session, [evidence_id], -1)
    title = await session.scalar(select(Evidence.title).where(Evidence.id == evidence_id))
    record(session, actor.author, facts.about(facts.UNLINKED, loaded.activity, title=title, evidence_id=str(evidence_id)))


async def release_documents(session: AsyncSession, activity: Activity) -> None:
    """Let those who see everyone's work read what proves a held activity, and its unit what somebody else attached for it."""
    linked = await linked_ids(session, activity.id)
    await release(session, linked, [])
    lent = await session.scalars(select(Evidence.id).where(Evidence.id.in_(linked), Evidence.unit_id != activity.unit_id))
    await open_to(session, {(evidence_id, activity.unit_id, f"activity:{activity.id}") for evidence_id in lent})
