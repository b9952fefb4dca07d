"""Drafts of open periods go over into the one report of the unit that comes after; what was sent stays with the unit that sent it.

A returned report stays too: it has been read, and perhaps sealed, as its unit's own. Who comes after corrects it in that unit's name.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.plans.models import Assignment, Mandate, Task
from papi.reorganisation.actions.assignments import Into
from papi.reorganisation.actions.carrying import Carrying, names_of
from papi.reorganisation.actions.lines import Piece, write_lines
from papi.reorganisation.facts import REPORT_TAKEN_OVER, about_report
from papi.reorganisation.models import How, Moved
from papi.reports.models import Period, PeriodException, PeriodState, Report, ReportLine, ReportState
from papi.reports.queries.reports import extended_to


@dataclass(frozen=True)
class Draft:
    """A report of a unit that ends, of a period in which that unit still writes."""

    report: Report
    period: Period
    unit: Unit

    @property
    def label(self) -> str:
        return f"{self.period.title} – {self.unit.short_name}"


async def list_unfinished(carrying: Carrying) -> list[Draft]:
    """What the units that end have not brought to an end: drafts, returned reports, and sent ones that wait for their review."""
    writable = or_(Period.state == PeriodState.OPEN, extended_to > clock.business())
    unsent = and_(Report.state == ReportState.DRAFT, writable)
    rows = await carrying.session.execute(
        select(Report, Period, Unit)
        .join(Period, Period.id == Report.period_id)
        .join(Unit, Unit.id == Report.unit_id)
        .where(
            Report.unit_id.in_(carrying.ending),
            Report.carried_on.is_(None),
            or_(unsent, Report.state.in_((ReportState.RETURNED, ReportState.SUBMITTED))),
        )
        .order_by(Period.opened_at, Unit.sort)
        .with_for_update(of=Report, key_share=True)
    )
    return [Draft(*row) for row in rows.all()]


async def list_reported(carrying: Carrying) -> set[tuple[UUID, UUID]]:
    """The plans with the units that end whose report of the latest period is no draft any more, or cannot join that of the heir."""
    rows = await carrying.session.execute(
        select(Period.plan_id, Report.unit_id, Report.state, Period.id)
        .join(Period, Period.id == Report.period_id)
        .where(Report.unit_id.in_(carrying.ending), Report.carried_on.is_(None))
        .order_by(Period.opened_at)
    )
    latest = {(row.plan_id, row.unit_id): row for row in rows}
    closed = await _sent_by_heirs(carrying)
    return {key for key, row in latest.items() if row.state is not ReportState.DRAFT or (row.id, _heir_id(carrying, key[1])) in closed}


def _heir_id(carrying: Carrying, unit_id: UUID) -> UUID | None:
    heir = carrying.heritages[unit_id].heir
    return heir.id if heir else None


async def _sent_by_heirs(carrying: Carrying) -> set[tuple[UUID, UUID]]:
    heirs = {unit.id for heritage in carrying.heritages.values() for unit in heritage.successors}
    sent = select(Report.period_id, Report.unit_id).where(Report.unit_id.in_(heirs), Report.state != ReportState.DRAFT)
    return {(row.period_id, row.unit_id) for row in await carrying.session.execute(sent)}


async def carry_drafts(carrying: Carrying, into: Into) -> None:
    """Carry the drafts; name the sent and the returned ones that are entrusted to who comes after."""
    sent = await _sent_by_heirs(carrying)
    drafts: list[Draft] = []
    for draft in await list_unfinished(carrying):
        heir = carrying.heritages[draft.unit.id].heir
        if draft.report.state is not ReportState.DRAFT or (heir is not None and (draft.period.id, heir.id) in sent):
            carrying.note(Moved.REPORT, How.ENTRUSTED, (draft.report.id, draft.label), (draft.unit, heir))
        elif heir is None:
            draft.report.carried_on = carrying.day
            carrying.note(Moved.REPORT, How.SET_ASIDE, (draft.report.id, draft.label), (draft.unit, None))
        else:
            drafts.append(draft)
    by_goal = await _pieces(carrying, drafts, into)
    for (period_id, unit_id), pieces in by_goal.items():
        await _join(carrying, period_id, unit_id, pieces)
    for draft in drafts:
        draft.report.carried_on = carrying.day
    await carrying.session.flush()


async def _pieces(carrying: Carrying, drafts: Sequence[Draft], into: Into) -> Mapping[tuple[UUID, UUID], list[Piece]]:
    """The lines of the drafts by the period and the unit whose report they join; a draft without lines joins with none."""
    lines: dict[UUID, list[tuple[ReportLine, Assignment, Task]]] = defaultdict(list)
    for line, assignment, task in await _lines(carrying.session, [draft.report.id for draft in drafts]):
        lines[line.report_id].append((line, assignment, task))
    found: dict[tuple[UUID, UUID], list[Piece]] = defaultdict(list)
    for draft in drafts:
        heritage = carrying.heritages[draft.unit.id]
        for line, assignment, task in lines[draft.report.id]:
            goal = into.get(assignment.id)
            heir = heritage.heir_of(Moved.ASSIGNMENT, assignment.id) if goal is None else None
            unit_id = goal.unit_id if goal is not None else heir.id if heir is not None else draft.unit.id
            found[draft.period.id, unit_id].append(Piece(draft.report, draft.unit, draft.label, line, goal or assignment, task))
    return found


async def _lines(session: AsyncSession, reports: Sequence[UUID]) -> Sequence[tuple[ReportLine, Assignment, Task]]:
    rows = await session.execute(
        select(ReportLine, Assignment, Task)
        .join(Assignment, Assignment.id == ReportLine.assignment_id)
        .join(Task, Task.id == ReportLine.task_id)
        .where(ReportLine.report_id.in_(reports))
        .order_by(ReportLine.sort)
    )
    return [(line, assignment, task) for line, assignment, task in rows.all()]


async def _join(carrying: Carrying, period_id: UUID, unit_id: UUID, pieces: Sequence[Piece]) -> None:
    """One report of the unit for the period: its own draft where it has one, else a new one."""
    unit = await carrying.session.get_one(Unit, unit_id)
    own = await carrying.session.scalar(select(Report).where(Report.period_id == period_id, Report.unit_id == unit_id))
    goal = own or _new(period_id, unit, pieces)
    if own is None:
        carrying.session.add(goal)
        await carrying.session.flush()
    await _keep_extra_time(carrying, goal, pieces)
    await write_lines(carrying.session, goal, pieces)
    sources = {piece.report.id: piece for piece in pieces}
    for piece in sources.values():
        piece.report.carried_to_id = piece.report.carried_to_id or goal.id
        how = How.MERGED if own is not None or len(sources) > 1 else How.CARRIED
        carrying.note(Moved.REPORT, how, (piece.report.id, piece.label), (piece.unit, unit), goal.id)
    label = f"{pieces[0].label.partition(' – ')[0]} – {unit.short_name}"
    units = names_of(piece.unit for piece in sources.values())
    record(carrying.session, carrying.author, about_report(REPORT_TAKEN_OVER, goal, label, units=units, day=carrying.spoken_day))


def _new(period_id: UUID, unit: Unit, pieces: Sequence[Piece]) -> Report:
    return Report(
        id=new_id(),
        period_id=period_id,
        unit_id=unit.id,
        expected=any(piece.assignment.mandate is Mandate.ASSIGNED for piece in pieces),
        state=ReportState.DRAFT,
        due_at=max(piece.report.due_at for piece in pieces),
        saved_at=max((piece.report.saved_at for piece in pieces if piece.report.saved_at), default=None),
        content_version=1,
        lines_total=0,
        lines_complete=0,
        submission=0,
    )


async def _keep_extra_time(carrying: Carrying, goal: Report, pieces: Sequence[Piece]) -> None:
    """A unit's own end of the period holds for who comes after; of several the latest."""
    units = {piece.unit.id: piece.unit for piece in pieces}
    given = await carrying.session.scalars(
        select(PeriodException)
        .where(PeriodException.period_id == goal.period_id, PeriodException.unit_id.in_(units), PeriodException.ends_at > clock.business())
        .order_by(PeriodException.ends_at.desc())
        .limit(1)
    )
    for row in given:
        carrying.session.add(
            PeriodException(
                period_id=goal.period_id,
                unit_id=goal.unit_id,
                ends_at=row.ends_at,
                reason=f"{units[row.unit_id].short_name}: {row.reason}",
                granted_by=row.granted_by,
                granted_at=row.granted_at,
            )
        )
        goal.due_at = max(goal.due_at, row.ends_at)
