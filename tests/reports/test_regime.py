"""A year's periods are made from the regime as data, with the days that holidays have moved."""

from typing import Any

from tests.support.cumulative import plan_of_the_whole_year
from tests.support.reporting import Reporting


def days(item: dict[str, Any]) -> tuple[str, ...]:
    return tuple(item["deadlines"][level][:10] for level in ("ward", "department", "city"))


async def preview(reporting: Reporting) -> dict[str, Any]:
    answer = await reporting.coordinator.post("/periods/from-regime?dry_run=true", {"plan_id": str(reporting.plan_id)})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_shipped_regime_gives_four_periods_with_a_day_for_each_level(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)

    found = await preview(reporting)

    told = [(item["code"], item["data_from"], item["data_to"], item["cumulative"], *days(item)) for item in found["items"]]
    assert told == [
        ("2024Q1", "2023-12-15", "2024-03-14", False, "2024-03-14", "2024-03-15", "2024-03-18"),
        ("20246M", "2023-12-15", "2024-06-14", True, "2024-06-14", "2024-06-17", "2024-06-18"),
        ("2024Q3", "2024-06-15", "2024-09-14", False, "2024-09-16", "2024-09-17", "2024-09-18"),
        ("2024Y", "2023-12-15", "2024-12-14", True, "2024-12-16", "2024-12-17", "2024-12-18"),
    ]
    assert [item["deadlines_within_window"] for item in found["items"]] == [["ward"], ["ward"], [], []]
    assert found["created"] == 0
    assert (await reporting.coordinator.get("/periods")).json()["items"] == []


async def test_making_them_leaves_what_exists_and_what_does_not_apply(reporting: Reporting) -> None:
    await reporting.opened_period("2024Q3")
    body = {"plan_id": str(reporting.plan_id)}

    first = (await reporting.coordinator.post("/periods/from-regime", body)).json()
    again = (await reporting.coordinator.post("/periods/from-regime", body)).json()

    assert [(item["code"], item["outcome"]) for item in first["items"]] == [
        ("2024Q1", "before_plan"),
        ("20246M", "before_plan"),
        ("2024Q3", "exists"),
        ("2024Y", "create"),
    ]
    assert (first["created"], again["created"]) == (1, 0)
    kept = (await reporting.coordinator.get("/periods?q=2024Q3")).json()["items"]
    assert [period["state"] for period in kept] == ["open"]


async def test_days_that_holidays_have_moved_are_said_with_their_names(reporting: Reporting) -> None:
    regime = (await reporting.coordinator.get("/report-regime")).json()
    days_of_september = {"ministry": {"year": 0, "month": 9, "day": 5}, "data_to": {"year": 0, "month": 8, "day": 31}}
    row: dict[str, Any] = {**regime["rows"][2], **days_of_september}
    row["deadlines"] = {**row["deadlines"], "city": {"on": {"year": 0, "month": 9, "day": 2}}}
    row["deadlines"]["department"] = {"working_days_before": 4}
    row["deadlines"]["ward"] = {"working_days_before": 4}
    body = {"basis": "Công văn số 12/SNV-CCHC", "rows": [row]}
    written = await reporting.coordinator.put("/report-regime", body, headers={"If-Match": '"v0"'})
    assert written.status_code == 200, written.text

    moved = {one["level"]: one for one in (await preview(reporting))["items"][0]["moved"]}

    assert (written.json()["source"], written.json()["basis"]) == ("written", "Công văn số 12/SNV-CCHC")
    assert (moved["city"]["due_on"], moved["city"]["without_holidays"]) == ("2024-08-30", "2024-09-02")
    assert any("Quốc khánh" in reason for reason in moved["city"]["because"])
    stale = await reporting.coordinator.put("/report-regime", body, headers={"If-Match": '"v0"'})
    assert stale.status_code == 412


async def test_a_row_that_makes_no_sense_is_refused_at_its_field(reporting: Reporting) -> None:
    row = (await reporting.coordinator.get("/report-regime")).json()["rows"][0]
    both = {"working_days_before": 2, "on": {"month": 3, "day": 1}}
    wrong = [
        {**row, "data_from": {"year": 0, "month": 2, "day": 29}},
        {**row, "data_to": {"year": -1, "month": 3, "day": 14}},
        {**row, "deadlines": {**row["deadlines"], "ward": both}},
        {**row, "at": "25:00"},
    ]

    answers = [await reporting.coordinator.put("/report-regime", {"basis": "Thử", "rows": [row]}) for row in wrong]

    assert [answer.status_code for answer in answers] == [422, 422, 422, 422]
    assert (await reporting.officer.get("/report-regime")).json()["allowed_actions"] == []
