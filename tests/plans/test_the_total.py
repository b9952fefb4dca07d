"""What a plan wants of the province's total: set with the targets, amended through the leader, copied, in the files."""

import io
from typing import Any

from python_calamine import CalamineWorkbook

from papi.framework.models import Score, ScoreLevel
from papi.kit.types import new_id
from tests.support.amending import amended, begun, change
from tests.support.planning import draft_plan, framework_of, nodes_of
from tests.support.reporting import Reporting

WANTED = {"baseline": 43.86, "target": 44.92, "stance": "improve", "note": "Phấn đấu vào nhóm trung bình cao"}


async def with_total(reporting: Reporting, **changes: Any) -> None:
    answer = await reporting.coordinator.put(f"/plans/{reporting.plan_id}/targets", {"items": [], "total": {**WANTED, **changes}})
    assert answer.status_code == 200, answer.text


async def total_of(reporting: Reporting) -> Any:
    return (await reporting.officer.get(f"/plans/{reporting.plan_id}")).json()["total"]


async def sheet_of(reporting: Reporting, path: str, place: int = 0) -> list[list[Any]]:
    accept = {"Accept": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
    file = await reporting.coordinator.get(path, headers=accept)
    return CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_index(place).to_python()


async def published(reporting: Reporting, year: int, value: float) -> None:
    """A published total of the province, with the plan's province set to it."""
    told = {"province_code": "77", "province_name": "Bà Rịa – Vũng Tàu", "level": ScoreLevel.TOTAL, "code": "PAPI", "source": "papi.org.vn"}
    await reporting.world.add(Score(id=new_id(), year=year, value=value, **told))


async def test_the_total_is_set_with_the_targets_and_stands_with_the_plan(reporting: Reporting) -> None:
    assert await total_of(reporting) is None
    await with_total(reporting)
    facts = (await reporting.coordinator.get(f"/history?subject=plan:{reporting.plan_id}")).json()["items"]

    assert await total_of(reporting) == WANTED
    assert (await reporting.head.get(f"/plans/{reporting.plan_id}/targets")).json() == {"items": [], "total": WANTED}
    assert facts[0]["text"] == "đặt 1 mục tiêu"


async def test_a_client_that_knows_no_total_leaves_it_and_null_takes_it_away(reporting: Reporting) -> None:
    await with_total(reporting)
    path = f"/plans/{reporting.plan_id}/targets"

    assert (await reporting.coordinator.put(path, {"items": []})).json()["total"] == WANTED
    assert (await reporting.coordinator.put(path, {"items": [], "total": None})).json()["total"] is None


async def test_a_total_beyond_the_scale_is_refused_at_its_place(reporting: Reporting) -> None:
    path = f"/plans/{reporting.plan_id}/targets"
    refused = await reporting.coordinator.put(path, {"items": [], "total": {**WANTED, "target": 81}})
    amendment = await begun(reporting)
    changes = {"changes": [change("set_total", total={**WANTED, "baseline": 81})]}
    amending = await reporting.coordinator.patch(f"/amendments/{amendment['id']}", changes)

    assert [error["pointer"] for error in refused.json()["errors"]] == ["/total/target"]
    assert [error["pointer"] for error in amending.json()["errors"]] == ["/changes/0/total/baseline"]
    assert await total_of(reporting) is None


async def test_an_amendment_changes_the_total_and_the_versions_tell_it_in_words(reporting: Reporting) -> None:
    await with_total(reporting)
    proposed = await begun(reporting, change("set_total", total={**WANTED, "target": 45.5, "stance": "maintain"}))
    before = await total_of(reporting)
    for who, step in ((reporting.coordinator, "submit"), (reporting.leader, "approve")):
        assert (await who.post(f"/amendments/{proposed['id']}/{step}")).status_code == 200
    after = await total_of(reporting)
    facts = (await reporting.coordinator.get(f"/history?subject=plan:{reporting.plan_id}")).json()["items"]
    await amended(reporting, change("drop_total"))
    told = (await reporting.officer.get(f"/plans/{reporting.plan_id}/versions/2/difference")).json()["targets"]
    english = {"Accept-Language": "en"}
    gone = (await reporting.officer.get(f"/plans/{reporting.plan_id}/versions/3/difference", headers=english)).json()["targets"]
    kept = (await reporting.officer.get(f"/plans/{reporting.plan_id}/versions/2")).json()["targets"]

    assert (before["target"], after["target"], await total_of(reporting)) == (44.92, 45.5, None)
    assert proposed["difference"]["targets"] == told
    assert [(entry["code"], entry["name"], entry["change"]) for entry in told] == [("PAPI", "Tổng điểm", "changed")]
    assert {field["label"]: (field["before"], field["after"]) for field in told[0]["fields"]} == {
        "Hướng": ("Cải thiện", "Duy trì"),
        "Mục tiêu": ("44,92", "45,5"),
    }
    assert [(entry["name"], entry["change"]) for entry in gone] == [("Total", "dropped")]
    assert [(target["code"], target["target"], target["stance"]) for target in kept] == [("PAPI", 45.5, "maintain")]
    assert "đổi mục tiêu PAPI" in [fact["text"] for fact in facts]


async def test_the_total_comes_first_in_the_file_of_targets(reporting: Reporting) -> None:
    nodes = await nodes_of(reporting.world, await framework_of(reporting))
    path = f"/plans/{reporting.plan_id}/targets"
    items = [{"indicator_id": str(nodes["1"].id), "stance": "maintain"}]
    await reporting.coordinator.put(path, {"items": items, "total": WANTED})
    rows = await sheet_of(reporting, path)
    first = next(place for place, row in enumerate(rows) if "PAPI" in row)

    assert rows[first][:5] == ["PAPI", "Tổng điểm", 43.86, 44.92, "Cải thiện"]
    assert rows[first + 1][0] in ("1", 1.0)


async def test_the_published_total_is_offered_as_baseline_and_taken_by_a_copy(reporting: Reporting) -> None:
    for year, value in ((2017, 37.1), (2022, 41.2), (2023, 43.8595), (2024, 44.1), (2025, 46.0)):
        await published(reporting, year, value)
    plan = await draft_plan(reporting, province_code="77")
    offered = (await reporting.coordinator.get(f"/plans/{plan['id']}/baselines")).json()["total"]
    items = {"items": [], "total": {**WANTED, "baseline": None}}
    await reporting.coordinator.put(f"/plans/{plan['id']}/targets", items)
    for who, step in ((reporting.coordinator, "submit"), (reporting.leader, "approve")):
        await who.post(f"/plans/{plan['id']}/{step}")
    made = (await reporting.coordinator.post(f"/plans/{plan['id']}/copy", {"year": 2026})).json()
    copy = (await reporting.coordinator.get(f"/plans/{made['plan_id']}")).json()

    assert offered == {"max": 80.0, "value": 44.1, "year": 2024}
    assert (made["targets"], made["baselines"]) == (1, 1)
    assert (copy["total"], copy["version"]) == ({**WANTED, "baseline": 46.0}, 1)
