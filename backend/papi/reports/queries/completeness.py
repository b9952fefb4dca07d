"""Who has reported over all periods of a plan: by unit, group and dimension, and the list behind each number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.columns import UNIT_COLUMNS, unit_of
from papi.directory.models import Unit, UnitGroup, UnitGroupMember
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect
from papi.plans.models import Assignment, Task
from papi.plans.queries.plans import plan_meant
from papi.plans.queries.status import dimension_names, read_task_status
from papi.plans.schemas.assignments import StatusQuery
from papi.plans.schemas.tasks import NO_DIMENSION
from papi.plans.workflow.assignments import ASKED_KINDS
from papi.reports.models import Period, PeriodState, Report, ReportLine
from papi.reports.queries.board import standing_expression, standing_in_period
from papi.reports.queries.reports import PERIOD_COLUMNS, period_of
from papi.reports.schemas.completeness import CompletenessQuery, SendingQuery
from papi.reports.words import BOARD_WORDS, PERIOD_STATE_WORDS, REPORT_STATE_WORDS

_COUNTED = ("on_time", "late", "missing", "waiting", "asked", "voluntary")
_EXPECTED = frozenset({"on_time", "late", "missing", "waiting"})


async def read_completeness_over_periods(session: AsyncSession, actor: Actor, query: CompletenessQuery) -> dict[str, Any]:
    """The matrix; a unit that reads only its own sees itself alone."""
    actor.require_some("report.read")
    plan = await plan_meant(session, actor, query.plan)
    plan_id = plan.id if plan else None
    rows = (await session.execute(_reports(actor, plan_id))).all()
    periods = (await session.execute(_periods(plan_id))).all()
    labels, keys = await _grouping(session, plan_id, query.group_by, rows)
    status = await _update_rates(session, actor, plan_id, query.group_by)
    found: dict[str, list[AnyRow]] = {key: [] for key in labels}
    for row in rows:
        for key in keys[row.id]:
            found.setdefault(key, []).append(row)
    single = query.group_by == "unit"
    total = _counts(rows)
    return {
        "plan_id": plan_id,
        "group_by": query.group_by,
        "as_of": clock.business(),
        "periods": [{**_period(one), **_counts(row for row in rows if row.period_id == one.id)} for one in periods],
        "items": [
            _item(key, labels.get(key, key), some, periods, single=single) | {"update_rate": status.get(key)}
            for key, some in found.items()
            if some
        ],
        "total": total,
        "on_time_rate": _rate(total),
        "update_rate": status.get("*"),
    }


def _reports(actor: Actor, plan_id: UUID | None) -> AnySelect:
    return (
        select(
            Report.id,
            Report.period_id,
            Report.expected,
            Report.due_at,
            Report.first_submitted_at,
            Report.submitted_at,
            Report.carried_on,
            *UNIT_COLUMNS,
        )
        .join(Period, Period.id == Report.period_id)
        .join(Unit, Unit.id == Report.unit_id)
        .where(Period.plan_id == plan_id, Report.carried_on.is_(None), actor.sees("report.read", Report.unit_id))
        .order_by(Unit.sort, Unit.id)
    )


def _periods(plan_id: UUID | None) -> AnySelect:
    columns = (Period.id, Period.code, Period.title, Period.state, Period.data_from, Period.data_to)
    return select(*columns).where(Period.plan_id == plan_id, Period.state != PeriodState.PLANNED).order_by(Period.data_to, Period.code)


def _period(row: AnyRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("id", "code", "title", "state", "data_from", "data_to")}


async def _grouping(
    session: AsyncSession, plan_id: UUID | None, group_by: str, rows: Sequence[AnyRow]
) -> tuple[Mapping[str, str], Mapping[UUID, Sequence[str]]]:
    """The groups in order by key, and the keys under which each report counts."""
    if group_by == "unit":
        return {row.unit_code: row.unit_name for row in rows}, {row.id: [row.unit_code] for row in rows}
    if group_by == "group":
        members: dict[UUID, list[str]] = defaultdict(list)
        named = select(UnitGroup.code, UnitGroup.name, UnitGroupMember.unit_id)
        groups = (
            await session.execute(named.join(UnitGroupMember, UnitGroupMember.group_id == UnitGroup.id).order_by(UnitGroup.name))
        ).all()
        for row in groups:
            members[row.unit_id].append(row.code)
        return {row.code: row.name for row in groups}, {row.id: members[row.unit_id] for row in rows}
    spoken: dict[UUID, list[str]] = defaultdict(list)
    lines = select(ReportLine.report_id, Task.dimension).join(Task, Task.id == ReportLine.task_id)
    of_plan = lines.join(Period, Period.id == ReportLine.period_id).where(Period.plan_id == plan_id).distinct()
    for row in await session.execute(of_plan):
        spoken[row.report_id].append(row.dimension)
    return await dimension_names(session, plan_id), {row.id: spoken[row.id] for row in rows}


async def _update_rates(session: AsyncSession, actor: Actor, plan_id: UUID | None, group_by: str) -> Mapping[str, float | None]:
    """The update rate of each key and of all (`*`), as the task status counts it, of the units whose reports are counted."""
    if not actor.scopes("task_status.read"):
        return {}
    query = StatusQuery.model_validate({"group_by": group_by, "plan": plan_id})
    status = await read_task_status(session, actor, query, of=actor.sees("report.read", Assignment.unit_id))
    rates = {row["key"]: row["update_rate"] for row in status["items"]}
    return {**rates, "*": status["total"]["update_rate"]}


def _counts(rows: Iterable[AnyRow]) -> dict[str, int]:
    found: dict[str, int] = dict.fromkeys((*_COUNTED, "expected", "asked_submitted"), 0)
    for row in rows:
        standing = standing_in_period(row)
        found[standing] += 1
        found["expected"] += standing in _EXPECTED
        found["asked_submitted"] += standing == "asked" and row.submitted_at is not None
    return found


def _rate(counts: Mapping[str, int]) -> float | None:
    due = counts["on_time"] + counts["late"] + counts["missing"]
    return round(counts["on_time"] / due, 4) if due else None


def _item(key: str, label: str, rows: Sequence[AnyRow], periods: Sequence[AnyRow], *, single: bool) -> dict[str, Any]:
    counts = _counts(rows)
    cells: list[dict[str, Any]] = []
    for period in periods:
        some = [row for row in rows if row.period_id == period.id]
        standing = standing_in_period(some[0]) if single and some else None
        cells.append({"period_id": period.id, "standing": standing, **_counts(some)})
    unit_id = rows[0].unit_id if single else None
    return {"key": key, "label": label, "unit_id": unit_id, **counts, "on_time_rate": _rate(counts), "cells": cells}


def matrix_export(found: Mapping[str, Any], language: str) -> tuple[Mapping[str, Any], Export]:
    """The matrix as a file: a column a period, then the totals."""
    english = language == "en"
    heads = [Column(f"by_period.{period['id']}", period["title"], period["title"], 20) for period in found["periods"]]
    items = [{**item, "by_period": _said_cells(item, english=english)} for item in found["items"]]
    totals = [
        Column("expected", "Phải báo cáo", "Expected", 12),
        Column("on_time", "Đúng hạn", "On time", 10),
        Column("late", "Gửi trễ", "Late", 10),
        Column("missing", "Chưa gửi, quá hạn", "Missing", 12),
        Column("waiting", "Chưa gửi, còn hạn", "Not yet due", 12),
        Column("asked", "Được đề nghị", "Asked", 12),
        Column("on_time_rate", "Tỷ lệ đúng hạn", "On time rate", 12),
        Column("update_rate", "Tỷ lệ cập nhật", "Update rate", 12),
    ]
    return {"items": items}, Export(
        "bao-cao-qua-cac-ky", [Column("label", "Đơn vị, nhóm, nội dung", "Unit, group, dimension", 40), *heads, *totals]
    )


def _said_cells(item: Mapping[str, Any], *, english: bool) -> dict[str, str]:
    said: dict[str, str] = {}
    for cell in item["cells"]:
        known = BOARD_WORDS[cell["standing"]][english] if cell["standing"] else ""
        counted = f"{cell['on_time'] + cell['late']}/{cell['expected']}" if cell["expected"] else ""
        said[str(cell["period_id"])] = known or counted
    return said


def list_sendings(actor: Actor, plan_id: UUID | None, query: SendingQuery) -> Listing:
    """The reports behind a number of the matrix, sent or not."""
    standing = _told_standing()
    statement = (
        select(
            Report.id,
            Report.state,
            Report.due_at,
            Report.first_submitted_at,
            Report.accepted_at,
            Report.saved_at,
            Report.lines_complete,
            Report.lines_total,
            standing.label("standing"),
            *UNIT_COLUMNS,
            *PERIOD_COLUMNS,
        )
        .join(Unit, Unit.id == Report.unit_id)
        .join(Period, Period.id == Report.period_id)
        .where(
            Period.plan_id == plan_id, Report.carried_on.is_(None), actor.sees("report.read", Report.unit_id), *_filters(query, standing)
        )
    )
    return Listing(Pages(statement, _KEYSET), _row, _EXPORT)


def _told_standing() -> ColumnElement[str]:
    """The standing in SQL, with units that need not report apart from bodies that are asked."""
    free = and_(Report.expected.is_(False), Unit.kind.not_in(ASKED_KINDS))
    return case((free, "voluntary"), else_=standing_expression(literal(clock.business(), Report.due_at.type)))


def _filters(query: SendingQuery, standing: ColumnElement[str]) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    exact = ((Report.period_id, query.period), (Unit.code, query.unit), (standing, query.standing), (Report.expected, query.expected))
    found += [column == value for column, value in exact if value is not None]
    if query.group is not None:
        members = select(UnitGroupMember.unit_id).join(UnitGroup, UnitGroup.id == UnitGroupMember.group_id)
        found.append(Report.unit_id.in_(members.where(UnitGroup.code == query.group)))
    if query.dimension is not None:
        code = "" if query.dimension == NO_DIMENSION else query.dimension
        lines = select(ReportLine.report_id).join(Task, Task.id == ReportLine.task_id).where(Task.dimension == code)
        found.append(Report.id.in_(lines))
    return [*found, matches(Unit.folded + Period.folded, query.q)] if query.q else found


def _row(row: AnyRow) -> dict[str, Any]:
    names = ("id", "standing", "state", "due_at", "first_submitted_at", "accepted_at", "saved_at", "lines_complete", "lines_total")
    return {**{name: getattr(row, name) for name in names}, "unit": unit_of(row), "period": period_of(row)}


_KEYSET = Keyset({"unit": Key(Unit.sort, int)}, default="unit", id=Report.id)
_EXPORT = Export(
    "bao-cao-da-gui-chua-gui",
    [
        Column("unit.name", "Đơn vị", "Unit", 28),
        Column("period.title", "Kỳ báo cáo", "Period", 28),
        Column("period.state", "Kỳ", "Period is", 12, words_of(PERIOD_STATE_WORDS)),
        Column("standing", "Gửi báo cáo", "Submission", 24, words_of(BOARD_WORDS)),
        Column("state", "Trạng thái", "State", 24, words_of(REPORT_STATE_WORDS)),
        Column("due_at", "Thời hạn", "Due", 20),
        Column("first_submitted_at", "Gửi lần đầu", "First submitted", 20),
        Column("lines_complete", "Dòng đủ", "Complete lines", 10),
        Column("lines_total", "Tổng số dòng", "Lines", 10),
    ],
)
