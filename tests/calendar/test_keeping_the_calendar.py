import asyncio
from typing import Any

from tests.support.planning import REASON, reported_done, school_of_ward, task_body
from tests.support.reporting import Reporting
from tests.support.world import Someone

NOTICE = "Thông báo 5015/TB-LĐTBXH ngày 22/11/2023"
STORM = {"day": "2024-09-12", "kind": "off", "name": "Nghỉ do bão số 3"}


async def year(who: Someone, number: int = 2024) -> dict[str, Any]:
    return (await who.get(f"/calendar/{number}")).json()


def written(calendar: dict[str, Any], *more: dict[str, str]) -> dict[str, Any]:
    return {"basis": NOTICE, "days": [*calendar["days"], *more]}


async def test_everybody_reads_what_a_year_rests_on(reporting: Reporting) -> None:
    sources = [(await year(reporting.officer, number))["source"] for number in (2024, 2030, 2060)]
    this_year = await year(reporting.officer)

    assert sources == ["decreed", "computed", "sun_only"]
    assert {"day": "2024-02-14", "kind": "off", "name": "Mùng năm Tết Nguyên Đán"} in this_year["days"]
    assert (this_year["working_days"], this_year["version"], this_year["allowed_actions"]) == (251, 0, [])


async def test_the_coordinator_writes_a_year_down_with_the_paper_that_says_so(reporting: Reporting) -> None:
    before = await year(reporting.coordinator)
    saved = await reporting.coordinator.put("/calendar/2024", written(before, STORM))
    after = await year(reporting.officer)

    assert saved.status_code == 200, saved.text
    assert (after["source"], after["basis"], after["changed_by"], after["version"]) == ("written", NOTICE, "Lê Thị Hoa", 1)
    assert after["working_days"] == before["working_days"] - 1
    assert STORM in after["days"]


async def test_what_was_written_down_counts(reporting: Reporting) -> None:
    path = "/calendar/term?from_on=2024-09-10&days=3"
    before = (await reporting.officer.get(path)).json()
    await reporting.coordinator.put("/calendar/2024", written(await year(reporting.coordinator), STORM))
    after = (await reporting.officer.get(path)).json()

    assert (before["due_on"], after["due_on"]) == ("2024-09-13", "2024-09-16")
    assert after["words"] == "trong 3 ngày làm việc kể từ ngày 10/9/2024"
    assert (before["source"], after["source"]) == ("decreed", "written")


async def test_a_term_over_a_year_that_is_only_computed_says_so(reporting: Reporting) -> None:
    term = (await reporting.officer.get("/calendar/term?from_on=2025-12-25&days=10")).json()

    assert term["source"] == "computed"


async def test_what_makes_no_sense_is_refused_field_by_field(reporting: Reporting) -> None:
    days = [
        {**STORM, "day": "2025-01-02"},
        {**STORM, "day": "2024-09-11", "kind": "working"},
        STORM,
        STORM,
    ]
    refused = await reporting.coordinator.put("/calendar/2024", {"basis": NOTICE, "days": days})
    nameless = await reporting.coordinator.put("/calendar/2024", {"basis": " ", "days": []})

    assert [error["pointer"] for error in refused.json()["errors"]] == ["/days/0/day", "/days/1/day", "/days/3/day"]
    assert nameless.status_code == 422
    assert (await year(reporting.officer))["source"] == "decreed"


async def test_two_who_write_at_once_do_not_overwrite_each_other(reporting: Reporting) -> None:
    body = written(await year(reporting.coordinator), STORM)
    first = {"If-Match": '"v0"'}
    answers = await asyncio.gather(*(reporting.coordinator.put("/calendar/2024", body, headers=first) for _ in range(4)))

    assert [answer.status_code for answer in answers].count(200) == 1
    assert {answer.status_code for answer in answers} <= {200, 409, 412}


async def test_a_task_is_given_for_so_many_working_days(reporting: Reporting) -> None:
    body = task_body({"id": str(reporting.plan_id)}, due_in_working_days={"days": 10, "from_on": "2024-08-26"})
    del body["due_on"]
    made = (await reporting.coordinator.post("/tasks", body)).json()
    twice = await reporting.coordinator.post("/tasks", {**body, "key": "II.2-98", "due_on": "2024-10-31"})
    moved = await reporting.coordinator.patch(f"/tasks/{made['id']}", {"due_in_working_days": {"days": 1, "from_on": "2024-09-13"}})

    assert (made["due_on"], made["due_text"]) == ("2024-09-11", "trong 10 ngày làm việc kể từ ngày 26/8/2024")
    assert twice.status_code == 422
    assert (moved.json()["due_on"], moved.json()["due_text"]) == ("2024-09-16", "trong 1 ngày làm việc kể từ ngày 13/9/2024")


async def test_an_assignment_has_its_own_term_and_says_what_is_left(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    path = f"/assignments/{school['id']}"
    given = await reporting.coordinator.patch(path, {"due_in_working_days": {"days": 5, "from_on": "2024-09-10"}})
    plain = await reporting.coordinator.patch(path, {"due_on": "2024-09-06"})

    assert (given.json()["due_on"], given.json()["due_words"]) == ("2024-09-17", "trong 5 ngày làm việc kể từ ngày 10/9/2024")
    assert (given.json()["working_days_left"], plain.json()["working_days_left"], plain.json()["due_words"]) == (5, -2, None)


async def test_asked_for_again_it_may_have_another_day(reporting: Reporting) -> None:
    school = await reported_done(reporting)
    path = f"/assignments/{school['id']}/redo"
    past = await reporting.coordinator.post(path, {**REASON, "due_on": "2024-09-09"})
    again = await reporting.coordinator.post(path, {**REASON, "due_in_working_days": {"days": 5, "from_on": "2024-09-10"}})
    told = (await reporting.officer.get(f"/assignments/{school['id']}/timeline")).json()["items"][-1]

    assert (past.status_code, again.json()["due_on"], again.json()["work_state"]) == (422, "2024-09-17", "in_progress")
    assert told["changes"] == [{"label": "Thời hạn", "before": "30/9/2024", "after": "17/9/2024"}]


async def test_my_work_counts_working_days_too(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    await reporting.coordinator.patch(f"/assignments/{school['id']}", {"due_on": "2024-09-13"})
    soon = (await reporting.officer.get("/dashboards/my-work")).json()["due_soon"]["items"]

    assert [(task["days"], task["working_days"]) for task in soon] == [(3, 3)]
