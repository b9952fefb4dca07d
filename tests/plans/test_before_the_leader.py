"""A plan that lies before the leader stays as he reads it."""

import asyncio
from typing import Any

import pytest

from tests.support.planning import REASON, draft_plan, task_body
from tests.support.reporting import Reporting


async def drafted(reporting: Reporting) -> tuple[dict[str, Any], dict[str, Any]]:
    """A draft with a task of the ward."""
    plan = await draft_plan(reporting)
    task = (await reporting.coordinator.post("/tasks", task_body(plan))).json()
    given = {"task_id": task["id"], "unit_id": str(reporting.ward.id), "part": "lead"}
    return plan, (await reporting.coordinator.post("/assignments", given)).json()


@pytest.mark.parametrize(("step", "body"), [("", {"part": "support"}), ("/cancel", REASON), ("/suspend", REASON)])
async def test_assignments_of_a_submitted_plan_are_left_alone(reporting: Reporting, step: str, body: dict[str, Any]) -> None:
    plan, assignment = await drafted(reporting)
    await reporting.coordinator.post(f"/plans/{plan['id']}/submit")
    ask = reporting.coordinator.post if step else reporting.coordinator.patch
    path = f"/assignments/{assignment['id']}"
    refused = await ask(f"{path}{step}", body)
    shown = (await reporting.coordinator.get(path)).json()
    rows = (await reporting.coordinator.get(f"/assignments?plan={plan['id']}")).json()["items"]
    await reporting.leader.post(f"/plans/{plan['id']}/return", REASON)
    taken = await ask(f"{path}{step}", body)

    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")
    assert refused.json()["detail"] == "Kế hoạch đang ở trạng thái “đã trình” nên không thực hiện được việc này."
    assert (shown["version"], shown["allowed_actions"], rows[0]["allowed_actions"]) == (assignment["version"], [], [])
    assert taken.status_code == 200, taken.text


async def test_of_a_submission_and_a_change_at_once_the_leader_reads_the_change_or_there_is_none(reporting: Reporting) -> None:
    plan, assignment = await drafted(reporting)
    path = f"/assignments/{assignment['id']}"
    sent, changed = await asyncio.gather(
        reporting.coordinator.post(f"/plans/{plan['id']}/submit"), reporting.coordinator.patch(path, {"part": "support"})
    )

    assert sent.status_code == 200
    assert changed.status_code in {200, 409}
    assert (await reporting.leader.get(path)).json()["part"] == ("support" if changed.status_code == 200 else "lead")
