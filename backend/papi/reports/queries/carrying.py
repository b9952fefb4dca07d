"""What accepted lines of earlier periods give to the lines of a cumulative one, and what they would give now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.directory.models import Unit
from papi.kit.db import read_rows
from papi.kit.types import AnyRow, AnySelect
from papi.plans.models import Assignment
from papi.plans.queries.figures import figures_of
from papi.reports.merging import Filling, Said, merge, outermost
from papi.reports.models import Period, Report, ReportLine, ReportLineSource, ReportLineText, ReportState
from papi.reports.queries.line_parts import submitted_text
from papi.reports.queries.lineage import assignments_before, lineage


async def fillings_for(session: AsyncSession, period: Period, assignments: Iterable[Assignment]) -> Mapping[UUID, Filling]:
    """What each assignment's line in a cumulative period is filled with; assignments of which nothing was accepted before are absent.

    Sources are the accepted lines of all rolled-up periods whose window lies within and ends before; of two of which one lies within the
    other, the outer. Lines follow their assignment to the unit that it went to, or that has taken up the work of theirs.
    """
    wanted = list(assignments)
    if not period.cumulative or not wanted:
        return {}
    before = await assignments_before(session, period.plan_id)
    said = await _said(session, period)
    figures = await figures_of(session, [assignment.task_id for assignment in wanted])
    found: dict[UUID, Filling] = {}
    for assignment in wanted:
        sources = outermost(one for known in lineage(assignment.id, before) for one in said.get(known, ()))
        if sources:
            found[assignment.id] = merge(sources, figures[assignment.task_id], assignment.unit_id)
    return found


async def count_filled(session: AsyncSession, period: Period, assignments: Iterable[Assignment]) -> int:
    """How many of the assignments' lines would be filled, without what would stand in them."""
    wanted = list(assignments)
    if not period.cumulative or not wanted:
        return 0
    said = {row.assignment_id for row in await read_rows(session, _ACCEPTED, window_of(period))}
    before = await assignments_before(session, period.plan_id)
    return sum(not said.isdisjoint(lineage(assignment.id, before)) for assignment in wanted)


async def _said(session: AsyncSession, period: Period) -> Mapping[UUID, list[Said]]:
    """All that was accepted within the window, by assignment."""
    found: dict[UUID, list[Said]] = defaultdict(list)
    for row in await read_rows(session, _SAID, window_of(period)):
        found[row.assignment_id].append(_one(row))
    return found


def window_of(period: Period) -> dict[str, Any]:
    """What `ROLLED_UP` is asked with, of a cumulative period."""
    return {"plan": period.plan_id, "period": period.id, "data_from": period.data_from, "data_to": period.data_to}


ROLLED_UP = (
    Period.plan_id == bindparam("plan"),
    Period.id != bindparam("period"),
    Period.rolled_up.is_(True),
    Period.data_from >= bindparam("data_from"),
    Period.data_to < bindparam("data_to"),
)
_ACCEPTED: AnySelect = (
    select(ReportLine.assignment_id)
    .join(Report, Report.id == ReportLine.report_id)
    .join(Period, Period.id == ReportLine.period_id)
    .where(*ROLLED_UP, Report.state == ReportState.ACCEPTED)
)
_SAID: AnySelect = (
    select(
        ReportLine.assignment_id,
        ReportLine.id.label("line_id"),
        ReportLine.report_id,
        ReportLineText.number,
        Period.id.label("period_id"),
        Period.title.label("period"),
        Period.data_from,
        Period.data_to,
        Unit.id.label("unit_id"),
        Unit.short_name.label("unit"),
        ReportLineText.result,
        ReportLineText.percent,
        ReportLineText.figures,
        ReportLineText.difficulties,
        ReportLineText.proposals,
        ReportLineText.self_done,
        ReportLineText.evidence,
    )
    .join(Report, Report.id == ReportLine.report_id)
    .join(Period, Period.id == ReportLine.period_id)
    .join(Unit, Unit.id == ReportLine.unit_id)
    .join(ReportLineText, submitted_text())
    .where(*ROLLED_UP, Report.state == ReportState.ACCEPTED)
    .order_by(Period.data_to, Unit.sort)
)


def _one(row: AnyRow) -> Said:
    given: dict[str, Any] = {name: getattr(row, name) for name in Said.__dataclass_fields__}
    given["figures"], given["evidence"] = row.figures or {}, row.evidence or ()
    return Said(**given)


_Source = aliased(ReportLine)
_SOURCES: AnySelect = (
    select(
        ReportLineSource.line_id,
        ReportLineSource.source_id,
        ReportLineSource.fields,
        _Source.report_id,
        Period.title.label("period"),
        Unit.short_name.label("unit"),
    )
    .join(_Source, _Source.id == ReportLineSource.source_id)
    .join(Period, Period.id == _Source.period_id)
    .join(Unit, Unit.id == _Source.unit_id)
    .where(ReportLineSource.line_id.in_(bindparam("lines", expanding=True)))
    .order_by(Period.data_to, Unit.sort)
)


async def sources_of(session: AsyncSession, line_ids: Iterable[UUID]) -> Mapping[UUID, list[dict[str, Any]]]:
    """For each line, the accepted lines that filled it, with the fields that each gave."""
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in await read_rows(session, _SOURCES, {"lines": list(line_ids)}):
        source = {"line_id": row.source_id, "report_id": row.report_id, "period": row.period, "unit": row.unit, "fields": row.fields}
        found[row.line_id].append(source)
    return found
