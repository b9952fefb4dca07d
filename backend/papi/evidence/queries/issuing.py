"""Who issues the documents of a unit: what is offered to whoever describes a further one."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.models import Evidence
from papi.evidence.queries.visibility import kept_by
from papi.kit.documents import Column, Export
from papi.kit.text import fold, is_found_in

BODIES = Export(
    "co-quan-ban-hanh", [Column("name", "Cơ quan ban hành", "Issuing body", 48), Column("used", "Số tài liệu", "Documents", 12)]
)
_LATEST = 2_000  # documents that are looked at, however many there are
_OFFERED = 30


async def issuing_bodies(session: AsyncSession, actor: Actor, q: str | None) -> dict[str, Any]:
    """The bodies that issued the unit's latest documents, the most frequent first; spelt in several ways, as most often."""
    actor.require_some("evidence.read")
    latest = (
        select(Evidence.issuing_body.label("name"))
        .join(Unit, Unit.id == Evidence.unit_id)
        .where(kept_by(actor), Evidence.issuing_body.is_not(None))
        .order_by(Evidence.uploaded_at.desc())
        .limit(_LATEST)
        .subquery()
    )
    used = func.count().label("used")
    rows = await session.execute(select(latest.c.name, used).group_by(latest.c.name).order_by(used.desc(), latest.c.name))
    found: dict[str, dict[str, Any]] = {}
    for name, number in rows:
        body = found.setdefault(fold(name), {"name": name, "used": 0})
        body["used"] += number
    return {"items": [body for body in found.values() if is_found_in(body["name"], q)][:_OFFERED]}
