"""Opening a period: one report for each unit that it asks, a line for each assignment that it asks about."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit, level_of
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.plans.models import Assignment, AssignmentEvidence, Cadence
from papi.plans.progress import Move, advance
from papi.reports.actions.answers import add_answers, counted
from papi.reports.actions.filling import fill, take_sources
from papi.reports.actions.occurrences import fresh_occurrence
from papi.reports.actions.periods import wrong_state
from papi.reports.errors import NothingToReport
from papi.reports.facts import FILLED, PERIOD_OPENED, about_period, about_report, notify_all
from papi.reports.merging import Filling
from papi.reports.models import Period, PeriodKind, PeriodQuestion, PeriodState, Report, ReportLine, ReportLineEvidence
from papi.reports.queries.carrying import fillings_for
from papi.reports.queries.periods import (
    Reportable,
    deadlines_of,
    duties_to_report,
    get_period,
    list_asked_units,
    list_reportable,
    must_report,
)
from papi.reports.queries.questions import list_questions, own_due_times
from papi.reports.queries.reports import label_of
from papi.reports.sufficiency import content_of, is_complete


@dataclass(frozen=True)
class _Opening:
    """What a report is made from: the period, who opens it, the documents of what was reported done before, what accepted periods give to a
    cumulative one, and the questions."""

    period: Period
    actor: Actor
    done: Mapping[UUID, list[UUID]]
    fillings: Mapping[UUID, Filling]
    questions: Sequence[PeriodQuestion]
    filled: list[tuple[ReportLine, Filling]] = field(default_factory=list[tuple[ReportLine, Filling]])


async def open_period(session: AsyncSession, actor: Actor, period_id: UUID, precondition: Precondition) -> None:
    """Open a period: one report for each expected or invited unit, a line for each assignment that it asks about."""
    actor.require("period.manage")
    period = await get_period(session, actor, period_id, lock=True)
    precondition.check(period.version)
    if period.state is not PeriodState.PLANNED:
        raise wrong_state(actor, period)
    reportable = await list_reportable(session, period)
    questions = await list_questions(session, period.id)
    units = await list_asked_units(session, period, reportable, questions)
    if not units:
        raise NothingToReport
    period.state = PeriodState.OPEN
    period.opened_at = clock.business()
    fillings = await fillings_for(session, period, [item.assignment for item in reportable])
    opening = _Opening(period, actor, await _done_evidence(session, reportable), fillings, questions)
    reports = await _make_reports(session, opening, reportable, units)
    await session.flush()
    add_answers(session, reports, questions)
    await take_sources(session, opening.filled, actor.person_id)
    told: dict[str, Any] = {
        "notify": notify_all(unit.id for unit in units),
        **({"topic": "asked"} if period.kind is PeriodKind.AD_HOC else {}),
    }
    record(session, actor.author, about_period(PERIOD_OPENED, period, reports=len(units), **told))


async def _make_reports(session: AsyncSession, opening: _Opening, reportable: Sequence[Reportable], units: Sequence[Unit]) -> list[Report]:
    deadlines = await deadlines_of(session, opening.period.id)
    own = await own_due_times(session, opening.period.id)
    given = {unit_id: list(group) for unit_id, group in groupby(reportable, key=lambda item: item.assignment.unit_id)}
    duties: dict[UUID, list[Assignment]] = defaultdict(list)
    for duty in await duties_to_report(session, opening.period):
        duties[duty.unit_id].append(duty)
    moves: list[Move] = []
    reports: list[Report] = []
    for unit in units:
        due_at = own.get(unit.id) or deadlines[level_of(unit.kind)]
        items = given.get(unit.id, [])
        report = _add_report(session, opening, unit, due_at, items)
        reports.append(report)
        report.expected = must_report(unit, [*(item.assignment for item in items), *duties[unit.id]], asked=bool(opening.questions))
        recurring = [item.assignment for item in items if item.task.cadence is not Cadence.ONCE]
        due_days = {item.assignment.id: due_at.date() for item in items if item.task.cadence is Cadence.EACH_PERIOD}
        moves += [fresh_occurrence(assignment, due_days.get(assignment.id)) for assignment in recurring]
        moves += [fresh_occurrence(duty, due_at.date()) for duty in duties[unit.id]]
    await advance(session, moves)
    return reports


def _add_report(session: AsyncSession, opening: _Opening, unit: Unit, due_at: datetime, items: Sequence[Reportable]) -> Report:
    report = Report(
        id=new_id(),
        period_id=opening.period.id,
        unit_id=unit.id,
        due_at=due_at,
        lines_total=len(items),
        lines_complete=0,
        **counted(opening.questions),
    )
    session.add(report)
    filled: list[Filling] = []
    for place, item in enumerate(items):
        line = _line(opening, report, place, item)
        session.add(line)
        session.add_all(_links(opening, line, item))
        if filling := opening.fillings.get(item.assignment.id):
            fill(line, filling)
            opening.filled.append((line, filling))
            filled.append(filling)
        line.complete = is_complete(content_of(line, item.task))
        report.lines_complete += int(line.complete)
    if filled:
        periods = "; ".join(dict.fromkeys(period for filling in filled for period in filling.periods))
        fact = about_report(FILLED, report, label_of(opening.period, unit), private=True, lines=len(filled), periods=periods)
        record(session, opening.actor.author, fact)
    return report


def _line(opening: _Opening, report: Report, place: int, item: Reportable) -> ReportLine:
    told = item.assignment.done_result if item.task.cadence is Cadence.ONCE else None
    return ReportLine(
        id=new_id(),
        report_id=report.id,
        assignment_id=item.assignment.id,
        task_id=item.task.id,
        period_id=opening.period.id,
        unit_id=item.assignment.unit_id,
        sort=place,
        result=told or "",
        percent=100 if told else None,
        figures={},
        self_done=told is not None,
        carried_forward=False,
        evidence_count=len(opening.done.get(item.assignment.id, ())),
    )


def _links(opening: _Opening, line: ReportLine, item: Reportable) -> list[ReportLineEvidence]:
    now = clock.business()
    return [
        ReportLineEvidence(line_id=line.id, evidence_id=evidence_id, linked_at=now, linked_by=opening.actor.person_id)
        for evidence_id in opening.done.get(item.assignment.id, ())
    ]


async def _done_evidence(session: AsyncSession, reportable: Sequence[Reportable]) -> Mapping[UUID, list[UUID]]:
    """The documents with which units reported once-tasks done outside a report."""
    told = [item.assignment.id for item in reportable if item.assignment.done_result]
    rows = await session.execute(
        select(AssignmentEvidence.assignment_id, AssignmentEvidence.evidence_id).where(
            AssignmentEvidence.assignment_id.in_(told), AssignmentEvidence.set_aside_on.is_(None)
        )
    )
    found: dict[UUID, list[UUID]] = {}
    for assignment_id, evidence_id in rows.all():
        found.setdefault(assignment_id, []).append(evidence_id)
    return found
