"""The main job by httpx, on the city's own plan: report, return, correct, accept, seal; what the leader's numbers make of it."""

from hashlib import sha256
from typing import Any

from tests.support.figures import Standing, standing_of
from tests.support.people import PHOTO, Script, SignIn, fill_report, latest_report, submit_report
from tests.support.sealing import is_genuine, verified_content


async def _upload_to(officer: Script, line_id: str) -> dict[str, Any]:
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


async def _return_two(coordinator: Script, report_id: str, lines: list[dict[str, Any]]) -> None:
    two = [{"id": line["id"], "reason_code": "not_enough_detail", "reason": "Nêu rõ số buổi"} for line in lines]
    returned = await coordinator.send("POST", f"/reports/{report_id}/return", json={"lines": two, "reason": "Bổ sung"})
    assert (returned["state"], returned["lines_returned"]) == ("returned", 2)


async def _mend(officer: Script, line: dict[str, Any], words: str) -> None:
    now = await officer.get(f"/report-lines/{line['id']}")
    assert (now["review_state"], now["reason"]) == ("returned", "Nêu rõ số buổi")
    body = {"result": f"{now['result']} {words}"}
    await officer.send("PATCH", f"/report-lines/{line['id']}", json=body, headers={"If-Match": f'"v{now["version"]}"'})


async def _refused_to_mend_another(officer: Script, line: dict[str, Any]) -> None:
    """Only what was returned can be changed."""
    now = await officer.get(f"/report-lines/{line['id']}")
    answer = await officer.client.patch(
        f"/api/v1/report-lines/{line['id']}", json={"result": "Khác"}, headers={"If-Match": f'"v{now["version"]}"'}
    )
    assert answer.status_code == 409


async def _check_seal(head: Script, report_id: str, photo: dict[str, Any], mended: list[int]) -> None:
    seal = await head.get(f"/reports/{report_id}/seal")
    content = verified_content(seal)
    assert len(content["lines"]) == 71
    assert content["report"]["unit"]["code"] == "26506"
    assert [line["number"] for line in content["lines"] if line["result"].endswith("Tổng cộng 04 buổi.")] == mended
    sealed = [document for line in content["lines"] for document in line["evidence"] if document["id"] == photo["id"]]
    assert [document["sha256"] for document in sealed] == [photo["sha256"]]
    published = (await head.client.get("/.well-known/jwks.json")).json()["keys"]
    assert seal["key_id"] not in {key["kid"] for key in published} or seal["public_key"] in published
    header, payload, signature = seal["signature"].split(".")
    assert not is_genuine(seal, ".".join((header, payload, signature[::-1])))
    assert not is_genuine(seal, ".".join((header, payload[:-2] + "AA", signature)))


def _moved(before: Standing, after: Standing) -> None:
    """What was overdue at Phường 1 has become done late: by the same number on the overview, in the matrix and in the list."""
    done = after.done_late - before.done_late
    assert done > 50
    assert before.open_overdue - after.open_overdue == done
    assert before.ward_overdue - after.ward_overdue == done
    assert after.ward_done - before.ward_done == done
    assert before.listed_overdue - after.listed_overdue == done


async def test_the_quarter_of_phuong_1(sign_in: SignIn) -> None:
    officer, head = await sign_in("26506.officer"), await sign_in("26506.head")
    coordinator, leader = await sign_in("pnv.chuyenvien"), await sign_in("ubnd.lanhdao")
    at_first = await standing_of(leader, "26506")

    report = await latest_report(officer)
    assert (report["state"], report["lines_total"], report["late"]) == ("draft", 71, True)
    lines = await fill_report(officer, report)
    photo = await _upload_to(officer, lines[0]["id"])
    assert await standing_of(leader, "26506") == at_first, "a draft moves no dashboard"

    sent = await submit_report(head, report["id"])
    assert (sent["state"], sent["late"]) == ("submitted", True)
    await _return_two(coordinator, report["id"], lines[1:3])
    for line in lines[1:3]:
        await _mend(officer, line, "Tổng cộng 04 buổi.")
    await _refused_to_mend_another(officer, lines[5])
    await submit_report(head, report["id"])
    accepted = await coordinator.send("POST", f"/reports/{report['id']}/accept", json={})
    assert (accepted["state"], accepted["seal_number"]) == ("accepted", 1)
    await _check_seal(head, report["id"], photo, mended=[2, 3])
    _moved(at_first, await standing_of(leader, "26506"))


async def test_the_coordinating_units_own_report_goes_to_the_leader(sign_in: SignIn) -> None:
    head = await sign_in("pnv.truongphong", role="unit_head")
    coordinator, leader = await sign_in("pnv.chuyenvien"), await sign_in("ubnd.lanhdao")
    as_coordinator = await sign_in("pnv.truongphong", role="coordinator")

    report = await latest_report(head)
    lines = await fill_report(head, report)
    await submit_report(head, report["id"])

    for own in (coordinator, as_coordinator):
        acts = {"accept": {}, "return": {"reason": "Bổ sung"}}
        for act, body in acts.items():
            refused = await own.client.post(f"/api/v1/reports/{report['id']}/{act}", json=body)
            assert (refused.status_code, refused.json()["code"]) == (403, "own_report")
        marked = await own.client.put(f"/api/v1/report-lines/{lines[0]['id']}/review-mark", json={"mark": "ok"})
        assert marked.status_code == 403
        assert not {"accept", "return"} & set((await own.get(f"/reports/{report['id']}"))["allowed_actions"])
        queue = await own.get("/reports?reviewable=true&limit=200")
        assert report["id"] not in {item["id"] for item in queue["items"]}

    waiting = await leader.get("/reports?reviewable=true")
    assert [item["id"] for item in waiting["items"]] == [report["id"]]
    accepted = await leader.send("POST", f"/reports/{report['id']}/accept", json={})
    assert accepted["state"] == "accepted"
    verified_content(await leader.get(f"/reports/{report['id']}/seal"))
