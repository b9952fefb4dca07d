"""No request asks the database more often because there is more in it: ten times the data, the same number of statements."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.access.public import FOR_MACHINES
from tests.access.tables import operations
from tests.support.crowd import Crowd, make_crowd
from tests.support.crowd_papers import add_papers
from tests.support.databases import Databases
from tests.support.world import World, opened_world

FEW, MANY = 2, 20
MOST_TO_READ, MOST_TO_WRITE = 14, 60
QUERIES = {
    "GET /periods/next-code": "?plan_id={plan_id}",
    "GET /comments": "?subject=report:{report_id}",
    "GET /unit-plans/board": "?plan={plan_id}",
    "GET /unit-plans/export": "?plan={plan_id}",
    "GET /subject-requests/term": "?kind=provide&received_on=2024-09-10",
    "GET /calendar/term": "?from_on=2024-09-10&days=5",
    "GET /measure-values/months": "?measure=dvc_online_rate",
    "GET /search": "?q=ke hoach",
    "GET /task-status": "?group_by=indicator&plan={plan_id}",
    "GET /dashboards/overview": "?plan={plan_id}",
    "GET /dashboards/meeting": "?period={period_id}",
    "GET /events": "?limit=5",
    "GET /dashboards/matrix": "?plan={plan_id}",
}
ELSEWHERE = {
    **dict.fromkeys(
        [
            f"GET /consolidated-reports/{{consolidated_id}}{rest}"
            for rest in ("", "/contents", "/export", "/refresh", "/seal", "/sections/{key}", "/sections/{key}/versions", "/timeline")
        ],
        "counted while a report is produced and refreshed: tests/consolidation/test_producing.py",
    ),
    "GET /consolidated-blocks/{block_id}/sources": "the sources of one paragraph: tests/consolidation/test_producing.py",
    **dict.fromkeys(
        [f"GET /{path}{rest}" for path in ("inspections/{inspection_id}", "findings/{finding_id}") for rest in ("", "/timeline")],
        "one inspection with few and with more findings: tests/inspections/test_inspecting.py",
    ),
    **dict.fromkeys([f"GET /measure-values/{{value_id}}{rest}" for rest in ("", "/history")], "one value: tests/measures"),
    **dict.fromkeys(
        [
            f"GET /integration/cchc/{rest}"
            for rest in (
                *("evidence", "evidence/{evidence_id}/content", "indicators", "measures", "outline", "periods", "reports"),
                *("reports/{report_id}", "scores", "task-status", "units"),
            )
        ],
        "other systems alone read it: tests/integration",
    ),
    "GET /reports/{report_id}/workbook": "of a report that is being written: counted on its way below",
    **dict.fromkeys(
        ["GET /dispatches/{dispatch_id}", *(f"GET /consolidated-reports/{{consolidated_id}}/{rest}" for rest in ("dispatches", "package"))],
        "one report and what was sent of it: tests/dispatches",
    ),
    "GET /users/{person_id}/identities": "the administrator alone reads it, who takes no part here",
    **dict.fromkeys([f"GET /auth/oidc/{rest}" for rest in ("callback", "logout")], "a sign-in: tests/accounts/test_sso.py"),
    "GET /uploads/{upload_id}": "one row of one's own: tests/evidence/test_files_in_pieces.py",
    "GET /notifications/{notification_id}": "one row of one's own: tests/notifications/test_telling_people.py",
    **dict.fromkeys([f"GET /exports/{{export_id}}{rest}" for rest in ("", "/file")], "one row of one's own: tests/exports"),
    "GET /paper-jobs/{job_id}": "one row of one's own: tests/papers/test_papers_in_the_background.py",
    "GET /paper-jobs/{job_id}/content": "one file: tests/papers/test_papers_in_the_background.py",
    "GET /paper-templates/shipped/{kind}": "a file of the program: tests/papers/test_templates.py",
    "GET /paper-templates/{template_id}/content": "one file: tests/papers/test_templates.py",
    "GET /reminders/{reminder_id}/letter": "one letter: tests/oversight/test_reminding_by_hand.py",
    "GET /attention-lists/{list_id}/export": "the same as a paper: tests/oversight/test_paper_of_attention.py",
    "GET /assignments/{assignment_id}/sub-tasks": "only the unit itself reads it: tests/plans/test_pieces.py",
    **dict.fromkeys(
        [f"GET /subject-requests/{{request_id}}{rest}" for rest in ("", "/candidates", "/documents")],
        "one request: tests/subject_requests",
    ),
    "GET /erasures/{erasure_id}": "one proposal: tests/privacy/test_erasing.py",
    "GET /evidence/{evidence_id}/tombstone": "one row of a document that is no more: tests/privacy/test_erasing.py",
    **dict.fromkeys(
        [f"GET /evidence/{{evidence_id}}/redacted{rest}" for rest in ("", "/content", "/preview")],
        "one file: tests/evidence/test_redacted_copies.py",
    ),
    "GET /evidence/pack": "each file is asked about when its turn comes: tests/packs/test_packs_on_their_way.py",
    "GET /demo/accounts": "only a demo answers",
    **dict.fromkeys([name for name in FOR_MACHINES if name.startswith("GET ")], "other systems alone read it"),
    **dict.fromkeys(
        [f"GET /{rest}" for rest in ("webhooks", "webhooks/event-types", "webhooks/{webhook_id}", "webhooks/{webhook_id}/deliveries")],
        "the administrator alone reads it, who takes no part here: tests/webhooks",
    ),
    "GET /deliveries/{delivery_id}": "one row for the administrator: tests/webhooks",
    "GET /users/{person_id}/sessions": "the administrator alone reads it, who takes no part here",
    "GET /api-clients": "the administrator alone reads it: tests/api_clients",
    "GET /api-clients/{client_id}": "the administrator alone reads it: tests/api_clients",
    "GET /personal-tokens": "the administrator alone reads it: tests/personal_tokens",
}


ALONE = {
    "GET /attention-lists/{list_id}": "coordinator",
    "GET /dashboards/meeting": "coordinator",
    "GET /dispatches": "coordinator",
    "GET /escalation-ladder": "coordinator",
    "GET /escalations": "coordinator",
    "GET /inspections/units": "coordinator",
    "GET /integration/log": "coordinator",
    "GET /paper-templates": "coordinator",
    "GET /periods/next-code": "coordinator",
    "GET /audit": "leader",
    "GET /audit/verify": "leader",
    "GET /amendments/{amendment_id}": "coordinator",
    "GET /plans/{plan_id}/amendments": "coordinator",
    "GET /unit-plans/export": "coordinator",
    "GET /unit-plans/{unit_plan_id}/missing": "officer",
    "GET /unit-plans/{unit_plan_id}/suggestions": "officer",
    "GET /delegations": "head",
    "GET /evidence/{evidence_id}/reads": "head",
    "GET /erasures": "coordinator",
    "GET /subject-requests": "coordinator",
    "GET /subject-requests/term": "coordinator",
    "GET /evidence/{evidence_id}/hold": "coordinator",
    "GET /retention/due": "coordinator",
    "GET /retention-rules": "coordinator",
    "GET /delegations/{delegation_id}": "head",
}
"""Who reads what not everybody may."""
MORE_TO_READ = {
    "GET /amendments/{amendment_id} as coordinator": 22,
    "GET /reports/{report_id}/export as coordinator": 20,
    "GET /reports/{report_id}/export as officer": 19,
}
"""What holds the whole plan against its last version and against what is proposed; a paper with its lines, what came before
them, head, signer and receivers."""


@dataclass(frozen=True)
class _Counted:
    """The statements of what was read and of what was written, by its name."""

    read: dict[str, int]
    written: dict[str, int]


@pytest.fixture(scope="module")
async def few_and_many(
    databases: Databases, empty_template: str, tmp_path_factory: pytest.TempPathFactory, key_directory: Path
) -> list[_Counted]:
    """What it took when there was little, and then when there was ten times as much beside it."""
    folder = tmp_path_factory.mktemp("crowds")
    async with databases.lent(empty_template) as url, opened_world(url, folder, key_directory) as world:
        return [await _counted(world, number, year) for number, year in ((FEW, 2021), (MANY, 2022))]


async def _counted(world: World, number: int, year: int) -> _Counted:
    crowd = await make_crowd(world, number, year)
    await add_papers(crowd, number)
    return _Counted(await _reading(crowd), crowd.spent)


async def test_reading_costs_the_same_number_of_queries_whatever_there_is(few_and_many: list[_Counted]) -> None:
    few, many = (counted.read for counted in few_and_many)

    assert {name: (few[name], number) for name, number in many.items() if number != few[name]} == {}
    assert {name: number for name, number in many.items() if number > MORE_TO_READ.get(name, MOST_TO_READ)} == {}


async def _reading(crowd: Crowd) -> dict[str, int]:
    """What every reading operation takes, for who reviews and for who writes."""
    found: dict[str, int] = {}
    reads = [name for name in operations(crowd.world.app) if name.startswith("GET ") and name not in ELSEWHERE]
    for name in reads:
        path = (name.removeprefix("GET ") + QUERIES.get(name, "")).format(**crowd.ids)
        for who in [getattr(crowd, ALONE[name])] if name in ALONE else [crowd.coordinator, crowd.officer]:
            with crowd.world.counted_queries() as count:
                answer = await who.get(path)
            assert answer.status_code == 200, (name, answer.text)
            found[f"{name} as {who.role.value}"] = count.number
    return found


async def test_a_report_of_many_lines_goes_its_way_with_the_queries_of_a_short_one(few_and_many: list[_Counted]) -> None:
    few, many = (counted.written for counted in few_and_many)

    assert {name: (few[name], number) for name, number in many.items() if number != few[name]} == {}
    assert {name: number for name, number in many.items() if number > MOST_TO_WRITE} == {}
