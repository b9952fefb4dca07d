"""Who reviews a report: who has it on the desk, and how many of its lines each reviewer has marked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Person
from papi.kit import clock
from papi.kit.db import read_rows
from papi.kit.types import AnyRow, AnySelect
from papi.reports.models import AnswerMark, MarkKind, Report, ReportAnswer, ReportLine, ReportState, ReviewMark

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


_MARKED = union_all(
    select(ReportLine.report_id, ReviewMark.person_id, ReviewMark.mark)
    .join(ReportLine, ReportLine.id == ReviewMark.line_id)
    .where(ReportLine.report_id.in_(bindparam("reports", expanding=True)), ReviewMark.line_version == ReportLine.version),
    select(ReportAnswer.report_id, AnswerMark.person_id, AnswerMark.mark)
    .join(ReportAnswer, ReportAnswer.id == AnswerMark.answer_id)
    .where(ReportAnswer.report_id.in_(bindparam("reports", expanding=True)), AnswerMark.answer_version == ReportAnswer.version),
).subquery()
_REVIEWERS: AnySelect = (
    select(
        _MARKED.c.report_id,
        _MARKED.c.person_id,
        Person.full_name,
        func.count().label("marked"),
        func.count().filter(_MARKED.c.mark == MarkKind.RETURN).label("returns"),
    )
    .join(Report, Report.id == _MARKED.c.report_id)
    .join(Person, Person.id == _MARKED.c.person_id)
    .where(Report.unit_id.not_in(bindparam("own", expanding=True)))  # nobody sees the marks of others on their own unit's report
    .group_by(_MARKED.c.report_id, _MARKED.c.person_id, Person.full_name)
    .order_by(_MARKED.c.report_id, Person.full_name, _MARKED.c.person_id)
)
