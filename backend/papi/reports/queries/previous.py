"""What was said of a line's work in the period before, by its unit or by those whose work the unit has taken up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit
from papi.kit.db import read_rows
from papi.kit.types import AnyRow, AnySelect
from papi.reports.merging import TEXTS, folded_paragraphs, named_text
from papi.reports.models import Period, Report, ReportLine, ReportLineText
from papi.reports.queries.line_parts import submitted_text
from papi.reports.queries.lineage import assignments_before, lineage


@dataclass(frozen=True)
class Previous:
    """What was submitted in the latest period before, as one text."""

    line_id: UUID
    period: str
    result: str
    percent: int | None
    figures: Mapping[str, Any]
    difficulties: str
    proposals: str
    evidence: Sequence[str]
    accepted_at: datetime | None


async def previous_texts(session: AsyncSession, plan_id: UUID, assignments: Sequence[UUID], data_to: date) -> Mapping[UUID, Previous]:
    """For each assignment of the plan, what was submitted of its work in the latest period whose data ended before `data_to`."""
    before = await assignments_before(session, plan_id)
    lineages = {assignment: lineage(assignment, before) for assignment in assignments}
    wanted = {known for line in lineages.values() for known in line}
    found = {row.assignment_id: row for row in await read_rows(session, _LATEST, {"assignments": list(wanted), "data_to": data_to})}
    said = {assignment: [found[known] for known in line if known in found] for assignment, line in lineages.items()}
    return {assignment: _as_one(rows) for assignment, rows in said.items() if rows}


def _as_one(rows: Sequence[AnyRow]) -> Previous:
    """Of several units that became one, what each said in the latest of their periods under its name."""
    latest = max((row.data_to, row.period_id) for row in rows)
    told = sorted((row for row in rows if (row.data_to, row.period_id) == latest), key=lambda row: row.sort)
    first = told[0]
    if len(told) == 1:
        return Previous(**{name: getattr(first, name) for name in Previous.__dataclass_fields__})
    percents = [row.percent for row in told if row.percent is not None]
    accepted = [row.accepted_at for row in told if row.accepted_at is not None]
    return Previous(
        line_id=first.line_id,
        period=first.period,
        percent=min(percents, default=None),
        figures={},  # nobody said what they are together; a cumulative line adds them up by their rules
        evidence=list(dict.fromkeys(document for row in told for document in row.evidence)),
        accepted_at=max(accepted) if len(accepted) == len(told) else None,
        **{name: named_text(folded_paragraphs((row.unit, getattr(row, name)) for row in told)) for name in TEXTS},
    )


def _latest() -> AnySelect:
    newest_first = func.row_number().over(partition_by=ReportLine.assignment_id, order_by=(Period.data_to.desc(), Period.id.desc()))
    ranked = (
        select(
            ReportLine.assignment_id,
            ReportLine.id.label("line_id"),
            Period.id.label("period_id"),
            Period.title.label("period"),
            Period.data_to,
            Unit.short_name.label("unit"),
            Unit.sort,
            ReportLineText.result,
            ReportLineText.percent,
            ReportLineText.figures,
            ReportLineText.difficulties,
            ReportLineText.proposals,
            ReportLineText.evidence,
            Report.accepted_at,
            newest_first.label("place"),
        )
        .join(Report, Report.id == ReportLine.report_id)
        .join(Period, Period.id == ReportLine.period_id)
        .join(Unit, Unit.id == ReportLine.unit_id)
        .join(ReportLineText, submitted_text())
        .where(ReportLine.assignment_id.in_(bindparam("assignments", expanding=True)), Period.data_to < bindparam("data_to"))
        .subquery()
    )
    return select(ranked).where(ranked.c.place == 1)


_LATEST = _latest()
