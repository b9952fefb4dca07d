"""The main job by httpx, on the city's own plan: report, return, correct, accept, seal; and what others see of it."""

import json
from hashlib import sha256

from papi.access.signatures import read_statement
from tests.support.people import PHOTO, Script, SignIn, fill_report, latest_report


async def _upload_to(officer: Script, line_id: str) -> dict:
    content = PHOTO.read_bytes()
    uploaded = await officer.send(
        "POST",
        "/evidence",
        201,
        files={"file": ("Ảnh hội nghị.png", content, "image/png")},
        data={"title": "Ảnh hội nghị khu phố 7", "link_to": f"report_line:{line_id}"},
    )
    assert uploaded["sha256"] == sha256(content).hexdigest()
    return uploaded


async def _send_in(head: Script, report_id: str) -> None:
    fresh = await head.get(f"/reports/{report_id}")
    tag = f'"v{fresh["version"]}.{fresh["content_version"]}"'
    sent = await head.send("POST", f"/reports/{report_id}/submit", headers={"If-Match": tag})
    assert (sent["state"], sent["late"]) == ("submitted", True)


async def _return_two_and_mend_them(coordinator: Script, officer: Script, report_id: str, lines: list[dict]) -> None:
    two = [{"id": line["id"], "reason_code": "not_enough_detail", "reason": "Nêu rõ số buổi"} for line in lines]
    returned = await coordinator.send("POST", f"/reports/{report_id}/return", json={"lines": two, "reason": "Bổ sung"})
    assert (returned["state"], returned["lines_returned"]) == ("returned", 2)
    for line in lines:
        now = await officer.get(f"/report-lines/{line['id']}")
        body = {"result": now["result"] + " Tổng cộng 04 buổi."}
        await officer.send("PATCH", f"/report-lines/{line['id']}", json=body, headers={"If-Match": f'"v{now["version"]}"'})


async def _check_seal(head: Script, report_id: str, lines: int) -> None:
    seal = await head.get(f"/reports/{report_id}/seal")
    statement = read_statement(seal["public_key"], seal["signature"])
    assert statement is not None
    assert statement["sha256"] == sha256(seal["content"].encode()).hexdigest()
    assert len(json.loads(seal["content"])["lines"]) == lines


async def test_the_quarter_of_phuong_1(sign_in: SignIn) -> None:
    officer, head = await sign_in("26506.officer"), await sign_in("26506.head")
    coordinator, leader = await sign_in("pnv.chuyenvien"), await sign_in("ubnd.lanhdao")
    before = (await leader.get("/dashboards/overview"))["numbers"]

    report = await latest_report(officer)
    assert (report["state"], report["lines_total"], report["late"]) == ("draft", 71, True)
    lines = await fill_report(officer, report)
    uploaded = await _upload_to(officer, lines[0]["id"])
    await _send_in(head, report["id"])
    await _return_two_and_mend_them(coordinator, officer, report["id"], lines[1:3])
    await _send_in(head, report["id"])
    accepted = await coordinator.send("POST", f"/reports/{report['id']}/accept", json={})
    assert (accepted["state"], accepted["seal_number"]) == ("accepted", 1)
    await _check_seal(head, report["id"], lines=71)

    after = (await leader.get("/dashboards/overview"))["numbers"]
    assert after["done_late"] > before["done_late"]
    assert after["open_overdue"] < before["open_overdue"]
    row = next(row for row in (await leader.get("/dashboards/matrix"))["rows"] if row["code"] == "26506")
    assert row["total"]["done"] > 50

    stranger = await sign_in("26508.head")
    of_another_unit = f"/reports/{report['id']}", f"/report-lines/{lines[0]['id']}", f"/evidence/{uploaded['id']}"
    for path in (*of_another_unit, f"/reports/{report['id']}/seal"):
        answer = await stranger.client.get(f"/api/v1{path}")
        assert answer.status_code == 404, path


async def test_the_coordinating_units_own_report_goes_to_the_leader(sign_in: SignIn) -> None:
    head = await sign_in("pnv.truongphong", role="unit_head")
    coordinator, leader = await sign_in("pnv.chuyenvien"), await sign_in("ubnd.lanhdao")

    report = await latest_report(head)
    await fill_report(head, report)
    await head.send("POST", f"/reports/{report['id']}/submit")

    refused = await coordinator.client.post(f"/api/v1/reports/{report['id']}/accept", json={})
    assert (refused.status_code, refused.json()["code"]) == (403, "own_report")
    accepted = await leader.send("POST", f"/reports/{report['id']}/accept", json={})
    assert accepted["state"] == "accepted"
