"""Front and Party bodies are asked kindly: wherever they read of the task, nothing is worded as an order."""

from typing import Any

import pytest

from papi.access.permissions import Role
from tests.support.planning import DONE, REASON, assignment_of, task_body
from tests.support.reporting import Reporting
from tests.support.world import Someone

GIVEN = {"vi": "giao nhiệm vụ cho Phường 1", "en": "assigned the task to Phường 1"}
ASKED = {"vi": "kính đề nghị UBMTTQ phối hợp thực hiện nhiệm vụ", "en": "kindly asked UBMTTQ to cooperate in the task"}
ASKED_AGAIN = {"vi": "kính đề nghị bổ sung, hoàn thiện kết quả phối hợp", "en": "kindly asked to complete what was done"}
NO_MORE = {"vi": "xin thôi đề nghị phối hợp thực hiện nhiệm vụ", "en": "no longer asks for cooperation in the task"}
LANGUAGES = ("vi", "en")


async def given(reporting: Reporting) -> dict[str, dict[str, Any]]:
    """A task of the approved plan, given to the ward and asked of the Front; by the unit's name."""
    body = task_body(
        {"id": str(reporting.plan_id)}, units=[{"unit_id": str(unit.id), "part": "lead"} for unit in (reporting.ward, reporting.front)]
    )
    made = await reporting.coordinator.post("/tasks", body)
    assert made.status_code == 201, made.text
    rows = (await reporting.coordinator.get(f"/assignments?task={made.json()['id']}")).json()["items"]
    return {row["unit"]["name"]: row for row in rows}


async def told(who: Someone, row: dict[str, Any], language: str) -> list[set[str]]:
    """What the person reads of it in the bell (which "my work" shows too), in the overview, in the history and beside the
    assignment."""
    accepting = {"Accept-Language": language}
    bell = (await who.get("/notifications", headers=accepting)).json()["items"]
    overview = (await who.get("/dashboards/overview", headers=accepting)).json()["events"]
    history = (await who.get(f"/history?subject=assignment:{row['id']}", headers=accepting)).json()["items"]
    timeline = (await who.get(f"/assignments/{row['id']}/timeline", headers=accepting)).json()["items"]
    return [{item["text"] for item in items} for items in (bell, overview, history, timeline)]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_unit_is_given_the_task_and_the_front_is_asked(reporting: Reporting, language: str) -> None:
    asked_head = await reporting.world.person(Role.UNIT_HEAD, reporting.front)
    rows = await given(reporting)
    await reporting.world.let_the_worker_run()
    seen = {unit: await told(who, rows[unit], language) for unit, who in (("Phường 1", reporting.head), ("UBMTTQ", asked_head))}

    assert all(GIVEN[language] in texts for texts in seen["Phường 1"])
    assert all(ASKED[language] in texts for texts in seen["UBMTTQ"])
    assert not any("UBMTTQ" in text and text != ASKED[language] for texts in seen["UBMTTQ"] for text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_asked_again_and_asked_no_more_are_no_orders_either(reporting: Reporting, language: str) -> None:
    asked_head = await reporting.world.person(Role.UNIT_HEAD, reporting.front)
    front = (await given(reporting))["UBMTTQ"]
    path = f"/assignments/{front['id']}"
    assert (await asked_head.post(f"{path}/report-done", DONE)).status_code == 200
    assert (await reporting.coordinator.post(f"{path}/redo", REASON)).status_code == 200
    assert (await reporting.coordinator.post(f"{path}/cancel", REASON)).status_code == 200
    again = {"task_id": front["task"]["id"], "unit_id": str(reporting.front.id), "part": "lead"}
    assert (await reporting.coordinator.post("/assignments", again)).status_code == 201
    await reporting.world.let_the_worker_run()
    bell, _overview, history, timeline = await told(asked_head, front, language)
    told_again = (await asked_head.get(f"/history?subject=assignment:{front['id']}", headers={"Accept-Language": language})).json()["items"]

    for texts in (bell, history, timeline):
        assert {ASKED[language], ASKED_AGAIN[language], NO_MORE[language]} <= texts
        assert not any("giao nhiệm vụ" in text or "thu hồi" in text or "yêu cầu" in text for text in texts)
    assert [item["text"] for item in told_again].count(ASKED[language]) == 2


async def test_a_unit_that_is_only_asked_reads_so_too(reporting: Reporting) -> None:
    body = {"task_id": str(reporting.tasks["school"]), "unit_id": str(reporting.other_ward.id), "part": "support", "mandate": "requested"}
    assert (await reporting.coordinator.post("/assignments", body)).status_code == 201
    row = await assignment_of(reporting, "school", reporting.other_ward)
    history = (await reporting.stranger.get(f"/assignments/{row['id']}/timeline")).json()["items"]

    assert [item["text"] for item in history] == ["kính đề nghị Phường 2 phối hợp thực hiện nhiệm vụ"]
