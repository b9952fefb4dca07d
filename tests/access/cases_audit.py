"""The audit shows everything that was done, to administrator and leader alone."""

from papi.access.permissions import Role
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.one_report import draft_report

AUDITORS = expect(403, admin=200, leader=200)


async def the_audit(_scene: Scene) -> Attempt:
    return Attempt("/audit")


async def the_audits_verdict(_scene: Scene) -> Attempt:
    return Attempt("/audit/verify")


async def a_line_that_was_saved_in_a_draft(scene: Scene) -> Listed:
    one = await draft_report(scene.world, scene.unit)
    await (await scene.colleague(Role.OFFICER)).patch(f"/report-lines/{one.line_id}", {"result": "Đã tổ chức 04 buổi."})
    return Listed(f"/audit?subject=report_line:{one.line_id}", one.line_id, key="subject_id")


CASES = [
    Case("GET /audit", the_audit, AUDITORS),
    Case("GET /audit/verify", the_audits_verdict, AUDITORS),
]
LISTS = [
    ListCase("GET /audit", a_line_that_was_saved_in_a_draft, expect(403, admin=True, leader=True)),
]
