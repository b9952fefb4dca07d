"""Facts that name a document, in the words that each reader may know; the facts themselves are never changed."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import case, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.models import Evidence
from papi.evidence.queries.visibility import told_to, visible_to
from papi.outbox.facts import kinds_naming_documents
from papi.outbox.models import FactRow
from papi.outbox.wording import sentence


async def name_documents(session: AsyncSession, actor: Actor, items: Collection[dict[str, Any]]) -> None:
    """Let facts on the wire say which document they are about: its title of then to those who see it now; of one that was erased, or
    whose title is not the reader's, what the reader is told of it elsewhere. Facts of other kinds stay as they are."""
    kinds = kinds_naming_documents()
    naming = {item["id"]: item for item in items if item["kind"] in kinds}
    if not naming:
        return
    rows = (await session.execute(select(FactRow.id, FactRow.kind, FactRow.data).where(FactRow.id.in_(sorted(naming))))).all()
    titles = await _titles(session, actor, {UUID(row.data["evidence_id"]) for row in rows})
    for row in rows:
        title = titles.get(UUID(row.data["evidence_id"]), row.data["title"])
        naming[row.id]["text"] = sentence(row.kind, row.data, actor.language, title)


async def _titles(session: AsyncSession, actor: Actor, evidence_ids: Collection[UUID]) -> Mapping[UUID, str | None]:
    """What stands in the place of the title of then: where the document is erased or out of the reader's sight."""
    marked, erased = Evidence.contains_personal_data, Evidence.erased_at.is_not(None)
    told, _file, _number = told_to(actor, actor.language)
    statement = (
        select(Evidence.id, case((erased, Evidence.title), (marked, told), else_=None).label("title"))
        .join(Unit, Unit.id == Evidence.unit_id)
        .where(Evidence.id.in_(sorted(evidence_ids)), or_(erased, ~visible_to(actor)))
    )
    return {row.id: row.title for row in await session.execute(statement)}
