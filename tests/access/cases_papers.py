"""Papers: whoever may read a subject may have it as a paper; letterheads and templates are changed by those who look after them."""

from tests.access.tables import Attempt, Case, Scene, expect
from tests.support.one_report import draft_report, sent_report


async def a_drafts_paper(scene: Scene) -> Attempt:
    return Attempt(f"/reports/{(await draft_report(scene.world, scene.unit)).report_id}/export")


async def a_sent_reports_paper(scene: Scene) -> Attempt:
    return Attempt(f"/reports/{(await sent_report(scene.world, scene.unit)).report_id}/export")


CASES = [
    Case("GET /reports/{report_id}/export", a_drafts_paper, expect((200, 404), admin=403)),
    Case("GET /reports/{report_id}/export", a_sent_reports_paper, expect(200, admin=403, unit_head=(200, 404), officer=(200, 404))),
]
