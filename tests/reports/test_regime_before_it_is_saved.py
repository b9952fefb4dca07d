"""A regime is looked at before it is written down: what would come of it this year, and what stands already and stays."""

from typing import Any

from tests.support.cumulative import plan_of_the_whole_year
from tests.support.reporting import Reporting

ONE_MORE: dict[str, Any] = {
    "kind": "other",
    "code": "{year}T1",
    "title": "Báo cáo tháng 01/{year}",
    "data_from": {"year": 0, "month": 1, "day": 1},
    "data_to": {"year": 0, "month": 1, "day": 31},
    "cumulative": False,
    "ministry": {"year": 0, "month": 2, "day": 16},
    "deadlines": {
        "ward": {"on": {"month": 2, "day": 4}},
        "department": {"working_days_before": 2},
        "city": {"on": {"month": 2, "day": 14}},
    },
}


async def rows_of(reporting: Reporting) -> list[dict[str, Any]]:
    return (await reporting.coordinator.get("/report-regime")).json()["rows"]


async def looked_at(reporting: Reporting, rows: list[dict[str, Any]]) -> dict[str, Any]:
    answer = await reporting.coordinator.post("/report-regime/preview", {"plan_id": str(reporting.plan_id), "rows": rows})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_report_that_is_not_saved_yet_shows_its_days_and_nothing_is_stored(reporting: Reporting) -> None:
    """Tết 2024: 8 to 14 February; the 4th is a Sunday."""
    await plan_of_the_whole_year(reporting)

    found = await looked_at(reporting, [*await rows_of(reporting), ONE_MORE])

    item = found["items"][-1]
    assert (item["code"], item["title"], item["outcome"], item["stands"]) == ("2024T1", "Báo cáo tháng 01/2024", "create", None)
    assert [item["deadlines"][level][:10] for level in ("ward", "department", "city")] == ["2024-02-02", "2024-02-07", "2024-02-07"]
    moved = {one["level"]: one for one in item["moved"]}
    assert (moved["ward"]["without_holidays"], moved["ward"]["because"]) == ("2024-02-04", [])
    assert (moved["department"]["without_holidays"], moved["city"]["without_holidays"]) == ("2024-02-14", "2024-02-14")
    assert all("Tết" in moved[level]["because"][0] for level in ("department", "city"))
    assert (await reporting.coordinator.get("/report-regime")).json()["source"] == "shipped"
    assert (await reporting.coordinator.get("/periods")).json()["items"] == []


async def test_a_report_of_its_own_is_made_once_it_is_saved_and_goes_into_the_cumulative_ones(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)
    written = await reporting.coordinator.put("/report-regime", {"basis": "Công văn số 12/SNV-CCHC", "rows": [ONE_MORE]})
    made = await reporting.coordinator.post("/periods/from-regime", {"plan_id": str(reporting.plan_id)})

    assert (written.status_code, made.json()["created"]) == (200, 1)
    period = (await reporting.coordinator.get(f"/periods/{made.json()['items'][0]['period_id']}")).json()
    assert (period["kind"], period["rolled_up"], period["state"]) == ("other", True, "planned")


async def test_what_stands_already_is_named_with_what_differs_and_does_not_move(reporting: Reporting) -> None:
    opened = await reporting.opened_period("2024Q3")
    before = (await reporting.coordinator.get(f"/periods/{opened}")).json()
    rows = [row for row in await rows_of(reporting) if row["kind"] == "quarter_3"]
    later = {**rows[0], "data_from": {"year": 0, "month": 7, "day": 1}, "at": "16:00"}

    same = (await looked_at(reporting, rows))["items"][0]
    other = (await looked_at(reporting, [later]))["items"][0]
    gone = await looked_at(reporting, [ONE_MORE])

    assert (same["outcome"], same["period_id"], same["stands"]["state"]) == ("exists", opened, "open")
    assert "data_from" not in same["differs"]
    assert {"data_from", "ward", "department", "city"} <= set(other["differs"])
    assert (other["stands"]["data_from"], other["data_from"]) == ("2024-06-15", "2024-07-01")
    assert [(period["id"], period["code"]) for period in gone["unlisted"]] == [(opened, "2024Q3")]
    await reporting.coordinator.put("/report-regime", {"basis": "Công văn số 12/SNV-CCHC", "rows": [later]})
    assert (await reporting.coordinator.get(f"/periods/{opened}")).json() == before


async def test_levels_that_this_year_brings_out_of_order_are_said_and_not_planned(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)
    late_ward = {**ONE_MORE["deadlines"], "ward": {"on": {"month": 2, "day": 15}}}
    row = {**ONE_MORE, "deadlines": late_ward, "kind": "quarter_1"}
    body = {"basis": "Công văn số 12/SNV-CCHC", "rows": [row]}

    [item] = (await looked_at(reporting, [row]))["items"]
    written = await reporting.coordinator.put("/report-regime", body)
    made = await reporting.coordinator.post("/periods/from-regime", {"plan_id": str(reporting.plan_id)})

    assert (item["outcome"], written.status_code) == ("out_of_order", 200)
    assert (made.status_code, made.json()["created"], made.json()["items"][0]["outcome"]) == (200, 0, "out_of_order")


async def test_what_no_year_can_keep_is_refused_where_it_stands(reporting: Reporting) -> None:
    rows = await rows_of(reporting)
    days = {level: {"working_days_before": number} for level, number in (("ward", 1), ("department", 3), ("city", 2))}
    fixed = {level: {"on": {"month": 2, "day": day}} for level, day in (("ward", 1), ("department", 8), ("city", 7))}
    wrong = [
        [rows[0], {**rows[1], "deadlines": days}],
        [rows[0], {**rows[1], "deadlines": fixed}],
        [rows[0], {**rows[1], "code": "{year}{quý}"}],
        [rows[0], {**rows[1], "code": "{YEAR}Q1"}],
        [rows[0], {**rows[1], "kind": "ad_hoc"}],
    ]

    refused = [await reporting.coordinator.put("/report-regime", {"basis": "Thử", "rows": each}) for each in wrong]
    twice = await reporting.coordinator.post("/report-regime/preview", {"plan_id": str(reporting.plan_id), "rows": [rows[0], rows[0]]})

    same_in_one_year = [rows[0], {**rows[1], "code": "2026Q1"}]
    later = await reporting.coordinator.put("/report-regime", {"basis": "Thử", "rows": same_in_one_year})
    assert "Hai báo cáo cùng một mã: 2026Q1." in later.json()["errors"][0]["detail"]
    assert [answer.status_code for answer in (*refused, twice)] == [422] * 6
    assert all(answer.json()["errors"][0]["pointer"].startswith("/rows/1") for answer in refused)
    assert "Hai báo cáo cùng một mã: 2024Q1." in twice.json()["errors"][0]["detail"]
    assert (await reporting.coordinator.get("/report-regime")).json()["rows"] == rows
