"""What a reviewer decides holds for the file that was seen, carries a coded reason, and stays with that file."""

from datetime import date
from typing import Any

import pytest

from papi.kit import clock
from tests.support import files
from tests.support.archive import Archive, upload


async def released(archive: Archive, **fields: Any) -> dict[str, Any]:
    made = await archive.document(**fields)
    await archive.release(made["id"])
    return (await archive.coordinator.get(f"/evidence/{made['id']}")).json()


async def replaced(archive: Archive, document_id: str) -> dict[str, Any]:
    answer = await upload(archive.officer, files.picture(), "a.jpg", to=f"/evidence/{document_id}/versions")
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_a_document_goes_from_its_unit_to_review_and_back_with_a_coded_reason(archive: Archive) -> None:
    draft = await archive.document(title="Biên bản")
    stages = [draft["review_stage"]]
    await archive.release(draft["id"])

    rejected = (await archive.coordinator.post(f"/evidence/{draft['id']}/reject", {"reason_code": "not_readable"})).json()
    stages += [rejected["review_stage"]]
    newer = await replaced(archive, draft["id"])
    stages += [newer["review_stage"]]
    accepted = (await archive.coordinator.post(f"/evidence/{draft['id']}/accept", {"sha256": newer["sha256"]})).json()

    assert [*stages, accepted["review_stage"]] == ["draft", "rejected", "in_review", "accepted"]
    assert (rejected["review_code"], rejected["review_reason"], newer["review_code"]) == ("not_readable", None, None)
    said = [(one["number"], one["review_state"], one["review_code"]) for one in accepted["versions"]]
    assert said == [(1, "rejected", "not_readable"), (2, "accepted", None)]
    await archive.world.let_the_worker_run()
    told = (await archive.officer.get("/notifications")).json()["items"]
    assert [(item["text"], item["reason"]) for item in told] == [("không chấp nhận tài liệu", "Không đọc được")]


async def test_another_file_than_the_one_seen_is_not_judged(archive: Archive) -> None:
    seen = await released(archive)
    newer = await replaced(archive, seen["id"])

    for act, body in (("accept", {}), ("reject", {"reason_code": "duplicate"})):
        refused = await archive.coordinator.post(f"/evidence/{seen['id']}/{act}", {**body, "sha256": seen["sha256"]})
        assert (refused.status_code, refused.json()["code"]) == (412, "file_replaced")
        assert refused.json()["current_version"] == str(newer["version"])
        assert refused.json()["detail"].startswith("Tài liệu đã có tệp mới")
    assert (await archive.officer.get(f"/evidence/{seen['id']}")).json()["review_state"] == "pending"


async def test_many_are_decided_at_once_and_each_stands_alone(archive: Archive) -> None:
    fine, moved, draft = await released(archive), await released(archive), await archive.document()
    await replaced(archive, moved["id"])
    items = [{name: one[name] for name in ("id", "version", "sha256")} for one in (fine, moved, draft)]
    stranger = await archive.stranger.post("/evidence/bulk", {"action": "accept", "items": items})

    answer = await archive.coordinator.post("/evidence/bulk", {"action": "reject", "items": items, "reason_code": "wrong_period"})

    outcomes = [(item["id"], item["status"], item["code"]) for item in answer.json()["items"]]
    assert outcomes == [(fine["id"], 200, None), (moved["id"], 412, "file_replaced"), (draft["id"], 404, "evidence_not_found")]
    assert stranger.status_code == 403
    found = (await archive.officer.get("/evidence?review_stage=rejected")).json()["items"]
    assert [(item["id"], item["review_code"]) for item in found] == [(fine["id"], "wrong_period")]


@pytest.mark.parametrize("body", [{"action": "reject"}, {"action": "reject", "reason_code": "other"}, {"action": "return"}, {}])
async def test_many_are_not_rejected_without_a_reason(archive: Archive, body: dict[str, Any]) -> None:
    one = await released(archive)
    items = [{name: one[name] for name in ("id", "version", "sha256")}]

    assert (await archive.coordinator.post("/evidence/bulk", {**body, "items": items})).status_code == 422
    assert (await archive.officer.get(f"/evidence/{one['id']}")).json()["review_state"] == "pending"


async def test_a_file_that_follows_an_accepted_one_is_pointed_out(archive: Archive) -> None:
    document = await released(archive)
    await archive.coordinator.post(f"/evidence/{document['id']}/accept")

    newer = await replaced(archive, document["id"])

    assert (newer["accepted_version"], newer["file_version"], newer["replaced"], newer["review_stage"]) == (1, 2, True, "in_review")
    for asked, found in (("replaced=true", [document["id"]]), ("review_stage=accepted", []), ("review_stage=in_review", [document["id"]])):
        assert [item["id"] for item in (await archive.coordinator.get(f"/evidence?{asked}")).json()["items"]] == found, asked


async def test_who_issued_it_and_until_when_it_is_in_force(archive: Archive) -> None:
    fields: dict[str, Any] = {
        "issuing_body": " UBND Phường 1 ",
        "issued_on": "2024-01-05",
        "effective_on": "2024-01-10",
        "expires_on": "2024-08-31",
    }
    with clock.business_at(clock.begin_of(date(2024, 8, 31))):
        made = await archive.document(**fields)
        listed = [item["expired"] for item in (await archive.officer.get("/evidence")).json()["items"]]
    with clock.business_at(clock.begin_of(date(2024, 9, 1))):
        later = (await archive.officer.get(f"/evidence/{made['id']}")).json()
        found = [item["id"] for item in (await archive.officer.get("/evidence?expired=true")).json()["items"]]

    assert {name: made[name] for name in fields} == {**fields, "issuing_body": "UBND Phường 1"}
    assert (made["expired"], listed, later["expired"], found) == (False, [False], True, [made["id"]])
    changed = await archive.officer.patch(f"/evidence/{made['id']}", {"issuing_body": "UBND thành phố", "expires_on": None})
    assert (changed.json()["issuing_body"], changed.json()["expires_on"]) == ("UBND thành phố", None)
    history = (await archive.officer.get(f"/evidence/{made['id']}/timeline")).json()["items"][-1]["changes"]
    assert [(one["label"], one["before"], one["after"]) for one in history] == [
        ("Cơ quan ban hành", "UBND Phường 1", "UBND thành phố"),
        ("Ngày hết hiệu lực", "31/8/2024", "–"),
    ]


async def test_what_is_out_of_force_before_it_is_in_force_is_refused(archive: Archive) -> None:
    made = await archive.document(effective_on="2024-05-01")
    wrong = await upload(archive.officer, files.pdf(), fields={"issued_on": "2024-05-01", "expires_on": "2024-04-30"})

    answers = [wrong, await archive.officer.patch(f"/evidence/{made['id']}", {"expires_on": "2024-04-30"})]

    assert [(one.status_code, one.json()["errors"][0]["pointer"]) for one in answers] == [(422, "/expires_on")] * 2
    assert (await archive.officer.get(f"/evidence/{made['id']}")).json()["expires_on"] is None


async def test_bodies_that_were_named_before_are_offered_to_their_own_unit(archive: Archive) -> None:
    for body in ("UBND Phường 1", "ubnd phường 1", "UBND Phường 1", "Công an Phường 1"):
        await archive.document(issuing_body=body)
    await archive.document(archive.stranger, issuing_body="UBND Phường 2")

    offered = (await archive.officer.get("/evidence/issuing-bodies")).json()["items"]
    found = (await archive.officer.get("/evidence/issuing-bodies?q=cong an")).json()["items"]

    assert offered == [{"name": "UBND Phường 1", "used": 3}, {"name": "Công an Phường 1", "used": 1}]
    assert [item["name"] for item in found] == ["Công an Phường 1"]
