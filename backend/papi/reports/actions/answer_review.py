"""The reviewer's side of answers: own marks, what is returned, what is in order; as with lines."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit.etag import Precondition
from papi.outbox.facts import record
from papi.reports.actions.answers import list_answers
from papi.reports.actions.claims import hold
from papi.reports.actions.marking import ANSWERS, give_back, lacks_reason, marks_kept, put_in_order, store_marks
from papi.reports.errors import ReasonRequired, UnknownAnswers
from papi.reports.facts import ANSWER_RETURNED, about_answer
from papi.reports.models import Report, ReportAnswer, ReportState
from papi.reports.queries.answers import get_answer
from papi.reports.schemas.answers import AnswerMarkUpdate
from papi.reports.schemas.reports import ReturnedLine
from papi.reports.workflow import ReportStep, take


async def set_answer_mark(
    session: AsyncSession, actor: Actor, answer_id: UUID, given: AnswerMarkUpdate, precondition: Precondition
) -> None:
    """Keep the reviewer's own mark on the answer as it stands; a mark to return needs its reason."""
    found = await get_answer(session, actor, answer_id, lock=True)
    precondition.check(found.answer.version)
    take(actor, found.loaded.standing, ReportStep.MARK)
    if lacks_reason(given):
        raise ReasonRequired
    await hold(session, actor, found.loaded.report)
    await store_marks(session, actor, ANSWERS, {answer_id: given}, {answer_id: found.answer.version})


async def all_answers(session: AsyncSession, report: Report) -> Sequence[UUID]:
    """Every answer of the report."""
    return (await session.scalars(select(ReportAnswer.id).where(ReportAnswer.report_id == report.id))).all()


async def return_answers(session: AsyncSession, actor: Actor, report: Report, wanted: Mapping[UUID, ReturnedLine]) -> None:
    """Mark the wanted answers as returned with their reasons and, at the first return, the others as in order."""
    pairs = await list_answers(session, report)
    if not wanted.keys() <= {answer.id for answer, _question in pairs}:
        raise UnknownAnswers
    first = report.state is not ReportState.RETURNED
    async with marks_kept(session, ANSWERS, report):
        for answer, question in pairs:
            if answer.id in wanted:
                said = give_back(answer, wanted[answer.id])
                record(session, actor.author, about_answer(ANSWER_RETURNED, report, answer, question.text, private=False, **said))
            elif first:
                put_in_order(answer)


async def accept_answers(session: AsyncSession, report: Report) -> None:
    """Every answer of an accepted report is in order."""
    async with marks_kept(session, ANSWERS, report):
        for answer, _question in await list_answers(session, report):
            put_in_order(answer)
