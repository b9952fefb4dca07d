"""Questions of a period and their answers: written by the unit, judged by its reviewer, out of sight for every other unit."""

from collections.abc import Awaitable, Callable
from typing import Any

from papi.access.permissions import Role
from tests.access.cases_reports import (
    COORDINATOR_ONLY,
    DRAFT_SEEN,
    DRAFT_WRITTEN,
    REVIEWED,
    REVIEWED_BY_LEADER,
    SENT_SEEN,
    SUPERVISED,
    Make,
    reading,
    trying,
)
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.one_report import draft_report, planned_period, sent_report


def answering(name: str, make: Make, path: str, body: Any = None) -> Callable[[Scene], Awaitable[Attempt]]:
    """A request about the answer of the report of the scene's unit."""

    async def attempt(scene: Scene) -> Attempt:
        one = await make(scene.world, scene.unit)
        answers = await (await scene.colleague(Role.OFFICER)).get(f"/reports/{one.report_id}/answers")
        return Attempt(path.format(answer=answers.json()["items"][0]["id"], period=one.period_id), body)

    attempt.__name__ = name
    return attempt


async def a_code(scene: Scene) -> Attempt:
    return Attempt(f"/periods/next-code?plan_id={(await planned_period(scene.world, scene.unit)).plan_id}&kind=ad_hoc")


def reading_answer(path: str) -> list[Case]:
    operation = f"GET {path.replace('{answer}', '{answer_id}')}"
    return [
        Case(operation, answering("a_draft", draft_report, path), DRAFT_SEEN),
        Case(operation, answering("a_sent_one", sent_report, path), SENT_SEEN),
    ]


CASES = [
    Case("GET /periods/next-code", a_code, COORDINATOR_ONLY),
    *reading("/reports/{report}/answers"),
    *(
        Case(f"GET /periods/{{period_id}}/{part}", trying("answers", sent_report, f"/periods/{{period}}/{part}"), expect(200, admin=403))
        for part in ("answers", "answers/summary")
    ),
    *reading_answer("/report-answers/{answer}"),
    *reading_answer("/report-answers/{answer}/timeline"),
    *(
        Case(
            "PUT /report-answers/{answer_id}/review-mark",
            answering("a_mark", sent_report, "/report-answers/{answer}/review-mark", {"mark": "ok"}),
            expected,
            coordinating=expected is REVIEWED_BY_LEADER,
        )
        for expected in (REVIEWED, REVIEWED_BY_LEADER)
    ),
    Case(
        "PATCH /report-answers/{answer_id}",
        answering("an_answer", draft_report, "/report-answers/{answer}", {"value": True}),
        DRAFT_WRITTEN,
    ),
]


async def answered_list(scene: Scene) -> Listed:
    one = await sent_report(scene.world, scene.unit)
    answers = await (await scene.colleague(Role.OFFICER)).get(f"/reports/{one.report_id}/answers")
    return Listed(f"/periods/{one.period_id}/answers", answers.json()["items"][0]["id"])


LISTS = [ListCase("GET /periods/{period_id}/answers", answered_list, SUPERVISED)]
