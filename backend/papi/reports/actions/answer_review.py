"""The reviewer's side of answers: own marks, what is returned, what is in order; as with lines."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit import clock
from papi.kit.db import insert_for
from papi.kit.etag import Precondition
from papi.outbox.facts import record
from papi.reports.actions.answers import list_answers
from papi.reports.actions.claims import hold
from papi.reports.errors import ReasonRequired, UnknownAnswers
from papi.reports.facts import ANSWER_RETURNED, about_answer
from papi.reports.models import AnswerMark, LineReviewState, MarkKind, ReasonCode, Report, ReportAnswer, ReportState
from papi.reports.queries.answers import get_answer
from papi.reports.schemas.answers import AnswerMarkUpdate
from papi.reports.schemas.reports import ReturnedLine
from papi.reports.words import REASON_WORDS
from papi.reports.workflow import ReportStep, take


async def set_answer_mark(
    session: AsyncSession, actor: Actor, answer_id: UUID, given: AnswerMarkUpdate, precondition: Precondition
) -> None:
    """Keep the reviewer's own mark on the answer as it stands; a mark to return needs its reason."""
    found = await get_answer(session, actor, answer_id, lock=True)
    precondition.check(found.answer.version)
    take(actor, found.loaded.standing, ReportStep.MARK)
    if given.mark is MarkKind.RETURN and not given.reason:
        raise ReasonRequired
    await hold(session, actor, found.loaded.report)
    if given.mark is None:
        own = (AnswerMark.answer_id == answer_id, AnswerMark.person_id == actor.person_id)
        await session.execute(delete(AnswerMark).where(*own))
        return
    row: dict[str, Any] = {
        "mark": given.mark,
        "reason_code": given.reason_code or (ReasonCode.OTHER if given.mark is MarkKind.RETURN else None),
        "reason": given.reason,
        "answer_version": found.answer.version,
        "marked_at": clock.business(),
    }
    kept = insert_for(session, AnswerMark).values(answer_id=answer_id, person_id=actor.person_id, **row)
    await session.execute(kept.on_conflict_do_update(index_elements=["answer_id", "person_id"], set_=row))


async def answers_marked_to_return(session: AsyncSession, actor: Actor, report: Report) -> Mapping[UUID, ReturnedLine]:
    """The reviewer's own marks to return that still hold."""
    rows = await session.execute(
        select(AnswerMark.answer_id, AnswerMark.reason_code, AnswerMark.reason)
        .join(ReportAnswer, ReportAnswer.id == AnswerMark.answer_id)
        .where(
            ReportAnswer.report_id == report.id,
            AnswerMark.person_id == actor.person_id,
            AnswerMark.mark == MarkKind.RETURN,
            AnswerMark.answer_version == ReportAnswer.version,
        )
    )
    return {
        row.answer_id: ReturnedLine(id=row.answer_id, reason_code=row.reason_code or ReasonCode.OTHER, reason=row.reason) for row in rows
    }


async def all_answers(session: AsyncSession, report: Report) -> Sequence[UUID]:
    """Every answer of the report."""
    return (await session.scalars(select(ReportAnswer.id).where(ReportAnswer.report_id == report.id))).all()


async def return_answers(session: AsyncSession, actor: Actor, report: Report, wanted: Mapping[UUID, ReturnedLine]) -> None:
    """Mark the wanted answers as returned with their reasons and, at the first return, the others as in order."""
    pairs = await list_answers(session, report)
    if not wanted.keys() <= {answer.id for answer, _question in pairs}:
        raise UnknownAnswers
    first = report.state is not ReportState.RETURNED
    async with answer_marks_kept(session, report):
        for answer, question in pairs:
            if answer.id in wanted:
                given = wanted[answer.id]
                answer.review_state = LineReviewState.RETURNED
                answer.reason_code, answer.reason = given.reason_code, given.reason
                said = {"reason": given.reason, "reason_words": REASON_WORDS[given.reason_code][0]}
                record(session, actor.author, about_answer(ANSWER_RETURNED, report, answer, question.text, private=False, **said))
            elif first:
                _settle(answer)


async def accept_answers(session: AsyncSession, report: Report) -> None:
    """Every answer of an accepted report is in order."""
    async with answer_marks_kept(session, report):
        for answer, _question in await list_answers(session, report):
            _settle(answer)


def _settle(answer: ReportAnswer) -> None:
    answer.review_state = LineReviewState.OK
    answer.reason_code = answer.reason = None


@asynccontextmanager
async def answer_marks_kept(session: AsyncSession, report: Report) -> AsyncGenerator[None]:
    """A decision moves the answers' versions, not what they say: marks that held before it hold after it."""
    marks = select(AnswerMark.answer_id, AnswerMark.person_id).join(ReportAnswer, ReportAnswer.id == AnswerMark.answer_id)
    held = await session.execute(marks.where(ReportAnswer.report_id == report.id, AnswerMark.answer_version == ReportAnswer.version))
    keys = [(row.answer_id, row.person_id) for row in held]
    yield
    await session.flush()
    if keys:
        now = select(ReportAnswer.version).where(ReportAnswer.id == AnswerMark.answer_id).scalar_subquery()
        moved = update(AnswerMark).where(tuple_(AnswerMark.answer_id, AnswerMark.person_id).in_(keys)).values(answer_version=now)
        await session.execute(moved.execution_options(synchronize_session=False))
