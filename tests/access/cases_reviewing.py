"""Reviewing many lines and reports: who may mark is who may claim, never on an own unit's report."""

from papi.access.permissions import Role
from tests.access.cases_reports import REVIEWED, REVIEWED_BY_LEADER, SENT_SEEN, reviewing, trying
from tests.access.tables import Attempt, Case, Scene
from tests.support.one_report import accepted_report, sent_report


async def many_marks(scene: Scene) -> Attempt:
    one = await sent_report(scene.world, scene.unit)
    officer = await scene.colleague(Role.OFFICER)
    line = (await officer.get(f"/report-lines/{one.line_id}")).json()
    answer = (await officer.get(f"/reports/{one.report_id}/answers")).json()["items"][0]
    items, answers = ([{"id": part["id"], "version": part["version"], "mark": "ok"}] for part in (line, answer))
    return Attempt(f"/reports/{one.report_id}/review-marks", {"items": items, "answers": answers})


CASES = [
    *reviewing("POST", "/reports/{report}/claim"),
    *reviewing("POST", "/reports/{report}/release"),
    *(
        Case(f"GET /reports/{{report_id}}/{part}", trying("a_seal", accepted_report, f"/reports/{{report}}/{part}"), SENT_SEEN)
        for part in ("seals", "seal-changes")
    ),
    Case("PUT /reports/{report_id}/review-marks", many_marks, REVIEWED),
    Case("PUT /reports/{report_id}/review-marks", many_marks, REVIEWED_BY_LEADER, coordinating=True),
]
