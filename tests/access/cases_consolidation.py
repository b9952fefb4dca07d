"""The report to the province: the coordinator writes it, the leader decides, everybody inside reads what was approved."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.one_consolidated import OneConsolidated, approved_report, begun_report, returned_report, submitted_report
from tests.support.world import World

Make = Callable[[World], Awaitable[OneConsolidated]]
BEFORE = expect(404, admin=403, coordinator=200, leader=200)
AFTER = expect(200, admin=403)
INSIDE = expect(403, coordinator=200, leader=200)
WRITTEN = expect(403, coordinator=200)
ADDED = expect(403, coordinator=201)
DECIDED = expect((404), admin=403, coordinator=403, leader=200)


_PARAGRAPHS = [(f"{{{which}}}", "{block_id}") for which in ("block", "task", "question")]


def case(method: str, path: str, expected: Any, make: Make = begun_report, body: Any = None) -> Case:
    """A request about a report; `{report}` and `{block}` stand for ids."""

    async def attempt(scene: Scene) -> Attempt:
        one = await make(scene.world)
        return Attempt(path.format(report=one.id, block=one.block_id, task=one.task_id, question=one.question_id), _about(body, one))

    attempt.__name__ = make.__name__
    named = path.replace("{report}", "{consolidated_id}")
    for literal, parameter in (("/sections/direction", "/sections/{key}"), ("/versions/1/", "/versions/{number}/"), *_PARAGRAPHS):
        named = named.replace(literal, parameter)
    return Case(f"{method} {named.partition('?')[0]}", attempt, expected)


def _about(body: Any, one: OneConsolidated) -> Any:
    if isinstance(body, Mapping):
        return {key: one.block_ids if value == "order" else value for key, value in body.items()}
    return body


async def a_period_with_something_accepted(scene: Scene) -> Attempt:
    one = await begun_report(scene.world, produced=False)
    return Attempt("/consolidated-reports", {"period_id": one.period_id})


async def everything(scene: Scene) -> Attempt:
    return Attempt("/consolidated-reports")


ONE, SECTION, BLOCK = "/consolidated-reports/{report}", "/consolidated-reports/{report}/sections/direction", "/consolidated-blocks/{block}"
REASON = {"reason": "Bổ sung nguyên nhân"}
BY_WHO_WRITES = expect(404, admin=403, coordinator=200, leader=403)
CASES = [
    Case("GET /consolidated-reports", everything, expect(200, admin=403)),
    Case("POST /consolidated-reports", a_period_with_something_accepted, ADDED),
    *[
        case("GET", f"{ONE}{part}", seen, make)
        for part in ("", "/contents", "/export?format=json")
        for seen, make in ((BEFORE, begun_report), (AFTER, approved_report))
    ],
    case("GET", f"{ONE}/seal", AFTER, approved_report),
    case("GET", f"{ONE}/timeline", INSIDE),
    case("GET", SECTION, INSIDE),
    case("GET", f"{SECTION}/versions", INSIDE),
    case("GET", f"{BLOCK}/sources", INSIDE),
    case("GET", f"{ONE}/refresh", BY_WHO_WRITES),
    case("POST", f"{ONE}/refresh", BY_WHO_WRITES, begun_report, {"take": []}),
    case(
        "POST",
        f"{ONE}/blocks",
        expect(404, admin=403, coordinator=201, leader=403),
        begun_report,
        {"section": "causes", "text": "Vì thiếu kinh phí."},
    ),
    case("PATCH", BLOCK, WRITTEN, begun_report, {"text": "Lời khác."}),
    case("DELETE", BLOCK, WRITTEN),
    case("POST", f"{BLOCK}/split", WRITTEN, begun_report, {"at": 12}),
    case("POST", "/consolidated-blocks/{question}/condense", WRITTEN),
    case("PUT", "/consolidated-blocks/{question}/sources", WRITTEN, begun_report, {"hidden": []}),
    case("PUT", f"{SECTION}/order", BY_WHO_WRITES, begun_report, {"block_ids": "order"}),
    case("POST", f"{SECTION}/versions", BY_WHO_WRITES),
    case("POST", f"{SECTION}/versions/1/restore", BY_WHO_WRITES, returned_report),
    case("POST", f"{ONE}/submit", BY_WHO_WRITES),
    case("POST", f"{ONE}/return", DECIDED, submitted_report, REASON),
    case("POST", f"{ONE}/approve", DECIDED, submitted_report),
    case("POST", f"{ONE}/reopen", expect(403, coordinator=200), approved_report, REASON),
]


def listed(make: Make) -> Callable[[Scene], Awaitable[Listed]]:
    async def a_list(scene: Scene) -> Listed:
        return Listed("/consolidated-reports", (await make(scene.world)).id)

    a_list.__name__ = make.__name__
    return a_list


LISTS = [
    ListCase("GET /consolidated-reports", listed(begun_report), expect(False, admin=403, coordinator=True, leader=True)),
    ListCase("GET /consolidated-reports", listed(approved_report), expect(True, admin=403)),
]
