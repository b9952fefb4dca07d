"""What reporting does when something happens below it, carried up by the worker exactly once."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit import clock
from papi.outbox.models import FactRow
from papi.plans.models import Assignment, AssignmentEvidence, Task
from papi.reports.actions.lines import attach
from papi.reports.actions.occurrences import Occurrence
from papi.reports.models import Report, ReportLine, ReportState
from papi.reports.queries.line_parts import linked_ids
from papi.reports.sufficiency import content_of, is_complete


async def pull_reported_done(session: AsyncSession, fact: FactRow) -> None:
    """A unit has said that a once-task is done: its untouched line in a draft takes the words over, so nobody types twice."""
    if fact.kind != "assignment.reported_done":
        return
    rows = await session.execute(
        select(ReportLine, Assignment, Task)
        .join(Report, Report.id == ReportLine.report_id)
        .join(Assignment, Assignment.id == ReportLine.assignment_id)
        .join(Task, Task.id == ReportLine.task_id)
        .where(
            ReportLine.assignment_id == fact.subject_id,
            Report.state == ReportState.DRAFT,
            Report.carried_on.is_(None),
            ReportLine.result == "",
        )
        .with_for_update(of=Report, key_share=True)
    )
    for line, assignment, task in rows.all():
        await _fill(session, Occurrence(line, assignment, task), fact)


async def _fill(session: AsyncSession, occurrence: Occurrence, fact: FactRow) -> None:
    line, assignment = occurrence.line, occurrence.assignment
    counted = (AssignmentEvidence.assignment_id == assignment.id, AssignmentEvidence.set_aside_on.is_(None))
    proof = select(AssignmentEvidence.evidence_id).where(*counted)
    held = (await linked_ids(session, [line.id]))[line.id]
    await attach(session, line, (await session.scalars(proof.where(AssignmentEvidence.evidence_id.not_in(held)))).all(), fact.person_id)
    was_complete = line.complete
    line.result = assignment.done_result or ""
    line.percent = 100
    line.self_done = True
    line.saved_at = clock.business()
    line.saved_by, line.saved_for = fact.person_id, fact.behalf_id
    line.complete = is_complete(content_of(line, occurrence.task))
    await session.flush()
    await session.execute(
        update(Report)
        .where(Report.id == line.report_id)
        .values(
            content_version=Report.content_version + 1,
            lines_complete=Report.lines_complete + int(line.complete) - int(was_complete),
        )
        .execution_options(synchronize_session=False)
    )


async def recount_lines(session: AsyncSession, fact: FactRow) -> None:
    """A task asks for other figures: whether its lines that are still written are enough is told anew."""
    if fact.kind != "task.figures_set":
        return
    written = (ReportLine.task_id == fact.subject_id, Report.state.in_([ReportState.DRAFT, ReportState.RETURNED]))
    held = select(Report.id).join(ReportLine, ReportLine.report_id == Report.id).where(*written).order_by(Report.id)
    await session.execute(held.with_for_update(of=Report, key_share=True))  # first: a line read before it is one's own may be old
    rows = await session.execute(
        select(ReportLine, Report, Task)
        .join(Report, Report.id == ReportLine.report_id)
        .join(Task, Task.id == ReportLine.task_id)
        .where(*written)
        .execution_options(populate_existing=True)
    )
    for line, report, task in rows.all():
        complete = is_complete(content_of(line, task))
        if complete != line.complete:
            moved = update(ReportLine).where(ReportLine.id == line.id).values(complete=complete)
            counted = update(Report).where(Report.id == report.id)
            counts = counted.values(lines_complete=Report.lines_complete + (1 if complete else -1))
            for statement in (moved, counts):  # by SQL: nobody's text has changed
                await session.execute(statement.execution_options(synchronize_session=False))
