"""Reports as screens and lists show them."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor
from papi.directory.columns import unit_of
from papi.directory.models import Person, Unit
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect
from papi.outbox.wording import signed_name
from papi.papers.queries.letterheads import ASKED
from papi.plans.queries.views import of_unit
from papi.reports.errors import ReportNotFound
from papi.reports.models import AnswerMark, LineReviewState, MarkKind, Period, Report, ReportAnswer, ReportLine, ReportState, ReviewMark
from papi.reports.queries.reports import (
    REPORT_COLUMNS,
    is_late,
    period_of,
    reviewable_by,
    seen_as,
    standing_of,
    visible_to,
)
from papi.reports.queries.reviewing import reviewers_of, reviewing
from papi.reports.queries.seals import changed_since_acceptance, seal_number
from papi.reports.schemas.reports import ReportQuery
from papi.reports.words import REPORT_STATE_WORDS
from papi.reports.workflow import ReportStep, Standing, allowed_actions, refusal

_Submitter = aliased(Person)
_Behalf = aliased(Person)
_Reviewer = aliased(Person)


async def read_report(session: AsyncSession, actor: Actor, report_id: UUID) -> dict[str, Any]:
    """A report as the screen shows it."""
    actor.require_some("report.read")
    statement = _rows(actor).where(Report.id == report_id)
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        raise ReportNotFound
    reviewers = await reviewers_of(session, actor, [report_id])
    return {**_detail(actor, row), "reviewers": reviewers[report_id]}


def list_reports(actor: Actor, query: ReportQuery) -> Listing:
    """The reports that the actor may see."""
    actor.require_some("report.read")
    statement = _rows(actor).where(seen_as(query.view), *of_unit(actor, Report.unit_id, query.unit, query.view))
    if query.period is not None:
        statement = statement.where(Report.period_id == query.period)
    if query.state is not None:
        statement = statement.where(Report.state == query.state)
    if query.reviewable:
        statement = statement.where(reviewable_by(actor))
    if query.changed is not None:
        statement = statement.where(changed_since_acceptance() if query.changed else ~changed_since_acceptance())
    if query.q:
        statement = statement.where(matches(Unit.folded + Period.folded, query.q))
    return Listing(Pages(statement, _KEYSET), lambda row: _item(actor, row), _EXPORT, enrich=partial(_with_reviewers, actor))


async def _with_reviewers(actor: Actor, session: AsyncSession, items: list[Any]) -> None:
    found = await reviewers_of(session, actor, [item["id"] for item in items])
    for item in items:
        item["reviewers"] = found[item["id"]]


_KEYSET = Keyset(
    {
        "unit": Key(Unit.sort, int),
        "due_at": Key(Report.due_at, datetime),
        "submitted_at": Key(Report.submitted_at, datetime, nullable=True),
        "first_submitted_at": Key(Report.first_submitted_at, datetime, nullable=True),
    },
    default="unit",
    id=Report.id,
)
_EXPORT = Export(
    "bao-cao",
    [
        Column("unit.name", "Đơn vị", "Unit", 32),
        Column("period.title", "Kỳ báo cáo", "Period", 28),
        Column("state", "Trạng thái", "State", 22, words_of(REPORT_STATE_WORDS)),
        Column("due_at", "Thời hạn", "Due", 20),
        Column("first_submitted_at", "Gửi lần đầu", "First submitted", 20),
        Column("late", "Trễ", "Late", 8),
        Column("lines_complete", "Dòng đủ", "Complete lines", 10),
        Column("lines_total", "Tổng số dòng", "Lines", 10),
        Column("answers_complete", "Câu đã trả lời", "Answered", 10),
        Column("answers_total", "Tổng số câu hỏi", "Questions", 10),
        Column("accepted_at", "Chấp nhận", "Accepted", 20),
        Column("changed_since_acceptance", "Thay đổi sau chấp nhận", "Changed since accepted", 12),
    ],
)


def _rows(actor: Actor) -> AnySelect:
    return (
        select(
            Report.id,
            Report.version,
            Report.content_version,
            Report.expected,
            Report.due_at,
            Report.first_submitted_at,
            Report.returned_at,
            Report.return_reason,
            Report.accepted_at,
            Report.handed_over_at,
            Report.saved_at,
            Report.lines_total,
            Report.lines_complete,
            Report.answers_total,
            Report.answers_complete,
            Report.reviewer_id,
            Report.reviewing_since,
            Report.carried_to_id,
            _Submitter.full_name.label("submitter"),
            _Behalf.full_name.label("submitted_behalf"),
            _Reviewer.full_name.label("reviewer"),
            _number_of(ReportLine, LineReviewState.RETURNED).label("lines_returned"),
            _number_of(ReportAnswer, LineReviewState.RETURNED).label("answers_returned"),
            seal_number().label("seal_number"),
            changed_since_acceptance().label("changed_since"),
            _marks(actor, MarkKind.OK).label("marks_ok"),
            _marks(actor, MarkKind.RETURN).label("marks_return"),
            *REPORT_COLUMNS,
        )
        .join(Unit, Unit.id == Report.unit_id)
        .join(Period, Period.id == Report.period_id)
        .outerjoin(_Submitter, _Submitter.id == Report.submitted_by)
        .outerjoin(_Behalf, _Behalf.id == Report.submitted_for)
        .outerjoin(_Reviewer, _Reviewer.id == Report.reviewer_id)
        .where(visible_to(actor))
    )


def _number_of(parts: type[ReportLine | ReportAnswer], state: LineReviewState) -> ColumnElement[int]:
    counted = select(func.count()).where(parts.report_id == Report.id, parts.review_state == state)
    return counted.correlate(Report).scalar_subquery()


def _marks(actor: Actor, kind: MarkKind) -> ColumnElement[int]:
    """The caller's own marks on lines and answers that still hold; what has none and was found in order the last time counts so."""
    lines = _marked(ReportLine, ReviewMark, ReviewMark.line_id == ReportLine.id, ReviewMark.line_version == ReportLine.version)
    answers = _marked(ReportAnswer, AnswerMark, AnswerMark.answer_id == ReportAnswer.id, AnswerMark.answer_version == ReportAnswer.version)
    return lines(actor, kind) + answers(actor, kind)


def _marked(
    parts: type[ReportLine | ReportAnswer], marks: type[ReviewMark | AnswerMark], *holds: ColumnElement[bool]
) -> Callable[[Actor, MarkKind], ColumnElement[int]]:
    def count(actor: Actor, kind: MarkKind) -> ColumnElement[int]:
        kept = and_(marks.mark.is_(None), parts.review_state == LineReviewState.OK)
        wanted = or_(marks.mark == kind, kept) if kind is MarkKind.OK else marks.mark == kind
        joined = select(func.count()).select_from(parts).outerjoin(marks, and_(*holds, marks.person_id == actor.person_id))
        return joined.where(parts.report_id == Report.id, wanted).correlate(Report).scalar_subquery()

    return count


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "version": row.version,
        "content_version": row.content_version,
        "unit": unit_of(row),
        "period": period_of(row),
        "state": row.state,
        "expected": row.expected,
        "due_at": row.due_at,
        "late": is_late(row),
        "first_submitted_at": row.first_submitted_at,
        "submitted_at": row.submitted_at,
        "accepted_at": row.accepted_at,
        "saved_at": row.saved_at,
        "lines_total": row.lines_total,
        "lines_complete": row.lines_complete,
        "answers_total": row.answers_total,
        "answers_complete": row.answers_complete,
        "marks_ok": row.marks_ok,
        "marks_return": row.marks_return,
        "changed_since_acceptance": bool(row.changed_since),
        "reviewing": reviewing(row),
        "allowed_actions": allowed_actions(actor, standing_of(row)),
    }


def _detail(actor: Actor, row: AnyRow) -> dict[str, Any]:
    standing = standing_of(row)
    item = _item(actor, row)
    del item["marks_ok"], item["marks_return"]
    return {
        **item,
        "has_paper": row.unit_kind not in ASKED,
        "open": standing.is_open,
        "extended_to": row.extended_to,
        "submitted_by": row.submitter and signed_name(row.submitter, row.submitted_behalf, actor.language),
        "returned_at": row.returned_at,
        "return_reason": row.return_reason,
        "handed_over_at": row.handed_over_at,
        "lines_returned": row.lines_returned,
        "answers_returned": row.answers_returned,
        "seal_number": row.seal_number,
        "carried_on": row.carried_on,
        "carried_to_id": row.carried_to_id,
        "blocked": _blocked(actor, standing),
    }


_NEXT_STEP = {
    ReportState.DRAFT: ReportStep.SUBMIT,
    ReportState.RETURNED: ReportStep.SUBMIT,
    ReportState.SUBMITTED: ReportStep.ACCEPT,
}


def _blocked(actor: Actor, standing: Standing) -> dict[str, str] | None:
    """Why the actor may not take the step that the report waits for, where the actor is one of those concerned."""
    step = _NEXT_STEP.get(standing.state)
    if step is None:
        return None
    if step is ReportStep.SUBMIT and actor.may("report.edit", standing.unit):
        refused = refusal(actor, standing, ReportStep.EDIT) or refusal(actor, standing, step)  # who may not even write is told that first
    else:
        concerned = standing.unit.id in actor.own_units if step is ReportStep.SUBMIT else actor.scopes("report.review")
        refused = refusal(actor, standing, step) if concerned else None
    return {"code": refused.code, "detail": refused.detail(actor.language)} if refused else None
