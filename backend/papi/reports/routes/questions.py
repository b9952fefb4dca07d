from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list as answer_pages
from papi.kit.lists import answer_whole
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.outbox.queries import FACTS, timeline
from papi.outbox.schemas import TimelineRead
from papi.reports import actions
from papi.reports.models import PeriodKind
from papi.reports.queries import answer_files, answer_list, answers, questions
from papi.reports.queries.reports import get_report
from papi.reports.schemas.answers import (
    AnswerMarkUpdate,
    AnswerRead,
    AnswersRead,
    AnswersSummary,
    AnswerUpdate,
    PeriodAnswer,
    PeriodAnswerQuery,
)
from papi.reports.schemas.questions import NextCode

router = api_router("report-answers")


@router.get("/periods/next-code")
async def get_next_code(
    session: DbSession, actor: CurrentActor, plan_id: UUID, kind: Annotated[PeriodKind, Query()] = PeriodKind.AD_HOC
) -> NextCode:
    """The code that the plan's next ad-hoc period gets when it is created without one: `2024-DX3`."""
    return NextCode.model_validate(await questions.read_next_code(session, actor, plan_id, kind))


@router.get("/periods/{period_id}/answers", response_model=PageOf[PeriodAnswer])
async def list_period_answers(
    request: Request, session: DbSession, actor: CurrentActor, period_id: UUID, query: Annotated[PeriodAnswerQuery, Query()]
) -> Response:
    """What the units have answered, as submitted, unit after unit. A unit sees its own answers alone."""
    return await answer_pages(session, request, await answer_list.list_period_answers(session, actor, period_id, query), query)


@router.get("/periods/{period_id}/answers/summary", response_model=AnswersSummary)
async def summarise_answers(request: Request, session: DbSession, actor: CurrentActor, period_id: UUID) -> Response:
    """The submitted answers counted question by question."""
    return await answer_whole(request, await answer_list.summarise_answers(session, actor, period_id), answer_files.SUMMARY)


@router.get("/reports/{report_id}/answers", response_model=AnswersRead)
async def list_answers(request: Request, session: DbSession, actor: CurrentActor, report_id: UUID) -> Response:
    """What the unit answers to the period's questions, in their order; none where the period has no questions.

    The own unit sees its working answers, everyone else what was last submitted.
    """
    loaded = await get_report(session, actor, report_id)
    items = await answers.read_answers(session, actor, report_id)
    body = {"items": items, "content_version": loaded.report.content_version}
    return await answer_whole(request, body, answer_files.REPORT_ANSWERS)


@router.get("/report-answers/{answer_id}", response_model=AnswerRead)
async def get_report_answer(session: DbSession, actor: CurrentActor, answer_id: UUID, precondition: IfMatch) -> Response:
    """One answer, with its own version in the ETag."""
    answer = await answers.read_answer(session, actor, answer_id)
    return resource(answer, answer["version"], precondition)


@router.patch("/report-answers/{answer_id}", response_model=AnswerRead)
async def update_report_answer(
    session: DbSession, actor: CurrentActor, answer_id: UUID, given: AnswerUpdate, precondition: IfMatch
) -> Response:
    """Save what the unit answers, in a draft or to a returned question.

    412 `stale_version` when somebody else has saved it meanwhile; 409 when the report has been sent; 422 names the question that wants
    another kind of answer.
    """
    await actions.update_report_answer(session, actor, answer_id, given, precondition)
    return await _answer(session, actor, answer_id)


@router.put("/report-answers/{answer_id}/review-mark", response_model=AnswerRead)
async def set_answer_mark(
    session: DbSession, actor: CurrentActor, answer_id: UUID, given: AnswerMarkUpdate, precondition: IfMatch
) -> Response:
    """Keep the caller's own mark on an answer: `ok`, `return` (with a reason), `later`, or null for none; as on lines."""
    await actions.set_answer_mark(session, actor, answer_id, given, precondition)
    return await _answer(session, actor, answer_id)


async def _answer(session: DbSession, actor: CurrentActor, answer_id: UUID) -> Response:
    await session.flush()
    answer = await answers.read_answer(session, actor, answer_id)
    return resource(answer, answer["version"])


@router.get("/report-answers/{answer_id}/timeline", response_model=TimelineRead)
async def get_answer_timeline(request: Request, session: DbSession, actor: CurrentActor, answer_id: UUID) -> Response:
    """What happened to the answer, oldest first; the drafts' changes for the own unit alone."""
    found = await answers.get_answer(session, actor, answer_id)
    own = found.loaded.unit.id in actor.inherited
    return await answer_whole(request, await timeline(session, "report_answer", answer_id, language=actor.language, private=own), FACTS)
