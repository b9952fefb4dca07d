"""The quarterly briefing: the worst first, the same numbers as on board and overview, no word of lateness for who is asked."""

from datetime import datetime
from itertools import pairwise

from papi.kit import clock
from tests.support.reporting import Reporting


async def test_pages_stand_worst_first_and_asked_bodies_last(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    await reporting.write(reporting.officer, line, difficulties="Thiếu kinh phí", proposals="Bổ sung dự toán")
    await reporting.head.post(f"/reports/{report['id']}/submit")
    with clock.business_at(datetime(2024, 10, 2, 9, 0, tzinfo=clock.TIMEZONE)):
        seen = (await reporting.coordinator.get(f"/dashboards/meeting?period={period}")).json()
        board = (await reporting.coordinator.get(f"/periods/{period}/completeness")).json()
        overview = (await reporting.leader.get(f"/dashboards/overview?plan={reporting.plan_id}")).json()
        again = await reporting.leader.get(f"/dashboards/meeting?period={period}")

    names = [page["unit"]["name"] for page in sorted(seen["items"], key=lambda page: page["place"])]
    assert (names[-2:], again.status_code) == (["Phường 1", "UBMTTQ"], 200)
    assert seen["standing"] == {name: board[name] for name in seen["standing"]}
    assert seen["total"] == overview["numbers"]
    pages = {page["unit"]["name"]: page for page in seen["items"]}
    official = [(page["standing"], page["overdue_unsent"], page["place"]) for page in seen["items"]]
    assert all(one[2] < other[2] for one, other in pairwise(official) if one[:2] == other[:2])  # equals stand in official order
    asked, ward, other = pages["UBMTTQ"], pages["Phường 1"], pages["Phường 2"]
    assert (asked["standing"], asked["due_at"], asked["overdue"]) == ("asked", None, [])
    assert (ward["standing"], other["standing"]) == ("on_time", "missing")
    assert [(said["difficulties"], said["proposals"]) for said in ward["difficulties"]] == [("Thiếu kinh phí", "Bổ sung dự toán")]
    assert len(other["overdue"]) == other["numbers"]["open_overdue"] > 0
    assert sum(page["numbers"]["open_overdue"] for page in seen["items"]) == seen["total"]["open_overdue"]


async def test_a_period_that_is_not_there_is_not_found(reporting: Reporting) -> None:
    assert (await reporting.leader.get(f"/dashboards/meeting?period={reporting.plan_id}")).status_code == 404
