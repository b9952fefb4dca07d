"""What was rolled up into a line of the unit that leads a task, and from which lines of its supporters."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.directory.models import Unit
from papi.kit.db import read_rows
from papi.kit.types import AnySelect
from papi.reports.models import Period, ReportLine, ReportLineContribution

_Source = aliased(ReportLine)
_CONTRIBUTIONS: AnySelect = (
    select(
        ReportLineContribution.line_id,
        ReportLineContribution.source_id,
        ReportLineContribution.fields,
        _Source.report_id,
        Period.title.label("period"),
        Unit.short_name.label("unit"),
    )
    .join(_Source, _Source.id == ReportLineContribution.source_id)
    .join(Period, Period.id == _Source.period_id)
    .join(Unit, Unit.id == _Source.unit_id)
    .where(ReportLineContribution.line_id.in_(bindparam("lines", expanding=True)))
    .order_by(Unit.sort)
)


async def contributions_to(session: AsyncSession, line_ids: Iterable[UUID]) -> Mapping[UUID, list[dict[str, Any]]]:
    """For each line, the supporters' lines that were rolled up into it, with the fields that each gave."""
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in await read_rows(session, _CONTRIBUTIONS, {"lines": list(line_ids)}):
        source = {"line_id": row.source_id, "report_id": row.report_id, "period": row.period, "unit": row.unit, "fields": row.fields}
        found[row.line_id].append(source)
    return found
