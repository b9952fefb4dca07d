"""Which documents a wish names, as far as the reader may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import load_only
from sqlalchemy.sql.base import ExecutableOption

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.models import Evidence, EvidenceFile
from papi.evidence.queries import has_redacted_copy, library_filters, number_going, visible_to
from papi.evidence.schemas import EvidenceQuery
from papi.inspections.facts import label_of
from papi.inspections.queries.inspections import get_inspection
from papi.inspections.queries.uses import documents_of
from papi.kit.db import at_most
from papi.packs.errors import PackTooLarge
from papi.packs.queries.links import held_in_reports
from papi.packs.schemas import NamedPackWish, PackWish
from papi.plans.queries.tasks import get_task
from papi.reports.models import Report, ReportLine, ReportLineEvidence
from papi.reports.queries.periods import get_period
from papi.units.queries import get_unit

MOST = 5_000
COUNTED: Sequence[ExecutableOption] = (
    load_only(Evidence.contains_personal_data),
    load_only(EvidenceFile.size, EvidenceFile.redacts, EvidenceFile.scan_state, EvidenceFile.damaged_at),
    load_only(Unit.id),
)
"""What of documents is enough to count them."""


@dataclass(frozen=True)
class Found:
    """A document with its present file, with the version that was asked for, or with the redacted copy that stands for it. `personal`: the
    document holds personal data, and the reader may have it as it is."""

    evidence: Evidence
    file: EvidenceFile
    unit: Unit
    personal: bool


async def title_of(session: AsyncSession, actor: Actor, wish: PackWish) -> str:
    """What the pack is of, in words; refuses periods, units, tasks and inspections that the reader does not know."""
    if isinstance(wish, NamedPackWish) and wish.title is not None:
        return wish.title
    parts: list[str] = []
    if wish.unit is not None:
        parts.append((await get_unit(session, actor, wish.unit)).short_name)
    if wish.period is not None:
        parts.append((await get_period(session, actor, wish.period)).title)
    if wish.task is not None:
        parts.append((await get_task(session, actor, wish.task)).title)
    if wish.inspection is not None:
        of = await get_inspection(session, actor, wish.inspection)
        parts.append(label_of(of.inspection.title, of.unit.short_name))
    if wish.evidence is not None:
        parts.append("tài liệu đã chọn")
    return " – ".join(parts) or f"kho tài liệu của {actor.unit_name}"


async def find_documents(session: AsyncSession, actor: Actor, wish: PackWish, of_each: Sequence[ExecutableOption] = ()) -> list[Found]:
    """The documents in the order of units, then as they came. One with personal data comes as its redacted copy, if it has one and the
    reader may not read the original or does not ask for it. Of the library goes what its list shows; behind reports and inspections,
    or chosen one by one, also copies of documents that are not in the reader's list, but a search finds only what the reader sees whole.
    `of_each`: how much is read of each, else all of it."""
    seen = visible_to(actor)
    listed = wish.q is not None or not (wish.by_report or wish.inspection or wish.chosen)
    shown = seen if listed else or_(seen, and_(has_redacted_copy(), visible_to(actor, redacted=True)))
    copied = and_(has_redacted_copy(), ~seen) if wish.personal_data else has_redacted_copy()
    if wish.copied:
        as_copy = Evidence.id.in_(wish.copied)
        copied, shown = or_(as_copy, copied), and_(shown, or_(~as_copy, has_redacted_copy()))
    statement = (
        select(Evidence, EvidenceFile, Unit, and_(seen, Evidence.contains_personal_data).label("personal"))
        .join(Unit, Unit.id == Evidence.unit_id)
        .join(EvidenceFile, and_(EvidenceFile.evidence_id == Evidence.id, EvidenceFile.number == _number(wish, copied)))
        .where(shown, Evidence.erased_at.is_(None), *_named(actor, wish))
        .order_by(Unit.sort, Evidence.uploaded_at, Evidence.id)
        .options(*of_each)
    )
    rows = (await session.execute(at_most(statement, MOST + 1))).all()
    if len(rows) > MOST:
        raise PackTooLarge(most=f"{MOST:,}".replace(",", "."))
    return [Found(evidence, file, unit, bool(personal)) for evidence, file, unit, personal in rows]


def _number(wish: PackWish, copied: ColumnElement[bool]) -> ColumnElement[int]:
    versions = wish.versions if isinstance(wish, NamedPackWish) else {}
    said = [(and_(~copied, Evidence.id == document_id), literal(number)) for document_id, number in sorted(versions.items())]
    return case(*said, else_=number_going(copied)) if said else number_going(copied)


def _named(actor: Actor, wish: PackWish) -> list[ColumnElement[bool]]:
    found = library_filters(
        actor,
        EvidenceQuery(
            unit=None if wish.by_report else wish.unit,
            q=wish.q,
            media_type=wish.media_type,
            review_state=wish.review_state,
            unused=wish.unused,
        ),
    )
    if wish.by_report:
        found.append(_proves(actor, wish))
    if wish.inspection is not None:
        found.append(Evidence.id.in_(documents_of(actor, wish.inspection)))
    if wish.evidence is not None:
        found.append(Evidence.id.in_(wish.chosen))
    return found


def _proves(actor: Actor, wish: PackWish) -> ColumnElement[bool]:
    """Documents behind the lines that the wish is about."""
    lines = (
        select(ReportLineEvidence.evidence_id)
        .join(ReportLine, ReportLine.id == ReportLineEvidence.line_id)
        .join(Report, Report.id == ReportLine.report_id)
        .where(held_in_reports(actor))
    )
    named = ((Report.period_id, wish.period), (Report.unit_id, wish.unit), (ReportLine.task_id, wish.task))
    wanted: list[ColumnElement[bool]] = [column == value for column, value in named if value is not None]
    return Evidence.id.in_(lines.where(*wanted))


def single_unit(found: Sequence[Found]) -> UUID | None:
    """The unit whose documents they all are."""
    units = {one.unit.id for one in found}
    return units.pop() if len(units) == 1 else None
