"""The answers of corrections that were found visible before, as they were accepted and as they are to stand."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.reports.answering import said
from papi.reports.models import CorrectionAnswer, PeriodQuestion, ReportAnswer
from papi.reports.queries.questions import question_item


async def read_corrected_answers(session: AsyncSession, corrections: Sequence[UUID], language: str) -> Mapping[UUID, list[dict[str, Any]]]:
    """By correction, in the order of the questions."""
    rows = await session.execute(
        select(CorrectionAnswer, PeriodQuestion)
        .join(ReportAnswer, ReportAnswer.id == CorrectionAnswer.answer_id)
        .join(PeriodQuestion, PeriodQuestion.id == ReportAnswer.question_id)
        .where(CorrectionAnswer.correction_id.in_(corrections))
        .order_by(PeriodQuestion.sort, PeriodQuestion.id)
    )
    found: dict[UUID, list[dict[str, Any]]] = {}
    for one, question in rows.all():
        found.setdefault(one.correction_id, []).append(
            {
                "answer_id": one.answer_id,
                "question": question_item(question),
                "before": one.before,
                "after": one.after,
                "before_text": said(question, one.before, language),
                "after_text": said(question, one.after, language),
            }
        )
    return found
