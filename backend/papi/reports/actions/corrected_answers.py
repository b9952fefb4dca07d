"""Answers within a correction: what was accepted beside what is to stand, by the rules that hold while the report is written."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit.errors import FieldError, Invalid
from papi.reports.actions.answers import keep_answer, list_answers
from papi.reports.answering import is_answered, kept, refusal_of
from papi.reports.errors import CorrectionOutdated, CorrectionTooShort, NothingCorrected, UnknownAnswers
from papi.reports.models import Correction, CorrectionAnswer, CorrectionLine, PeriodQuestion, Report, ReportAnswer
from papi.reports.schemas.corrections import CorrectionAnswerWrite


async def write_corrected_answers(
    session: AsyncSession, report: Report, correction_id: UUID, given: Sequence[CorrectionAnswerWrite]
) -> None:
    """Keep what was accepted of each answer beside what is to stand; one that says nothing new, or is not enough, is refused."""
    answers = {answer.id: (answer, question) for answer, question in await list_answers(session, report)}
    wanted = {one.answer_id: one for one in given}
    if not wanted.keys() <= answers.keys():
        raise UnknownAnswers
    placed = [(place, one, *answers[one.answer_id]) for place, one in enumerate(wanted.values())]
    wrong = [
        FieldError(f"/answers/{place}/value", *words)
        for place, one, _answer, question in placed
        if (words := refusal_of(question, one.value)) is not None
    ]
    if wrong:
        raise Invalid(errors=wrong)
    same = [place for place, one, answer, _question in placed if kept(one.value) == answer.value]
    if same:
        raise NothingCorrected(errors=[FieldError(f"/answers/{place}", NothingCorrected.vi, NothingCorrected.en) for place in same])
    short = [_named(place, question) for place, one, _answer, question in placed if not is_answered(question.required, kept(one.value))]
    if short:
        raise CorrectionTooShort(short)
    session.add_all(
        CorrectionAnswer(correction_id=correction_id, answer_id=answer.id, before=answer.value, after=kept(one.value))
        for _place, one, answer, _question in placed
    )


async def sent_parts(session: AsyncSession, correction: Correction) -> dict[str, Any]:
    """What was sent of a correction, as the history keeps it where it did not stand: the unit writes over it."""
    lines = await session.scalars(select(CorrectionLine).where(CorrectionLine.correction_id == correction.id))
    answers = await session.scalars(select(CorrectionAnswer).where(CorrectionAnswer.correction_id == correction.id))
    return {
        "reason": correction.reason,
        "lines": [{"line_id": str(line.line_id), "after": line.after} for line in lines],
        "answers": [{"answer_id": str(answer.answer_id), "after": answer.after} for answer in answers],
    }


def _named(place: int, question: PeriodQuestion) -> FieldError:
    number, text = question.sort + 1, question.text
    return FieldError(f"/answers/{place}/value", f"Câu {number} “{text}”: chưa trả lời.", f"Question {number} “{text}”: no answer.")


async def apply_corrected_answers(session: AsyncSession, report: Report, correction_id: UUID, sent_at: datetime | None) -> int:
    """Let the corrected answers stand, unless one was accepted otherwise meanwhile; how many there are."""
    rows = await session.execute(
        select(CorrectionAnswer, ReportAnswer)
        .join(ReportAnswer, ReportAnswer.id == CorrectionAnswer.answer_id)
        .where(CorrectionAnswer.correction_id == correction_id)
    )
    pairs = [(wanted, answer) for wanted, answer in rows.all()]
    if any(answer.value != wanted.before for wanted, answer in pairs):
        raise CorrectionOutdated
    for wanted, answer in pairs:
        answer.value = wanted.after
        keep_answer(session, report, answer, sent_at)
    return len(pairs)
