"""Answers of several units' drafts become answers of one report: what all said stays, texts stand together, the rest is asked anew."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from papi.directory.models import Unit
from papi.outbox.facts import changes, record
from papi.reorganisation.actions.carrying import Carrying, together
from papi.reports.actions.answers import add_answers, counted, list_answers
from papi.reports.answering import is_answered, said
from papi.reports.facts import ANSWER_SAVED, about_answer
from papi.reports.models import PeriodQuestion, QuestionKind, Report, ReportAnswer
from papi.reports.queries.questions import list_questions

_Told = tuple[Unit | None, ReportAnswer]


async def answering_reports(carrying: Carrying, reports: Sequence[UUID]) -> set[UUID]:
    """Those of the reports that are asked questions."""
    asked = select(ReportAnswer.report_id).where(ReportAnswer.report_id.in_(reports)).distinct()
    return set(await carrying.session.scalars(asked))


async def write_answers(carrying: Carrying, goal: Report, sources: Sequence[tuple[Unit, Report]]) -> None:
    """Let the drafts' answers join the report, which has a place for each answer or gets it."""
    pairs = await list_answers(carrying.session, goal)
    own = {answer.question_id: answer for answer, _question in pairs}
    if not pairs:
        pairs = await _places(carrying, goal)
    told: dict[UUID, list[_Told]] = {question_id: [(None, answer)] for question_id, answer in own.items()}
    for unit, report in sources:
        for answer, _question in await list_answers(carrying.session, report):
            told.setdefault(answer.question_id, []).append((unit, answer))
    for answer, question in pairs:
        _write(carrying, goal, (answer, question), told)
    await carrying.session.flush()
    goal.answers_total = len(pairs)
    goal.answers_complete = sum(is_answered(question.required, answer.value) for answer, question in pairs)
    goal.content_version += 1


async def _places(carrying: Carrying, goal: Report) -> Sequence[tuple[ReportAnswer, PeriodQuestion]]:
    questions = await list_questions(carrying.session, goal.period_id)
    add_answers(carrying.session, [goal], questions)
    for name, number in counted(questions).items():
        setattr(goal, name, number)
    await carrying.session.flush()
    return await list_answers(carrying.session, goal)


def _write(carrying: Carrying, goal: Report, pair: tuple[ReportAnswer, PeriodQuestion], told: Mapping[UUID, Sequence[_Told]]) -> None:
    answer, question = pair
    heard = told.get(question.id, ())
    given = [(unit, source) for unit, source in heard if source.value is not None]
    differing = together((unit, said(question, source.value) or source.differing) for unit, source in heard)
    if not given:
        answer.differing = differing or None
        return
    answer.value = _joined(question, given)
    saves = [(source.saved_at, source.saved_by, source.saved_for) for _unit, source in given if source.saved_at is not None]
    answer.saved_at, answer.saved_by, answer.saved_for = max(saves, key=lambda save: save[0]) if saves else (None, None, None)
    before = together((unit, said(question, source.value)) for unit, source in given)
    answer.differing = differing if answer.value is None else None
    kept = changes({"value": before}, {"value": said(question, answer.value)})
    if kept:
        record(carrying.session, carrying.author, about_answer(ANSWER_SAVED, goal, answer, question.text, private=True, changes=kept))


def _joined(question: PeriodQuestion, given: Sequence[_Told]) -> Any:
    """What several units that said different things say together, nobody has said, but for texts."""
    values = [source.value for _unit, source in given]
    if all(value == values[0] for value in values):
        return values[0]
    return together((unit, source.value) for unit, source in given) if question.kind is QuestionKind.TEXT else None
