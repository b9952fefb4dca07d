"""The name of a group does not bring a task back to the units from which it was withdrawn; their own names do."""

from typing import Any

from tests.plans.test_many_at_once import bulk, group_of_wards
from tests.support.planning import REASON, assignment_of, counts_are_true, school_of_ward
from tests.support.reporting import Reporting


async def withdrawn_school(reporting: Reporting) -> dict[str, Any]:
    """The task, to be given to the group of wards; it was withdrawn from the first."""
    school = await school_of_ward(reporting)
    assert (await reporting.coordinator.post(f"/assignments/{school['id']}/cancel", REASON)).status_code == 200
    groups = [await group_of_wards(reporting)]
    return {"action": "assign", "task_id": str(reporting.tasks["school"]), "group_ids": groups, "part": "support"}


async def test_who_is_left_out_is_told_and_why(reporting: Reporting) -> None:
    given = await withdrawn_school(reporting)
    told = await bulk(reporting, {**given, "dry_run": True})
    done = await bulk(reporting, given)

    assert [(item["unit"], item["status"], item["code"]) for item in done["items"]] == [
        ("Phường 1", 409, "withdrawn_before"),
        ("Phường 2", 200, None),
    ]
    assert [item["code"] for item in told["items"]] == [item["code"] for item in done["items"]]
    assert "chọn đích danh" in done["items"][0]["detail"]
    assert (await school_of_ward(reporting))["work_state"] == "cancelled"


async def test_whoever_is_named_beside_the_group_has_it_again(reporting: Reporting) -> None:
    given = await withdrawn_school(reporting)
    done = await bulk(reporting, {**given, "unit_ids": [str(reporting.ward.id)]})

    assert [(item["unit"], item["status"]) for item in done["items"]] == [("Phường 1", 200), ("Phường 2", 200)]
    assert (await assignment_of(reporting, "school", reporting.ward))["work_state"] == "not_started"
    assert await counts_are_true(reporting)
