"""What tests about amendments do again and again: begin one, write its changes, take it through the leader."""

from typing import Any

from tests.support.reporting import Reporting

WHY = {"reason": "Bổ sung nhiệm vụ theo Báo cáo số 293/BC-SNV."}


async def begun(reporting: Reporting, *changes: dict[str, Any]) -> dict[str, Any]:
    """An amendment of the small plan, with these changes."""
    created = await reporting.coordinator.post(f"/plans/{reporting.plan_id}/amendments", WHY)
    assert created.status_code == 201, created.text
    return await written(reporting, created.json(), *changes) if changes else created.json()


async def written(reporting: Reporting, amendment: dict[str, Any], *changes: dict[str, Any]) -> dict[str, Any]:
    """The amendment with these changes in place of those it had."""
    saved = await reporting.coordinator.patch(f"/amendments/{amendment['id']}", {"changes": list(changes)})
    assert saved.status_code == 200, saved.text
    return saved.json()


async def submitted(reporting: Reporting, *changes: dict[str, Any]) -> dict[str, Any]:
    """An amendment that lies before the leader."""
    amendment = await begun(reporting, *changes)
    sent = await reporting.coordinator.post(f"/amendments/{amendment['id']}/submit")
    assert sent.status_code == 200, sent.text
    return sent.json()


async def amended(reporting: Reporting, *changes: dict[str, Any]) -> dict[str, Any]:
    """An amendment that the leader approved."""
    amendment = await submitted(reporting, *changes)
    approved = await reporting.leader.post(f"/amendments/{amendment['id']}/approve")
    assert approved.status_code == 200, approved.text
    return approved.json()


def new_task(*units: Any, **changes: Any) -> dict[str, Any]:
    """A once-task for units, as a change of the plan."""
    given = {
        "key": "II.2-99",
        "source_ref": "II.2",
        "title": "Rà soát danh sách hộ nghèo",
        "kind": "specific",
        "mode": "each",
        "cadence": "once",
        "due_on": "2024-10-31",
    }
    return {"kind": "add_task", "task": {**given, **changes}, "units": [{"unit_id": str(unit.id), "part": "lead"} for unit in units]}


def change(kind: str, **members: Any) -> dict[str, Any]:
    """A change; ids may be given as they are."""
    return {"kind": kind, **{name: str(value) if name.endswith("_id") else value for name, value in members.items()}}
