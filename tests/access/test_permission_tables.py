"""Every endpoint, tried by every role on a matter of its own unit and of another. The table: `cases_*.py`; its shape: `tables.py`.

Each attempt is also asked for its trace: what is done leaves a fact of who did it, what is refused leaves nothing.
"""

import importlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from tests.access.public import PUBLIC
from tests.access.tables import Attempt, Case, Expectation, ListCase, Listed, Scene, flat, operations, scenes, value_at
from tests.access.traces import facts_of, is_signed, stored_by
from tests.support.world import World

_MODULES = [importlib.import_module(f"tests.access.{file.stem}") for file in sorted(Path(__file__).parent.glob("cases_*.py"))]


def _gathered(name: str) -> list[Any]:
    return [entry for module in _MODULES for entry in getattr(module, name, [])]


def _excused(name: str) -> dict[str, str]:
    return {operation: reason for module in _MODULES for operation, reason in _table(module, name).items()}


def _table(module: ModuleType, name: str) -> dict[str, str]:
    return getattr(module, name, {})


CASES: list[Case] = _gathered("CASES")
LISTS: list[ListCase] = _gathered("LISTS")
ANSWERS: list[ListCase] = _gathered("ANSWERS")


WITHOUT_FACT = {
    "POST /units/successions/{succession_id}/preview": "what is done to show it is undone",
    "POST /report-regime/preview": "what would come of a regime is looked at before it is written down",
    "PUT /report-lines/{line_id}/review-mark": "a mark is the reviewer's own note until the report goes back or is accepted",
    "PUT /report-answers/{answer_id}/review-mark": "a mark is the reviewer's own note until the report goes back or is accepted",
    "PUT /reports/{report_id}/review-marks": "marks are the reviewer's own notes until the report goes back or is accepted",
    "POST /reports/{report_id}/claim": "a sign on the desk changes nothing about the report; taking it from a colleague is told",
    "POST /reports/{report_id}/release": "taking the sign off changes nothing about the report",
    "PATCH /me/notification-settings": "how one hears of news is one's own matter",
    "PUT /report-lines/read": "having read a line changes nothing for anybody else",
    "POST /notifications/read": "having read one's own notice changes nothing for anybody else",
    "POST /evidence/{evidence_id}/ticket": "a ticket is a right to read for one minute; the read of a marked file is the fact",
    "POST /evidence/{evidence_id}/redacted/ticket": "the same for a copy that holds no personal data",
    "POST /evidence/pack/ticket": "a ticket is a right to draw for one minute; the pack that is drawn is the fact",
    "POST /uploads": "a file on its way is nobody's document yet; what it becomes is the fact",
    "HEAD /uploads/{upload_id}": "asking changes nothing",
    "PATCH /uploads/{upload_id}": "bytes on their way are nobody's document yet; what the last of them make is the fact",
    "DELETE /uploads/{upload_id}": "what is given up was nobody's document yet",
    "POST /paper-jobs": "a paper is a copy of what its asker reads; it changes nothing, and nobody else sees it",
    "POST /periods/from-regime": "the periods of the year end before this plan was adopted: none is made",
    "POST /reports/{report_id}/carry-forward": "there is no earlier text to carry here",
    "POST /reports/{report_id}/carry-updates": "nothing was accepted before that could be taken over",
}
NOT_EVERY_TIME = {
    "POST /reports/bulk": "each report stands or falls alone: the facts are those of the reports that it moves",
    "POST /evidence/bulk": "each document stands or falls alone: the facts are those of the ones that it moves",
    "POST /assignments/bulk": "each assignment stands or falls alone: the facts are those of the ones that it moves",
    "POST /erasures/bulk": "each document stands or falls alone: the facts are those of the ones that it proposes",
    "POST /scores/import": "a file that is imported again changes nothing",
}


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_every_role_gets_the_answer_of_the_table_and_leaves_its_trace(world: World, case: Case) -> None:
    found: dict[str, int] = {}
    untold: list[str] = []
    facts = 0
    async for name, scene, attempt in scenes(world, case.make, coordinating=case.coordinating, kind=case.kind):
        found[name], faults, told = await _tried(scene, case, attempt)
        untold += [f"{name}: {fault}" for fault in faults]
        facts += told

    assert _unlike(found, case.expected) == {}
    assert untold == []
    assert facts > 0 or case.operation not in NOT_EVERY_TIME


def _unlike(found: Mapping[str, Any], expected: Expectation) -> dict[str, str]:
    """Who got something else than the table says."""
    return {name: f"{found[name]} instead of {wanted}" for name, wanted in flat(expected).items() if found[name] != wanted}


async def _tried(scene: Scene, case: Case, attempt: Attempt) -> tuple[int, list[str], int]:
    """The answer to the scene's caller, what is wrong with the traces that the attempts leave, and the number of facts."""
    method = case.operation.partition(" ")[0]
    with stored_by(scene.world) as of_stranger:
        stranger = await scene.world.anyone.request(method, attempt.path, json=attempt.body, **attempt.options)
    assert stranger.status_code == 401, f"{case.operation} answers {stranger.status_code} to who is not signed in"
    with stored_by(scene.world) as of_caller:
        answer = await scene.caller.request(method, attempt.path, json=attempt.body, **attempt.options)
    scene.used_up = method != "GET" and answer.status_code < 400
    told = await facts_of(scene.world, answer)
    changes = method != "GET" and case.operation not in {**WITHOUT_FACT, **NOT_EVERY_TIME}
    wrong = {
        f"a stranger stored {of_stranger}": bool(of_stranger),
        f"refused with {answer.status_code}, but stored {of_caller}": answer.status_code >= 400 and bool(of_caller),
        "done without a fact": answer.status_code < 400 and changes and not told,
        "a fact does not say who, in which role and from where": not all(is_signed(fact, scene.caller) for fact in told),
    }
    return answer.status_code, [fault for fault, holds in wrong.items() if holds], len(told)


@pytest.mark.parametrize("case", LISTS, ids=str)
async def test_a_list_hides_what_its_reader_may_not_see(world: World, case: ListCase) -> None:
    found = {name: await _finds(scene, listed) async for name, scene, listed in scenes(world, case.make)}

    assert _unlike(found, case.expected) == {}


async def _finds(scene: Scene, listed: Listed) -> bool | int:
    separator = "&" if "?" in listed.path else "?"
    first = await scene.caller.get(f"{listed.path}{separator}limit=200")
    if first.status_code != 200:
        return first.status_code
    return any(str(value_at(item, listed.key)) == listed.value for item in await _pages(scene, listed, first))


async def _pages(scene: Scene, listed: Listed, page: httpx.Response) -> list[dict[str, Any]]:
    items = list(page.json()["items"])
    separator = "&" if "?" in listed.path else "?"
    while cursor := page.json().get("next_cursor"):
        page = await scene.caller.get(f"{listed.path}{separator}limit=200&cursor={cursor}")
        items += page.json()["items"]
    return items


@pytest.mark.parametrize("case", ANSWERS, ids=str)
async def test_an_answer_shows_no_more_than_its_reader_may_see(world: World, case: ListCase) -> None:
    found = {name: await _shows(scene, listed) async for name, scene, listed in scenes(world, case.make)}

    assert _unlike(found, case.expected) == {}


async def _shows(scene: Scene, listed: Listed) -> bool | int:
    answer = await scene.caller.get(listed.path)
    return listed.value in answer.text if answer.status_code == 200 else answer.status_code


async def test_every_endpoint_stands_in_the_table_or_says_why_not(world: World) -> None:
    known = {case.operation for case in CASES} | _excused("OUTSIDE").keys() | PUBLIC.keys()

    assert set(operations(world.app)) - known == set()


async def test_the_table_speaks_of_no_endpoint_that_is_gone(world: World) -> None:
    named = [case.operation for case in (*CASES, *LISTS, *ANSWERS)] + [*_excused("OUTSIDE"), *_excused("OUTSIDE_LISTS")]

    assert set(named) - set(operations(world.app)) == set()


async def test_every_list_stands_in_the_table_of_lists_or_says_why_not(world: World) -> None:
    paged = {name for name, route in operations(world.app).items() if "PageOf" in str(route.response_model)}
    known = {case.operation for case in LISTS} | _excused("OUTSIDE_LISTS").keys()

    assert len(paged) > 5
    assert paged - known == set()


def test_no_case_stands_twice() -> None:
    twice = [name for name, number in Counter(str(case) for case in (*CASES, *LISTS, *ANSWERS)).items() if number > 1]

    assert twice == []
