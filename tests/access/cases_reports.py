"""Reports: the unit writes, its head sends, the reviewer (never of the same unit) decides; drafts are seen by the own unit alone."""

from collections.abc import Awaitable, Callable
from typing import Any

from papi.access.permissions import Role
from papi.directory.models import Unit
from tests.access.tables import Attempt, Case, Expectation, ListCase, Listed, Scene, expect
from tests.support.one_report import OneReport, accepted_report, complete_report, draft_report, period_body, planned_period, sent_report
from tests.support.world import World

Make = Callable[[World, Unit], Awaitable[OneReport]]

EVERYBODY = expect(200)
COORDINATOR_ONLY = expect(403, coordinator=200)
# another unit's report is out of sight for units, and its draft for everybody
DRAFT_SEEN = expect((200, 404), admin=403)
DRAFT_WRITTEN = expect((403, 404), admin=403, unit_head=(200, 404), officer=(200, 404))
DRAFT_SENT = expect((403, 404), admin=403, unit_head=(200, 404))
DRAFT_HANDED_OVER = expect((403, 404), admin=403, officer=(200, 404))
SENT_SEEN = expect(200, admin=403, unit_head=(200, 404), officer=(200, 404))
# nobody reviews the own unit; the coordinating unit's report goes to a leader
REVIEWED = expect(403, coordinator=(403, 200), unit_head=(403, 404), officer=(403, 404))
REVIEWED_BY_LEADER = expect(403, leader=(403, 200), unit_head=(403, 404), officer=(403, 404))


def trying(name: str, make: Make, path: str, body: Any = None) -> Callable[[Scene], Awaitable[Attempt]]:
    """A request about a report of the scene's unit; `{report}`, `{line}` and `{period}` stand for its ids."""

    async def attempt(scene: Scene) -> Attempt:
        one = await make(scene.world, scene.unit)
        return Attempt(path.format(report=one.report_id, line=one.line_id, period=one.period_id), body)

    attempt.__name__ = name
    return attempt


def reading(path: str) -> list[Case]:
    """Reading a part of a report, as a draft and once it is sent."""
    operation = f"GET {path.replace('{report}', '{report_id}').replace('{line}', '{line_id}')}"
    return [
        Case(operation, trying("a_draft", draft_report, path), DRAFT_SEEN),
        Case(operation, trying("a_sent_one", sent_report, path), SENT_SEEN),
    ]


def writing(method: str, path: str, body: Any, expected: Expectation, make: Make = draft_report) -> Case:
    operation = f"{method} {path.replace('{report}', '{report_id}').replace('{line}', '{line_id}')}"
    return Case(operation, trying("by_the_unit", make, path, body), expected)


def reviewing(method: str, path: str, body: Any = None, make: Make = sent_report) -> list[Case]:
    """A reviewer's act, on a ward's report and on that of the coordinating unit."""
    operation = f"{method} {path.replace('{report}', '{report_id}').replace('{line}', '{line_id}')}"
    attempt = trying("by_a_reviewer", make, path, body)
    return [Case(operation, attempt, REVIEWED), Case(operation, attempt, REVIEWED_BY_LEADER, coordinating=True)]


async def all_reports(scene: Scene) -> Attempt:
    return Attempt("/reports")


async def all_lines(scene: Scene) -> Attempt:
    return Attempt("/report-lines")


async def all_periods(scene: Scene) -> Attempt:
    return Attempt("/periods")


async def a_further_period(scene: Scene) -> Attempt:
    return Attempt("/periods", period_body((await planned_period(scene.world, scene.unit)).plan_id))


async def an_end_of_its_own(scene: Scene) -> Attempt:
    one = await draft_report(scene.world, scene.unit)
    body = {"unit_id": str(scene.unit.id), "ends_at": "2090-01-31T17:00:00+07:00", "reason": "Bão số 3"}
    return Attempt(f"/periods/{one.period_id}/exceptions", body)


async def many_at_once(scene: Scene) -> Attempt:
    one = await sent_report(scene.world, scene.unit)
    report = (await (await scene.colleague(Role.OFFICER)).get(f"/reports/{one.report_id}")).json()
    version = f"{report['version']}.{report['content_version']}"
    return Attempt("/reports/bulk", {"action": "accept", "items": [{"id": one.report_id, "version": version}]})


REASON = {"reason": "Thiếu số liệu từng khu phố"}
CASES = [
    Case("GET /periods", all_periods, EVERYBODY),
    Case("GET /periods/{period_id}", trying("a_period", planned_period, "/periods/{period}"), EVERYBODY),
    Case("POST /periods", a_further_period, expect(403, coordinator=201)),
    Case("PATCH /periods/{period_id}", trying("a_title", planned_period, "/periods/{period}", {"title": "Báo cáo"}), COORDINATOR_ONLY),
    Case("POST /periods/{period_id}/open", trying("an_opening", planned_period, "/periods/{period}/open"), COORDINATOR_ONLY),
    Case("POST /periods/{period_id}/close", trying("a_closing", draft_report, "/periods/{period}/close"), COORDINATOR_ONLY),
    Case("POST /periods/{period_id}/exceptions", an_end_of_its_own, expect(403, coordinator=201)),
    Case(
        "GET /periods/{period_id}/completeness", trying("a_board", draft_report, "/periods/{period}/completeness"), expect(200, admin=403)
    ),
    Case("GET /reports", all_reports, expect(200, admin=403)),
    Case("GET /report-lines", all_lines, expect(200, admin=403)),
    *reading("/reports/{report}"),
    *reading("/reports/{report}/timeline"),
    *reading("/reports/{report}/missing"),
    *reading("/reports/{report}/lines"),
    *reading("/report-lines/{line}"),
    *reading("/report-lines/{line}/timeline"),
    Case("GET /reports/{report_id}/seal", trying("a_seal", accepted_report, "/reports/{report}/seal"), SENT_SEEN),
    writing("PATCH", "/report-lines/{line}", {"result": "Đã tổ chức 05 buổi."}, DRAFT_WRITTEN),
    writing("POST", "/reports/{report}/carry-forward", {}, DRAFT_WRITTEN),
    writing("POST", "/reports/{report}/hand-over", None, DRAFT_HANDED_OVER),
    writing("POST", "/reports/{report}/submit", None, DRAFT_SENT, complete_report),
    *reviewing("POST", "/reports/{report}/accept"),
    *reviewing("POST", "/reports/{report}/return", REASON),
    *reviewing("POST", "/reports/{report}/reopen", REASON, accepted_report),
    *reviewing("POST", "/report-lines/{line}/return", REASON),
    *reviewing("PUT", "/report-lines/{line}/review-mark", {"mark": "ok"}),
    # each report of the bulk stands or falls alone: the outcome of a stranger's is in its item
    Case("POST /reports/bulk", many_at_once, expect(403, coordinator=200, leader=200)),
]


def listed(path: str, make: Make, key: str) -> Callable[[Scene], Awaitable[Listed]]:
    async def a_list(scene: Scene) -> Listed:
        one = await make(scene.world, scene.unit)
        return Listed(path.format(period=one.period_id), getattr(one, key))

    a_list.__name__ = make.__name__
    return a_list


OWN_ONLY = expect((True, False), admin=403)
SUPERVISED = expect(True, admin=403, unit_head=(True, False), officer=(True, False))
LISTS = [
    ListCase("GET /reports", listed("/reports", draft_report, "report_id"), OWN_ONLY),
    ListCase("GET /reports", listed("/reports", sent_report, "report_id"), SUPERVISED),
    ListCase("GET /report-lines", listed("/report-lines?period={period}", draft_report, "line_id"), OWN_ONLY),
    ListCase("GET /report-lines", listed("/report-lines?period={period}", sent_report, "line_id"), SUPERVISED),
]
OUTSIDE_LISTS = {"GET /periods": "period.read holds for every role on every period (permissions.csv)"}
