"""Reading what a consolidated report is made of: a handful of queries, however many lines there are."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.consolidation.material import GroupNamed, Line, Material, Naming, PeriodTold, TaskNamed, UnitNamed, Upcoming
from papi.consolidation.queries.answers import accepted_answers
from papi.directory.models import Unit, UnitGroup, UnitGroupMember, UnitVersion
from papi.directory.queries import called_on
from papi.evidence.models import Evidence, EvidenceFile
from papi.evidence.queries import is_redacted_copy
from papi.kit import clock
from papi.kit.db import read_rows
from papi.plans.models import Assignment, Cadence, Mandate, Plan, Task
from papi.plans.queries.figures import figures_of
from papi.plans.queries.status import read_task_status
from papi.plans.schemas.assignments import StatusQuery
from papi.plans.workflow.assignments import ASKED_KINDS
from papi.plans.workflow.deadlines import OPEN_STATES
from papi.reports.models import Period, Report, ReportLine, ReportLineText, ReportState, Seal
from papi.reports.queries.board import read_completeness
from papi.reports.queries.line_parts import submitted_text
from papi.reports.schemas.periods import BoardQuery

_LOOKED_AHEAD = timedelta(days=92)
"""As far as "the next period" reaches: a quarter."""

_HIDDEN = "Tài liệu có dữ liệu cá nhân"
_REDACTED = "Tài liệu có dữ liệu cá nhân (bản đã che)"


async def read_material(session: AsyncSession, actor: Actor, period: Period) -> Material:
    """Everything, for who reads all units' reports. Which reports it is made of is read first: one that is accepted meanwhile counts as
    moved, even where its lines are in it already."""
    inputs = await accepted_now(session, period.id)
    naming = await _naming(session, period.data_to)
    lines = await accepted_lines(session, period.id, naming)
    plan = await session.get_one(Plan, period.plan_id)
    status = [await read_task_status(session, actor, StatusQuery(group_by=group, plan=plan.id)) for group in ("unit", "dimension")]
    codes = await read_rows(session, select(Unit.id, Unit.code))
    return Material(
        period=PeriodTold(period.title, period.data_from, period.data_to, plan.title, plan.number, plan.adopted_on),
        as_of=clock.business(),
        naming=naming,
        lines=lines,
        board=await read_completeness(session, actor, period.id, BoardQuery()),
        status_by_unit=status[0],
        status_by_dimension=status[1],
        unit_ids={row.code: row.id for row in codes},
        upcoming=await _upcoming(session, period, naming),
        documents=await _documents(session, lines),
        inputs=inputs,
        figures=await figures_of(session, {line.task.id for line in lines}),
        questions=await accepted_answers(session, period.id, naming),
    )


async def _naming(session: AsyncSession, day: date) -> Naming:
    names = [func.coalesce(getattr(UnitVersion, name), getattr(Unit, name)).label(name) for name in ("name", "short_name")]
    rows = await read_rows(session, select(Unit.id, Unit.kind, Unit.sort, *names).outerjoin(UnitVersion, called_on(day)))
    units = {row.id: UnitNamed(row.id, row.name, row.short_name, row.sort, row.kind in ASKED_KINDS) for row in rows}
    members = await read_rows(
        session,
        select(UnitGroup.name, UnitGroupMember.unit_id)
        .join(UnitGroupMember, UnitGroupMember.group_id == UnitGroup.id)
        .order_by(UnitGroup.code, UnitGroupMember.unit_id),
    )
    groups: dict[str, set[UUID]] = {}
    for row in members:
        groups.setdefault(row.name, set()).add(row.unit_id)
    largest_first = sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return Naming(units, [GroupNamed(name, frozenset(ids)) for name, ids in largest_first])


_LINE = (
    ReportLine.id,
    ReportLine.report_id,
    ReportLine.unit_id,
    ReportLineText.number,
    ReportLineText.result,
    ReportLineText.percent,
    ReportLineText.figures,
    ReportLineText.difficulties,
    ReportLineText.proposals,
    ReportLineText.evidence,
)
_TASK = (Task.id.label("task_id"), Task.key, Task.title, Task.dimension, Task.cadence, Task.sort)


async def accepted_lines(session: AsyncSession, period_id: UUID, naming: Naming) -> Sequence[Line]:
    """The lines of accepted reports, by task and then by unit in official order. What a unit gave itself is not the plan's."""
    rows = await read_rows(
        session,
        select(*_LINE, *_TASK)
        .join(Report, Report.id == ReportLine.report_id)
        .join(ReportLineText, submitted_text())
        .join(Task, Task.id == ReportLine.task_id)
        .join(Unit, Unit.id == ReportLine.unit_id)
        .where(Report.period_id == period_id, Report.state == ReportState.ACCEPTED, Task.owner_unit_id.is_(None))
        .order_by(Task.sort, Task.id, Unit.sort, Unit.id),
    )
    tasks: dict[UUID, TaskNamed] = {}
    return [_line(row, naming, tasks) for row in rows]


def _line(row: Any, naming: Naming, tasks: dict[UUID, TaskNamed]) -> Line:
    task = tasks.setdefault(row.task_id, TaskNamed(row.task_id, row.key, row.title, row.dimension, row.cadence, row.sort))
    said = (row.result, row.percent, row.figures, row.difficulties, row.proposals)
    return Line(row.id, row.number, row.report_id, naming.units[row.unit_id], task, *said, [UUID(item) for item in row.evidence])


async def accepted_now(session: AsyncSession, period_id: UUID) -> Mapping[UUID, int]:
    """The accepted reports of a period, each with the number of its latest seal."""
    rows = await read_rows(
        session,
        select(Report.id, func.coalesce(func.max(Seal.number), 0).label("number"))
        .outerjoin(Seal, Seal.report_id == Report.id)
        .where(Report.period_id == period_id, Report.state == ReportState.ACCEPTED)
        .group_by(Report.id)
        .order_by(Report.id),
    )
    return {row.id: row.number for row in rows}


async def _upcoming(session: AsyncSession, period: Period, naming: Naming) -> Sequence[Upcoming]:
    """What is still open and falls due within the quarter after the period, by day and task."""
    rows = await read_rows(
        session,
        select(Task.id, Task.title, Assignment.due_on, Assignment.unit_id)
        .join(Task, Task.id == Assignment.task_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(
            Assignment.plan_id == period.plan_id,
            Assignment.shown_work_state.in_(OPEN_STATES),
            Assignment.mandate == Mandate.ASSIGNED,
            Assignment.carried_to_id.is_(None),
            Assignment.own.is_(False),
            Task.dropped_on.is_(None),
            Task.cadence == Cadence.ONCE,
            Assignment.due_on > period.data_to,
            Assignment.due_on <= period.data_to + _LOOKED_AHEAD,
        )
        .order_by(Assignment.due_on, Task.sort, Task.id, Unit.sort),
    )
    found: dict[tuple[UUID, date], tuple[str, list[UnitNamed]]] = {}
    for row in rows:
        found.setdefault((row.id, row.due_on), (row.title, []))[1].append(naming.units[row.unit_id])
    return [Upcoming(title, due_on, units) for (_id, due_on), (title, units) in found.items()]


async def _documents(session: AsyncSession, lines: Sequence[Line]) -> Sequence[Mapping[str, Any]]:
    """The evidence of the lines, each document once, by unit. Of one with personal data nobody reads more than that it is there."""
    used: dict[UUID, int] = {}
    for line in lines:
        for evidence_id in line.evidence:
            used[evidence_id] = used.get(evidence_id, 0) + 1
    columns = ("title", "document_number", "issued_on", "sha256", "contains_personal_data")
    statement = (
        select(Evidence.id, *(getattr(Evidence, name) for name in columns), Unit.name.label("unit"), EvidenceFile.sha256.label("redacted"))
        .join(Unit, Unit.id == Evidence.unit_id)
        .outerjoin(EvidenceFile, is_redacted_copy())
        .where(Evidence.id.in_(list(used)))
        .order_by(Unit.sort, Evidence.issued_on, Evidence.title, Evidence.id)
    )
    rows = await read_rows(session, statement) if used else ()
    return [_document(row, used[row.id]) for row in rows]


def _document(row: Any, lines: int) -> dict[str, Any]:
    hidden = row.contains_personal_data
    return {
        "id": str(row.id),
        "unit": row.unit,
        "title": (_REDACTED if row.redacted else _HIDDEN) if hidden else row.title,
        "number": None if hidden else row.document_number,
        "issued_on": row.issued_on.isoformat() if row.issued_on and not hidden else None,
        "sha256": row.redacted if hidden else row.sha256,  # by its hash, who has the hidden file would know what it is
        "lines": lines,
    }
