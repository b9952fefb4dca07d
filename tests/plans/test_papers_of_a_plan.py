"""What a plan rests on, whom it is sent to, who says that it came; and which procedures its tasks simplify."""

from typing import Any

from tests.support.amending import amended, new_task
from tests.support.planning import draft_plan
from tests.support.reporting import Reporting

DECISION = {
    "kind": "decision",
    "number": "1622/QĐ-UBND",
    "issued_on": "2024-06-21",
    "issuer": "UBND tỉnh Bà Rịa - Vũng Tàu",
    "title": "Ban hành Kế hoạch cải thiện Chỉ số PAPI",
}
REPORT = {
    "kind": "report",
    "number": "293/BC-SNV",
    "issued_on": "2024-06-17",
    "issuer": "Sở Nội vụ",
    "title": "Kết quả Chỉ số PAPI năm 2023",
}


async def kept(reporting: Reporting, body: dict[str, Any]) -> dict[str, Any]:
    answer = await reporting.coordinator.post("/legal-bases", body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def receiving(reporting: Reporting, *lines: dict[str, Any]) -> None:
    answer = await reporting.coordinator.put(f"/plans/{reporting.plan_id}/receivers", {"items": list(lines)})
    assert answer.status_code == 200, answer.text


async def sent(reporting: Reporting) -> dict[str, Any]:
    """The small plan, sent to two wards, the Front and somebody outside."""
    wards = {"name": "UBND các phường, xã", "unit_ids": [str(reporting.ward.id), str(reporting.other_ward.id)]}
    front = {"name": "UBMTTQVN TPVT", "unit_ids": [str(reporting.front.id)]}
    await receiving(reporting, {"name": "Sở Nội vụ"}, front, wards, {"name": "Phường 1", "unit_ids": [str(reporting.ward.id)]})
    answer = await reporting.coordinator.post(f"/plans/{reporting.plan_id}/distribute")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_plan_cites_its_bases_in_its_own_order_and_they_serve_others_too(reporting: Reporting) -> None:
    decision, report = await kept(reporting, DECISION), await kept(reporting, REPORT)
    draft = await draft_plan(reporting)
    for plan_id, ids in ((str(reporting.plan_id), [report["id"], decision["id"]]), (draft["id"], [decision["id"]])):
        set_ = await reporting.coordinator.put(f"/plans/{plan_id}/legal-bases", {"basis_ids": ids})
        assert [item["id"] for item in set_.json()["items"]] == ids
    read = (await reporting.officer.get(f"/plans/{reporting.plan_id}/legal-bases")).json()["items"]

    assert read[1]["cited"] == (
        "Quyết định số 1622/QĐ-UBND ngày 21/6/2024 của UBND tỉnh Bà Rịa - Vũng Tàu: Ban hành Kế hoạch cải thiện Chỉ số PAPI"
    )
    assert [item["number"] for item in (await reporting.officer.get("/legal-bases?q=293")).json()["items"]] == ["293/BC-SNV"]
    assert (await reporting.officer.get(f"/plans/{draft['id']}/legal-bases")).status_code == 404


async def test_what_is_wrong_with_a_basis_is_said(reporting: Reporting) -> None:
    bad = [{"kind": "song"}, {"title": ""}, {"url": "javascript:alert(1)"}, {"issued_on": "21/6/2024"}, {"number": ""}]
    answers = [(await reporting.coordinator.post("/legal-bases", {**DECISION, **changes})).status_code for changes in bad]
    one = await kept(reporting, DECISION)
    path = f"/plans/{reporting.plan_id}/legal-bases"
    twice = await reporting.coordinator.put(path, {"basis_ids": [one["id"], one["id"], str(reporting.plan_id)]})

    assert answers == [422] * len(bad)
    assert [error["pointer"] for error in twice.json()["errors"]] == ["/basis_ids/1", "/basis_ids/2"]


async def test_a_basis_is_put_right_and_a_version_keeps_what_it_cited(reporting: Reporting) -> None:
    basis = await kept(reporting, DECISION)
    await reporting.coordinator.put(f"/plans/{reporting.plan_id}/legal-bases", {"basis_ids": [basis["id"]]})
    await amended(reporting, new_task(reporting.ward))
    stale = {"If-Match": f'"v{basis["version"] + 1}"'}
    refused = await reporting.coordinator.patch(f"/legal-bases/{basis['id']}", {"number": "1623/QĐ-UBND"}, headers=stale)
    changed = await reporting.coordinator.patch(f"/legal-bases/{basis['id']}", {"number": "1623/QĐ-UBND"})
    content = (await reporting.officer.get(f"/plans/{reporting.plan_id}/versions/2")).json()
    since = (await reporting.officer.get(f"/plans/{reporting.plan_id}/corrections")).json()["plan"]

    assert (refused.status_code, changed.json()["number"]) == (412, "1623/QĐ-UBND")
    assert "1622/QĐ-UBND" in content["legal_bases"][0]
    assert [(field["label"], "1623" in field["after"]) for field in since] == [("Căn cứ", True)]


async def test_a_sent_plan_is_acknowledged_by_a_person_of_each_unit(reporting: Reporting) -> None:
    board = await sent(reporting)
    await reporting.world.let_the_worker_run()
    told = (await reporting.officer.get("/notifications")).json()["items"]
    mine = (await reporting.officer.get(f"/plans/{reporting.plan_id}/distribution")).json()
    done = (await reporting.officer.post(f"/plans/{reporting.plan_id}/acknowledge")).json()
    again = await reporting.head.post(f"/plans/{reporting.plan_id}/acknowledge")
    whole = (await reporting.leader.get(f"/plans/{reporting.plan_id}/distribution")).json()

    assert [(item["name"], item["outside"], item["requested"]) for item in board["items"]] == [
        ("Sở Nội vụ", True, False),
        ("UBMTTQ", False, True),
        ("Phường 1", False, False),
        ("Phường 2", False, False),
    ]
    assert told[0]["text"] == "gửi kế hoạch (phiên bản 1) đến nơi nhận, đề nghị xác nhận đã nhận"
    assert ([item["name"] for item in mine["items"]], mine["allowed_actions"]) == (["Phường 1"], ["acknowledge"])
    assert (done["items"][0]["acknowledged_by"], done["allowed_actions"]) == ("Nguyễn Thị Lệ", [])
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_acknowledge")
    assert (whole["acknowledged"], whole["expected"]) == (1, 3)


async def test_each_version_is_sent_anew_and_once(reporting: Reporting) -> None:
    await sent(reporting)
    await reporting.officer.post(f"/plans/{reporting.plan_id}/acknowledge")
    twice = await reporting.coordinator.post(f"/plans/{reporting.plan_id}/distribute")
    await amended(reporting, new_task(reporting.ward))
    second = (await reporting.coordinator.post(f"/plans/{reporting.plan_id}/distribute")).json()
    first = (await reporting.leader.get(f"/plans/{reporting.plan_id}/distribution?version=1")).json()

    assert (twice.status_code, twice.json()["code"]) == (409, "already_sent")
    assert (second["number"], second["sent"], second["acknowledged"]) == (2, [1, 2], 0)
    assert (first["number"], first["acknowledged"]) == (1, 1)
    assert (await reporting.officer.get(f"/plans/{reporting.plan_id}/distribution")).json()["allowed_actions"] == ["acknowledge"]


async def test_those_who_are_silent_are_reminded_and_those_who_are_asked_get_other_words(reporting: Reporting) -> None:
    await sent(reporting)
    await reporting.officer.post(f"/plans/{reporting.plan_id}/acknowledge")
    reminded = (await reporting.coordinator.post(f"/plans/{reporting.plan_id}/remind-receivers")).json()
    await reporting.world.let_the_worker_run()
    texts = [(await who.get("/notifications")).json()["items"][0]["text"] for who in (reporting.stranger, reporting.observer)]
    for who in (reporting.stranger, reporting.observer):
        await who.post(f"/plans/{reporting.plan_id}/acknowledge")
    nobody = await reporting.coordinator.post(f"/plans/{reporting.plan_id}/remind-receivers")

    assert {item["name"]: item["reminders"] for item in reminded["items"]} == {"Sở Nội vụ": 0, "UBMTTQ": 1, "Phường 1": 0, "Phường 2": 1}
    assert texts == ["nhắc xác nhận đã nhận kế hoạch (phiên bản 1)", "kính đề nghị xác nhận đã nhận kế hoạch (phiên bản 1)"]
    assert (nobody.status_code, nobody.json()["code"]) == (409, "nobody_to_remind")


async def test_a_plan_without_receivers_or_a_draft_is_not_sent(reporting: Reporting) -> None:
    nobody = await reporting.coordinator.post(f"/plans/{reporting.plan_id}/distribute")
    draft = await draft_plan(reporting)
    early = await reporting.coordinator.post(f"/plans/{draft['id']}/distribute")
    unknown = await reporting.coordinator.put(
        f"/plans/{draft['id']}/receivers", {"items": [{"name": "Phường 1", "unit_ids": [str(reporting.plan_id)]}]}
    )

    assert (nobody.status_code, nobody.json()["code"]) == (422, "no_receivers")
    assert (early.status_code, early.json()["code"]) == (409, "wrong_state")
    assert unknown.json()["errors"][0]["pointer"] == "/items/0/unit_ids"


async def test_steps_that_simplify_procedures_are_named_on_a_task_and_counted(reporting: Reporting) -> None:
    path = f"/tasks/{reporting.tasks['publish']}"
    steps = [
        {
            "procedure_code": "1.004194",
            "procedure": "Đăng ký tạm trú",
            "simplification": "Giảm thời gian giải quyết từ 03 xuống 02 ngày làm việc",
            "basis": "Kế hoạch số 178/KH-UBND ngày 30/9/2022",
            "due_on": "2024-12-15",
        },
        {"procedure": "Chứng thực bản sao", "simplification": "Bỏ yêu cầu nộp bản chụp", "state": "applied"},
    ]
    version = (await reporting.coordinator.get(path)).json()["version"]
    headers = {"If-Match": f'"v{version}"'}
    saved = await reporting.coordinator.put(f"{path}/steps", {"items": steps}, headers=headers)
    stale = await reporting.coordinator.put(f"{path}/steps", {"items": []}, headers=headers)
    shown = (await reporting.officer.get(path)).json()["steps"]
    counted = [
        (await reporting.officer.get(f"/task-steps?plan={reporting.plan_id}&count=true{query}")).json()["total"]
        for query in ("", "&state=applied", "&q=tam tru", f"&task={reporting.tasks['inform']}")
    ]

    assert (saved.status_code, stale.status_code) == (200, 412)
    assert [step["state"] for step in shown] == ["planned", "applied"]
    assert counted == [2, 1, 1, 0]
    bad = {"procedure": "", "simplification": "x"}
    assert (await reporting.coordinator.put(f"{path}/steps", {"items": [bad]})).status_code == 422
