"""What else there can be many of beside a crowd's plan and report: papers, changes, receivers, units' own plans, reorganisations."""

from papi.access.permissions import Role
from papi.directory.models import Unit
from tests.support.acting import held_body
from tests.support.attention import RULE
from tests.support.crowd import Crowd
from tests.support.planning import task_body
from tests.support.reorganising import URL, decision, new_unit, part
from tests.support.unit_planning import LIMIT

_BASIS = {"kind": "decision", "issued_on": "2024-06-21", "issuer": "UBND tỉnh", "title": "Ban hành Kế hoạch"}


async def add_papers(crowd: Crowd, number: int) -> None:
    """`number` of each, and their ids for the paths of the API."""
    wards = crowd.wards
    await _correction(crowd)
    await _attention(crowd)
    await _bases(crowd, number)
    await _receivers(crowd, wards)
    await _amendments(crowd, number)
    await _unit_plans(crowd, number, wards)
    await _activities(crowd, number)
    await _delegation(crowd)
    await _reorganisation(crowd, wards)


async def _bases(crowd: Crowd, number: int) -> None:
    year = crowd.ids["year"]
    for place in range(number):
        made = await crowd.act(crowd.coordinator, "POST", "/legal-bases", {**_BASIS, "number": f"{place}/QĐ-UBND-{year}"})
        crowd.ids[f"basis {place}"] = crowd.ids["basis_id"] = made["id"]
    ids = [made for name, made in crowd.ids.items() if name.startswith("basis ")]
    await crowd.act(crowd.coordinator, "PUT", "/plans/{plan_id}/legal-bases", {"basis_ids": ids})


async def _correction(crowd: Crowd) -> None:
    """Every line of the accepted report is to read otherwise."""
    lines = (await crowd.act(crowd.officer, "GET", "/reports/{report_id}/lines"))["items"]
    body = {"reason": "Tổng hợp thiếu", "lines": [{"line_id": line["id"], "result": "Đã đối chiếu lại."} for line in lines]}
    crowd.ids["correction_id"] = (await crowd.act(crowd.officer, "POST", "/reports/{report_id}/corrections", body))["id"]
    await crowd.act(crowd.head, "POST", "/corrections/{correction_id}/submit")


async def _attention(crowd: Crowd) -> None:
    """A list on which every ward stands, by a rule that anybody would break."""
    await crowd.act(crowd.coordinator, "PUT", "/attention-rules", RULE)
    made = await crowd.act(crowd.coordinator, "POST", "/attention-lists", {"plan_id": crowd.ids["plan_id"], "title": "Cần chú ý"})
    assert len(made["items"]) == len(crowd.wards)
    crowd.ids["list_id"] = made["id"]


async def _receivers(crowd: Crowd, wards: list[Unit]) -> None:
    lines = [{"name": f"UBND Phường {place}", "unit_ids": [str(ward.id)]} for place, ward in enumerate(wards)]
    await crowd.act(crowd.coordinator, "PUT", "/plans/{plan_id}/receivers", {"items": lines})
    await crowd.act(crowd.coordinator, "POST", "/plans/{plan_id}/distribute")


async def _amendments(crowd: Crowd, number: int) -> None:
    """One that became version 2, and one that is being written."""
    await _amendment(crowd, number, "dc")
    await crowd.act(crowd.coordinator, "POST", "/amendments/{amendment_id}/submit")
    await crowd.act(crowd.leader, "POST", "/amendments/{amendment_id}/approve")
    crowd.ids["number"] = "2"
    await _amendment(crowd, number, "moi")


async def _amendment(crowd: Crowd, number: int, key: str) -> None:
    made = await crowd.act(crowd.coordinator, "POST", "/plans/{plan_id}/amendments", {"reason": "Bổ sung nhiệm vụ."})
    crowd.ids["amendment_id"] = made["id"]
    tasks = [task_body({"id": crowd.ids["plan_id"]}, key=f"{key}-{place}", due_on="2090-10-31") for place in range(number)]
    for task in tasks:
        del task["plan_id"]
    units = [{"unit_id": crowd.ids["unit_id"], "part": "lead"}]
    changes = [{"kind": "add_task", "task": task, "units": units} for task in tasks]
    await crowd.act(crowd.coordinator, "PATCH", "/amendments/{amendment_id}", {"changes": changes})


async def _unit_plans(crowd: Crowd, number: int, wards: list[Unit]) -> None:
    """Every ward is asked for a plan; the first sends one with a limit and a measure for each of the crowd's number."""
    body = task_body({"id": crowd.ids["plan_id"]}, key="kh-rieng", due_on="2090-10-31", by_unit_plan=True)
    duty = await crowd.act(crowd.coordinator, "POST", "/tasks", body)
    for ward in wards:
        await crowd.act(crowd.coordinator, "POST", "/assignments", {"task_id": duty["id"], "unit_id": str(ward.id), "part": "lead"})
    made = await crowd.act(crowd.officer, "POST", "/unit-plans", {"plan_id": crowd.ids["plan_id"]})
    crowd.ids["unit_plan_id"] = made["id"]
    node = crowd.ids["indicator_id"]
    for place in range(number):
        limit = {**LIMIT, "text": f"Hạn chế {place}", "indicator_id": node}
        added = await crowd.act(crowd.officer, "POST", "/unit-plans/{unit_plan_id}/items", {"items": [limit]})
        answer = {"kind": "measure", "text": f"Giải pháp {place}", "person": "Bà Lệ", "due_on": "2090-10-15", "indicator_id": node}
        limits = [item for item in added["items"] if item["text"] == limit["text"]]
        items = {"items": [{**answer, "limit_id": limits[0]["id"]}]}
        await crowd.act(crowd.officer, "POST", "/unit-plans/{unit_plan_id}/items", items)
    targets = {"targets": [{"type": "unit_plan", "id": crowd.ids["unit_plan_id"]}]}
    await crowd.act(crowd.officer, "POST", "/evidence/{evidence_id}/links", targets)
    await crowd.act(crowd.head, "POST", "/unit-plans/{unit_plan_id}/submit")


async def _activities(crowd: Crowd, number: int) -> None:
    """Held ones that name an indicator, the last with a document."""
    for _place in range(number):
        body = held_body(indicator_ids=[crowd.ids["indicator_id"]])
        crowd.ids["activity_id"] = (await crowd.act(crowd.officer, "POST", "/activities", body))["id"]
    targets = {"targets": [{"type": "activity", "id": crowd.ids["activity_id"]}]}
    await crowd.act(crowd.officer, "POST", "/evidence/{evidence_id}/links", targets)


async def _delegation(crowd: Crowd) -> None:
    body = {"receiver_id": str(crowd.officer.id), "valid_from": "2090-01-01", "valid_to": "2090-01-10", "reason": "Đi công tác"}
    crowd.ids["delegation_id"] = (await crowd.act(crowd.head, "POST", "/delegations", body))["id"]


async def _reorganisation(crowd: Crowd, wards: list[Unit]) -> None:
    admin = await crowd.world.person(Role.ADMIN, crowd.leader.unit)
    names = [f"Phường {crowd.ids['year']}-{place}" for place, _ward in enumerate(wards)]
    parts = [part("dissolve", [ward], [new_unit(name, name.replace("Phường ", "X"))]) for name, ward in zip(names, wards, strict=True)]
    crowd.ids["succession_id"] = (await crowd.act(admin, "POST", URL, decision(*parts, day="2999-01-01")))["id"]
