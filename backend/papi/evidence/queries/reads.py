"""Who has read a document with personal data, for the head of its unit and those who review it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.access.permissions import role_words
from papi.evidence import facts
from papi.evidence.queries.document import get_with_unit
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, PageQuery, matches
from papi.kit.types import AnyRow
from papi.outbox.models import FactRow
from papi.outbox.wording import signed_name

_COLUMNS = (
    FactRow.id,
    FactRow.business_at,
    FactRow.person_name,
    FactRow.behalf_name,
    FactRow.role,
    FactRow.acting_unit_name,
    FactRow.data,
)
_KEYSET = Keyset({"at": Key(FactRow.business_at, datetime)}, default="-at", id=FactRow.id)
_EXPORT = Export(
    "luot-xem",
    [
        Column("at", "Lúc", "At", 18),
        Column("person", "Người xem", "Who", 28),
        Column("role", "Vai trò", "Role", 22),
        Column("unit", "Đơn vị", "Unit", 28),
        Column("number", "Phiên bản", "Version", 12),
        Column("page", "Trang (trống: cả tệp)", "Page (empty: the file)", 20),
    ],
)


async def list_reads(session: AsyncSession, actor: Actor, evidence_id: UUID, query: PageQuery) -> Listing:
    """The reads of one document, the latest first; `q` finds people and their units."""
    evidence, unit = await get_with_unit(session, actor, evidence_id)
    actor.require("evidence.read_log", UnitRef(unit.id, unit.coordinating))
    mine = [FactRow.subject_type == "evidence", FactRow.subject_id == evidence.id, FactRow.kind == facts.READ.name]
    if query.q:
        mine.append(matches(FactRow.folded, query.q))
    return Listing(Pages(select(*_COLUMNS).where(*mine), _KEYSET), lambda row: _shape(row, actor.language), _EXPORT)


def _shape(row: AnyRow, language: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "at": row.business_at,
        "person": signed_name(row.person_name, row.behalf_name, language),
        "role": role_words(row.role, language) if row.role else None,
        "unit": row.acting_unit_name,
        "number": row.data["number"],
        "page": row.data.get("page"),
    }
