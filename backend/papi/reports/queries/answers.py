"""Answers to the questions of a period: the unit's own working answers, or what was last submitted for everyone else who may see them."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor, Viewer, anyone_as
from papi.directory.models import Person, Unit
from papi.kit.db import read_rows
from papi.kit.types import AnyRow, AnySelect
from papi.outbox.wording import signed_name
from papi.reports.answering import is_answered, said_answer
from papi.reports.errors import AnswerNotFound
from papi.reports.models import AnswerMark, Period, PeriodQuestion, Report, ReportAnswer, ReportAnswerText
from papi.reports.queries.questions import QUESTION_FIELDS
from papi.reports.queries.reports import REPORT_COLUMNS, LoadedReport, extended_to, standing_of
from papi.reports.queries.reports import visible_to as report_visible_to
from papi.reports.sufficiency import is_locked
from papi.reports.workflow import ReportStep, refusal

_SavedFor = aliased(Person)
_Earlier, _Before = aliased(ReportAnswerText), aliased(ReportAnswerText)
_STEPS = (ReportStep.EDIT, ReportStep.MARK)


@dataclass(frozen=True)
class LoadedAnswer:
    """An answer with what its actions need."""

    answer: ReportAnswer
    question: PeriodQuestion
    loaded: LoadedReport


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Answers of reports that the viewer may see: the own unit's, others' as far as they were sent; who leads a task sees none by that."""
    return and_(report_visible_to(viewer), or_(viewer.keeps(Report.unit_id), ReportAnswer.submitted_number > 0))


def submitted_answer() -> ColumnElement[bool]:
    """Joins an answer to what was last submitted of it."""
    return and_(ReportAnswerText.answer_id == ReportAnswer.id, ReportAnswerText.number == ReportAnswer.submitted_number)


async def get_answer(session: AsyncSession, actor: Actor, answer_id: UUID, *, lock: bool = False) -> LoadedAnswer:
    """An answer that the actor may see, for an action; `lock` keeps others from moving its report meanwhile."""
    actor.require_some("report.read")
    if lock:
        # the report before its answers, as whoever sends or reviews it takes them
        its_report = select(ReportAnswer.report_id).where(ReportAnswer.id == answer_id).scalar_subquery()
        await session.execute(select(Report.id).where(Report.id == its_report).with_for_update(key_share=True))
    row = (
        await session.execute(
            select(ReportAnswer, PeriodQuestion, Report, Unit, Period, extended_to)
            .join(PeriodQuestion, PeriodQuestion.id == ReportAnswer.question_id)
            .join(Report, Report.id == ReportAnswer.report_id)
            .join(Unit, Unit.id == Report.unit_id)
            .join(Period, Period.id == Report.period_id)
            .where(ReportAnswer.id == answer_id, visible_to(actor))
        )
    ).one_or_none()
    if row is None:
        raise AnswerNotFound
    answer, question, report, unit, period, extension = row
    return LoadedAnswer(answer, question, LoadedReport(report, unit, period, extension))


async def read_answer(session: AsyncSession, actor: Actor, answer_id: UUID) -> dict[str, Any]:
    """One answer as the screen shows it."""
    actor.require_some("report.read")
    items = await _read(session, actor, "id", answer_id)
    if not items:
        raise AnswerNotFound
    return items[0]


async def read_answers(session: AsyncSession, actor: Actor, report_id: UUID) -> list[dict[str, Any]]:
    """All answers of a report that was found visible before, in the order of the questions."""
    return await _read(session, actor, "report_id", report_id)


async def _read(session: AsyncSession, actor: Actor, of: Literal["id", "report_id"], wanted: UUID) -> list[dict[str, Any]]:
    rows = await read_rows(session, _rows(anyone_as(actor.role), of), {**actor.bound, "wanted": wanted})
    if not rows:
        return []
    standing = standing_of(rows[0])
    steps = [step.value for step in _STEPS if refusal(actor, standing, step) is None]
    return [_item(actor, row, steps) for row in rows]


@cache
def _rows(viewer: Viewer, of: Literal["id", "report_id"]) -> AnySelect:
    sent_before = select(func.max(_Before.number)).where(
        _Before.answer_id == ReportAnswer.id, _Before.number < ReportAnswer.submitted_number
    )
    return (
        select(
            ReportAnswer.id,
            ReportAnswer.version,
            ReportAnswer.report_id,
            ReportAnswer.review_state,
            ReportAnswer.reason_code,
            ReportAnswer.reason,
            ReportAnswer.saved_at,
            ReportAnswer.submitted_number,
            Report.submission,
            working_or_submitted(viewer),
            Person.full_name.label("saver"),
            _SavedFor.full_name.label("saved_behalf"),
            *(getattr(PeriodQuestion, name).label(f"question_{name}") for name in QUESTION_FIELDS),
            ReportAnswerText.value.label("submitted_value"),
            _Earlier.value.label("earlier_value"),
            _Earlier.submitted_at.label("earlier_at"),
            AnswerMark.mark,
            AnswerMark.reason_code.label("mark_reason_code"),
            AnswerMark.reason.label("mark_reason"),
            AnswerMark.answer_version.label("mark_version"),
            *REPORT_COLUMNS,
        )
        .join(PeriodQuestion, PeriodQuestion.id == ReportAnswer.question_id)
        .join(Report, Report.id == ReportAnswer.report_id)
        .join(Unit, Unit.id == Report.unit_id)
        .join(Period, Period.id == Report.period_id)
        .outerjoin(Person, Person.id == ReportAnswer.saved_by)
        .outerjoin(_SavedFor, _SavedFor.id == ReportAnswer.saved_for)
        .outerjoin(ReportAnswerText, submitted_answer())
        .outerjoin(
            _Earlier,
            and_(_Earlier.answer_id == ReportAnswer.id, _Earlier.number == sent_before.correlate(ReportAnswer).scalar_subquery()),
        )
        .outerjoin(AnswerMark, and_(AnswerMark.answer_id == ReportAnswer.id, AnswerMark.person_id == viewer.person_id))
        .where(visible_to(viewer), getattr(ReportAnswer, of) == bindparam("wanted"))
        .order_by(PeriodQuestion.sort, PeriodQuestion.id)
    )


def working_or_submitted(viewer: Viewer) -> ColumnElement[Any]:
    """The unit's working answer for itself, the submitted one for everyone else."""
    return case((viewer.keeps(Report.unit_id), ReportAnswer.value), else_=ReportAnswerText.value).label("value")


def question_of(row: AnyRow) -> dict[str, Any]:
    """The question's part of a row, as the wire's `QuestionRead`."""
    return {name: getattr(row, f"question_{name}") for name in QUESTION_FIELDS}


def said(row: AnyRow, value: Any, language: str) -> str:
    """A value in words, as its question has it read."""
    return said_answer(row.question_kind, row.question_measure, row.question_choices, value, language)


def _item(actor: Actor, row: AnyRow, steps: list[str]) -> dict[str, Any]:
    locked = is_locked(row.state, row.review_state)
    allowed = [step for step in steps if not (locked and step == ReportStep.EDIT)]
    return {
        "id": row.id,
        "version": row.version,
        "report_id": row.report_id,
        "question": question_of(row),
        "value": row.value,
        "value_text": said(row, row.value, actor.language),
        "review_state": row.review_state,
        "reason_code": row.reason_code,
        "reason": row.reason,
        "editable": ReportStep.EDIT in allowed,
        "complete": is_answered(row.question_required, row.value),
        "saved_at": row.saved_at,
        "saved_by": row.saver and signed_name(row.saver, row.saved_behalf, actor.language),
        "mark": _mark(row),
        "changed_since": _changed_since(row),
        "allowed_actions": allowed,
    }


def _mark(row: AnyRow) -> dict[str, Any] | None:
    if row.mark is None:
        return None
    holds = row.mark_version == row.version
    return {"mark": row.mark, "reason_code": row.mark_reason_code, "reason": row.mark_reason, "holds": holds}


def _changed_since(row: AnyRow) -> dict[str, Any] | None:
    """What stood there before, where it was the latest sending that changed it."""
    if row.earlier_at is None or row.submitted_number != row.submission:
        return None
    return {"value": row.earlier_value, "submitted_at": row.earlier_at}
