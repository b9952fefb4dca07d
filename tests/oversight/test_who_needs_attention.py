"""The list "chưa thực hiện / thực hiện không tốt": by a rule that is data, confirmed by a person with reasons, and only then shown."""

from datetime import datetime
from typing import Any

import httpx
import pytest

from papi.kit import clock
from papi.oversight.attention import grade_of
from tests.support.reporting import Reporting

LATER = datetime(2024, 10, 2, 9, 0, tzinfo=clock.TIMEZONE)
BY_REPORTS = [
    {"grade": "not_done", "measure": "reports_missing", "limit": 1},
    {"grade": "poor", "measure": "reports_late", "limit": 1},
]


async def computed(r: Reporting, thresholds: list[dict[str, Any]], exemptions: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    rule = await r.coordinator.put("/attention-rules", {"thresholds": thresholds, "exemptions": exemptions or []})
    assert rule.status_code == 200, rule.text
    made = await r.coordinator.post("/attention-lists", {"plan_id": str(r.plan_id), "title": "Quý III/2024"})
    assert made.status_code == 201, made.text
    return made.json()


def names(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [(item["name"], item["grade"]) for item in found["items"]]


@pytest.fixture
async def behind(reporting: Reporting) -> Reporting:
    """Phường 1 has sent late, everybody else not at all."""
    await reporting.opened_period()
    await reporting.filled_report(reporting.officer)
    report = await reporting.report_of(reporting.officer)
    with clock.business_at(datetime(2024, 9, 25, 9, 0, tzinfo=clock.TIMEZONE)):
        assert (await reporting.head.post(f"/reports/{report['id']}/submit")).status_code == 200
    return reporting


async def test_units_come_onto_the_list_by_thresholds_and_asked_bodies_never(behind: Reporting) -> None:
    with clock.business_at(LATER):
        found = await computed(behind, BY_REPORTS)

    assert ("UBMTTQ", "not_done") not in names(found)
    assert names(found)[-1] == ("Phường 1", "poor")
    assert {name for name, grade in names(found) if grade == "not_done"} == {"Phòng Nội vụ", "Phòng Tư pháp", "Phường 2"}
    ward = found["items"][-1]
    assert (ward["sentence"], ward["facts"]["reports_late"]) == ("số báo cáo gửi trễ: 1", 1)
    assert ward["met"] == [{"grade": "poor", "measure": "reports_late", "limit": 1.0}]


async def test_what_was_sent_late_and_waits_for_its_reviewer_is_no_overdue_task(behind: Reporting) -> None:
    by_tasks = [{"grade": "poor", "measure": "overdue", "limit": 1}]
    with clock.business_at(LATER):
        found = await computed(behind, by_tasks)
        status = (await behind.coordinator.get("/task-status?group_by=unit")).json()

    waiting = next(item for item in status["items"] if item["label"] == "Phường 1")["open_overdue"]
    assert waiting > 0
    overdue = {item["name"]: item["facts"]["overdue"] for item in found["items"]}
    assert overdue.get("Phường 1", 0) < waiting
    assert overdue["Phường 2"] > 0


async def test_an_exempt_unit_is_left_out_within_its_days(behind: Reporting) -> None:
    exemption = {"unit_id": str(behind.other_ward.id), "reason": "Bão số 3", "from_on": "2024-09-01", "to_on": "2024-10-02"}
    with clock.business_at(LATER):
        within = await computed(behind, BY_REPORTS, [exemption])
        after = await computed(behind, BY_REPORTS, [{**exemption, "to_on": "2024-10-01"}])
        rule = {"thresholds": BY_REPORTS, "exemptions": [{**exemption, "to_on": "2024-08-01"}]}
        backwards = await behind.coordinator.put("/attention-rules", rule)

    assert ("Phường 2", "not_done") not in names(within)
    assert ("Phường 2", "not_done") in names(after)
    assert backwards.status_code == 422


async def decide(r: Reporting, found: dict[str, Any], **decisions: str) -> httpx.Response:
    """By the names of units; a struck one with its reason."""
    units = {item["name"]: item["unit_id"] for item in found["items"]}
    items = [
        {"unit_id": units[name], "decision": said, **({"reason": "Đã có công văn"} if said == "strike" else {})}
        for name, said in decisions.items()
    ]
    return await r.coordinator.put(f"/attention-lists/{found['id']}/decisions", {"items": items}, headers={"If-Match": '"v1"'})


async def test_a_draft_is_decided_unit_by_unit_before_anybody_else_sees_it(behind: Reporting) -> None:
    r = behind
    with clock.business_at(LATER):
        found = await computed(r, BY_REPORTS)
        path = f"/attention-lists/{found['id']}"
        silent = {"items": [{"unit_id": found["items"][-1]["unit_id"], "decision": "strike"}]}
        refused = [
            await r.coordinator.post(f"{path}/confirm", {"reason": "Đã đối chiếu"}),
            await r.coordinator.put(f"{path}/decisions", silent),
            await decide(r, found, **{"Phòng Nội vụ": "keep"}),
            await r.coordinator.put(f"{path}/decisions", {"items": [{"unit_id": str(r.front.id), "decision": "keep"}]}),
            await r.leader.get(path),
        ]
        decided = await decide(r, found, **{"Phường 2": "strike", "Phòng Tư pháp": "keep", "Phường 1": "keep"})
        stale = await r.coordinator.post(f"{path}/confirm", {"reason": "Đã đối chiếu"}, headers={"If-Match": '"v1"'})

    codes = [answer.json()["code"] for answer in (*refused, stale)]
    assert codes[:3] == ["attention_undecided", "reason_required", "own_report"]
    assert codes[3:] == ["unit_not_on_list", "attention_list_not_found", "stale_version"]
    assert (decided.status_code, decided.json()["undecided"]) == (200, 0)


async def test_a_confirmed_list_is_frozen_and_a_published_one_shows_each_unit_itself(behind: Reporting) -> None:
    r = behind
    with clock.business_at(LATER):
        found = await computed(r, BY_REPORTS)
        path = f"/attention-lists/{found['id']}"
        await decide(r, found, **{"Phường 2": "strike", "Phòng Tư pháp": "keep", "Phường 1": "keep"})
        confirmed = await r.coordinator.post(f"{path}/confirm", {"reason": "Đã đối chiếu"})
        frozen = await r.coordinator.put(f"{path}/decisions", {"items": [{"unit_id": str(r.ward.id), "decision": "keep"}]})
        waits = await r.leader.post(f"{path}/publish")
        judged = await r.leader.put(f"{path}/decisions", {"items": [{"unit_id": str(r.coordinating.id), "decision": "keep"}]})
        before = await r.head.get(path)
        published = await r.leader.post(f"{path}/publish")
        await r.world.let_the_worker_run()

    codes = [answer.json()["code"] for answer in (frozen, waits, before)]
    assert codes == ["wrong_state", "attention_undecided", "attention_list_not_found"]
    assert [answer.status_code for answer in (confirmed, judged, published)] == [200, 200, 200]
    assert all(item["allowed_actions"] == [] for item in confirmed.json()["items"])
    assert names((await r.head.get(path)).json()) == [("Phường 1", "poor")]
    assert (await r.stranger.get(path)).status_code == 404
    told = [[notice["kind"] for notice in (await who.get("/notifications")).json()["items"]] for who in (r.head, r.stranger)]
    assert ["attention_list.published" in kinds for kinds in told] == [True, False]


async def test_a_list_keeps_the_rule_of_its_day_and_is_a_spreadsheet(behind: Reporting) -> None:
    with clock.business_at(LATER):
        found = await computed(behind, BY_REPORTS)
        await behind.coordinator.put("/attention-rules", {"thresholds": [{"grade": "poor", "measure": "overdue", "limit": 100}]})
        again = (await behind.coordinator.get(f"/attention-lists/{found['id']}")).json()
        file = await behind.coordinator.get(f"/attention-lists/{found['id']}", headers={"Accept": "text/csv"})
        discarded = await behind.coordinator.post(f"/attention-lists/{found['id']}/discard")
        late = await behind.coordinator.post(f"/attention-lists/{found['id']}/confirm", {"reason": "x"})

    assert again["items"] == found["items"]
    assert "Phường 1" in file.text
    assert (discarded.json()["state"], late.status_code) == ("discarded", 409)


def test_the_worse_grade_counts_and_what_cannot_be_measured_crosses_nothing() -> None:
    both = [{"grade": "poor", "measure": "overdue", "limit": 1}, {"grade": "not_done", "measure": "update_rate", "limit": 30}]

    assert grade_of(both, {"overdue": 3, "update_rate": 10.0}) == "not_done"
    assert grade_of(both, {"overdue": 3, "update_rate": 30.0}) == "poor"
    assert grade_of(both, {"overdue": 0, "update_rate": None}) is None


async def test_a_unit_reads_of_no_other_units_exemption(behind: Reporting) -> None:
    with clock.business_at(LATER):
        given = [{"unit_id": str(unit.id), "reason": "Bão số 3", "from_on": "2024-09-01"} for unit in (behind.ward, behind.other_ward)]
        await computed(behind, BY_REPORTS, given)
        seen = [(await who.get("/attention-rules")).json()["exemptions"] for who in (behind.leader, behind.head)]

    assert [len(exemptions) for exemptions in seen] == [2, 1]
    assert seen[1][0]["unit_id"] == str(behind.ward.id)
