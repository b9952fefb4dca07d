"""What the units of a period have answered, as a list over units and counted question by question; as submitted, never a draft."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.columns import UNIT_COLUMNS, unit_of
from papi.directory.models import Unit
from papi.kit.db import read_rows
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.types import AnyRow, AnySelect
from papi.reports.models import Period, PeriodQuestion, QuestionKind, Report, ReportAnswer, ReportAnswerText, ReportState
from papi.reports.queries.answer_files import PERIOD_ANSWERS
from papi.reports.queries.answers import question_of, said, submitted_answer, visible_to
from papi.reports.queries.periods import get_period
from papi.reports.queries.questions import QUESTION_FIELDS, list_questions, question_item
from papi.reports.schemas.answers import PeriodAnswerQuery
from papi.reports.words import yes_or_no


async def list_period_answers(session: AsyncSession, actor: Actor, period_id: UUID, query: PeriodAnswerQuery) -> Listing:
    """The submitted answers that the actor may see."""
    actor.require_some("report.read")
    await get_period(session, actor, period_id)
    statement = _submitted(actor, period_id)
    for column, wanted in ((PeriodQuestion.id, query.question), (Report.unit_id, query.unit)):
        if wanted is not None:
            statement = statement.where(column == wanted)
    if query.q:
        statement = statement.where(matches(Unit.folded, query.q))
    return Listing(Pages(statement, _KEYSET), lambda row: _item(actor, row), PERIOD_ANSWERS)


def _submitted(actor: Actor, period_id: UUID) -> AnySelect:
    return (
        select(
            ReportAnswer.id,
            ReportAnswer.report_id,
            ReportAnswer.review_state,
            ReportAnswerText.value,
            Report.state,
            Report.submitted_at,
            *(getattr(PeriodQuestion, name).label(f"question_{name}") for name in QUESTION_FIELDS),
            *UNIT_COLUMNS,
        )
        .join(PeriodQuestion, PeriodQuestion.id == ReportAnswer.question_id)
        .join(Report, Report.id == ReportAnswer.report_id)
        .join(Period, Period.id == Report.period_id)
        .join(Unit, Unit.id == Report.unit_id)
        .join(ReportAnswerText, submitted_answer())
        .where(Report.period_id == period_id, Report.carried_on.is_(None), visible_to(actor))
    )


_KEYSET = Keyset(
    {
        "unit": Key(Unit.sort, int),
        "question": Key(PeriodQuestion.sort, int),
        "submitted_at": Key(Report.submitted_at, datetime, nullable=True),
    },
    default="unit",
    id=ReportAnswer.id,
)


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "report_id": row.report_id,
        "report_state": row.state,
        "unit": unit_of(row),
        "question": question_of(row),
        "value": row.value,
        "value_text": said(row, row.value, actor.language),
        "review_state": row.review_state,
        "submitted_at": row.submitted_at,
    }


async def summarise_answers(session: AsyncSession, actor: Actor, period_id: UUID) -> dict[str, Any]:
    """Question by question what the units have answered, of those that the actor may see."""
    actor.require_some("report.read")
    await get_period(session, actor, period_id)
    asked = (Report.period_id == period_id, Report.carried_on.is_(None), actor.sees("report.read", Report.unit_id))
    sent = func.count().filter(Report.state != ReportState.DRAFT)
    reports, submitted = (await session.execute(select(func.count(), sent).where(*asked))).one()
    given: dict[UUID, list[Any]] = {}
    for row in await read_rows(session, _submitted(actor, period_id)):
        if row.value is not None:
            given.setdefault(row.question_id, []).append(row.value)
    questions = await list_questions(session, period_id)
    items = [{**summed(question, given.get(question.id, []), actor.language), "asked": reports} for question in questions]
    return {"reports": reports, "submitted": submitted, "items": items}


def summed(question: PeriodQuestion, values: Sequence[Any], language: str) -> dict[str, Any]:
    """What can be counted of the values of one question: of texts nothing but their number."""
    numbers: Sequence[float] = values if question.kind is QuestionKind.NUMBER else []
    return {
        "question": question_item(question),
        "answered": len(values),
        "sum": round(sum(numbers), 6) if numbers else None,
        "min": min(numbers, default=None),
        "max": max(numbers, default=None),
        "mean": round(sum(numbers) / len(numbers), 2) if numbers else None,
        "counts": [{**option, "count": values.count(value)} for value, option in _options(question, language)],
    }


def _options(question: PeriodQuestion, language: str) -> list[tuple[Any, Mapping[str, str]]]:
    if question.kind is QuestionKind.YES_NO:
        words = [(value, yes_or_no(value, language).capitalize()) for value in (True, False)]
        return [(value, {"key": "yes" if value else "no", "text": text}) for value, text in words]
    return [(choice["key"], choice) for choice in question.choices]
