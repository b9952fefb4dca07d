"""A reviewer accepts a document or rejects it with a reason; nobody reviews their own unit's."""

from typing import Any

import pytest

from papi.access.permissions import Role
from tests.support import files
from tests.support.archive import Archive, upload


async def released(archive: Archive, **fields: Any) -> str:
    made = await archive.document(**fields)
    await archive.release(made["id"])
    return made["id"]


async def test_a_rejection_gives_its_reason_and_the_unit_is_told(archive: Archive) -> None:
    document = await released(archive, title="Kế hoạch 58")

    answer = await archive.coordinator.post(f"/evidence/{document}/reject", {"reason": "Thiếu chữ ký"})

    assert (answer.json()["review_state"], answer.json()["review_reason"]) == ("rejected", "Thiếu chữ ký")
    await archive.world.let_the_worker_run()
    told = (await archive.officer.get("/notifications")).json()["items"]
    assert [(item["subject"], item["text"], item["reason"]) for item in told] == [
        ("Kế hoạch 58", "không chấp nhận tài liệu", "Thiếu chữ ký")
    ]
    assert [(item["subject_type"], item["subject_id"]) for item in told] == [("evidence", document)]


async def test_a_decision_can_be_turned_round_but_not_repeated(archive: Archive) -> None:
    document = await released(archive)
    address = f"/evidence/{document}"

    steps = [
        await archive.coordinator.post(f"{address}/accept"),
        await archive.coordinator.post(f"{address}/accept"),
        await archive.coordinator.post(f"{address}/reject", {"reason": "Sai kỳ"}),
        await archive.coordinator.post(f"{address}/reject", {"reason": "Sai kỳ"}),
        await archive.coordinator.post(f"{address}/accept"),
    ]

    assert [step.status_code for step in steps] == [200, 409, 200, 409, 200]
    assert steps[-1].json()["review_reason"] is None
    left = [[act for act in step.json()["allowed_actions"] if act in {"accept", "reject"}] for step in (steps[0], steps[2])]
    assert left == [["reject"], ["accept"]]


@pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": "  "}, {"reason": "x" * 2001}, {"reason": "x", "mau": 1}])
async def test_a_rejection_without_a_proper_reason_is_refused(archive: Archive, body: dict[str, object]) -> None:
    document = await released(archive)

    assert (await archive.coordinator.post(f"/evidence/{document}/reject", body)).status_code == 422
    assert (await archive.officer.get(f"/evidence/{document}")).json()["review_state"] == "pending"


async def test_nobody_reviews_a_document_of_their_own_unit(archive: Archive) -> None:
    world = archive.world
    ward_person = await world.person(Role.COORDINATOR, archive.ward)
    colleague = await world.person(Role.OFFICER, archive.coordinating)
    theirs = (await upload(colleague, files.pdf())).json()["id"]
    await archive.release(theirs)
    document = await released(archive)

    refused = [
        await ward_person.post(f"/evidence/{document}/accept"),
        await archive.coordinator.post(f"/evidence/{theirs}/accept"),
    ]

    assert [(answer.status_code, answer.json()["code"]) for answer in refused] == [(403, "own_report")] * 2
    assert all(answer.json()["detail"].startswith("Không thẩm tra tài liệu của đơn vị mình.") for answer in refused)
    assert (await archive.leader.post(f"/evidence/{theirs}/accept")).status_code == 200
    assert (await archive.leader.post(f"/evidence/{document}/accept")).status_code == 403


async def test_a_reviewer_does_not_judge_a_file_that_was_replaced_unseen(archive: Archive) -> None:
    document = await released(archive)
    seen = (await archive.coordinator.get(f"/evidence/{document}")).headers["etag"]
    await upload(archive.officer, files.picture(), "a.jpg", to=f"/evidence/{document}/versions")

    answers = [
        await archive.coordinator.post(f"/evidence/{document}/accept", headers={"If-Match": seen}),
        await archive.coordinator.post(f"/evidence/{document}/reject", {"reason": "x"}, headers={"If-Match": seen}),
    ]

    assert [answer.status_code for answer in answers] == [412, 412]


async def test_what_was_not_sent_cannot_be_reviewed(archive: Archive) -> None:
    document = (await archive.document())["id"]

    assert (await archive.coordinator.post(f"/evidence/{document}/accept")).status_code == 404
