"""Inspections from their plan to their conclusion: who sees them when, and what history keeps."""

import asyncio
from typing import Any

import pytest

from papi.access.permissions import Role
from papi.directory.models import UnitKind
from papi.kit.documents import CSV
from tests.support.archive import Archive, make_archive
from tests.support.files import pdf
from tests.support.inspecting import OneInspection, body, done, finding_body, in_days, planned
from tests.support.one_task import one_task
from tests.support.world import World


@pytest.fixture
async def archive(world: World) -> Archive:
    return await make_archive(world)


async def titles(who: Any, path: str = "/inspections") -> list[str]:
    return [item["title"] for item in (await who.get(path)).json()["items"]]


async def told(archive: Archive, who: Any) -> list[str]:
    await archive.world.let_the_worker_run()
    return [item["kind"] for item in (await who.get("/notifications")).json()["items"]]


async def test_one_decision_makes_an_inspection_of_each_unit_and_no_unit_learns_of_another_one(archive: Archive) -> None:
    made = done(await archive.coordinator.post("/inspections", body(archive.stranger.unit, archive.ward)))["items"]
    seen = (await archive.officer.get("/inspections")).json()["items"]

    assert [item["unit"]["name"] for item in made] == ["Phường 1", "Phường 2"]  # in official order, whatever was sent
    assert {(item["basis_number"], item["state"]) for item in made} == {("112/QĐ-UBND", "planned")}
    assert [item["id"] for item in seen] == [made[0]["id"]]
    assert (await archive.officer.get(f"/inspections/{made[1]['id']}")).status_code == 404
    assert await told(archive, archive.officer) == ["inspection.planned"]


async def test_an_unannounced_one_is_unknown_to_the_unit_until_it_begins(archive: Archive) -> None:
    one = await planned(archive.world, archive.ward, by=archive.coordinator, kind="unannounced")
    record = await archive.document(archive.coordinator, title="Quyết định 112", link_to=f"inspection:{one.id}")
    path = f"/inspections/{one.id}"

    async def known() -> list[Any]:
        heard = await told(archive, archive.officer)
        history = (await archive.officer.get(f"/history?subject=inspection:{one.id}")).json()["items"]
        read = await archive.officer.get(f"/evidence/{record['id']}")
        return [await titles(archive.officer), (await archive.officer.get(path)).status_code, heard, len(history) > 0, read.status_code]

    before = await known()
    await one.does("start")
    after = await known()

    assert before == [[], 404, [], False, 404]
    assert after == [["Kiểm tra việc thực hiện kế hoạch PAPI"], 200, ["inspection.started"], True, 200]


async def test_the_unit_reads_the_documents_of_one_that_is_announced_after_all(archive: Archive) -> None:
    one = await planned(archive.world, archive.ward, by=archive.coordinator, kind="unannounced")
    record = await archive.document(archive.coordinator, title="Quyết định 112", link_to=f"inspection:{one.id}")
    done(await archive.coordinator.patch(f"/inspections/{one.id}", {"kind": "planned"}))

    assert (await archive.officer.get(f"/inspections/{one.id}")).json()["documents"][0]["title"] == "Quyết định 112"
    assert (await archive.officer.get(f"/evidence/{record['id']}")).status_code == 200


async def test_it_begins_by_a_decision_and_is_concluded_in_words_that_are_corrected_with_their_history(archive: Archive) -> None:
    one = await planned(archive.world, archive.ward, by=archive.coordinator, basis_number=None, basis_on=None)
    path = f"/inspections/{one.id}"
    early = await archive.coordinator.post(f"{path}/conclude", {"conclusion": "Xong", "conclusion_on": in_days(1)})
    without = await archive.coordinator.post(f"{path}/start")
    done(await archive.coordinator.patch(path, {"basis_number": "15/KH-UBND", "basis_on": in_days(-3)}))
    await one.does("start")
    emptied = await archive.coordinator.patch(path, {"basis_number": ""})
    before = await archive.coordinator.post(f"{path}/conclude", {"conclusion": "Xong", "conclusion_on": in_days(-1)})
    await one.does("conclude", {"conclusion": "Đạt yêu cầu. " * 700, "conclusion_number": "45/TB-UBND", "conclusion_on": in_days(1)})
    retitled = await archive.coordinator.patch(path, {"title": "Khác"})
    corrected = done(await archive.coordinator.patch(path, {"conclusion_number": "46/TB-UBND", "conclusion": "Chưa đạt. " * 700}))
    steps = (await archive.officer.get(f"{path}/timeline")).json()["items"]

    assert [answer.json()["code"] for answer in (early, without, emptied, before, retitled)] == [
        *("wrong_state", "inspection_without_basis", "inspection_without_basis", "invalid", "wrong_state")
    ]
    assert (corrected["state"], corrected["conclusion_number"]) == ("concluded", "46/TB-UBND")
    assert len(corrected["conclusion"]) > 6000
    assert [step["kind"].partition(".")[2] for step in steps] == ["planned", "changed", "started", "concluded", "changed"]
    assert steps[-1]["changes"][1:] == [{"label": "Số thông báo kết luận", "before": "45/TB-UBND", "after": "46/TB-UBND"}]


async def test_what_was_found_keeps_an_inspection_from_being_cancelled(archive: Archive) -> None:
    one, other = [await planned(archive.world, archive.ward, by=archive.coordinator) for _ in range(2)]
    await one.does("start")
    await one.finds()
    kept = await archive.coordinator.post(f"/inspections/{one.id}/cancel", {"reason": "Nhầm đơn vị"})
    without = await archive.coordinator.post(f"/inspections/{other.id}/cancel", {"reason": "  "})
    cancelled = await other.does("cancel", {"reason": "Nhầm đơn vị"})
    late = await archive.coordinator.post(f"/inspections/{other.id}/findings", finding_body())

    assert (kept.status_code, kept.json()["code"], without.status_code) == (409, "inspection_has_findings", 422)
    assert (cancelled["state"], cancelled["cancel_reason"], late.status_code) == ("cancelled", "Nhầm đơn vị", 409)


async def test_a_lead_units_head_inspects_the_units_that_support_it_and_manages_no_other_inspection(archive: Archive) -> None:
    await one_task(archive.world, archive.ward, lead=archive.lead.unit)
    head = await archive.world.person(Role.UNIT_HEAD, archive.lead.unit)
    offered = [unit["name"] for unit in (await head.get("/inspections/units")).json()["items"]]
    other = await head.post("/inspections", body(archive.ward, archive.stranger.unit))
    own = await planned(archive.world, archive.ward, by=head)
    foreign = await planned(archive.world, archive.ward, by=archive.coordinator)
    await own.does("start")

    assert offered == ["Phường 1"]
    assert (other.status_code, other.json()["code"], "Phường 2" in other.json()["detail"]) == (422, "unit_not_inspectable", True)
    assert [item["id"] for item in (await archive.lead.get("/inspections")).json()["items"]] == [own.id]
    assert (await head.post(f"/inspections/{foreign.id}/start")).status_code == 404
    assert done(await archive.coordinator.post(f"/inspections/{own.id}/findings", finding_body()))["number"] == 1


async def test_front_bodies_and_own_units_are_never_inspected(archive: Archive) -> None:
    offered = {unit["name"] for unit in (await archive.coordinator.get("/inspections/units")).json()["items"]}
    party = await archive.world.unit("Ban Dân vận", UnitKind.PARTY)
    refused = [await archive.coordinator.post("/inspections", body(unit)) for unit in (archive.coordinating, party, archive.observer.unit)]
    member = await archive.world.person(Role.COORDINATOR, archive.ward)
    one = await planned(archive.world, archive.ward, by=archive.coordinator)
    own = await member.post(f"/inspections/{one.id}/start")

    assert offered == {"Phường 1", "Phường 2", "Phòng Tư pháp"}
    assert {answer.status_code for answer in refused} == {422}
    assert (own.status_code, own.json()["code"]) == (403, "own_inspection")


@pytest.mark.parametrize(
    "given",
    [
        {"team": []},
        {"team": [{"name": "A"}]},
        {"team": [{"name": "A", "head": True}, {"name": "B", "head": True}]},
        {"starts_on": "2024-09-10", "ends_on": "2024-09-09"},
        {"title": "  "},
        {"title": "a\u0000b"},
        {"kind": "secret"},
        {"unit_ids": ["0190c000-0000-7000-8000-000000000001"]},
        {"task_ids": ["0190c000-0000-7000-8000-000000000001"], "indicator_ids": ["0190c000-0000-7000-8000-000000000001"]},
        {"state": "concluded"},
    ],
    ids=str,
)
async def test_what_is_not_an_inspection_is_refused_and_leaves_nothing(archive: Archive, given: dict[str, Any]) -> None:
    refused = await archive.coordinator.post("/inspections", {**body(archive.ward), **given})

    assert refused.status_code == 422, refused.text
    assert await titles(archive.coordinator) == []


async def test_who_has_read_an_earlier_version_changes_nothing_and_two_at_once_take_one_step(archive: Archive) -> None:
    one = await planned(archive.world, archive.ward, by=archive.coordinator)
    path = f"/inspections/{one.id}"
    tag = (await archive.coordinator.get(path)).headers["etag"]
    done(await archive.coordinator.patch(path, {"content": "Niêm yết tại khu phố"}))
    stale = await archive.coordinator.post(f"{path}/start", headers={"If-Match": tag})
    both = await asyncio.gather(*(archive.coordinator.post(f"{path}/start") for _ in range(2)))
    unseen = await archive.coordinator.get(path, headers={"If-None-Match": (await archive.coordinator.get(path)).headers["etag"]})

    assert stale.status_code == 412
    assert sorted(answer.status_code for answer in both) == [200, 409]
    assert unseen.status_code == 304


async def test_lists_are_filtered_searched_and_taken_as_files(archive: Archive) -> None:
    one = OneInspection(archive.ward, archive.coordinator, archive.officer)
    made = done(await archive.coordinator.post("/inspections", body(archive.ward, archive.stranger.unit)))["items"]
    one.id = made[0]["id"]
    await one.does("start")
    await one.finds(text="Chưa công khai quy hoạch")
    queries = ("?q=phuong 2", "?state=under_way", "?waiting=true", "?overdue=true", f"?unit={archive.stranger.unit.id}", "?q=khong co")
    found = [len(await titles(archive.coordinator, f"/inspections{query}")) for query in queries]
    file = await archive.coordinator.get("/inspections?state=under_way", headers={"Accept": CSV})
    findings = await archive.coordinator.get("/findings?q=quy hoach", headers={"Accept": CSV})

    assert found == [1, 1, 1, 0, 1, 0]
    assert ("Đang kiểm tra" in file.text, "Định kỳ, theo kế hoạch" in file.text, "112/QĐ-UBND" in file.text) == (True, True, True)
    assert ("Chưa khắc phục" in findings.text, "Đáng lưu ý" in findings.text) == (True, True)


async def test_reading_one_takes_as_many_statements_with_many_findings_as_with_few(archive: Archive) -> None:
    few, many = [await planned(archive.world, archive.ward, by=archive.coordinator) for _ in range(2)]
    for one, number in ((few, 1), (many, 5)):
        await one.does("start")
        for place in range(number):
            await one.finds()
            note = f"{one.id} {place}"
            await archive.document(content=pdf(note=note), title=f"Ảnh {place}", link_to=f"finding:{one.finding_id}")
            await one.remedies()
    paths = [f"/inspections/{one.id}{rest}" for rest in ("", "/timeline") for one in (few, many)]
    paths += [f"/findings/{one.finding_id}{rest}" for rest in ("", "/timeline") for one in (few, many)]
    counts: list[int] = []
    for path in paths:
        with archive.world.counted_queries() as count:
            assert (await archive.coordinator.get(path)).status_code == 200
        counts.append(count.number)

    assert counts[::2] == counts[1::2]
    assert max(counts) <= 14
