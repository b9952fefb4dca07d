"""What the units leave that end: the reports that they have not brought to an end, what stays with these, and the assignments.

Rows are held in the order in which reporting holds them, reports before assignments, so that nobody waits for somebody who waits.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from papi.directory.models import Unit
from papi.kit.types import AnyRow
from papi.plans.models import Assignment, Cadence, Plan, Task, WorkState
from papi.plans.workflow.deadlines import OPEN_STATES
from papi.reorganisation.actions.carrying import Carrying
from papi.reorganisation.models import Moved
from papi.reports.models import Period, PeriodState, Report, ReportLine, ReportState
from papi.reports.queries.reports import still_written

CARRIED_STATES = (*OPEN_STATES, WorkState.SUSPENDED)


@dataclass(frozen=True)
class Unfinished:
    """A report of a unit that ends: one that can still be written, or one that waits for its review."""

    report: Report
    period: Period
    unit: Unit

    @property
    def label(self) -> str:
        return f"{self.period.title} – {self.unit.short_name}"

    @property
    def is_draft(self) -> bool:
        return self.report.state is ReportState.DRAFT


@dataclass(frozen=True)
class Left:
    """An assignment of a unit that ends, with its task."""

    assignment: Assignment
    task: Task
    unit: Unit


@dataclass(frozen=True)
class Staying:
    """What stays with the units that end, for who comes after to bring to an end in their name.

    `entrusted` are drafts that cannot join a report which has been sent; `reported` the plans with the units whose latest report has
    been sent, or stays: their recurring work goes on with the next period; `claimed` the once-tasks that are said to be done in a
    report which is still to be sent: whether they are is decided there.
    """

    entrusted: frozenset[UUID]
    reported: frozenset[tuple[UUID, UUID]]
    claimed: frozenset[UUID]

    def holds(self, left: Left) -> bool:
        """Whether the assignment stays. What is set aside is in no report's hand."""
        if left.assignment.work_state is WorkState.SUSPENDED:
            return False
        if left.task.cadence is Cadence.EACH_PERIOD:
            return (left.assignment.plan_id, left.unit.id) in self.reported
        return left.task.cadence is Cadence.ONCE and not left.task.by_unit_plan and left.assignment.id in self.claimed


def _running(day: date) -> ColumnElement[bool]:
    """Plans that are still worked on: those of the day's year and later ones, and that of the year before while a period is open."""
    reporting = select(Period.plan_id).where(Period.state == PeriodState.OPEN)
    return or_(Plan.year >= day.year, and_(Plan.year == day.year - 1, Plan.id.in_(reporting)))


async def list_unfinished(carrying: Carrying) -> list[Unfinished]:
    """What the units that end have not brought to an end: drafts, returned reports, and sent ones that wait for their review."""
    unsent = and_(Report.state == ReportState.DRAFT, still_written(), _running(carrying.day))
    rows = await carrying.session.execute(
        select(Report, Period, Unit)
        .join(Period, Period.id == Report.period_id)
        .join(Plan, Plan.id == Period.plan_id)
        .join(Unit, Unit.id == Report.unit_id)
        .where(
            Report.unit_id.in_(carrying.ending),
            Report.carried_on.is_(None),
            or_(unsent, Report.state.in_((ReportState.RETURNED, ReportState.SUBMITTED))),
        )
        .order_by(Period.opened_at, Unit.sort)
        .with_for_update(of=Report, key_share=True)
    )
    return [Unfinished(*row) for row in rows.all()]


async def find_staying(carrying: Carrying, unfinished: Sequence[Unfinished]) -> Staying:
    """What stays, by the reports in which it stands."""
    sent = await _sent_by_heirs(carrying)
    lines = await _lines(carrying, unfinished)
    entrusted = frozenset(
        item.report.id
        for item in unfinished
        if item.is_draft and any((item.period.id, unit_id) in sent for unit_id in _goals(carrying, item, lines[item.report.id]))
    )
    writable = [item.report for item in unfinished if item.report.state is not ReportState.SUBMITTED]
    last = {line.assignment_id: (line, report) for report in writable for line in lines[report.id]}  # the latest period's is left
    stays = entrusted | {report.id for report in writable if report.state is ReportState.RETURNED}
    claimed = frozenset(id_ for id_, (line, report) in last.items() if line.self_done and report.id in stays)
    return Staying(entrusted, await _reported(carrying, entrusted), claimed)


async def _sent_by_heirs(carrying: Carrying) -> set[tuple[UUID, UUID]]:
    heirs = {unit.id for heritage in carrying.heritages.values() for unit in heritage.successors}
    sent = select(Report.period_id, Report.unit_id).where(Report.unit_id.in_(heirs), Report.state != ReportState.DRAFT)
    return {(row.period_id, row.unit_id) for row in await carrying.session.execute(sent)}


async def _lines(carrying: Carrying, unfinished: Sequence[Unfinished]) -> Mapping[UUID, list[AnyRow]]:
    """The assignments of which the reports speak, and which of them these say to be done, by report."""
    reports = [item.report.id for item in unfinished]
    found: dict[UUID, list[AnyRow]] = defaultdict(list)
    columns = (ReportLine.report_id, ReportLine.assignment_id, ReportLine.self_done)
    for row in await carrying.session.execute(select(*columns).where(ReportLine.report_id.in_(reports))):
        found[row.report_id].append(row)
    return found


def _goals(carrying: Carrying, item: Unfinished, lines: Sequence[AnyRow]) -> set[UUID]:
    """The units whose reports a draft would join: its lines may go to several, its answers go to the heir."""
    heritage = carrying.heritages[item.unit.id]
    heirs = [heritage.heir_of(Moved.ASSIGNMENT, line.assignment_id) for line in lines]
    if not lines or item.report.answers_total:
        heirs.append(heritage.heir)
    return {heir.id for heir in heirs if heir is not None}


async def _reported(carrying: Carrying, entrusted: frozenset[UUID]) -> frozenset[tuple[UUID, UUID]]:
    """By the latest report of tasks: one of questions alone says nothing of recurring work."""
    rows = await carrying.session.execute(
        select(Period.plan_id, Report.unit_id, Report.state, Report.id)
        .join(Period, Period.id == Report.period_id)
        .where(Report.unit_id.in_(carrying.ending), Report.carried_on.is_(None), Period.ask_tasks.is_(True))
        .order_by(Period.opened_at)
    )
    latest = {(row.plan_id, row.unit_id): row for row in rows}
    return frozenset(key for key, row in latest.items() if row.state is not ReportState.DRAFT or row.id in entrusted)


async def list_left(carrying: Carrying) -> list[Left]:
    """Their assignments in the plans that are still worked on, and what is open of once-tasks in older ones."""
    open_once = and_(Task.cadence == Cadence.ONCE, Assignment.work_state.in_(CARRIED_STATES))
    rows = await carrying.session.execute(
        select(Assignment, Task, Unit)
        .join(Task, Task.id == Assignment.task_id)
        .join(Plan, Plan.id == Assignment.plan_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(
            Assignment.unit_id.in_(carrying.ending),
            Assignment.carried_to_id.is_(None),
            or_(_running(carrying.day), open_once),
        )
        .order_by(Unit.sort, Assignment.sort, Assignment.id)
        .with_for_update(of=Assignment, key_share=True)
    )
    found = [Left(*row) for row in rows.all()]
    carrying.held.update({left.assignment.id: left.assignment.work_state for left in found})
    return found
