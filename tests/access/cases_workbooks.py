"""A report's workbook: taken and loaded by who writes the report, while it may be written."""

from papi.access.permissions import Role
from tests.access.cases_reports import DRAFT_WRITTEN, trying
from tests.access.tables import Attempt, Case, Scene, expect
from tests.support.offline import XLSX, exported, saved_again
from tests.support.one_report import draft_report, sent_report

TOO_LATE = expect(403, unit_head=(409, 404), officer=(409, 404))


async def a_filled_file(scene: Scene) -> Attempt:
    one = await draft_report(scene.world, scene.unit)
    officer = await scene.world.person(Role.OFFICER, scene.unit)
    filled = saved_again(await exported(officer, one.report_id), {(one.line_id, "result"): "Đã tổ chức 05 buổi."})
    version = (await officer.get(f"/report-lines/{one.line_id}")).json()["version"]
    decisions = f'{{"seen": [{{"line_id": "{one.line_id}", "version": {version}}}]}}'
    options = {"files": {"file": ("bao-cao.xlsx", filled, XLSX)}, "data": {"decisions": decisions}}
    return Attempt(f"/reports/{one.report_id}/workbook?dry_run=false", options=options)


async def a_file_too_late(scene: Scene) -> Attempt:
    one = await sent_report(scene.world, scene.unit)
    return Attempt(f"/reports/{one.report_id}/workbook?dry_run=false", options={"files": {"file": ("bao-cao.xlsx", b"PK", XLSX)}})


CASES = [
    Case("GET /reports/{report_id}/workbook", trying("a_draft", draft_report, "/reports/{report}/workbook"), DRAFT_WRITTEN),
    Case("GET /reports/{report_id}/workbook", trying("a_sent_one", sent_report, "/reports/{report}/workbook"), TOO_LATE),
    Case("POST /reports/{report_id}/workbook", a_filled_file, DRAFT_WRITTEN),
    Case("POST /reports/{report_id}/workbook", a_file_too_late, TOO_LATE),
]
