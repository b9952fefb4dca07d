"""The board of a period: how every unit stands, as a page and as a file."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.boards import is_asked_for, sending
from papi.directory.columns import SHOWN_COLUMNS, UNIT_COLUMNS, Shown, shown_unit_of
from papi.directory.models import Person, Unit
from papi.kit import clock
from papi.kit.days import local_day
from papi.kit.documents import Column, Export
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect
from papi.plans.queries.views import shown_unit
from papi.plans.schemas.assignments import View
from papi.plans.workflow.assignments import ASKED_KINDS
from papi.reports.models import PeriodException, Report, ReportState
from papi.reports.queries.periods import EXCEPT, get_period, period_actions
from papi.reports.queries.reports import extended_to, is_late, late_expression, seen_as
from papi.reports.queries.seals import changed_since_acceptance
from papi.reports.schemas.periods import BoardQuery
from papi.reports.words import BOARD_WORDS, REPORT_STATE_WORDS

EXPORT = Export(
    "ky-bao-cao-don-vi",
    [
        Column("unit.name", "Đơn vị", "Unit", 32),
        Column("unit_before.name", "Của đơn vị trước sắp xếp", "Of the unit before", 24),
        Column("standing", "Gửi báo cáo", "Submission", 28, words_of(BOARD_WORDS)),
        Column("state", "Trạng thái", "State", 24, words_of(REPORT_STATE_WORDS)),
        Column("first_submitted_at", "Gửi lần đầu", "First submitted", 20),
        Column("due_at", "Thời hạn", "Due", 20),
        Column("lines_complete", "Dòng đủ", "Complete lines", 10),
        Column("lines_total", "Tổng số dòng", "Lines", 10),
        Column("answers_complete", "Câu đã trả lời", "Answered", 10),
        Column("answers_total", "Tổng số câu hỏi", "Questions", 10),
        Column("saved_at", "Cập nhật", "Updated", 20),
        Column("changed_since_acceptance", "Thay đổi sau chấp nhận", "Changed since accepted", 12),
        Column("extended_to", "Gia hạn riêng đến", "Extra time until", 20),
        Column("extension_reason", "Lý do gia hạn", "Reason of extra time", 32),
    ],
)


async def read_completeness(session: AsyncSession, actor: Actor, period_id: UUID, query: BoardQuery) -> dict[str, Any]:
    """How every unit stands in the period; a unit that reads only its own sees only itself. Filters leave the counts alone."""
    actor.require_some("report.read")
    period = await get_period(session, actor, period_id)
    rows = (await session.execute(_board(actor, period_id, query.view))).all()
    may_extend = EXCEPT in period_actions(actor, period.state)
    exceptions = await _exceptions(session, period_id)
    items = [_board_row(row, exceptions[row.unit_id], may_extend=may_extend) for row in rows]
    standings = [item["standing"] for item in items]
    counts = {name: standings.count(name) for name in ("on_time", "late", "missing", "waiting", "asked", "voluntary")}
    asked_submitted = sum(item["standing"] == "asked" and item["submitted_at"] is not None for item in items)
    expected = len(items) - counts["asked"] - counts["voluntary"]
    return {
        "period_id": period_id,
        "expected": expected,
        **counts,
        "asked_submitted": asked_submitted,
        "as_of": clock.business(),
        "changed": sum(item["changed_since_acceptance"] for item in items),
        "items": [item for item in items if is_asked_for(item, query.q, query.standing) and _is_changed(item, query.changed)],
    }


async def _exceptions(session: AsyncSession, period_id: UUID) -> Mapping[UUID, list[dict[str, Any]]]:
    """Each own end that a unit was given in the period, the latest first."""
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    statement = (
        select(PeriodException, Person.full_name)
        .join(Person, Person.id == PeriodException.granted_by)
        .where(PeriodException.period_id == period_id)
        .order_by(PeriodException.id.desc())
    )
    for given, by in (await session.execute(statement)).all():
        told = {"ends_at": given.ends_at, "reason": given.reason, "granted_at": given.granted_at, "granted_by": by}
        found[given.unit_id].append(told)
    return found


def _is_changed(item: dict[str, Any], wanted: bool | None) -> bool:
    return wanted is None or item["changed_since_acceptance"] is wanted


def _board(actor: Actor, period_id: UUID, view: View | None) -> AnySelect:
    reason = (
        select(PeriodException.reason)
        .where(PeriodException.period_id == Report.period_id, PeriodException.unit_id == Report.unit_id)
        .order_by(PeriodException.id.desc())
        .limit(1)
        .correlate(Report)
        .scalar_subquery()
    )
    return (
        select(
            Report.id,
            Report.state,
            Report.expected,
            Report.due_at,
            Report.first_submitted_at,
            Report.submitted_at,
            Report.accepted_at,
            Report.saved_at,
            Report.lines_total,
            Report.lines_complete,
            Report.answers_total,
            Report.answers_complete,
            Report.carried_on,
            changed_since_acceptance().label("changed_since"),
            extended_to.label("extended_to"),
            reason.label("extension_reason"),
            *UNIT_COLUMNS,
            *SHOWN_COLUMNS,
        )
        .join(Unit, Unit.id == Report.unit_id)
        .join(Shown, Shown.id == shown_unit(Report.unit_id, view))
        .where(Report.period_id == period_id, seen_as(view), actor.sees("report.read", Report.unit_id))
        .order_by(Shown.sort, Unit.sort, Unit.id)
    )


def standing_in_period(row: AnyRow) -> str:
    """on_time, late, missing or waiting (not yet due); or, of who need not report and so is never late and never missing, asked (bodies
    that are asked) or voluntary (a unit that only follows what it gave itself). A draft that went over stands as on that day."""
    if not row.expected:
        return "asked" if row.unit_kind in ASKED_KINDS else "voluntary"
    late = is_late(row) if row.carried_on is None or row.first_submitted_at else row.due_at.date() < row.carried_on
    return sending(sent=row.first_submitted_at is not None, late=late)


def standing_expression(now: ColumnElement[datetime]) -> ColumnElement[str]:
    """The same in SQL, with one word for all who need not report."""
    late = late_expression(now)
    sent = Report.first_submitted_at.is_not(None)
    missing = case((Report.carried_on.is_(None), late), else_=local_day(Report.due_at) < Report.carried_on)
    return case(
        (Report.expected.is_(False), "asked"),
        (and_(sent, late), "late"),
        (sent, "on_time"),
        (missing, "missing"),
        else_="waiting",
    )


def _board_row(row: AnyRow, exceptions: list[dict[str, Any]], *, may_extend: bool) -> dict[str, Any]:
    writes = row.carried_on is None and row.state in (ReportState.DRAFT, ReportState.RETURNED)
    return {
        **shown_unit_of(row),
        "report_id": row.id,
        "standing": standing_in_period(row),
        "state": row.state,
        "due_at": row.due_at,
        "first_submitted_at": row.first_submitted_at,
        "submitted_at": row.submitted_at,
        "accepted_at": row.accepted_at,
        "changed_since_acceptance": bool(row.changed_since),
        "saved_at": row.saved_at,
        "lines_total": row.lines_total,
        "lines_complete": row.lines_complete,
        "answers_total": row.answers_total,
        "answers_complete": row.answers_complete,
        "extended_to": row.extended_to,
        "extension_reason": row.extension_reason,
        "exceptions": exceptions,
        "allowed_actions": [EXCEPT] if may_extend and writes else [],
    }
