import io
from datetime import date, datetime
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from papi.access.permissions import Role
from papi.directory.models import UnitKind
from papi.kit import clock
from papi.kit.documents import CSV, XLSX
from tests.support.planning import REASON, assignment_of, draft_plan, reported_done, task_body
from tests.support.reporting import Reporting
from tests.support.world import Someone


async def keys(who: Someone, query: str = "") -> list[tuple[str, str]]:
    """Task key and unit of what a person finds, in order."""
    answer = await who.get(f"/assignments?limit=200&{query}")
    assert answer.status_code == 200, answer.text
    return [(item["task"]["key"], item["unit"]["name"]) for item in answer.json()["items"]]


async def test_a_unit_finds_its_own(reporting: Reporting) -> None:
    assert {unit for _key, unit in await keys(reporting.stranger)} == {"Phường 2"}
    assert len(await keys(reporting.stranger)) == 3


async def test_a_lead_unit_finds_its_supporters_of_joint_tasks_and_nothing_else_of_them(reporting: Reporting) -> None:
    assert ("school", "Phường 1") in await keys(reporting.lead_officer)
    assert [key for key, unit in await keys(reporting.lead_officer) if unit != "Phòng Tư pháp"] == ["school"]


async def test_a_supporter_does_not_find_the_lead_or_its_fellows(reporting: Reporting) -> None:
    body = {"task_id": str(reporting.tasks["school"]), "unit_id": str(reporting.other_ward.id), "part": "support"}
    await reporting.coordinator.post("/assignments", body)

    assert [unit for key, unit in await keys(reporting.officer) if key == "school"] == ["Phường 1"]
    assert {unit for key, unit in await keys(reporting.lead_officer) if key == "school"} == {"Phòng Tư pháp", "Phường 1", "Phường 2"}


async def test_supervisors_find_all(reporting: Reporting) -> None:
    for who in (reporting.coordinator, reporting.leader, reporting.observer, reporting.admin):
        assert len(await keys(who)) == 15


async def test_another_units_assignment_is_not_there_by_its_address(reporting: Reporting) -> None:
    foreign = await assignment_of(reporting, "inform", reporting.other_ward)
    missing = await reporting.officer.get(f"/assignments/{foreign['id']}")

    assert (missing.status_code, missing.json()["code"]) == (404, "assignment_not_found")


async def test_a_draft_moves_the_units_own_view_alone(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    await reporting.write(reporting.officer, line, result="Đã niêm yết tại trụ sở.", percent=45)
    key = line["task"]["key"]
    states = [
        [
            (item["work_state"], item["percent"])
            for item in (await who.get(f"/assignments?unit={reporting.ward.id}")).json()["items"]
            if item["task"]["key"] == key
        ]
        for who in (reporting.officer, reporting.coordinator)
    ]

    assert states == [[("in_progress", 45)], [("not_started", None)]]
    assert len(await keys(reporting.officer, "work_state=in_progress")) == 1
    assert await keys(reporting.coordinator, "work_state=in_progress") == []
    assert (await reporting.officer.get("/assignments?sort=-percent")).json()["items"][0]["percent"] == 45


FILTERS: dict[str, tuple[str, int]] = {
    "part": ("part=support", 1),
    "mandate": ("mandate=requested", 1),
    "cadence": ("cadence=once", 2),
    "dimension": ("dimension=1", 2),
    "no dimension": ("dimension=none", 13),
    "another dimension": ("dimension=2", 0),
    "deadline": ("deadline_state=on_track", 2),
    "no deadline": ("deadline_state=no_deadline", 13),
    "in time, however near": ("deadline_state=in_time", 2),
    "due before": ("due_before=2024-10-01", 2),
    "due before its day": ("due_before=2024-09-30", 0),
    "due after": ("due_after=2024-09-29", 2),
    "state": ("work_state=not_started", 15),
    "not saved": ("not_saved_since=2024-09-10", 15),
    "words without diacritics": ("q=niem yet cong", 4),
    "words of task and unit": ("q=niem phuong 2", 1),
    "beginnings of words": ("q=tuyen tru", 4),
    "no middle of a word": ("q=uyen", 0),
    "several at once": ("part=lead&mandate=assigned&dimension=none&q=phuong 2", 3),
}


@pytest.mark.parametrize(("query", "number"), FILTERS.values(), ids=FILTERS)
async def test_a_filter_keeps_what_it_names(reporting: Reporting, query: str, number: int) -> None:
    assert len(await keys(reporting.coordinator, query)) == number


async def test_filters_by_plan_unit_and_task(reporting: Reporting) -> None:
    coordinator, ward, school = reporting.coordinator, reporting.ward, reporting.tasks["school"]

    assert len(await keys(coordinator, f"plan={reporting.plan_id}")) == 15
    assert await keys(coordinator, f"task={school}&unit={ward.id}") == [("school", "Phường 1")]
    assert await keys(coordinator, "plan=00000000-0000-7000-8000-000000000000") == []


async def test_the_deadline_filter_and_the_row_agree_on_every_day(reporting: Reporting) -> None:
    for day in (date(2024, 9, 26), date(2024, 9, 27), date(2024, 9, 30), date(2024, 10, 1)):
        with clock.business_at(datetime(day.year, day.month, day.day, 9, tzinfo=clock.TIMEZONE)):
            rows = (await reporting.coordinator.get("/assignments?limit=200")).json()["items"]
            for state in {row["deadline_state"] for row in rows}:
                found = (await reporting.coordinator.get(f"/assignments?limit=200&deadline_state={state}")).json()["items"]
                assert [row["id"] for row in found] == [row["id"] for row in rows if row["deadline_state"] == state]


async def test_a_body_that_is_asked_is_never_overdue(reporting: Reporting) -> None:
    asked = await assignment_of(reporting, "front", reporting.front)
    await reporting.coordinator.patch(f"/assignments/{asked['id']}", {"due_on": "2024-09-01"})

    assert (await assignment_of(reporting, "front", reporting.front))["deadline_state"] == "no_deadline"
    assert await keys(reporting.coordinator, "deadline_state=overdue") == []


SORTS = ("sort", "-sort", "due_on", "-due_on", "unit", "-unit", "updated_at", "-updated_at", "percent", "-percent")


@pytest.mark.parametrize("sort", SORTS)
async def test_pages_of_any_order_hold_every_row_once(reporting: Reporting, sort: str) -> None:
    await reported_done(reporting)
    whole = (await reporting.coordinator.get(f"/assignments?sort={sort}&limit=200&count=true")).json()
    pieces: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = (await reporting.coordinator.get(f"/assignments?sort={sort}&limit=4{cursor}")).json()
        pieces += page["items"]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"

    assert [row["id"] for row in pieces] == [row["id"] for row in whole["items"]]
    assert whole["total"] == len(pieces) == 15
    nulls = [row["due_on"] is None for row in whole["items"]]
    assert sort.lstrip("-") != "due_on" or nulls == sorted(nulls)


async def test_what_cannot_be_asked_is_refused(reporting: Reporting) -> None:
    for query in (
        "sort=title",
        "limit=0",
        "limit=201",
        "state=open",
        "work_state=done",
        "dimension=12",
        "plan=2024",
        "cursor=abc",
        "due_before=1/1",
    ):
        assert (await reporting.coordinator.get(f"/assignments?{query}")).status_code == 422, query


async def test_a_search_without_a_word_finds_everything(reporting: Reporting) -> None:
    assert [len(await keys(reporting.coordinator, f"q={sign}")) for sign in ("-", "%25", "_")] == [15] * 3


async def test_a_page_costs_the_same_few_statements_whatever_it_holds(reporting: Reporting) -> None:
    costs: list[int] = []
    for query in ("limit=1", "limit=200", "limit=200&q=phuong&dimension=1&sort=unit"):
        with reporting.world.counted_queries() as count:
            await reporting.coordinator.get(f"/assignments?{query}")
        costs.append(count.number)

    assert costs == [2, 3, 2]  # who calls, the page, and beside the leads of joint tasks how far their supporters are


async def test_the_list_becomes_a_file_in_words(reporting: Reporting) -> None:
    await reported_done(reporting)
    answer = await reporting.coordinator.get("/assignments?part=support", headers={"Accept": XLSX})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()

    assert rows[0][1:4] == ["Nhiệm vụ, giải pháp", "Đơn vị", "Vai trò"]
    assert rows[1][1:] == [
        "Tổ chức lớp phổ biến pháp luật",
        "Phường 1",
        "Phối hợp",
        "Giao",
        "30/9/2024",
        "",
        0.0,
        "Chờ xác nhận",
        "Trong hạn",
        100.0,
        "Chưa xác nhận",
        *[""] * 6,
    ]
    assert len(rows) == 2
    english = await reporting.coordinator.get("/assignments", headers={"Accept": CSV, "Accept-Language": "en"})
    assert "Awaiting confirmation" in english.text
    assert "awaiting_confirmation" not in english.text


async def test_a_unit_that_rests_on_an_assumption_is_marked(reporting: Reporting) -> None:
    unit = await reporting.world.unit("Phòng Y tế", UnitKind.DEPARTMENT)
    unit.basis = "assumed"
    async with reporting.world.database.writing() as session:
        await session.merge(unit)
    body = {"task_id": str(reporting.tasks["inform"]), "unit_id": str(unit.id), "part": "lead"}
    await reporting.coordinator.post("/assignments", body)
    rows = (await reporting.coordinator.get(f"/assignments?task={reporting.tasks['inform']}")).json()["items"]

    assert {row["unit"]["name"] for row in rows if row["unit"]["provisional"]} == {"Phòng Y tế"}


async def test_what_may_be_done_is_what_is_then_allowed(reporting: Reporting) -> None:
    school = await reported_done(reporting)
    people = (reporting.head, reporting.coordinator, reporting.leader, reporting.observer, reporting.lead_officer)
    offered = {who.role: (await who.get(f"/assignments/{school['id']}")).json()["allowed_actions"] for who in people}

    assert offered[Role.COORDINATOR] == ["confirm", "redo", "suspend", "cancel", "edit"]
    assert offered[Role.UNIT_HEAD] == offered[Role.LEADER] == offered[Role.OBSERVER] == offered[Role.OFFICER] == []
    for who in people:
        listed = (await who.get(f"/assignments?task={reporting.tasks['school']}&part=support")).json()["items"]
        assert [row["allowed_actions"] for row in listed] == [offered[who.role]]
    assert (await reporting.leader.post(f"/assignments/{school['id']}/redo", REASON)).status_code == 403


async def test_partners_of_a_joint_task_are_named_and_their_progress_told_to_the_lead_alone(reporting: Reporting) -> None:
    await reported_done(reporting)
    lead = await assignment_of(reporting, "school", reporting.department, seen_by=reporting.lead_officer)
    support = await assignment_of(reporting, "school", reporting.ward, seen_by=reporting.officer)

    assert [(partner["unit"]["name"], partner["work_state"]) for partner in lead["partners"]] == [("Phường 1", "awaiting_confirmation")]
    assert [(partner["unit"]["name"], partner["work_state"], partner["assignment_id"]) for partner in support["partners"]] == [
        ("Phòng Tư pháp", None, None)
    ]


async def test_assignments_of_a_draft_plan_are_for_those_who_make_it(reporting: Reporting) -> None:
    plan = await draft_plan(reporting)
    task = (await reporting.coordinator.post("/tasks", task_body(plan))).json()
    body = {"task_id": task["id"], "unit_id": str(reporting.ward.id), "part": "lead"}
    made = (await reporting.coordinator.post("/assignments", body)).json()
    finders = (reporting.coordinator, reporting.leader, reporting.officer, reporting.observer, reporting.admin)

    assert [len(await keys(who, f"plan={plan['id']}")) for who in finders] == [1, 1, 0, 0, 0]
    assert [(await who.get(f"/assignments/{made['id']}")).status_code for who in finders] == [200, 200, 404, 404, 404]
    assert [(await who.get(f"/tasks/{task['id']}")).status_code for who in finders] == [200, 200, 404, 404, 404]


async def test_an_unchanged_assignment_is_not_sent_twice(reporting: Reporting) -> None:
    school = await assignment_of(reporting, "school", reporting.ward)
    tag = (await reporting.head.get(f"/assignments/{school['id']}")).headers["etag"]
    same = await reporting.head.get(f"/assignments/{school['id']}", headers={"If-None-Match": tag})
    with clock.business_at(datetime(2024, 10, 1, 9, tzinfo=clock.TIMEZONE)):
        overdue = await reporting.head.get(f"/assignments/{school['id']}", headers={"If-None-Match": tag})

    assert (same.status_code, overdue.status_code) == (304, 200)
    assert overdue.headers["etag"].startswith(f'"v{school["version"]}-')
