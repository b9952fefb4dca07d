"""Who comes after a unit reads what versions of the plan said for it, and says for it that the plan came."""

from typing import Any

from tests.support.amending import amended, new_task
from tests.support.reorganising import DAY, decided, merger, now_in, on, split, unit_called
from tests.support.reporting import Reporting
from tests.support.world import Someone


async def sent(reporting: Reporting) -> str:
    """The plan with a task for the two wards and the department as its second version, sent to the wards."""
    await amended(reporting, new_task(reporting.ward, reporting.other_ward, reporting.department))
    path = f"/plans/{reporting.plan_id}"
    wards = {"name": "UBND các phường", "unit_ids": [str(reporting.ward.id), str(reporting.other_ward.id)]}
    for answer in (
        await reporting.coordinator.put(f"{path}/receivers", {"items": [wards]}),
        await reporting.coordinator.post(f"{path}/distribute"),
    ):
        assert answer.status_code == 200, answer.text
    return path


async def units_read(who: Someone, path: str) -> tuple[set[str], list[str]]:
    """Whose part the second version and its difference tell."""
    content = (await who.get(f"{path}/versions/2")).json()
    difference = (await who.get(f"{path}/versions/2/difference")).json()
    return {unit["name"] for task in content["task_list"] for unit in task["units"]}, [unit["name"] for unit in difference["units"]]


async def receipts(who: Someone, path: str) -> tuple[list[tuple[Any, ...]], list[str]]:
    read = (await who.get(f"{path}/distribution")).json()
    return [(item["name"], item["own"], item["acknowledged_by"]) for item in read["items"]], read["allowed_actions"]


async def test_after_a_merger_the_parts_of_both_are_read_and_acknowledged(reporting: Reporting) -> None:
    path = await sent(reporting)
    with on(DAY):
        await decided(reporting.admin, merger(reporting))
        officer = await now_in(reporting.world, reporting.officer, (await unit_called(reporting.admin, "Phường Vũng Tàu"))["id"])
        read, before = await units_read(officer, path), await receipts(officer, path)
        done = await officer.post(f"{path}/acknowledge")
        after, again = await receipts(officer, path), await officer.post(f"{path}/acknowledge")
        timeline = (await reporting.coordinator.get(f"/history?subject=plan:{reporting.plan_id}&limit=2")).json()["items"]

    assert read == ({"Phường 1", "Phường 2"}, ["Phường 1", "Phường 2"])
    assert before == ([("Phường 1", True, None), ("Phường 2", True, None)], ["acknowledge"])
    assert (done.status_code, after) == (200, ([("Phường 1", True, "Nguyễn Thị Lệ"), ("Phường 2", True, "Nguyễn Thị Lệ")], []))
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_acknowledge")
    assert [item["text"] for item in timeline] == ["xác nhận đã nhận kế hoạch (phiên bản 2)"] * 2


async def test_after_a_split_both_read_the_part_of_before_and_the_one_that_answers_acknowledges(reporting: Reporting) -> None:
    path = await sent(reporting)
    with on(DAY):
        north, south = await split(reporting)
        read = [await units_read(who, path) for who in (north, south)]
        allowed = [(await receipts(who, path))[1] for who in (north, south)]
        answers = [(await who.post(f"{path}/acknowledge")).status_code for who in (south, north)]

    assert read == [({"Phường 1"}, ["Phường 1"])] * 2
    assert (allowed, answers) == ([["acknowledge"], []], [409, 200])
