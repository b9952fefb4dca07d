"""Drafts of open periods go over into the one report of the unit that comes after; what was sent stays with the unit that sent it.

A returned report stays too: it has been read, and perhaps sealed, as its unit's own. Who comes after corrects it in that unit's name.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.plans.models import Assignment, Task
from papi.plans.workflow.assignments import ASKED_KINDS
from papi.reorganisation.actions.answers import answering_reports, write_answers
from papi.reorganisation.actions.assignments import Into
from papi.reorganisation.actions.carrying import Carrying, names_of
from papi.reorganisation.actions.leaving import Staying, Unfinished
from papi.reorganisation.actions.lines import Piece, write_lines
from papi.reorganisation.facts import REPORT_TAKEN_OVER, about_report
from papi.reorganisation.models import How, Moved
from papi.reports.models import PeriodException, Report, ReportLine, ReportState
from papi.reports.queries.periods import is_expecting


@dataclass(frozen=True)
class _Joining:
    """What joins one report: the drafts, the lines of them that go there, and those whose answers do."""

    drafts: dict[UUID, Unfinished] = field(default_factory=dict[UUID, Unfinished])
    pieces: list[Piece] = field(default_factory=list[Piece])
    answering: list[Unfinished] = field(default_factory=list[Unfinished])


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
    by_goal = await _joinings(carrying, drafts, into)
    for (period_id, unit_id), joining in by_goal.items():
        await _join(carrying, period_id, unit_id, joining)
    for draft in drafts:
        draft.report.carried_on = carrying.day
    await carrying.session.flush()


async def _joinings(carrying: Carrying, drafts: Sequence[Unfinished], into: Into) -> Mapping[tuple[UUID, UUID], _Joining]:
    """What of the drafts joins whose report: a line that of the unit which goes on with its assignment, answers that of the heir. A draft
    without either joins with none."""
    lines: dict[UUID, list[tuple[ReportLine, Assignment, Task]]] = defaultdict(list)
    for line, assignment, task in await _lines(carrying.session, [draft.report.id for draft in drafts]):
        lines[line.report_id].append((line, assignment, task))
    answering = await answering_reports(carrying, [draft.report.id for draft in drafts])
    found: dict[tuple[UUID, UUID], _Joining] = defaultdict(_Joining)
    for draft in drafts:
        heritage = carrying.heritages[draft.unit.id]
        for line, assignment, task in lines[draft.report.id]:
            goal = into.get(assignment.id)
            heir = heritage.heir_of(Moved.ASSIGNMENT, assignment.id) if goal is None else None
            unit_id = goal.unit_id if goal is not None else heir.id if heir is not None else draft.unit.id
            joining = found[draft.period.id, unit_id]
            joining.drafts[draft.report.id] = draft
            joining.pieces.append(Piece(draft.report, draft.unit, draft.label, line, goal or assignment, task))
        if draft.report.id in answering and heritage.heir is not None:
            joining = found[draft.period.id, heritage.heir.id]
            joining.drafts[draft.report.id] = draft
            joining.answering.append(draft)
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


async def _join(carrying: Carrying, period_id: UUID, unit_id: UUID, joining: _Joining) -> None:
    """One report of the unit for the period: its own draft where it has one, else a new one."""
    unit = await carrying.session.get_one(Unit, unit_id)
    own = await carrying.session.scalar(select(Report).where(Report.period_id == period_id, Report.unit_id == unit_id))
    drafts = list(joining.drafts.values())
    goal = own or _new(carrying, period_id, unit, drafts)
    # a report may also be expected for the duty to report, which has no line
    due = unit.kind not in ASKED_KINDS and any(draft.report.expected for draft in drafts)
    goal.expected = goal.expected or due or any(is_expecting(piece.assignment) for piece in joining.pieces)
    if own is None:
        carrying.session.add(goal)
        await carrying.session.flush()
    await _keep_extra_time(carrying, goal, drafts)
    if joining.pieces:
        await write_lines(carrying.session, goal, joining.pieces)
    if joining.answering:
        await write_answers(carrying, goal, [(draft.unit, draft.report) for draft in joining.answering])
    for draft in drafts:
        draft.report.carried_to_id = draft.report.carried_to_id or goal.id
        how = How.MERGED if own is not None or len(drafts) > 1 else How.CARRIED
        carrying.note(Moved.REPORT, how, (draft.report.id, draft.label), (draft.unit, unit), goal.id)
    label = f"{drafts[0].label.partition(' – ')[0]} – {unit.short_name}"
    units = names_of(draft.unit for draft in drafts)
    record(carrying.session, carrying.author, about_report(REPORT_TAKEN_OVER, goal, label, units=units, day=carrying.spoken_day))


def _new(carrying: Carrying, period_id: UUID, unit: Unit, drafts: Sequence[Unfinished]) -> Report:
    return Report(
        id=new_id(),
        period_id=period_id,
        unit_id=unit.id,
        expected=False,
        origin=str(carrying.succession.id),
        state=ReportState.DRAFT,
        due_at=max(draft.report.due_at for draft in drafts),
        saved_at=max((draft.report.saved_at for draft in drafts if draft.report.saved_at), default=None),
        content_version=1,
        lines_total=0,
        lines_complete=0,
        submission=0,
    )


async def _keep_extra_time(carrying: Carrying, goal: Report, drafts: Sequence[Unfinished]) -> None:
    """A unit's own end of the period holds for who comes after; of several the latest."""
    units = {draft.unit.id: draft.unit for draft in drafts}
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
