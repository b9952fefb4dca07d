"""Reading facts. Who may read them is decided by whoever asks: a timeline belongs to a subject that was found before."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit.documents import Column, Export
from papi.kit.types import AnyRow
from papi.outbox.facts import kinds_aside
from papi.outbox.models import FactRow
from papi.outbox.wording import changed_fields, sentence, signed_name

FACT_COLUMNS = (
    FactRow.id,
    FactRow.kind,
    FactRow.business_at,
    FactRow.person_name,
    FactRow.behalf_name,
    FactRow.role,
    FactRow.acting_unit_name,
    FactRow.subject_type,
    FactRow.subject_id,
    FactRow.subject_label,
    FactRow.data,
)


async def timeline(session: AsyncSession, subject_type: str, subject_id: UUID, *, language: str, private: bool) -> dict[str, Any]:
    """What happened to a subject, oldest first; facts private to its unit only where `private` says so."""
    about = (FactRow.subject_type == subject_type, FactRow.subject_id == subject_id, FactRow.kind.not_in(kinds_aside()))
    statement = select(*FACT_COLUMNS).where(*about)
    if not private:
        statement = statement.where(FactRow.private.is_(False))
    rows = (await session.execute(statement.order_by(FactRow.id).limit(500))).all()
    return {"items": [shape_fact(row, language) for row in rows]}


def shape_fact(row: AnyRow, language: str) -> dict[str, Any]:
    """A row of `FACT_COLUMNS` as the wire's `FactRead`."""
    return {
        "id": row.id,
        "kind": row.kind,
        "at": row.business_at,
        "person": signed_name(row.person_name, row.behalf_name, language),
        "role": row.role,
        "unit": row.acting_unit_name,
        "subject_type": row.subject_type,
        "subject_id": row.subject_id,
        "subject": row.subject_label,
        "text": sentence(row.kind, row.data, language),
        "reason": row.data.get("reason"),
        "changes": changed_fields(row.kind, row.data, language),
    }


def _changes(items: list[dict[str, Any]], _language: str) -> str:
    return "; ".join(f"{item['label']}: {item['before']} → {item['after']}" for item in items)


FACTS = Export(
    "lich-su",
    [
        Column("at", "Lúc", "At", 18),
        Column("person", "Người thực hiện", "Who", 24),
        Column("unit", "Đơn vị", "Unit", 24),
        Column("text", "Việc", "What", 40),
        Column("subject", "Về", "About", 48),
        Column("changes", "Thay đổi", "Changes", 60, said=_changes),
        Column("reason", "Lý do", "Reason", 40),
    ],
)
