import csv
from datetime import date, datetime
from io import StringIO
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from papi.kit import clock
from papi.plans.models import Assignment, AssignmentCount, WorkState
from papi.plans.progress import Move, advance, differences, rebuild
from tests.support.planning import REASON, counts_are_true, numbers, reported_done, school_of_ward
from tests.support.reporting import Reporting
from tests.support.world import Someone

FOUR = ("done_on_time", "done_late", "open_in_time", "open_overdue", "no_deadline")


async def status(who: Someone, query: str) -> dict[str, dict[str, Any]]:
    answer = await who.get(f"/task-status?{query}")
    assert answer.status_code == 200, answer.text
    return {item["label"]: item for item in answer.json()["items"]}


async def test_groups_add_up_to_the_total(reporting: Reporting) -> None:
    await reported_done(reporting)
    for group_by in ("unit", "task", "dimension", "indicator"):
        answer = (await reporting.coordinator.get(f"/task-status?group_by={group_by}")).json()
        sums = {name: sum(item[name] for item in answer["items"]) for name in FOUR}
        assert sums == {name: answer["total"][name] for name in FOUR}, group_by
        assert sum(sums.values()) == 14
        asked = [item["requested"] for item in answer["items"]]
        assert (
            {name: sum(item[name] for item in asked) for name in ("done", "open")} == answer["total"]["requested"] == {"done": 0, "open": 1}
        )


async def test_units_stand_in_official_order(reporting: Reporting) -> None:
    expected = ["Phòng Nội vụ", "Phòng Tư pháp", "Phường 1", "Phường 2", "UBMTTQ"]

    assert list(await status(reporting.coordinator, "group_by=unit")) == expected
    assert list(await status(reporting.lead_officer, "group_by=unit")) == ["Phòng Tư pháp", "Phường 1"]


async def test_the_day_decides_what_is_overdue(reporting: Reporting) -> None:
    before = (await status(reporting.coordinator, "group_by=unit"))["Phường 1"]
    with clock.business_at(datetime(2024, 10, 1, 9, tzinfo=clock.TIMEZONE)):
        after = (await status(reporting.coordinator, "group_by=unit"))["Phường 1"]

    assert (before["open_in_time"], before["open_overdue"]) == (1, 0)
    assert (after["open_in_time"], after["open_overdue"]) == (0, 1)


async def test_what_a_body_is_asked_to_do_is_counted_apart_and_never_late(reporting: Reporting) -> None:
    seen: list[dict[str, Any]] = []
    late = {"due_on": clock.today().replace(day=1), "submitted_late": True}
    for state in (WorkState.NOT_STARTED, WorkState.AWAITING_CONFIRMATION, WorkState.COMPLETED, WorkState.SUSPENDED):
        async with reporting.world.database.writing() as session:
            front = (await session.scalars(select(Assignment).where(Assignment.unit_id == reporting.front.id))).one()
            await advance(session, [Move(front, {**late, "work_state": state, "shown_work_state": state})])
        item = (await status(reporting.coordinator, "group_by=unit"))["UBMTTQ"]
        assert item["only_requested"]
        assert {item[name] for name in FOUR} == {0}
        assert item["update_rate"] is None
        seen.append(item["requested"])

    assert seen == [{"done": 0, "open": 1}, {"done": 0, "open": 1}, {"done": 1, "open": 0}, {"done": 0, "open": 0}]
    assert not any(
        item["only_requested"] for name, item in (await status(reporting.coordinator, "group_by=unit")).items() if name != "UBMTTQ"
    )


async def test_a_unit_that_is_assigned_some_and_asked_for_others_has_both_told_apart(reporting: Reporting) -> None:
    before = (await status(reporting.coordinator, "group_by=unit"))["Phường 1"]
    school = await school_of_ward(reporting)
    changed = await reporting.coordinator.patch(f"/assignments/{school['id']}", {"mandate": "requested"})
    after = (await status(reporting.coordinator, "group_by=unit"))["Phường 1"]
    rows = (await reporting.coordinator.get("/dashboards/matrix")).json()["rows"]

    assert changed.status_code == 200, changed.text
    assert (sum(after[name] for name in FOUR), after["requested"]) == (sum(before[name] for name in FOUR) - 1, {"done": 0, "open": 1})
    assert not after["only_requested"]
    assert [(row["requested"], row["total"]["total"]) for row in rows if row["name"] == "Phường 1"] == [
        (False, sum(after[name] for name in FOUR)),
        (True, 1),
    ]


async def test_a_file_of_the_status_has_the_requested_in_columns_of_their_own(reporting: Reporting) -> None:
    answer = await reporting.coordinator.get("/task-status?group_by=unit", headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(StringIO(answer.text.lstrip("\ufeff"))))
    asked = {row["Nhóm"]: row["Được đề nghị, đang thực hiện"] for row in rows}

    assert (asked["UBMTTQ"], asked["Phường 1"]) == ("1", "0")


async def test_a_unit_counts_what_it_may_see(reporting: Reporting) -> None:
    assert set(await status(reporting.stranger, "group_by=unit")) == {"Phường 2"}
    assert set(await status(reporting.lead_officer, "group_by=task")) == {
        "Niêm yết công khai thủ tục hành chính",
        "Tuyên truyền về Chỉ số PAPI",
        "Tổ chức lớp phổ biến pháp luật",
        "Báo cáo kết quả thực hiện",
    }
    assert (await reporting.admin.get("/task-status")).status_code == 403


async def test_the_update_rate_counts_that_a_draft_was_saved_and_nothing_more(reporting: Reporting) -> None:
    await reporting.opened_period()
    before = await numbers(reporting.coordinator)
    report = await reporting.report_of(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    await reporting.write(reporting.officer, line, result="Đang làm.", percent=10)
    after = await numbers(reporting.coordinator)

    assert (before["update_rate"], after["update_rate"]) == (0.0, round(1 / 14, 4))
    assert {**before, "update_rate": None} == {**after, "update_rate": None}
    with clock.business_at(datetime(2024, 10, 11, 9, tzinfo=clock.TIMEZONE)):
        assert (await numbers(reporting.coordinator))["update_rate"] == 0.0


async def test_a_period_has_a_status_of_its_own(reporting: Reporting) -> None:
    third = await reporting.opened_period()
    await reporting.submitted_report(reporting.officer, reporting.head)
    of_ward = (await status(reporting.coordinator, f"group_by=unit&period={third}"))["Phường 1"]
    with clock.business_at(datetime(2024, 12, 16, 9, tzinfo=clock.TIMEZONE)):
        due = dict.fromkeys(("ward", "department", "city"), "2024-12-20T17:00:00+07:00")
        dates = {"data_from": "2023-12-15", "data_to": "2024-12-14", "kind": "year", "deadlines": due}
        year = await reporting.opened_period("2024Y", **dates)
        then = (await status(reporting.coordinator, f"group_by=unit&period={third}"))["Phường 1"]
        fresh = (await status(reporting.coordinator, f"group_by=unit&period={year}"))["Phường 1"]

    assert (of_ward["open_in_time"], of_ward["open_overdue"], of_ward["done_on_time"]) == (4, 0, 0)
    assert (then["open_in_time"], then["open_overdue"]) == (3, 1)  # sent in time; the once-task has run over its day meanwhile
    assert (fresh["open_in_time"], fresh["update_rate"]) == (3, 0.0)


async def test_what_was_accepted_in_a_period_is_done_in_it(reporting: Reporting) -> None:
    third = await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    accepted = await reporting.coordinator.post(f"/reports/{report['id']}/accept")
    item = (await status(reporting.coordinator, f"group_by=unit&period={third}"))["Phường 1"]

    assert accepted.status_code == 200, accepted.text
    assert (item["done_on_time"], item["open_in_time"]) == (3, 1)  # the once-task was not said to be done
    assert (await status(reporting.coordinator, f"group_by=task&period={third}"))["Báo cáo kết quả thực hiện"]["done_on_time"] == 1


async def test_what_cannot_be_asked_is_refused(reporting: Reporting) -> None:
    unknown = await reporting.coordinator.get("/task-status?period=00000000-0000-7000-8000-000000000000")

    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "?period")
    for query in ("group_by=province", "plan=1", "month=9"):
        assert (await reporting.coordinator.get(f"/task-status?{query}")).status_code == 422
    assert (await reporting.coordinator.get("/task-status?plan=00000000-0000-7000-8000-000000000000")).status_code == 404


async def test_the_status_costs_the_same_few_statements_for_everyone(reporting: Reporting) -> None:
    costs: dict[str, int] = {}
    for group_by in ("unit", "dimension", "task", "indicator"):
        with reporting.world.counted_queries() as count:
            await reporting.coordinator.get(f"/task-status?group_by={group_by}")
        costs[group_by] = count.number

    assert costs == {"unit": 3, "dimension": 4, "task": 3, "indicator": 5}


steps = st.tuples(st.integers(0, 14), st.sampled_from(WorkState), st.booleans(), st.none() | st.dates(date(2024, 1, 1)))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=1, max_size=20))
async def test_counts_follow_any_moves(reporting: Reporting, moves: list[Any]) -> None:
    async with reporting.world.database.writing() as session:
        assignments = (await session.scalars(select(Assignment).order_by(Assignment.id))).all()
        await advance(
            session,
            [
                Move(assignments[place], {"shown_work_state": state, "submitted_late": late, "due_on": day, "saved_on": day})
                for place, state, late, day in moves
            ],
        )
    async with reporting.world.database.reading() as session:
        assert await differences(session) == []


async def test_a_count_that_went_wrong_is_found_and_mended(reporting: Reporting) -> None:
    async with reporting.world.database.writing() as session:
        await session.execute(update(AssignmentCount).where(AssignmentCount.dimension == "*").values(number=AssignmentCount.number + 1))
    assert not await counts_are_true(reporting)

    async with reporting.world.database.writing() as session:
        await rebuild(session)
    assert await counts_are_true(reporting)


async def test_suspended_counts_nowhere(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    await reporting.coordinator.post(f"/assignments/{school['id']}/suspend", REASON)
    answer = (await reporting.coordinator.get("/task-status?group_by=task")).json()

    assert sum(answer["total"][name] for name in FOUR) == 13
