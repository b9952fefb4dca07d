"""What belongs to lines: what was said on them before, and their documents."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.models import Evidence
from papi.evidence.queries import told_to
from papi.kit.types import AnyRow
from papi.reports.models import Period, Report, ReportLine, ReportLineEvidence, ReportLineText


def submitted_text() -> ColumnElement[bool]:
    """Joins a line to what was last submitted of it."""
    return and_(ReportLineText.line_id == ReportLine.id, ReportLineText.number == ReportLine.submitted_number)


async def previous_texts(session: AsyncSession, assignments: Sequence[UUID], data_to: date) -> Mapping[UUID, AnyRow]:
    """For each assignment, what was submitted on it in the latest period whose data ended before `data_to`."""
    newest_first = func.row_number().over(partition_by=ReportLine.assignment_id, order_by=(Period.data_to.desc(), Period.id.desc()))
    ranked = (
        select(
            ReportLine.assignment_id,
            ReportLine.id.label("line_id"),
            Period.title.label("period"),
            ReportLineText.result,
            ReportLineText.percent,
            ReportLineText.difficulties,
            ReportLineText.proposals,
            Report.accepted_at,
            newest_first.label("place"),
        )
        .join(Report, Report.id == ReportLine.report_id)
        .join(Period, Period.id == ReportLine.period_id)
        .join(ReportLineText, submitted_text())
        .where(ReportLine.assignment_id.in_(assignments), Period.data_to < data_to)
        .subquery()
    )
    found = await session.execute(select(ranked).where(ranked.c.place == 1))
    return {row.assignment_id: row for row in found}


async def documents_of(session: AsyncSession, actor: Actor, rows: Sequence[AnyRow]) -> Mapping[UUID, list[dict[str, Any]]]:
    """Every line's documents: the present ones for its own unit, those that were submitted for everyone else."""
    submitted: dict[UUID, list[UUID]] = {row.id: [UUID(item) for item in row.submitted_evidence or ()] for row in rows}
    present = await linked_ids(session, [row.id for row in rows])
    wanted: dict[UUID, list[UUID]] = {}
    for row in rows:
        wanted[row.id] = present[row.id] if row.own else submitted[row.id]
    known = await _documents(session, actor, {evidence for ids in wanted.values() for evidence in ids})
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for line_id, ids in wanted.items():
        found[line_id] = [known[evidence_id] for evidence_id in ids if evidence_id in known]
    return found


async def linked_ids(session: AsyncSession, line_ids: Iterable[UUID]) -> Mapping[UUID, list[UUID]]:
    """The documents that each line holds now, in the order in which they were linked."""
    statement: Select[UUID, UUID] = (
        select(ReportLineEvidence.line_id, ReportLineEvidence.evidence_id)
        .where(ReportLineEvidence.line_id.in_(list(line_ids)), ReportLineEvidence.unlinked_at.is_(None))
        .order_by(ReportLineEvidence.linked_at, ReportLineEvidence.evidence_id)
    )
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for line_id, evidence_id in (await session.execute(statement)).all():
        found[line_id].append(evidence_id)
    return found


async def _documents(session: AsyncSession, actor: Actor, ids: set[UUID]) -> Mapping[UUID, dict[str, Any]]:
    if not ids:
        return {}
    statement = select(*told_to(actor), *_DOCUMENT_COLUMNS).join(Unit, Unit.id == Evidence.unit_id).where(Evidence.id.in_(ids))
    rows = await session.execute(statement)
    return {row.id: dict(row._mapping) for row in rows}  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name


_DOCUMENT_COLUMNS = (
    Evidence.id,
    Evidence.media_type,
    Evidence.size,
    Evidence.issued_on,
    Evidence.contains_personal_data,
    Evidence.link_count,
    Evidence.page_count,
    Evidence.review_state,
)
