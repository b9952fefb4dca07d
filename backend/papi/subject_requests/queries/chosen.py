"""The documents that were chosen for a request."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.models import Evidence
from papi.evidence.queries import has_redacted_copy, told_to, visible_to
from papi.kit.documents import Column, Export
from papi.kit.text import words_of
from papi.subject_requests.models import SubjectRequestDocument
from papi.subject_requests.queries.requests import get_request
from papi.subject_requests.words import GOING_WORDS

CHOSEN = Export(
    "tai-lieu-cua-yeu-cau",
    [
        Column("title", "Tài liệu", "Document", 50),
        Column("unit.name", "Đơn vị", "Unit", 24),
        Column("chosen_version", "Phiên bản", "Version", 12),
        Column("goes", "Cung cấp", "Given as", 20, words_of(GOING_WORDS)),
        Column("reason", "Lý do", "Reason", 50),
    ],
)


async def read_chosen(session: AsyncSession, actor: Actor, request_id: UUID) -> dict[str, Any]:
    """All of them, in the order in which they were uploaded; of what the reader may not see only that it is there."""
    await get_request(session, actor, request_id)
    title, _file, _number = told_to(actor, actor.language)
    row = SubjectRequestDocument
    statement = (
        select(
            *(row.evidence_id, row.goes, row.reason, title, Evidence.unit_id, Evidence.contains_personal_data, Evidence.erased_at),
            *(Evidence.file_version, row.file_version.label("chosen_version"), has_redacted_copy().label("has_redacted_copy")),
            visible_to(actor).label("readable"),
            Unit.code,
            Unit.short_name,
        )
        .join(Evidence, Evidence.id == row.evidence_id)
        .join(Unit, Unit.id == Evidence.unit_id)
        .where(row.request_id == request_id)
        .order_by(Evidence.uploaded_at, Evidence.id)
    )
    return {"items": [_item(found) for found in (await session.execute(statement)).all()]}


def _item(row: Any) -> dict[str, Any]:
    names = ("evidence_id", "goes", "reason", "title", "contains_personal_data", "file_version", "chosen_version")
    return {
        **{name: getattr(row, name) for name in names},
        "has_redacted_copy": bool(row.has_redacted_copy),
        "readable": bool(row.readable) and row.erased_at is None,
        "erased": row.erased_at is not None,
        "unit": {"id": row.unit_id, "code": row.code, "name": row.short_name},
    }
