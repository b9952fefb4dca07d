"""Who reviews a report: who has it on the desk, and how many of its lines each reviewer has marked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Person
from papi.kit import clock
from papi.kit.db import read_rows
from papi.kit.types import AnyRow, AnySelect
from papi.reports.models import MarkKind, Report, ReportLine, ReportState, ReviewMark

REVIEWING_LASTS = timedelta(minutes=30)


def is_held(row: AnyRow | Report) -> bool:
    """Whether somebody has the report on the desk now."""
    since = row.reviewing_since
    return row.state is ReportState.SUBMITTED and since is not None and clock.business() - since <= REVIEWING_LASTS


def reviewing(row: AnyRow) -> dict[str, Any] | None:
    """Who has the report on the desk, as the wire's `Reviewing`."""
    return {"person_id": row.reviewer_id, "name": row.reviewer, "since": row.reviewing_since} if is_held(row) else None


async def reviewers_of(session: AsyncSession, actor: Actor, reports: Iterable[UUID]) -> Mapping[UUID, list[dict[str, Any]]]:
    """How far each reviewer has come with these reports, for those who review themselves; nothing for others."""
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    if not actor.scopes("report.review_mark"):
        return found
    for row in await read_rows(session, _REVIEWERS, {"reports": list(reports), "own": list(actor.own_units)}):
        found[row.report_id].append({"person_id": row.person_id, "name": row.full_name, "marked": row.marked, "returns": row.returns})
    return found


_REVIEWERS: AnySelect = (
    select(
        ReportLine.report_id,
        ReviewMark.person_id,
        Person.full_name,
        func.count().label("marked"),
        func.count().filter(ReviewMark.mark == MarkKind.RETURN).label("returns"),
    )
    .join(ReportLine, ReportLine.id == ReviewMark.line_id)
    .join(Person, Person.id == ReviewMark.person_id)
    .where(
        ReportLine.report_id.in_(bindparam("reports", expanding=True)),
        ReportLine.unit_id.not_in(bindparam("own", expanding=True)),  # nobody sees the marks of others on their own unit's report
        ReviewMark.line_version == ReportLine.version,
    )
    .group_by(ReportLine.report_id, ReviewMark.person_id, Person.full_name)
    .order_by(ReportLine.report_id, Person.full_name, ReviewMark.person_id)
)
