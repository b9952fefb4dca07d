"""The briefing is the coordinator's and the leader's."""

from tests.access.cases_reports import trying
from tests.access.tables import Case, expect
from tests.support.one_report import draft_report

CASES = [
    Case(
        "GET /dashboards/meeting",
        trying("a_briefing", draft_report, "/dashboards/meeting?period={period}"),
        expect(403, coordinator=200, leader=200),
    )
]
