"""Report lines: the unit's own working text, or what was last submitted for everyone else who may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor, Viewer, anyone_as
from papi.access.permissions import Scope
from papi.comments.models import Comment
from papi.directory.models import Person, Unit
from papi.kit.db import read_rows
from papi.kit.types import AnySelect
from papi.outbox.wording import signed_name
from papi.plans.models import Assignment, Mode, Part, Task
from papi.plans.queries.figures import figures_of
from papi.reports.errors import LineNotFound
from papi.reports.models import (
    Period,
    Report,
    ReportLine,
    ReportLineText,
    ReportState,
    ReviewMark,
)
from papi.reports.queries.carrying import sources_of
from papi.reports.queries.contributions import contributions_to
from papi.reports.queries.line_changes import earlier_texts, evidence_of
from papi.reports.queries.line_items import TEXT_FIELDS, Before, line_item, told_figures
from papi.reports.queries.line_parts import as_accepted, held_documents, known_documents, steps_on_lines, submitted_text
from papi.reports.queries.previous import previous_texts
from papi.reports.queries.reports import REPORT_COLUMNS, LoadedReport, extended_to
from papi.reports.queries.reports import visible_to as report_visible_to
from papi.reports.queries.seals import accepted_files


@dataclass(frozen=True)
class LoadedLine:
    """A line with what its actions need."""

    line: ReportLine
    loaded: LoadedReport
    task: Task
    assignment: Assignment


_Lead = aliased(Assignment)
_SavedFor = aliased(Person)


def led_by(viewer: Viewer) -> ColumnElement[bool]:
    """Submitted lines of the units that support a joint task which the viewer's unit leads; co-leads do not see each other."""
    if Scope.LED not in viewer.scopes("report_line.read_led"):
        return false()
    leads = exists().where(_Lead.task_id == ReportLine.task_id, viewer.keeps(_Lead.unit_id), _Lead.part == Part.LEAD)
    return and_(
        ReportLine.submitted_number > 0,
        ~viewer.keeps(ReportLine.unit_id),
        Assignment.part == Part.SUPPORT,
        Task.mode == Mode.JOINT,
        leads,
    )


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Lines of reports that the viewer may see, and those that the viewer's unit leads."""
    submitted = or_(viewer.keeps(ReportLine.unit_id), ReportLine.submitted_number > 0)
    return or_(and_(report_visible_to(viewer), submitted), led_by(viewer))


async def get_line(session: AsyncSession, actor: Actor, line_id: UUID, *, lock: bool = False) -> LoadedLine:
    """A line that the actor may see, for an action; `lock` keeps others from moving its report meanwhile."""
    actor.require_some("report.read")
    if lock:
        # the report before its lines, as whoever sends or reviews it takes them: otherwise the two would wait for each other
        its_report = select(ReportLine.report_id).where(ReportLine.id == line_id).scalar_subquery()
        await session.execute(select(Report.id).where(Report.id == its_report).with_for_update(key_share=True))
    row = (await session.execute(_loaded(anyone_as(actor.role)), {**actor.bound, "wanted": line_id})).one_or_none()
    if row is None:
        raise LineNotFound
    line, report, unit, period, extension, task, assignment = row
    return LoadedLine(line, LoadedReport(report, unit, period, extension), task, assignment)


@cache
def _loaded(viewer: Viewer) -> AnySelect:
    return (
        select(ReportLine, Report, Unit, Period, extended_to, Task, Assignment)
        .join(Report, Report.id == ReportLine.report_id)
        .join(Unit, Unit.id == ReportLine.unit_id)
        .join(Period, Period.id == ReportLine.period_id)
        .join(Task, Task.id == ReportLine.task_id)
        .join(Assignment, Assignment.id == ReportLine.assignment_id)
        .where(ReportLine.id == bindparam("wanted"), visible_to(viewer))
    )


async def read_line(session: AsyncSession, actor: Actor, line_id: UUID) -> dict[str, Any]:
    """One line as the screen shows it."""
    actor.require_some("report.read")
    items = await _read(session, actor, "id", line_id)
    if not items:
        raise LineNotFound
    return items[0]


async def read_lines(session: AsyncSession, actor: Actor, report_id: UUID) -> list[dict[str, Any]]:
    """All lines of a report that was found visible before, in order."""
    return await _read(session, actor, "report_id", report_id)


async def _read(session: AsyncSession, actor: Actor, of: Literal["id", "report_id"], wanted: UUID) -> list[dict[str, Any]]:
    rows = await read_rows(session, _rows(anyone_as(actor.role), of), {**actor.bound, "wanted": wanted})
    if not rows:
        return []
    previous = await previous_texts(session, rows[0].plan_id, [row.assignment_id for row in rows], rows[0].data_to)
    sent = await earlier_texts(session, [row.id for row in rows])
    held = await held_documents(session, rows)
    known = await known_documents(session, actor, [*held.values(), *evidence_of(previous.values()), *evidence_of(sent.values())])
    accepted: Mapping[UUID, int] = await accepted_files(session, rows[0].report_id) if rows[0].state is ReportState.ACCEPTED else {}
    asked = await figures_of(session, [row.task_id for row in rows])
    sources: Mapping[UUID, list[dict[str, Any]]] = await sources_of(session, [row.id for row in rows]) if rows[0].cumulative else {}
    contributed = await contributions_to(session, [row.id for row in rows if row.own and row.part is Part.LEAD])
    steps = steps_on_lines(actor, rows[0])
    return [
        {
            **line_item(
                row,
                Before(previous.get(row.assignment_id), sent.get(row.id), known),
                [as_accepted(known[document], accepted) for document in held[row.id] if document in known],
                steps,
            ),
            **told_figures(row, asked[row.task_id], actor.language),
            "carried_from": [*sources.get(row.id, []), *contributed.get(row.id, [])],
            "saved_by": row.saver and signed_name(row.saver, row.saved_behalf, actor.language),
        }
        for row in rows
    ]


def working_or_submitted(viewer: Viewer, name: str) -> ColumnElement[Any]:
    """The unit's working text for itself, the submitted text for everyone else."""
    own = viewer.keeps(ReportLine.unit_id)
    return case((own, getattr(ReportLine, name)), else_=getattr(ReportLineText, name)).label(name)


COMMENTS = (
    select(func.count())
    .where(Comment.subject_type == "report_line", Comment.subject_id == ReportLine.id)
    .correlate(ReportLine)
    .scalar_subquery()
)


@cache
def _rows(viewer: Viewer, of: Literal["id", "report_id"]) -> AnySelect:
    return (
        select(
            ReportLine.id,
            ReportLine.version,
            ReportLine.report_id,
            ReportLine.assignment_id,
            ReportLine.sort,
            ReportLine.review_state,
            ReportLine.reason_code,
            ReportLine.reason,
            ReportLine.not_confirmed,
            ReportLine.saved_at,
            ReportLineText.evidence.label("submitted_evidence"),
            viewer.keeps(ReportLine.unit_id).label("own"),
            *(working_or_submitted(viewer, name) for name in TEXT_FIELDS),
            COMMENTS.label("comments"),
            Person.full_name.label("saver"),
            _SavedFor.full_name.label("saved_behalf"),
            *_TASK_COLUMNS,
            *REPORT_COLUMNS,
            Period.cumulative,
            Period.plan_id,
            ReviewMark.mark,
            ReviewMark.reason_code.label("mark_reason_code"),
            ReviewMark.reason.label("mark_reason"),
            ReviewMark.not_confirmed.label("mark_not_confirmed"),
            ReviewMark.line_version.label("mark_line_version"),
        )
        .join(Report, Report.id == ReportLine.report_id)
        .join(Unit, Unit.id == ReportLine.unit_id)
        .join(Period, Period.id == ReportLine.period_id)
        .join(Task, Task.id == ReportLine.task_id)
        .join(Assignment, Assignment.id == ReportLine.assignment_id)
        .outerjoin(Person, Person.id == ReportLine.saved_by)
        .outerjoin(_SavedFor, _SavedFor.id == ReportLine.saved_for)
        .outerjoin(ReportLineText, submitted_text())
        .outerjoin(ReviewMark, and_(ReviewMark.line_id == ReportLine.id, ReviewMark.person_id == viewer.person_id))
        .where(visible_to(viewer), getattr(ReportLine, of) == bindparam("wanted"))
        .order_by(ReportLine.sort)
    )


_TASK_COLUMNS = (
    Task.id.label("task_id"),
    Task.key,
    Task.title,
    Task.text,
    Task.source_ref,
    Task.cadence,
    Task.mode,
    Task.dimension,
    Task.requires_evidence,
    Task.by_unit_plan,
    Task.deliverable,
    Task.due_on,
    Task.due_text,
    Task.example,
    Task.required_figures,
    Assignment.part,
    Assignment.mandate,
)
