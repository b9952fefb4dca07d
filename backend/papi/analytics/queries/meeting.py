"""The quarterly briefing, a page a unit: what is missing, late and overdue first. The numbers are those of the board and of task status."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Subquery, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit import clock
from papi.kit.types import AnyRow
from papi.plans.models import Assignment, Mandate, Task, WorkState
from papi.plans.queries.awaiting import sent_late_by_unit
from papi.plans.queries.status import read_task_status
from papi.plans.schemas.assignments import StatusQuery
from papi.reports.models import LineReviewState, Report, ReportLine, ReportLineText
from papi.reports.queries.board import read_completeness
from papi.reports.queries.line_parts import submitted_text
from papi.reports.queries.periods import get_period
from papi.reports.queries.reports import seen_as
from papi.reports.schemas.periods import BoardQuery

_SHOWN = 6
_NOTHING: Mapping[str, Any] = {
    "done_on_time": 0,
    "done_late": 0,
    "open_in_time": 0,
    "open_overdue": 0,
    "no_deadline": 0,
    "update_rate": None,
}
_SAID = ("title", "difficulties", "proposals")
_WORST = ("missing", "late", "waiting", "on_time", "voluntary", "asked")


async def read_meeting(session: AsyncSession, actor: Actor, period_id: UUID) -> dict[str, Any]:
    """All units of a period in official order, each with its place when the worst come first."""
    actor.require("meeting.read")
    period = await get_period(session, actor, period_id)
    board = await read_completeness(session, actor, period_id, BoardQuery())
    status = await read_task_status(session, actor, StatusQuery(group_by="unit", plan=period.plan_id))
    numbers = {item["key"]: item for item in status["items"]}
    overdue = await _overdue(session, period.plan_id)
    waiting = await sent_late_by_unit(session, period.plan_id)
    returned = await _returned(session, period_id)
    said = await _difficulties(session, period_id)
    items = [_page(row, numbers, overdue, returned, said) for row in board["items"]]
    for item in items:
        item["overdue_unsent"] = item["numbers"]["open_overdue"] - waiting.get(item["unit"]["id"], 0)
    for place, item in enumerate(sorted(items, key=_badness)):
        item["place"] = place
    return {
        "as_of": board["as_of"],
        "period": {"id": period.id, "code": period.code, "title": period.title, "state": period.state},
        "plan_id": period.plan_id,
        "standing": {name: board[name] for name in ("expected", "on_time", "late", "missing", "waiting", "asked", "asked_submitted")},
        "total": {name: status["total"][name] for name in _NOTHING},
        "items": items,
    }


def _page(
    row: Mapping[str, Any],
    numbers: Mapping[str, Any],
    overdue: Mapping[UUID, list[dict[str, Any]]],
    returned: Mapping[UUID, int],
    said: Mapping[UUID, list[dict[str, Any]]],
) -> dict[str, Any]:
    unit = row["unit"]
    asked = row["standing"] == "asked"
    counted = numbers.get(unit["code"], _NOTHING)
    spoken = said.get(unit["id"], [])
    return {
        "unit": unit,
        "report_id": row["report_id"],
        "standing": row["standing"],
        "state": row["state"],
        "due_at": None if asked else row["due_at"],
        "first_submitted_at": row["first_submitted_at"],
        "lines_complete": row["lines_complete"],
        "lines_total": row["lines_total"],
        "answers_complete": row["answers_complete"],
        "answers_total": row["answers_total"],
        "lines_returned": returned.get(row["report_id"], 0),
        "numbers": {name: counted[name] for name in _NOTHING},
        "requested": counted.get("requested", {"done": 0, "open": 0}),
        "overdue": [] if asked else overdue.get(unit["id"], []),
        "difficulties": [{name: each[name] for name in ("id", *_SAID)} for each in spoken],
        "difficulties_total": spoken[0]["number"] if spoken else 0,
    }


def _badness(item: Mapping[str, Any]) -> tuple[int, int]:
    """Bodies that are asked stand at the end, whatever they have sent; then who has not sent, who was late, who has most overdue that was
    not sent. Equals stand in official order."""
    if item["standing"] == "asked":
        return (len(_WORST), 0)
    return (min(_WORST.index(item["standing"]), 2), -item["overdue_unsent"])


async def _overdue(session: AsyncSession, plan_id: UUID) -> Mapping[UUID, list[dict[str, Any]]]:
    """The tasks of each unit that are overdue the longest and were not sent: what waits for its reviewer is nobody's to do."""
    first = func.row_number().over(partition_by=Assignment.unit_id, order_by=(Assignment.due_on, Task.sort, Assignment.id))
    ranked = (
        select(Assignment.id, Assignment.unit_id, Task.title, Assignment.due_on, Assignment.shown_work_state, first.label("place"))
        .join(Task, Task.id == Assignment.task_id)
        .where(
            Assignment.plan_id == plan_id,
            Assignment.mandate == Mandate.ASSIGNED,
            Assignment.own.is_(False),
            Assignment.carried_to_id.is_(None),
            Assignment.shown_work_state.in_([WorkState.NOT_STARTED, WorkState.IN_PROGRESS]),
            Assignment.due_on < clock.today(),
        )
        .subquery()
    )
    return await _by_unit(session, ranked, ("title", "due_on", "shown_work_state"))


async def _returned(session: AsyncSession, period_id: UUID) -> Mapping[UUID, int]:
    rows = await session.execute(
        select(ReportLine.report_id, func.count().label("number"))
        .where(ReportLine.period_id == period_id, ReportLine.review_state == LineReviewState.RETURNED)
        .group_by(ReportLine.report_id)
    )
    return {row.report_id: row.number for row in rows}


async def _difficulties(session: AsyncSession, period_id: UUID) -> Mapping[UUID, list[dict[str, Any]]]:
    """What each unit has sent as difficulties and proposals, in the order of its lines."""
    first = func.row_number().over(partition_by=ReportLine.unit_id, order_by=ReportLine.sort)
    spoken = or_(ReportLineText.difficulties != "", ReportLineText.proposals != "")
    ranked = (
        select(
            ReportLine.id,
            ReportLine.unit_id,
            Task.title,
            ReportLineText.difficulties,
            ReportLineText.proposals,
            first.label("place"),
            func.count().over(partition_by=ReportLine.unit_id).label("number"),
        )
        .join(Report, Report.id == ReportLine.report_id)
        .join(Task, Task.id == ReportLine.task_id)
        .join(ReportLineText, submitted_text())
        .where(ReportLine.period_id == period_id, seen_as(None), spoken)
        .subquery()
    )
    return await _by_unit(session, ranked, (*_SAID, "number"))


async def _by_unit(session: AsyncSession, ranked: Subquery, names: Sequence[str]) -> Mapping[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    rows: Sequence[AnyRow] = (await session.execute(select(ranked).where(ranked.c.place <= _SHOWN).order_by(ranked.c.place))).all()
    for row in rows:
        found[row.unit_id].append({"id": row.id, **{name: getattr(row, name) for name in names}})
    return found
