"""Drafts of open periods go over into the one report of the unit that comes after; what was sent stays with the unit that sent it.

A returned report stays too: it has been read, and perhaps sealed, as its unit's own. Who comes after corrects it in that unit's name.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.plans.models import Assignment, Task
from papi.plans.workflow.assignments import ASKED_KINDS
from papi.reorganisation.actions.assignments import Into
from papi.reorganisation.actions.carrying import Carrying, names_of
from papi.reorganisation.actions.leaving import Staying, Unfinished
from papi.reorganisation.actions.lines import Piece, write_lines
from papi.reorganisation.facts import REPORT_TAKEN_OVER, about_report
from papi.reorganisation.models import How, Moved
from papi.reports.models import PeriodException, Report, ReportLine, ReportState
from papi.reports.queries.periods import is_expecting


async def carry_drafts(carrying: Carrying, unfinished: Sequence[Unfinished], staying: Staying, into: Into) -> None:
    """Carry the drafts; name the sent and the returned ones, and those that stay, which are entrusted to who comes after."""
    drafts: list[Unfinished] = []
    for item in unfinished:
        heir = carrying.heritages[item.unit.id].heir
        if not item.is_draft or item.report.id in staying.entrusted:
            carrying.note(Moved.REPORT, How.ENTRUSTED, (item.report.id, item.label), (item.unit, heir))
        elif heir is None:
            item.report.carried_on = carrying.day
            carrying.note(Moved.REPORT, How.SET_ASIDE, (item.report.id, item.label), (item.unit, None))
        else:
            drafts.append(item)
    by_goal = await _pieces(carrying, drafts, into)
    for (period_id, unit_id), pieces in by_goal.items():
        await _join(carrying, period_id, unit_id, pieces)
    for draft in drafts:
        draft.report.carried_on = carrying.day
    await carrying.session.flush()


async def _pieces(carrying: Carrying, drafts: Sequence[Unfinished], into: Into) -> Mapping[tuple[UUID, UUID], list[Piece]]:
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
    goal = own or _new(carrying, period_id, unit, pieces)
    # a report may also be expected for the duty to report, which has no line
    due = unit.kind not in ASKED_KINDS and any(piece.report.expected for piece in pieces)
    goal.expected = goal.expected or due or any(is_expecting(piece.assignment) for piece in pieces)
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


def _new(carrying: Carrying, period_id: UUID, unit: Unit, pieces: Sequence[Piece]) -> Report:
    return Report(
        id=new_id(),
        period_id=period_id,
        unit_id=unit.id,
        expected=False,
        origin=str(carrying.succession.id),
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
