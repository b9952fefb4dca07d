"""What was answered to the questions of an ad-hoc period, as its accepted reports say it: a table for each question, with who said what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.consolidation.material import Naming, UnitNamed
from papi.consolidation.naming import units_in_words
from papi.kit.db import read_rows
from papi.reports.answering import as_number, said
from papi.reports.folding import fold_texts
from papi.reports.models import PeriodQuestion, QuestionKind, Report, ReportAnswer, ReportAnswerText, ReportState
from papi.reports.queries.answer_list import summed
from papi.reports.queries.answers import submitted_answer
from papi.reports.queries.questions import list_questions


@dataclass(frozen=True)
class _Answered:
    """What one unit answered to one question."""

    report_id: UUID
    unit: UnitNamed
    value: Any
    text: str

    @property
    def names(self) -> Sequence[str]:
        return self.unit.names


async def accepted_answers(session: AsyncSession, period_id: UUID, naming: Naming) -> list[dict[str, Any]]:
    """Each question with its numbers and its answers by unit in official order; texts that say the same once, with all who said it."""
    questions = await list_questions(session, period_id)
    if not questions:
        return []
    rows = await read_rows(
        session,
        select(ReportAnswer.question_id, ReportAnswer.report_id, Report.unit_id, ReportAnswerText.value)
        .join(Report, Report.id == ReportAnswer.report_id)
        .join(ReportAnswerText, submitted_answer())
        .where(Report.period_id == period_id, Report.state == ReportState.ACCEPTED),
    )
    reports = len({row.report_id for row in rows})
    given: dict[UUID, list[Any]] = {}
    for row in sorted(rows, key=lambda row: naming.units[row.unit_id].sort):
        given.setdefault(row.question_id, []).append(row)
    return [_told(question, given.get(question.id, ()), reports, naming) for question in questions]


def _told(question: PeriodQuestion, rows: Sequence[Any], reports: int, naming: Naming) -> dict[str, Any]:
    answered = [
        _Answered(row.report_id, naming.units[row.unit_id], row.value, said(question, row.value)) for row in rows if row.value is not None
    ]
    return {
        "number": question.sort + 1,
        "text": question.text,
        "kind": question.kind.value,
        "summary": "; ".join([f"{len(answered)}/{reports} báo cáo có trả lời", *_counted(question, answered)]),
        "answers": [_row(group, naming) for group in _groups(question, answered)],
    }


def _groups(question: PeriodQuestion, answered: Sequence[_Answered]) -> Iterator[Sequence[_Answered]]:
    if question.kind is QuestionKind.TEXT:
        yield from (group.items for group in fold_texts(answered))
    else:
        yield from ([one] for one in answered)


def _row(group: Sequence[_Answered], naming: Naming) -> dict[str, Any]:
    units = list({one.unit.id: one.unit for one in group}.values())
    return {
        "units": units_in_words(units, naming),
        "said": group[0].text,
        "number": as_number(group[0].value),
        "reports": [str(one.report_id) for one in group],
    }


def _counted(question: PeriodQuestion, answered: Sequence[_Answered]) -> Iterator[str]:
    """In words; percentages are not added up."""
    counts = summed(question, [one.value for one in answered], "vi")
    yield from (f"{option['text']}: {option['count']}" for option in counts["counts"])
    if counts["sum"] is None:
        return
    names = {"sum": "tổng", "min": "thấp nhất", "max": "cao nhất", "mean": "trung bình"}
    yield from (f"{words} {said(question, counts[name])}" for name, words in names.items() if name != "sum" or question.measure != "%")
