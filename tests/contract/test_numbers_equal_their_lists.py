"""Every number of overview, matrix and task status is the length of a list that its reader can open."""

from typing import Any

import pytest

from tests.contract.conftest import City
from tests.contract.numbers import by, by_row, cell, counted, months, requested, told_by, told_of, walk
from tests.support.planning import REASON, assignment_of, reported_done, school_of_ward
from tests.support.reporting import Reporting
from tests.support.world import Someone

SUPERVISORS = ["pnv.chuyenvien", "ubnd.lanhdao", "mttq.giamsat"]


async def total(who: Someone, path: str) -> int:
    return (await who.get(f"{path}&count=true&limit=1")).json()["total"]


async def assert_overview_is_true(who: Someone, scope: str = "") -> dict[str, Any]:
    overview = (await who.get("/dashboards/overview")).json()
    items = await walk(who, f"/assignments?plan={overview['plan_id']}{scope}")
    assert {name: overview["numbers"][name] for name in counted(items)} == counted(items)
    assert overview["requested"] == requested(items)
    for name, state in (("done", "completed"), ("open", "open")):
        assert overview["requested"][name] == await total(
            who, f"/assignments?plan={overview['plan_id']}&mandate=requested&work_state={state}{scope}"
        )
    assert overview["overdue_units"] == len({item["unit"]["id"] for item in items if item["deadline_state"] == "overdue"})
    assert {month.pop("month"): month for month in overview["months"]} == months(items)
    reviewable = await total(who, "/reports?reviewable=true")
    assert overview["review_queue"] == reviewable
    return overview


async def assert_matrix_is_true(who: Someone, plan: str, scope: str = "") -> None:
    matrix = (await who.get("/dashboards/matrix")).json()
    units = by_row(await walk(who, f"/assignments?plan={plan}{scope}"))
    assert {(row["code"], row["requested"]): row["total"] for row in matrix["rows"]} == {key: cell(items) for key, items in units.items()}
    for place, dimension in enumerate(matrix["dimensions"]):
        found = by_row(await walk(who, f"/assignments?plan={plan}&dimension={dimension['code'] or 'none'}{scope}"))
        cells = {(row["code"], row["requested"]): row["cells"][place] for row in matrix["rows"]}
        assert cells == {key: cell(found.get(key, [])) for key in cells}, dimension


async def assert_status_is_true(who: Someone, plan: str) -> None:
    items = await walk(who, f"/assignments?plan={plan}")
    units, tasks, dimensions = [
        (await who.get(f"/task-status?plan={plan}&group_by={name}")).json() for name in ("unit", "task", "dimension")
    ]
    assert [told_of(status["total"]) for status in (units, tasks, dimensions)] == [told_by(items)] * 3
    assert {row["key"]: told_of(row) for row in units["items"]} == {code: told_by(found) for code, found in by(items, "code").items()}
    of_tasks = {row["key"]: told_of(row) for row in tasks["items"]}
    assert of_tasks == {key: told_by(item for item in items if item["task"]["id"] == key) for key in of_tasks}
    for row in dimensions["items"]:
        found = await walk(who, f"/assignments?plan={plan}&dimension={row['key'] or 'none'}")
        assert told_of(row) == told_by(found), row["label"]


@pytest.mark.parametrize("username", SUPERVISORS)
async def test_the_supervisors_overview_and_matrix_on_the_citys_plan(city: City, username: str) -> None:
    who = await city.person(username)
    overview = await assert_overview_is_true(who)

    await assert_matrix_is_true(who, overview["plan_id"])


@pytest.mark.parametrize("username", ["26506.officer", "pb-tp.head", "mt-ubmttq.head"])
async def test_a_units_overview_and_matrix_on_the_citys_plan(city: City, username: str) -> None:
    who = await city.person(username)
    overview = await assert_overview_is_true(who, f"&unit={who.unit.id}")

    await assert_matrix_is_true(who, overview["plan_id"], f"&unit={who.unit.id}")


async def test_the_task_status_of_the_citys_plan(city: City) -> None:
    leader = await city.person("ubnd.lanhdao")
    plan = (await leader.get("/plans?state=approved")).json()["items"][0]

    await assert_status_is_true(leader, plan["id"])


async def test_the_task_status_by_indicator(city: City) -> None:
    leader = await city.person("ubnd.lanhdao")
    plan = (await leader.get("/plans?state=approved")).json()["items"][0]
    status = (await leader.get(f"/task-status?group_by=indicator&plan={plan['id']}")).json()["items"]
    nodes = {node["code"]: node["id"] for node in await walk(leader, f"/indicators?framework={plan['framework_year']}")}

    for row in status:
        scope = f"indicator={nodes[row['key']]}" if row["key"] else "dimension=none"
        assert told_of(row) == told_by(await walk(leader, f"/assignments?plan={plan['id']}&{scope}")), row["label"]


async def test_the_periods_board_and_its_reports(city: City) -> None:
    leader = await city.person("ubnd.lanhdao")
    period = (await leader.get("/dashboards/overview")).json()["period"]
    board = (await leader.get(f"/periods/{period['id']}/completeness")).json()
    reports = await walk(leader, f"/reports?period={period['id']}")

    assert {name: period[name] for name in ("expected", "on_time", "late", "missing", "waiting")} == {
        name: board[name] for name in ("expected", "on_time", "late", "missing", "waiting")
    }
    assert {unit["id"] for unit in period["missing_units"]} == {row["unit"]["id"] for row in board["items"] if row["standing"] == "missing"}
    sent = [report for report in reports if report["expected"]]
    assert board["on_time"] + board["late"] == len(sent)
    assert board["late"] == sum(report["late"] for report in sent)
    assert board["asked"] == len(board["items"]) - board["expected"]


@pytest.mark.parametrize("username", ["26506.officer", "26506.head", "pb-tp.officer", "pnv.chuyenvien", "ubnd.lanhdao"])
async def test_the_numbers_of_my_work(city: City, username: str) -> None:
    who = await city.person(username)
    work = (await who.get("/dashboards/my-work")).json()
    mine = f"/assignments?unit={who.unit.id}&cadence=once&mandate=assigned"
    open_ones = [item for item in await walk(who, mine) if item["work_state"] in {"not_started", "in_progress"}]

    writes = username.endswith((".officer", ".head"))
    assert work["overdue"]["total"] == (sum(item["deadline_state"] == "overdue" for item in open_ones) if writes else 0)
    assert work["due_soon"]["total"] == (sum(item["deadline_state"] == "due_soon" for item in open_ones) if writes else 0)
    assert work["review_queue"] == await total(who, "/reports?reviewable=true")
    for parts in work["parts"]:
        assert parts["to_take"] == (
            await total(who, f"/assignments?plan={parts['plan_id']}&unit={who.unit.id}&receipt=awaited") if writes else 0
        )
        assert parts["to_answer"] == await total(who, f"/assignments?plan={parts['plan_id']}&answerable=true")
    for report in work["reports"]:
        assert (await who.get(f"/reports/{report['id']}")).json()["state"] == report["state"]


async def test_the_numbers_follow_whatever_happens(reporting: Reporting) -> None:
    plan = str(reporting.plan_id)
    await reporting.opened_period()
    await reporting.submitted_report(reporting.officer, reporting.head)
    undated = await assignment_of(reporting, "school", reporting.department)
    await reporting.coordinator.patch(f"/assignments/{undated['id']}", {"due_on": None})
    lead = reporting.lead_officer
    done = await lead.post(f"/assignments/{undated['id']}/report-done", {"done_on": "2024-09-09", "result": "Đã xong."})
    assert done.status_code == 200, done.text
    await reported_done(reporting)
    for name, unit in (("publish", reporting.other_ward), ("inform", reporting.department)):
        aside = await assignment_of(reporting, name, unit)
        step = "suspend" if name == "publish" else "cancel"
        assert (await reporting.coordinator.post(f"/assignments/{aside['id']}/{step}", REASON)).status_code == 200
    await reporting.coordinator.post(f"/assignments/{(await school_of_ward(reporting))['id']}/confirm")
    both = await assignment_of(reporting, "duty", reporting.department)
    assert (await reporting.coordinator.patch(f"/assignments/{both['id']}", {"mandate": "requested"})).status_code == 200

    await assert_overview_is_true(reporting.leader)
    await assert_matrix_is_true(reporting.leader, plan)
    await assert_status_is_true(reporting.leader, plan)
    await assert_overview_is_true(reporting.officer, f"&unit={reporting.ward.id}")


async def test_who_has_sent_over_the_citys_periods(city: City) -> None:
    leader = await city.person("ubnd.lanhdao")
    found = (await leader.get("/completeness?group_by=unit")).json()

    names = ("on_time", "late", "missing", "waiting", "asked", "voluntary")
    told = {name: found["total"][name] for name in names}
    assert told == {name: sum(item[name] for item in found["items"]) for name in names}
    assert told == {name: await total(leader, f"/completeness/reports?standing={name}") for name in names}
    assert found["update_rate"] == await rate_by_lists(leader, found["plan_id"])


async def rate_by_lists(who: Someone, plan: str, *scopes: str) -> float | None:
    """The update rate as its lists tell it, of all scopes together: what is under way, and what of it is stale."""
    paths = [f"/assignments?plan={plan}&mandate=assigned{scope}" for scope in scopes or ("",)]
    under_way = sum([await total(who, f"{path}&work_state={state}") for path in paths for state in ("not_started", "in_progress")])
    stale = sum([await total(who, f"{path}&stale=true") for path in paths])
    return round(1 - stale / under_way, 4) if under_way else None


@pytest.mark.parametrize("username", ["ubnd.lanhdao", "26506.officer"])
async def test_each_update_rate_has_the_list_of_what_it_lacks(city: City, username: str) -> None:
    who = await city.person(username)
    overview = (await who.get("/dashboards/overview")).json()
    plan, own = overview["plan_id"], f"&unit={who.unit.id}" if username.endswith("officer") else ""
    units = (await who.get(f"/completeness?group_by=unit&plan={plan}")).json()
    contents = (await who.get(f"/completeness?group_by=dimension&plan={plan}")).json()

    assert overview["numbers"]["update_rate"] == units["update_rate"] == await rate_by_lists(who, plan, own)
    for row in units["items"][:12]:
        assert row["update_rate"] == await rate_by_lists(who, plan, f"&unit={row['unit_id']}"), row["label"]
    for row in contents["items"]:
        assert row["update_rate"] == await rate_by_lists(who, plan, f"&dimension={row['key'] or 'none'}{own}"), row["label"]


async def test_the_update_rate_of_a_group_is_that_of_its_units_together(city: City) -> None:
    leader = await city.person("ubnd.lanhdao")
    found = (await leader.get("/completeness?group_by=group")).json()
    rates = {item["key"]: item["update_rate"] for item in found["items"]}
    groups = (await leader.get("/unit-groups")).json()["items"]

    assert len(groups) > 2
    for group in groups[:3]:
        members = [f"&unit={unit_id}" for unit_id in group["unit_ids"]]
        assert rates[group["code"]] == await rate_by_lists(leader, found["plan_id"], *members), group["name"]
    assert found["update_rate"] == (await leader.get("/completeness")).json()["update_rate"]
