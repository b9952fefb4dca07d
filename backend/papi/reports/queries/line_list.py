"""Lines across reports: an assignment's history, a lead unit's view of its supporters."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.columns import unit_of
from papi.directory.models import Unit
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow
from papi.plans.models import Assignment, Task
from papi.plans.queries.figures import figures_of
from papi.reports.models import Period, Report, ReportLine, ReportLineReader, ReportLineText
from papi.reports.queries.line_parts import line_actions, steps_on_lines, submitted_text
from papi.reports.queries.lines import (
    COMMENTS,
    led_by,
    visible_to,
    working_or_submitted,
)
from papi.reports.queries.reports import REPORT_COLUMNS, period_of
from papi.reports.schemas.lines import LineQuery
from papi.reports.words import LINE_STATE_WORDS, said_figures

_TEXTS = ("result", "percent", "difficulties", "proposals")


def list_report_lines(actor: Actor, query: LineQuery) -> Listing:
    """The lines that the actor may see."""
    actor.require_some("report.read")
    statement = (
        select(
            ReportLine.id,
            ReportLine.version,
            ReportLine.report_id,
            ReportLine.assignment_id,
            ReportLine.review_state,
            ReportLine.evidence_count,
            ReportLine.task_id,
            Task.title,
            Task.source_ref,
            Task.dimension,
            Assignment.part,
            COMMENTS.label("comments"),
            _has_read(actor).label("read"),
            *(working_or_submitted(actor, name) for name in (*_TEXTS, "figures")),
            *REPORT_COLUMNS,
        )
        .join(Report, Report.id == ReportLine.report_id)
        .join(Unit, Unit.id == ReportLine.unit_id)
        .join(Period, Period.id == ReportLine.period_id)
        .join(Task, Task.id == ReportLine.task_id)
        .join(Assignment, Assignment.id == ReportLine.assignment_id)
        .outerjoin(ReportLineText, submitted_text())
        .where(led_by(actor) if query.led else visible_to(actor), *_filters(actor, query))
    )

    async def tell_figures(session: AsyncSession, items: list[Any]) -> None:
        asked = await figures_of(session, [item["task_id"] for item in items])
        for item in items:
            item["figures_text"] = said_figures(asked[item["task_id"]], item.pop("figures"), actor.language)

    return Listing(Pages(statement, _KEYSET), lambda row: _item(actor, row), _EXPORT, enrich=tell_figures)


def _has_read(actor: Actor) -> ColumnElement[bool]:
    return exists().where(
        ReportLineReader.line_id == ReportLine.id,
        ReportLineReader.person_id == actor.person_id,
        ReportLineReader.number == ReportLine.submitted_number,
    )


def _filters(actor: Actor, query: LineQuery) -> list[ColumnElement[bool]]:
    wanted = (
        (ReportLine.period_id, query.period),
        (ReportLine.unit_id, query.unit),
        (ReportLine.task_id, query.task),
        (ReportLine.assignment_id, query.assignment),
        (Task.dimension, query.dimension),
    )
    unread = [] if query.unread is None else [~_has_read(actor) if query.unread else _has_read(actor)]
    found = [*unread, Report.carried_on.is_(None), *(column == value for column, value in wanted if value is not None)]
    return [*found, matches(Task.folded + Unit.folded + Period.folded, query.q)] if query.q else found


_KEYSET = Keyset(
    {
        "unit": Key(Unit.sort, int),
        "number": Key(ReportLine.sort, int),
        "submitted_at": Key(Report.submitted_at, datetime, nullable=True),
    },
    default="unit",
    id=ReportLine.id,
)
_SAID = [
    Column("result", "Kết quả thực hiện", "Result", 60),
    Column("percent", "Mức độ (%)", "Percent", 10),
    Column("figures_text", "Số liệu", "Figures", 40),
    Column("difficulties", "Khó khăn, vướng mắc", "Difficulties", 40),
    Column("proposals", "Đề xuất, kiến nghị", "Proposals", 40),
    Column("review_state", "Thẩm tra", "Review", 16, words_of(LINE_STATE_WORDS)),
]
_EXPORT = Export(
    "dong-bao-cao",
    [
        Column("unit.name", "Đơn vị", "Unit", 24),
        Column("period.title", "Kỳ báo cáo", "Period", 24),
        Column("title", "Nhiệm vụ", "Task", 48),
        Column("source_ref", "Căn cứ", "Source", 16),
        *_SAID,
        Column("evidence_count", "Số tài liệu", "Evidence", 10),
    ],
)
REPORT_LINES = Export(
    "bao-cao-chi-tiet",
    [
        Column("number", "STT", "No.", 6),
        Column("task.title", "Nhiệm vụ", "Task", 48),
        Column("task.source_ref", "Căn cứ", "Source", 16),
        *_SAID,
        Column("evidence", "Tài liệu kiểm chứng", "Evidence", 40, said=lambda documents, _language: [item["title"] for item in documents]),
        Column("reason", "Lý do trả lại", "Reason of return", 40),
    ],
)


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "version": row.version,
        "report_id": row.report_id,
        "assignment_id": row.assignment_id,
        "unit": unit_of(row),
        "period": period_of(row),
        "task_id": row.task_id,
        "title": row.title,
        "source_ref": row.source_ref,
        "dimension": row.dimension,
        "part": row.part,
        **{name: getattr(row, name) for name in (*_TEXTS, "figures")},
        "review_state": row.review_state,
        "evidence_count": row.evidence_count,
        "comments": row.comments,
        "read": bool(row.read),
        "allowed_actions": line_actions(row, steps_on_lines(actor, row)),
    }
