"""The unit's side: handing over to the head, and sending."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.queries import reviewing_units
from papi.evidence.actions import open_to, release
from papi.evidence.queries import require_provable
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.outbox.facts import record
from papi.plans.models import Assignment, Mode, Part, WorkState
from papi.reports.actions.answers import keep_answers
from papi.reports.actions.occurrences import (
    Occurrence,
    duty_move,
    list_occurrences,
    list_reporting_duties,
    move_occurrences,
    submitted,
    tell_by_plan,
)
from papi.reports.errors import ReportIncomplete
from papi.reports.facts import HANDED_OVER, SENT_WORDS, SUBMITTED, about_report, notify
from papi.reports.models import LineReviewState, Report, ReportLine, ReportLineText, ReportState
from papi.reports.queries.line_parts import linked_ids, proofs_of
from papi.reports.queries.missing import find_missing
from papi.reports.queries.reports import LoadedReport, get_report, is_late
from papi.reports.words import said_parts
from papi.reports.workflow import ReportStep, take


async def hand_over_report(session: AsyncSession, actor: Actor, report_id: UUID) -> None:
    """The officer tells the head that the report is ready: a notice, no new state."""
    loaded = await get_report(session, actor, report_id)
    take(actor, loaded.standing, ReportStep.HAND_OVER)
    loaded.report.handed_over_at = clock.business()
    fact = about_report(HANDED_OVER, loaded.report, loaded.label, private=True, notify=notify(loaded.unit.id))
    record(session, actor.author, fact)


async def submit_report(session: AsyncSession, actor: Actor, report_id: UUID, precondition: Precondition) -> None:
    """Send the report to its reviewer: what stands in it now is what everyone else will see."""
    loaded = await get_report(session, actor, report_id, lock=True)
    precondition.check(loaded.tag)
    take(actor, loaded.standing, ReportStep.SUBMIT)
    missing = await find_missing(session, loaded)
    if missing["lines"] or missing["answers"]:
        lines, answers = missing["lines"], missing["answers"]
        vi, en = said_parts(lines, answers)
        raise ReportIncomplete(what=vi, what_en=en, members={"missing": lines, "missing_answers": answers})
    await require_provable(session, actor, await proofs_of(session, loaded.report))
    await send(session, actor, loaded)


async def send(session: AsyncSession, actor: Actor, loaded: LoadedReport) -> None:
    """Carry a permitted submission out."""
    report, now = loaded.report, clock.business()
    report.state = ReportState.SUBMITTED
    report.first_submitted_at = report.first_submitted_at or now
    report.submitted_at = now
    report.submitted_by, report.submitted_for = actor.person_id, actor.acts_for
    report.submission += 1
    occurrences = await list_occurrences(session, report)
    for occurrence in occurrences:
        tell_by_plan(occurrence)
    await _keep_texts(session, report, [item.line for item in occurrences])
    changed = await keep_answers(session, report)
    await release_evidence(session, report, occurrences)
    duties = await list_reporting_duties(session, report, loaded.period)
    moves = [(submitted(item, report), item.task) for item in occurrences]
    moves += [(duty_move(duty, report, WorkState.AWAITING_CONFIRMATION), task) for duty, task in duties]
    await move_occurrences(session, actor.author, loaded.period, moves)
    late = is_late(report) if report.expected else None
    done_vi, done_en = SENT_WORDS["requested" if late is None else "late" if late else "in_time"]
    said: dict[str, Any] = {"done_vi": done_vi, "done_en": done_en, "submission": report.submission, "late": late}
    said |= {"changes": changed} if changed else {}
    told = notify(*await reviewing_units(session, loaded.unit))
    record(session, actor.author, about_report(SUBMITTED, report, loaded.label, **said, notify=told))


async def _keep_texts(session: AsyncSession, report: Report, lines: Sequence[ReportLine]) -> None:
    """Append what is submitted, for the lines that have moved since the last time."""
    evidence = await linked_ids(session, [line.id for line in lines])
    for line in lines:
        if line.review_state is LineReviewState.OK and report.submission > 1:
            continue  # in order since the last time, and locked meanwhile
        line.review_state = LineReviewState.PENDING
        line.not_confirmed = False
        line.submitted_number = report.submission
        session.add(_text(report, line, [str(evidence_id) for evidence_id in evidence[line.id]]))


def _text(report: Report, line: ReportLine, evidence: list[str]) -> ReportLineText:
    return ReportLineText(
        line_id=line.id,
        number=report.submission,
        result=line.result,
        percent=line.percent,
        figures=line.figures,
        difficulties=line.difficulties,
        proposals=line.proposals,
        self_done=line.self_done,
        carried_forward=line.carried_forward,
        evidence=evidence,
        submitted_at=report.submitted_at,
    )


async def release_evidence(session: AsyncSession, report: Report, occurrences: Sequence[Occurrence]) -> None:
    """Let reviewers, and the units that lead a joint task, read the documents of what was submitted."""
    linked = await linked_ids(session, [item.line.id for item in occurrences])
    supporting = [item for item in occurrences if _is_led(item) and linked[item.line.id]]
    leads = await _leads(session, {item.task.id for item in supporting})
    rights = {
        (evidence_id, unit_id, f"task:{item.task.id}")
        for item in supporting
        for evidence_id in linked[item.line.id]
        for unit_id in leads.get(item.task.id, ())
    }
    await release(session, {evidence_id for ids in linked.values() for evidence_id in ids}, [])
    await open_to(session, rights)


def _is_led(item: Occurrence) -> bool:
    return item.assignment.part is Part.SUPPORT and item.task.mode is Mode.JOINT


async def _leads(session: AsyncSession, task_ids: set[UUID]) -> dict[UUID, list[UUID]]:
    if not task_ids:
        return {}
    rows = await session.execute(
        select(Assignment.task_id, Assignment.unit_id).where(Assignment.task_id.in_(task_ids), Assignment.part == Part.LEAD)
    )
    found: dict[UUID, list[UUID]] = {}
    for task_id, unit_id in rows.all():
        found.setdefault(task_id, []).append(unit_id)
    return found
