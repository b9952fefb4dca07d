"""Corrections of accepted reports: the unit drafts, its head sends, the reviewer (never of the same unit) decides."""

from collections.abc import Awaitable, Callable
from typing import Any

from papi.access.permissions import Role
from tests.access.cases_reports import DRAFT_SEEN, DRAFT_SENT, DRAFT_WRITTEN, REVIEWED, REVIEWED_BY_LEADER, SENT_SEEN
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.one_report import accepted_report


async def drafted(scene: Scene) -> tuple[str, str, dict[str, Any]]:
    """The report, the correction of it that an officer has drafted, and what it says."""
    one = await accepted_report(scene.world, scene.unit)
    body = {"reason": "Nhầm số buổi", "lines": [{"line_id": one.line_id, "result": "Đã tổ chức 05 buổi."}]}
    answer = await (await scene.colleague(Role.OFFICER)).post(f"/reports/{one.report_id}/corrections", body)
    assert answer.status_code == 201, answer.text
    return one.report_id, answer.json()["id"], body


async def submitted(scene: Scene) -> tuple[str, str, dict[str, Any]]:
    report, correction, body = await drafted(scene)
    answer = await (await scene.colleague(Role.UNIT_HEAD)).post(f"/corrections/{correction}/submit")
    assert answer.status_code == 200, answer.text
    return report, correction, body


Make = Callable[[Scene], Awaitable[tuple[str, str, dict[str, Any]]]]


def about(make: Make, path: str, given: Any = None, *, rewritten: bool = False) -> Callable[[Scene], Awaitable[Attempt]]:
    async def attempt(scene: Scene) -> Attempt:
        report, correction, body = await make(scene)
        return Attempt(path.format(report=report, correction=correction), body if rewritten else given)

    attempt.__name__ = make.__name__
    return attempt


async def a_first_one(scene: Scene) -> Attempt:
    one = await accepted_report(scene.world, scene.unit)
    body = {"reason": "Nhầm số buổi", "lines": [{"line_id": one.line_id, "result": "Đã tổ chức 05 buổi."}]}
    return Attempt(f"/reports/{one.report_id}/corrections", body)


async def all_corrections(scene: Scene) -> Attempt:
    return Attempt("/corrections")


def decided(path: str, given: Any = None) -> list[Case]:
    attempt = about(submitted, path, given)
    operation = f"POST {path.replace('{correction}', '{correction_id}')}"
    return [Case(operation, attempt, REVIEWED), Case(operation, attempt, REVIEWED_BY_LEADER, coordinating=True)]


# the report itself is accepted, so that everybody who supervises may read it: they are refused, not blind
DRAFTED = expect(403, unit_head=(201, 404), officer=(201, 404))
CASES = [
    Case("GET /corrections", all_corrections, expect(200, admin=403)),
    Case("GET /corrections/{correction_id}", about(drafted, "/corrections/{correction}"), DRAFT_SEEN),
    Case("GET /corrections/{correction_id}", about(submitted, "/corrections/{correction}"), SENT_SEEN),
    Case("GET /reports/{report_id}/corrections", about(submitted, "/reports/{report}/corrections"), SENT_SEEN),
    Case("POST /reports/{report_id}/corrections", a_first_one, DRAFTED),
    Case("PATCH /corrections/{correction_id}", about(drafted, "/corrections/{correction}", rewritten=True), DRAFT_WRITTEN),
    Case("POST /corrections/{correction_id}/submit", about(drafted, "/corrections/{correction}/submit"), DRAFT_SENT),
    Case("POST /corrections/{correction_id}/withdraw", about(drafted, "/corrections/{correction}/withdraw"), DRAFT_WRITTEN),
    *decided("/corrections/{correction}/accept"),
    *decided("/corrections/{correction}/return", {"reason": "Chưa rõ số liệu"}),
]


def listed(make: Make) -> Callable[[Scene], Awaitable[Listed]]:
    async def a_list(scene: Scene) -> Listed:
        return Listed("/corrections", (await make(scene))[1])

    a_list.__name__ = make.__name__
    return a_list


LISTS = [
    ListCase("GET /corrections", listed(drafted), expect((True, False), admin=403)),
    ListCase("GET /corrections", listed(submitted), expect(True, admin=403, unit_head=(True, False), officer=(True, False))),
]
