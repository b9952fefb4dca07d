"""Templates: which there are, and which one a paper follows."""

from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Person, Unit
from papi.kit.documents import Column, Export
from papi.kit.text import words_of
from papi.papers.errors import TemplateNotFound
from papi.papers.facts import KIND_WORDS
from papi.papers.models import PaperTemplate
from papi.papers.paper import PaperKind
from papi.papers.word.fields import FIELDS

TEMPLATES = Export(
    "mau-van-ban",
    [
        Column("kind", "Loại văn bản", "Kind", 24, words_of(KIND_WORDS)),
        Column("unit.name", "Đơn vị", "Unit", 30),
        Column("number", "Bản", "Version", 8),
        Column("in_use", "Đang dùng", "In use", 12),
        Column("file_name", "Tệp", "File", 30),
        Column("added_by", "Người thêm", "Added by", 24),
        Column("added_at", "Thêm lúc", "Added", 20),
    ],
)


async def template_for(session: AsyncSession, kind: PaperKind, unit_id: UUID) -> bytes | None:
    """The template of the unit's papers: its own, else that of all; None where the shipped one is used."""
    of_whom = or_(PaperTemplate.unit_id == unit_id, PaperTemplate.unit_id.is_(None))
    chosen = select(PaperTemplate.content).where(PaperTemplate.kind == kind, PaperTemplate.in_use.is_(True), of_whom)
    return await session.scalar(chosen.order_by(PaperTemplate.unit_id.is_(None), PaperTemplate.number.desc()).limit(1))


async def get_template(session: AsyncSession, actor: Actor, template_id: UUID) -> PaperTemplate:
    """A version, with its file."""
    actor.require("papers.manage")
    template = await session.get(PaperTemplate, template_id)
    if template is None:
        raise TemplateNotFound
    return template


async def read_templates(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """All versions, and what a template may name."""
    actor.require("papers.manage")
    columns = [getattr(PaperTemplate, name) for name in ("id", "kind", "number", "in_use", "file_name", "size", "added_at")]
    rows = await session.execute(
        select(*columns, Unit.id.label("unit_id"), Unit.short_name, Person.full_name)
        .outerjoin(Unit, Unit.id == PaperTemplate.unit_id)
        .join(Person, Person.id == PaperTemplate.added_by)
        .order_by(PaperTemplate.unit_id.is_not(None), PaperTemplate.kind, Unit.sort, PaperTemplate.number.desc())
    )
    english = actor.language == "en"
    return {
        "items": [_item(row) for row in rows],
        "fields": [{"name": name, "kind": field.kind, "words": field.en if english else field.vi} for name, field in FIELDS.items()],
        "allowed_actions": ["add", "go_back"],
    }


def _item(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "unit": {"id": row.unit_id, "name": row.short_name} if row.unit_id else None,
        "number": row.number,
        "in_use": row.in_use,
        "file_name": row.file_name,
        "size": row.size,
        "added_by": row.full_name,
        "added_at": row.added_at,
        "allowed_actions": [] if row.in_use else ["use"],
    }
