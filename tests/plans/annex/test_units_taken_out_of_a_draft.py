"""A unit that was taken out of a draft's task has it again where an annex's row names it, not by the name of a group."""

from tests.support.annexes import Annexed, line, workbook
from tests.support.planning import REASON, counts_are_true

TITLE = "Niêm yết công khai thủ tục hành chính"


async def take_out(annexed: Annexed, unit: str) -> None:
    who = annexed.reporting.coordinator
    rows = (await who.get(f"/assignments?plan={annexed.plan['id']}&limit=200")).json()["items"]
    row = next(row for row in rows if row["unit"]["name"] == unit)
    assert (await who.post(f"/assignments/{row['id']}/take-out")).status_code == 200


async def test_a_row_that_names_it_gives_the_task_again_and_the_same_file_then_changes_nothing(annexed: Annexed) -> None:
    await annexed.load(workbook(line(lead="Phường 1; Phường 2", due="30/9/2024")))
    await take_out(annexed, "Phường 2")
    file = workbook(line(lead="Phường 1", support="Phường 2 (hạn 15/9/2024)", due="30/9/2024"))
    seen = await annexed.look(file)
    done = await annexed.load(file)
    again = await annexed.look(file)
    rows = (await annexed.reporting.coordinator.get(f"/assignments?plan={annexed.plan['id']}")).json()["items"]

    assert [(change["field"], change["before"], change["after"]) for change in seen["rows"][0]["changes"]][-1:] == [
        ("Phân công", None, "Phường 2 (phối hợp, giao, hạn 15/9/2024)")
    ]
    assert done["counts"]["assignments_new"] == 1
    assert await annexed.given(TITLE) == {"Phường 1": "lead", "Phường 2": "support"}
    assert [row["due_on"] for row in rows if row["unit"]["name"] == "Phường 2"] == ["2024-09-15"]
    assert {row["status"] for row in again["rows"]} == {"same"}
    assert await counts_are_true(annexed.reporting)


async def test_the_name_of_a_group_leaves_out_whoever_was_taken_out(annexed: Annexed) -> None:
    await annexed.load(workbook(line(lead="UBND các phường, xã")))
    await take_out(annexed, "Phường 2")
    again = await annexed.look(workbook(line(lead="UBND các phường, xã")))

    assert {row["status"] for row in again["rows"]} == {"same"}


async def test_of_a_plan_in_force_a_file_does_not_undo_what_was_withdrawn(annexed: Annexed) -> None:
    reporting = annexed.reporting
    await annexed.load(workbook(line(lead="Phường 1; Phường 2")))
    await reporting.coordinator.post(f"{annexed.path}/submit")
    await reporting.leader.post(f"{annexed.path}/approve")
    rows = (await reporting.coordinator.get(f"/assignments?plan={annexed.plan['id']}")).json()["items"]
    second = next(row for row in rows if row["unit"]["name"] == "Phường 2")
    await reporting.coordinator.post(f"/assignments/{second['id']}/cancel", REASON)
    seen = await annexed.look(workbook(line(lead="Phường 1; Phường 2")))

    assert [trouble["detail"] for trouble in seen["rows"][0]["troubles"]] == ["Nhiệm vụ đã thu hồi ở Phường 2; tệp không giao lại được."]
