"""A new year's plan from last year's: told before it is made, days moved on, done tasks left, open ones marked."""

from datetime import date
from typing import Any

import pytest

from papi.directory.models import Unit
from papi.framework.models import Framework, Score, ScoreLevel
from papi.kit.types import new_id
from papi.plans.copying import Shift
from papi.plans.models import Plan
from tests.support.amending import amended, change
from tests.support.planning import assignment_of, counts_are_true, draft_plan, framework_of, nodes_of, reported_done, task_body
from tests.support.reporting import Reporting


async def copied(reporting: Reporting, *, dry_run: bool = False, **changes: Any) -> dict[str, Any]:
    path = f"/plans/{reporting.plan_id}/copy{'?dry_run=true' if dry_run else ''}"
    answer = await reporting.coordinator.post(path, {"year": 2025, **changes})
    assert answer.status_code == (200 if dry_run else 201), answer.text
    return answer.json()


async def test_what_would_go_over_is_told_and_nothing_is_stored(reporting: Reporting) -> None:
    told = await copied(reporting, dry_run=True)

    assert (told["plan_id"], told["title"], told["year"]) == (None, "Kế hoạch cải thiện Chỉ số PAPI năm 2025", 2025)
    assert [(task["key"], task["units"], task["carried_over"], task["due_on"]) for task in told["carried"]] == [
        ("publish", 4, False, None),
        ("inform", 4, False, None),
        ("school", 2, True, "2025-09-30"),
        ("front", 1, False, None),
        ("duty", 4, False, None),
    ]
    assert len((await reporting.coordinator.get("/plans")).json()["items"]) == 1


async def test_the_copy_is_a_draft_with_the_tasks_units_and_days_of_the_new_year(reporting: Reporting) -> None:
    made = await copied(reporting)
    plan = (await reporting.coordinator.get(f"/plans/{made['plan_id']}")).json()
    rows = (await reporting.coordinator.get(f"/assignments?plan={plan['id']}&limit=200")).json()["items"]
    tasks = (await reporting.coordinator.get(f"/tasks?plan={plan['id']}")).json()["items"]
    facts = (await reporting.coordinator.get(f"/history?subject=plan:{plan['id']}")).json()["items"]

    assert (plan["state"], plan["year"], plan["tasks"], plan["assignments"]) == ("draft", 2025, 5, 15)
    assert {row["work_state"] for row in rows} == {"not_started"}
    assert {row["due_on"] for row in rows if row["task"]["key"] == "school"} == {"2025-09-30"}
    assert {row["mandate"] for row in rows if row["unit"]["name"] == "UBMTTQ"} == {"requested"}
    assert [(task["key"], task["carried_from"]) for task in tasks if task["carried_from"]] == [("school", 2024)]
    assert facts[0]["text"] == "sao từ kế hoạch năm 2024: 5 nhiệm vụ"
    assert (await reporting.officer.get(f"/plans/{plan['id']}")).status_code == 404
    assert await counts_are_true(reporting)


async def test_what_the_plan_rests_on_goes_over_in_its_order_and_is_told(reporting: Reporting) -> None:
    titles = ("Luật Thực hiện dân chủ ở cơ sở", "Ban hành Kế hoạch cải thiện Chỉ số PAPI")
    bases = [
        (await reporting.coordinator.post("/legal-bases", {"kind": "other", "issuer": "UBND tỉnh", "title": title})).json()["id"]
        for title in titles
    ]
    await reporting.coordinator.put(f"/plans/{reporting.plan_id}/legal-bases", {"basis_ids": bases[::-1]})
    told, made = await copied(reporting, dry_run=True), await copied(reporting)
    cited = (await reporting.coordinator.get(f"/plans/{made['plan_id']}/legal-bases")).json()["items"]

    assert (told["legal_bases"], made["legal_bases"]) == (2, 2)
    assert [basis["id"] for basis in cited] == bases[::-1]


async def test_what_is_done_dropped_or_withdrawn_stays_behind(reporting: Reporting) -> None:
    done = await reported_done(reporting)
    await reporting.coordinator.post(f"/assignments/{done['id']}/confirm")
    await amended(reporting, change("drop_task", task_id=reporting.tasks["inform"]))
    half = await copied(reporting, dry_run=True)
    other = (await reporting.coordinator.get(f"/assignments?task={reporting.tasks['school']}&unit={reporting.department.id}")).json()
    await reporting.coordinator.post(f"/assignments/{other['items'][0]['id']}/cancel", {"reason": "Không còn cần."})
    whole = await copied(reporting, dry_run=True)

    assert [(task["units"]) for task in half["carried"] if task["key"] == "school"] == [1]
    assert [(task["key"], task["why"]) for task in half["left"]] == [("inform", "Đã bỏ khỏi kế hoạch")]
    assert [(task["key"], task["why"]) for task in whole["left"]] == [("inform", "Đã bỏ khỏi kế hoạch"), ("school", "Đã hoàn thành")]


async def test_units_that_have_ended_are_named_and_left(reporting: Reporting) -> None:
    async with reporting.world.database.writing() as session:
        ward = await session.get_one(Unit, reporting.other_ward.id)
        ward.valid_to = date(2024, 6, 30)
    told = await copied(reporting)
    rows = (await reporting.coordinator.get(f"/assignments?plan={told['plan_id']}&limit=200")).json()["items"]

    assert told["ended_units"] == ["Phường 2"]
    assert "Phường 2" not in {row["unit"]["name"] for row in rows}


async def test_what_a_unit_completed_before_it_ended_is_done(reporting: Reporting) -> None:
    done = await reported_done(reporting)
    await reporting.coordinator.post(f"/assignments/{done['id']}/confirm")
    other = await assignment_of(reporting, "school", reporting.department)
    await reporting.coordinator.post(f"/assignments/{other['id']}/cancel", {"reason": "Không còn cần."})
    async with reporting.world.database.writing() as session:
        (await session.get_one(Unit, reporting.ward.id)).valid_to = date(2024, 6, 30)
    told = await copied(reporting, dry_run=True)

    assert [(task["key"], task["why"]) for task in told["left"]] == [("school", "Đã hoàn thành")]
    assert [task["key"] for task in told["carried"] if task["check"]] == []


async def test_indicators_are_found_by_code_in_the_new_edition_and_baselines_in_its_scores(reporting: Reporting) -> None:
    world = reporting.world
    old = await nodes_of(world, await framework_of(reporting))
    await world.add(Framework(id=(newer := new_id()), year=2024, title="PAPI 2024", minimum=10, maximum=80, source="test"))
    new = await nodes_of(world, newer)
    async with world.database.writing() as session:
        (await session.get_one(Plan, reporting.plan_id)).province_code = "77"
        await session.delete(await session.get_one(type(new["2.1.1"]), new["2.1.1"].id))
        session.add_all(_score(year, code, value) for year, code, value in ((2022, "1.1", 4.1), (2024, "1.1", 4.4), (2023, "1", 5.0)))
    items = [{"indicator_id": str(old[code].id), "stance": "improve", "baseline": 3, "target": 6} for code in ("1.1", "1.1.1", "2.1.1")]
    await reporting.coordinator.put(f"/plans/{reporting.plan_id}/targets", {"items": items})
    lost = [str(old["1.1.1"].id), str(old["2.1.1"].id)]
    await reporting.coordinator.post(
        "/tasks", task_body({"id": str(reporting.plan_id)}, indicator_ids=lost, due_text="Trước ngày 01/11/2024")
    )
    told = await copied(reporting)
    task = next(task for task in told["carried"] if task["key"] == "II.2-99")
    targets = (await reporting.coordinator.get(f"/plans/{told['plan_id']}/targets")).json()["items"]
    made = (await reporting.coordinator.get(f"/tasks?plan={told['plan_id']}&q=ho ngheo")).json()["items"][0]

    assert (told["framework_year"], [node["code"] for node in told["unmapped"]], told["targets"], told["baselines"]) == (
        2024,
        ["2.1.1"],
        2,
        1,
    )
    assert [(target["code"], target["baseline"], target["target"]) for target in targets] == [("1.1", 4.4, 6.0), ("1.1.1", None, 6.0)]
    assert (task["due_on"], task["due_text"], task["check"]) == (
        "2025-10-31",
        "Trước ngày 01/11/2025",
        ["Có chỉ tiêu không còn trong bộ chỉ số mới"],
    )
    assert made["dimension"] == "1"


async def test_a_target_that_was_reached_already_is_named(reporting: Reporting) -> None:
    nodes = await nodes_of(reporting.world, await framework_of(reporting))
    async with reporting.world.database.writing() as session:
        (await session.get_one(Plan, reporting.plan_id)).province_code = "77"
        session.add_all(_score(2024, code, value) for code, value in (("1.1", 4.4), ("1", 5.0), ("2", 5.0)))
    wanted = (("1", "improve", 5.0), ("1.1", "improve", 4.41), ("1.1.1", "improve", 0.1), ("2", "maintain", 4.9))
    items = [{"indicator_id": str(nodes[code].id), "stance": stance, "baseline": 3, "target": value} for code, stance, value in wanted]
    total = {"baseline": 43.0, "target": 44.0, "stance": "improve"}
    await reporting.coordinator.put(f"/plans/{reporting.plan_id}/targets", {"items": items, "total": total})
    told = await copied(reporting, dry_run=True)

    assert [(row["code"], row["baseline"], row["target"]) for row in told["overtaken"]] == [("1", 5.0, 5.0)]


def _score(year: int, code: str, value: float) -> Score:
    level = (ScoreLevel.DIMENSION, ScoreLevel.SUBDIMENSION, ScoreLevel.INDICATOR)[code.count(".")]
    return Score(year=year, province_code="77", province_name="Bà Rịa - Vũng Tàu", level=level, code=code, value=value, source="test")


async def test_a_year_that_is_not_later_and_an_edition_that_nobody_knows_are_refused(reporting: Reporting) -> None:
    path = f"/plans/{reporting.plan_id}/copy"
    pointers = [
        (await reporting.coordinator.post(path, body)).json()["errors"][0]["pointer"]
        for body in ({"year": 2024}, {"year": 2025, "framework_year": 2019}, {"year": "next"})
    ]
    draft = await draft_plan(reporting)
    refused = await reporting.coordinator.post(f"/plans/{draft['id']}/copy", {"year": 2026})

    assert pointers == ["/year", "/framework_year", "/year"]
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")


async def test_the_same_request_again_makes_no_second_plan(reporting: Reporting) -> None:
    headers = {"Idempotency-Key": "sao-2025"}
    answers = [await reporting.coordinator.post(f"/plans/{reporting.plan_id}/copy", {"year": 2025}, headers=headers) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert len((await reporting.coordinator.get("/plans")).json()["items"]) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2024-06-28", ("2025-06-28", False)),
        ("2024-02-29", ("2025-02-28", True)),
        ("2025-01-31", ("2026-01-31", False)),
    ],
)
def test_a_day_is_the_same_day_a_year_later(before: str, after: tuple[str, bool]) -> None:
    day, leap = Shift(1).day(date.fromisoformat(before))

    assert (str(day), leap) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, (None, False)),
        ("Thường xuyên", ("Thường xuyên", False)),
        ("Quý III/2024", ("Quý III/2025", False)),
        ("Trước ngày 29/6/2024", ("Trước ngày 29/6/2025", False)),
        ("Từ tháng 12/2024 đến tháng 01/2025", ("Từ tháng 12/2025 đến tháng 01/2026", False)),
        ("Theo Kế hoạch số 178/KH-UBND ngày 30/9/2022", ("Theo Kế hoạch số 178/KH-UBND ngày 30/9/2022", True)),
    ],
)
def test_words_of_a_deadline_move_on_where_they_are_plain(before: str | None, after: tuple[str | None, bool]) -> None:
    assert Shift(1).words(before) == after
