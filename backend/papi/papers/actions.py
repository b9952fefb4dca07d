"""Writing letterheads down, and putting templates in place of the shipped ones."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.kit.office import NotReadable, examine
from papi.kit.text import format_day, nfc
from papi.kit.types import new_id
from papi.outbox.facts import changes, record
from papi.papers.errors import TemplateNotRead, TemplateRefused, TemplateTooLarge, UnitUnknown
from papi.papers.facts import TEMPLATE_ADDED, TEMPLATE_CHOSEN, TEMPLATE_LEFT, about_letterhead, about_template
from papi.papers.models import Letterhead, PaperTemplate
from papi.papers.paper import PaperKind
from papi.papers.queries.letterheads import get_unit_of
from papi.papers.queries.templates import get_template
from papi.papers.sample import sample_of
from papi.papers.schemas import LetterheadWrite, TemplateBack
from papi.papers.writing import check_template

MOST_BYTES = 1024 * 1024


async def write_letterhead(
    session: AsyncSession, actor: Actor, place: tuple[UUID, date], given: LetterheadWrite, precondition: Precondition
) -> None:
    """Put what is given in place of what the unit had from that day on."""
    unit_id, valid_from = place
    unit = await get_unit_of(session, actor, unit_id, "letterhead.edit")
    actor.require("letterhead.edit", UnitRef(unit.id, unit.coordinating))
    found = select(Letterhead).where(Letterhead.unit_id == unit_id, Letterhead.valid_from == valid_from)
    kept = await session.scalar(found.with_for_update(key_share=True))
    precondition.check(kept.version if kept else 0)
    wanted = given.model_dump()
    differing = changes(
        {name: _words(getattr(kept, name, None)) for name in wanted}, {name: _words(value) for name, value in wanted.items()}
    )
    if kept is not None and not differing:
        return
    if kept is None:
        kept = Letterhead(id=new_id(), unit_id=unit_id, valid_from=valid_from)
        session.add(kept)
    for name, value in wanted.items():
        setattr(kept, name, value)
    kept.changed_by, kept.changed_at = actor.person_id, clock.business()
    record(session, actor.author, about_letterhead(unit.id, unit.name, day=format_day(valid_from), changes=differing))


def _words(value: Any) -> str | None:
    return "; ".join(cast(list[str], value)) if isinstance(value, list) else value


@dataclass(frozen=True)
class Upload:
    """A file that is to become a template, of whose papers of which kind."""

    kind: PaperKind
    unit_id: UUID | None
    file_name: str
    content: bytes


async def check_upload(upload: Upload) -> None:
    """Refuse a file of which no papers can, or may, be made; each trouble in words."""
    if len(upload.content) > MOST_BYTES:
        raise TemplateTooLarge(most=MOST_BYTES // 1024 // 1024)
    try:
        await asyncio.to_thread(examine, upload.content)
    except NotReadable as refused:
        raise TemplateNotRead(refused.vi, refused.en) from None
    troubles = await check_template(upload.content, sample_of(upload.kind, clock.today()))
    if troubles:
        raise TemplateRefused(troubles)


async def add_template(session: AsyncSession, actor: Actor, upload: Upload) -> UUID:
    """Keep a template that was looked at as the next version, and take it into use."""
    actor.require("papers.manage")
    unit = await _unit(session, upload.unit_id)
    same = (PaperTemplate.kind == upload.kind, PaperTemplate.unit_id.is_not_distinct_from(upload.unit_id))
    number = 1 + (await session.scalar(select(func.max(PaperTemplate.number)).where(*same)) or 0)
    await session.execute(update(PaperTemplate).where(*same).values(in_use=False))
    template = PaperTemplate(
        id=new_id(),
        kind=upload.kind,
        unit_id=upload.unit_id,
        number=number,
        in_use=True,
        file_name=nfc(upload.file_name)[:200] or "mau.docx",
        size=len(upload.content),
        sha256=hashlib.sha256(upload.content).hexdigest(),
        content=upload.content,
        added_by=actor.person_id,
        added_at=clock.business(),
    )
    session.add(template)
    record(session, actor.author, about_template(TEMPLATE_ADDED, upload.kind, unit, number=number))
    return template.id


async def use_template(session: AsyncSession, actor: Actor, template_id: UUID) -> None:
    """Take an earlier version into use again."""
    template = await get_template(session, actor, template_id)
    if template.in_use:
        return
    same = (PaperTemplate.kind == template.kind, PaperTemplate.unit_id.is_not_distinct_from(template.unit_id))
    await session.execute(update(PaperTemplate).where(*same).values(in_use=False))
    template.in_use = True
    unit = await _unit(session, template.unit_id)
    record(session, actor.author, about_template(TEMPLATE_CHOSEN, template.kind, unit, number=template.number))


async def leave_templates(session: AsyncSession, actor: Actor, given: TemplateBack) -> None:
    """Go back to the shipped template; the versions stay."""
    actor.require("papers.manage")
    unit = await _unit(session, given.unit_id)
    used = (
        PaperTemplate.kind == given.kind,
        PaperTemplate.unit_id.is_not_distinct_from(given.unit_id),
        PaperTemplate.in_use.is_(True),
    )
    left = await session.scalars(update(PaperTemplate).where(*used).values(in_use=False).returning(PaperTemplate.id))
    if left.all():
        record(session, actor.author, about_template(TEMPLATE_LEFT, given.kind, unit))


async def _unit(session: AsyncSession, unit_id: UUID | None) -> tuple[UUID, str] | None:
    if unit_id is None:
        return None
    unit = await session.get(Unit, unit_id)
    if unit is None:
        raise UnitUnknown
    return unit.id, unit.short_name
