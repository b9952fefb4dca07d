"""Writing answers, and what becomes of them when a report is made and sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.outbox.facts import changes, record
from papi.reports.actions.lines import touch_report
from papi.reports.answering import is_answered, kept, refusal_of, said
from papi.reports.errors import AnswerLocked
from papi.reports.facts import ANSWER_SAVED, about_answer
from papi.reports.models import LineReviewState, PeriodQuestion, Report, ReportAnswer, ReportAnswerText
from papi.reports.queries.answers import LoadedAnswer, get_answer
from papi.reports.schemas.answers import AnswerUpdate
from papi.reports.sufficiency import is_locked
from papi.reports.workflow import ReportStep, take


def counted(questions: Sequence[PeriodQuestion]) -> dict[str, int]:
    """The numbers of a new report's answers: what need not be answered stops nothing."""
    return {"answers_total": len(questions), "answers_complete": sum(not question.required for question in questions)}


def add_answers(session: AsyncSession, reports: Sequence[Report], questions: Sequence[PeriodQuestion]) -> None:
    """Let new reports, which are stored already, have a place for each answer."""
    session.add_all(ReportAnswer(report_id=report.id, question_id=question.id) for report in reports for question in questions)


async def update_report_answer(
    session: AsyncSession, actor: Actor, answer_id: UUID, given: AnswerUpdate, precondition: Precondition
) -> None:
    """Save what the unit answers to one question."""
    loaded = await get_answer(session, actor, answer_id, lock=True)
    precondition.check(loaded.answer.version)
    take(actor, loaded.loaded.standing, ReportStep.EDIT)
    if is_locked(loaded.loaded.report.state, loaded.answer.review_state):
        raise AnswerLocked
    if (wrong := refusal_of(loaded.question, given.value)) is not None:
        raise Invalid(errors=[FieldError("/value", *wrong)])
    await _store(session, actor, loaded, kept(given.value))


async def _store(session: AsyncSession, actor: Actor, loaded: LoadedAnswer, value: Any) -> None:
    answer, question, report = loaded.answer, loaded.question, loaded.loaded.report
    before = answer.value
    if value != before:
        said_now = changes({"value": said(question, before)}, {"value": said(question, value)})
        record(session, actor.author, about_answer(ANSWER_SAVED, report, answer, question.text, private=True, changes=said_now))
    answer.value, answer.differing = value, None
    answer.saved_at = clock.business()
    answer.saved_by, answer.saved_for = actor.person_id, actor.acts_for
    await session.flush()
    gained = int(is_answered(question.required, value)) - int(is_answered(question.required, before))
    await touch_report(session, report, answers=gained)


async def list_answers(session: AsyncSession, report: Report) -> Sequence[tuple[ReportAnswer, PeriodQuestion]]:
    """The report's answers with their questions, in order."""
    rows = await session.execute(
        select(ReportAnswer, PeriodQuestion)
        .join(PeriodQuestion, PeriodQuestion.id == ReportAnswer.question_id)
        .where(ReportAnswer.report_id == report.id)
        .order_by(PeriodQuestion.sort, PeriodQuestion.id)
    )
    return [(answer, question) for answer, question in rows.all()]


async def keep_answers(session: AsyncSession, report: Report) -> list[dict[str, Any]]:
    """Append what is submitted, where it differs from the last time; what has changed since then, in words."""
    pairs = await list_answers(session, report)
    sent = await _last_sent(session, [answer.id for answer, _question in pairs])
    changed: list[dict[str, Any]] = []
    for answer, question in pairs:
        if answer.review_state is LineReviewState.OK and report.submission > 1:
            continue  # in order since the last time, and locked meanwhile
        answer.review_state = LineReviewState.PENDING
        if answer.id in sent and sent[answer.id] == answer.value:
            continue
        if answer.id in sent:
            changed += changes({question.text: said(question, sent[answer.id])}, {question.text: said(question, answer.value)})
        keep_answer(session, report, answer, report.submitted_at)
    return changed


def keep_answer(session: AsyncSession, report: Report, answer: ReportAnswer, submitted_at: datetime | None) -> None:
    """Append the answer as it was submitted at that moment."""
    answer.submitted_number = report.submission
    kept_text = ReportAnswerText(answer_id=answer.id, number=report.submission, value=answer.value, submitted_at=submitted_at)
    session.add(kept_text)


async def _last_sent(session: AsyncSession, answers: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await session.execute(
        select(ReportAnswer.id, ReportAnswerText.value)
        .join(ReportAnswerText, ReportAnswerText.answer_id == ReportAnswer.id)
        .where(ReportAnswer.id.in_(answers), ReportAnswerText.number == ReportAnswer.submitted_number)
    )
    return {row.id: row.value for row in rows}
