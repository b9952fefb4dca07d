"""Reading what was answered to the questions of an ad-hoc period, as its accepted reports say it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.consolidation.material import Answer, Naming, Question
from papi.kit.db import read_rows
from papi.reports.answering import said
from papi.reports.models import PeriodQuestion, Report, ReportAnswer, ReportAnswerText, ReportState
from papi.reports.queries.answer_list import summed
from papi.reports.queries.answers import submitted_answer
from papi.reports.queries.questions import list_questions


async def accepted_answers(session: AsyncSession, period_id: UUID, naming: Naming) -> list[Question]:
    """Each question with the answers of accepted reports by unit in official order, the places left blank among them."""
    questions = await list_questions(session, period_id)
    if not questions:
        return []
    rows = await read_rows(
        session,
        select(
            ReportAnswer.id,
            ReportAnswer.question_id,
            ReportAnswer.report_id,
            Report.unit_id,
            ReportAnswerText.number,
            ReportAnswerText.value,
        )
        .join(Report, Report.id == ReportAnswer.report_id)
        .join(ReportAnswerText, submitted_answer())
        .where(Report.period_id == period_id, Report.state == ReportState.ACCEPTED),
    )
    given: dict[UUID, list[Any]] = {}
    for row in sorted(rows, key=lambda row: naming.units[row.unit_id].sort):
        given.setdefault(row.question_id, []).append(row)
    return [_question(question, given.get(question.id, ()), naming) for question in questions]


def _question(question: PeriodQuestion, rows: Sequence[Any], naming: Naming) -> Question:
    counts = summed(question, [row.value for row in rows if row.value is not None], "vi")
    answers = [Answer(row.id, row.number, row.report_id, naming.units[row.unit_id], row.value, said(question, row.value)) for row in rows]
    return Question(question.id, question.sort + 1, question.text, question.kind, question.measure, answers, counts)
