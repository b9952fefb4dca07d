"""Two wards become one: what is open goes on there once, what was sent stays where it was, and everybody finds everything."""

from typing import Any

from tests.support.planning import counts_are_true, numbers
from tests.support.reorganising import DAY, day_comes, decided, merger, moves_of, now_in, on, tried, unit_called
from tests.support.reporting import Reporting


async def merged(reporting: Reporting) -> tuple[dict[str, Any], dict[str, Any]]:
    """The decision, in effect, and the new ward."""
    made = await decided(reporting.admin, merger(reporting))
    assert made["state"] == "effective"
    return made, await unit_called(reporting.admin, "Phường Vũng Tàu")


async def test_the_dry_run_says_what_the_day_then_does(reporting: Reporting) -> None:
    await reporting.opened_period()
    await reporting.filled_report(reporting.officer)
    preview = await tried(reporting.admin, merger(reporting))
    assert (await reporting.admin.get("/units?q=Vung Tau")).json()["items"] == []
    assert await day_comes(reporting.world) == 0

    made = await decided(reporting.admin, merger(reporting))
    with on(DAY):
        assert await day_comes(reporting.world) == 1
        done = await moves_of(reporting.admin, made)
        sums = (await reporting.admin.get(f"/units/successions/{made['id']}")).json()

    def told(moves: list[dict[str, Any]]) -> list[tuple[str, ...]]:
        names = ("what", "how", "thing_id", "label", "from_name", "to_name")
        return sorted(tuple(move[name] for name in names) for move in moves)

    assert told(preview["moves"]) == told(done)
    assert [preview["before"], preview["after"]["sum"]] == [sums["before"], sums["after"]["sum"]]
    assert preview["before"]["sources"] == preview["after"]["sources"] == 7
    assert preview["before"]["sum"]["open"] == 7
    assert preview["after"]["sum"]["open"] == 4  # publish, inform and the duty once for both; the school of one ward


async def test_open_work_goes_on_once_and_counts_once(reporting: Reporting) -> None:
    before, then_before = await numbers(reporting.coordinator), await numbers(reporting.coordinator, "view=then")
    with on(DAY):
        _, unit = await merged(reporting)
        rows = (await reporting.coordinator.get(f"/assignments?unit={unit['id']}")).json()["items"]
        now = await numbers(reporting.coordinator, "view=now")
        then = await numbers(reporting.coordinator, "view=then")
        old = (await reporting.coordinator.get(f"/assignments?unit={reporting.ward.id}")).json()["items"]
        old_then = (await reporting.coordinator.get(f"/assignments?unit={reporting.ward.id}&view=then")).json()["items"]

    assert len(rows) == 4
    assert old == []
    assert {row["carried_to_id"] for row in old_then} == {row["id"] for row in rows}
    assert await counts_are_true(reporting)
    assert before == then_before
    assert sum(then[name] for name in _FOUR) == sum(before[name] for name in _FOUR)
    assert sum(now[name] for name in _FOUR) == sum(before[name] for name in _FOUR) - 3


_FOUR = ("done_on_time", "done_late", "open_in_time", "open_overdue", "no_deadline")


async def test_people_sign_in_to_the_new_ward_and_read_what_the_old_ones_left(reporting: Reporting) -> None:
    await reporting.opened_period()
    sent = await reporting.submitted_report(reporting.officer, reporting.head)
    with on(DAY):
        _, unit = await merged(reporting)
        gone = await reporting.officer.get("/me")
        officer = await now_in(reporting.world, reporting.officer, unit["id"])
        read = (await officer.get(f"/reports/{sent['id']}")).json()
        lines = (await officer.get(f"/reports/{sent['id']}/lines")).json()["items"]
        document = await officer.get(f"/evidence/{lines[0]['evidence_ids'][0]}")
        library = (await officer.get("/evidence")).json()["items"]

    assert gone.status_code == 401
    assert read["unit"]["name"] == "Phường 1"
    assert document.status_code == 200
    assert len(library) == len(lines)


async def test_the_matrix_and_the_status_tell_the_units_of_then_and_of_now(reporting: Reporting) -> None:
    before = (await reporting.coordinator.get("/dashboards/matrix")).json()["rows"]
    with on(DAY):
        _, unit = await merged(reporting)
        then = (await reporting.coordinator.get("/dashboards/matrix?view=then")).json()["rows"]
        now = (await reporting.coordinator.get("/dashboards/matrix?view=now")).json()["rows"]
        status = (await reporting.coordinator.get("/task-status?view=now")).json()["items"]
        cell = next(row["total"] for row in now if row["unit_id"] == unit["id"])
        listed = (await reporting.coordinator.get(f"/assignments?view=now&unit={unit['id']}&count=true")).json()["total"]

    assert [(row["name"], row["total"]["total"]) for row in then] == [(row["name"], row["total"]["total"]) for row in before]
    assert [row["name"] for row in now if row["kind"] == "ward"] == ["Phường Vũng Tàu"]
    assert [row["label"] for row in status if row["label"].startswith("Phường")] == ["Phường Vũng Tàu"]
    assert listed == cell["total"] == 4


async def test_the_old_wards_lead_to_the_new_and_are_found_by_their_names(reporting: Reporting) -> None:
    with on(DAY):
        _, unit = await merged(reporting)
        old = (await reporting.officer.get("/me")).status_code, (await reporting.admin.get(f"/units/{reporting.ward.id}")).json()
        new = (await reporting.admin.get(f"/units/{unit['id']}")).json()
        found = (await reporting.admin.get("/units?q=phuong 1")).json()["items"]
        hits = (await reporting.coordinator.get("/search?q=phuong 2")).json()["groups"]

    assert old[1]["valid_to"] == "2024-09-30"
    assert [item["name"] for item in old[1]["successors"]] == ["Phường Vũng Tàu"]
    assert [(item["name"], item["since"]) for item in new["predecessors"]] == [("Phường 1", DAY), ("Phường 2", DAY)]
    assert [item["id"] for item in found] == [unit["id"]]
    titles = {item["title"] for group in hits if group["type"] == "unit" for item in group["items"]}
    assert titles == {"Phường 2", "UBND phường Vũng Tàu"}
