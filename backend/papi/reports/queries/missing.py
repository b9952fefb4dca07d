"""What stands between a report and its submission, by the rule of `sufficiency`."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.evidence.models import Evidence, ReviewState
from papi.evidence.standing import has_expired
from papi.kit.documents import Column, Export
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect
from papi.plans.models import Assignment, Cadence, Task
from papi.plans.workflow.deadlines import SET_ASIDE
from papi.reports.answering import is_answered
from papi.reports.models import LineReviewState, PeriodQuestion, ReportAnswer, ReportLine, ReportLineEvidence, ReportState
from papi.reports.queries.previous import Previous, previous_texts
from papi.reports.queries.reports import LoadedReport
from papi.reports.sufficiency import Lack, LineContent, lacks, lacks_figures
from papi.reports.words import LACK_WORDS


async def find_missing(session: AsyncSession, loaded: LoadedReport) -> dict[str, Any]:
    """Each thing that is not yet enough, with its answer or line; of a returned report only what was returned is looked at. Nobody need
    write of what was suspended or withdrawn since the period opened."""
    rows = (await session.execute(_lines(loaded))).all()
    previous = await previous_texts(session, loaded.period.plan_id, [row.assignment_id for row in rows], loaded.period.data_to)
    items = [item for row in rows for item in _items(row, previous.get(row.assignment_id))]
    answers = [_answer_item(row, lack) for row in await session.execute(_answers(loaded)) if (lack := _lack_of(row)) is not None]
    stopped = {item["line_id"] for item in items if item["stops"]}
    return {"lines": len(stopped), "answers": sum(item["stops"] for item in answers), "items": [*answers, *items]}


def _answers(loaded: LoadedReport) -> AnySelect:
    statement = (
        select(
            ReportAnswer.id, ReportAnswer.value, ReportAnswer.differing, PeriodQuestion.sort, PeriodQuestion.text, PeriodQuestion.required
        )
        .join(PeriodQuestion, PeriodQuestion.id == ReportAnswer.question_id)
        .where(ReportAnswer.report_id == loaded.report.id)
        .order_by(PeriodQuestion.sort, PeriodQuestion.id)
    )
    if loaded.report.state is ReportState.RETURNED:
        return statement.where(ReportAnswer.review_state == LineReviewState.RETURNED)
    return statement


def _lack_of(row: AnyRow) -> Lack | None:
    """A question that need not be answered is named where those who answered it before a merger did so differently."""
    if not is_answered(row.required, row.value):
        return Lack.UNANSWERED
    return Lack.DIFFERED if row.value is None and row.differing else None


def _answer_item(row: AnyRow, lack: Lack) -> Mapping[str, Any]:
    return {
        "line_id": None,
        "answer_id": row.id,
        "number": row.sort + 1,
        "title": row.text,
        "lack": lack.value,
        "stops": lack.stops,
        "percent": None,
        "previous_percent": None,
        "said": row.differing,
    }


def _lines(loaded: LoadedReport) -> AnySelect:
    statement = (
        select(
            ReportLine.id,
            ReportLine.assignment_id,
            ReportLine.sort,
            ReportLine.result,
            ReportLine.percent,
            ReportLine.carried_forward,
            ReportLine.evidence_count,
            ReportLine.self_done,
            ReportLine.figures,
            Task.required_figures,
            Task.cadence,
            Task.requires_evidence,
            Task.title,
            _holds(has_expired()).label("expired"),
            _holds(Evidence.review_state == ReviewState.REJECTED).label("rejected"),
        )
        .join(Task, Task.id == ReportLine.task_id)
        .join(Assignment, Assignment.id == ReportLine.assignment_id)
        .where(ReportLine.report_id == loaded.report.id, Assignment.work_state.not_in(SET_ASIDE))
        .order_by(ReportLine.sort)
    )
    if loaded.report.state is ReportState.RETURNED:
        return statement.where(ReportLine.review_state == LineReviewState.RETURNED)
    return statement


def _holds(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a document of the line is such a one."""
    document = select(Evidence.id).join(ReportLineEvidence, ReportLineEvidence.evidence_id == Evidence.id)
    return exists(document.where(ReportLineEvidence.line_id == ReportLine.id, ReportLineEvidence.unlinked_at.is_(None), condition))


def _items(row: AnyRow, previous: Previous | None) -> list[Mapping[str, Any]]:
    content = LineContent(
        result=row.result,
        percent=row.percent,
        carried_forward=row.carried_forward,
        evidence_count=row.evidence_count,
        requires_evidence=row.requires_evidence,
        once=row.cadence is Cadence.ONCE,
        self_done=row.self_done,
        figures_missing=lacks_figures(row.required_figures, row.figures),
        previous_percent=previous.percent if previous else None,
        expired=bool(row.expired),
        rejected=bool(row.rejected),
    )
    return [_item(row, lack, content) for lack in lacks(content)]


def _item(row: AnyRow, lack: Lack, content: LineContent) -> Mapping[str, Any]:
    return {
        "line_id": row.id,
        "answer_id": None,
        "number": row.sort + 1,
        "title": row.title,
        "lack": lack.value,
        "stops": lack.stops,
        "percent": content.percent,
        "previous_percent": content.previous_percent,
        "said": None,
    }


MISSING = Export(
    "con-thieu",
    [
        Column("number", "STT", "No.", 6),
        Column("title", "Nhiệm vụ hoặc câu hỏi", "Task or question", 60),
        Column("lack", "Còn thiếu", "Missing", 32, words_of(LACK_WORDS)),
        Column("said", "Các đơn vị trước đã trả lời", "Units before had answered", 48),
        Column("stops", "Chưa gửi được", "Stops the sending", 14),
    ],
)
