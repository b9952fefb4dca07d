"""Findings: what the unit says and proves, what is answered, and nothing of it lost or seen too early."""

import asyncio
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import insert, select

from papi.access.permissions import Role
from papi.directory.models import Person
from papi.evidence.models import Evidence, EvidenceFile
from papi.inspections.models import FindingEvidence
from papi.inspections.reminding import remind_of_findings
from papi.kit import clock
from papi.kit.types import new_id
from tests.support.archive import Archive, make_archive
from tests.support.files import docx, pdf
from tests.support.inspecting import OneInspection, done, found, in_days, remedied, under_way
from tests.support.packing import examined, unpacked
from tests.support.world import World

REASON = {"reason": "Chưa có ảnh chụp tại khu phố"}


@pytest.fixture
async def archive(world: World) -> Archive:
    return await make_archive(world)


@pytest.fixture
async def one(archive: Archive) -> OneInspection:
    """A finding that waits for the ward, found by Phòng Nội vụ."""
    return await found(archive.world, archive.ward, by=archive.coordinator)


def path_of(one: OneInspection) -> str:
    return f"/findings/{one.finding_id}"


async def test_a_remedy_is_proved_verified_and_its_documents_say_what_they_prove(archive: Archive, one: OneInspection) -> None:
    photo = await archive.document(title="Ảnh niêm yết", link_to=f"finding:{one.finding_id}")
    other = await archive.document(title="Biên bản niêm yết", content=docx())
    seen_before = await archive.coordinator.get(f"/evidence/{photo['id']}")
    drafted = [(await who.get(path_of(one))).json()["documents"] for who in (archive.officer, archive.coordinator)]
    await one.remedies(evidence_ids=[other["id"]])
    judged = await one.judges("verify", {"remark": "Đủ ảnh và biên bản"})
    uses = (await archive.coordinator.get(f"/evidence/{photo['id']}/uses")).json()["items"]
    listed = (await archive.officer.get(f"/evidence?linked_to=finding:{one.finding_id}")).json()["items"]
    document = (await archive.officer.get(f"/evidence/{photo['id']}")).json()

    assert (seen_before.status_code, [len(documents) for documents in drafted]) == (404, [1, 0])
    [remedy] = judged["remedies"]
    assert (judged["state"], remedy["answer"], remedy["answer_text"]) == ("verified", "verified", "Đủ ảnh và biên bản")
    assert [file["title"] for file in remedy["documents"]] == ["Ảnh niêm yết", "Biên bản niêm yết"]
    assert [(use["type"], use["label"], use["accepted_version"]) for use in uses] == [
        ("finding", "Tồn tại 1 – Kiểm tra việc thực hiện kế hoạch PAPI – Phường 1", 1)
    ]
    assert {item["id"] for item in listed} == {photo["id"], other["id"]}
    assert (document["accepted_version"], document["review_stage"]) == (1, "accepted")


async def test_what_is_sent_back_is_remedied_again_and_all_that_was_said_stays(archive: Archive, one: OneInspection) -> None:
    await one.remedies(text="Đã dán thông báo")
    returned = await one.judges("return", {**REASON, "due_on": in_days(20)})
    again = await one.remedies(text="Đã niêm yết và chụp ảnh")
    await one.judges("verify", {})
    reopened = await one.judges("return", {"reason": "Người dân phản ánh đã gỡ bỏ"})
    steps = (await archive.officer.get(f"{path_of(one)}/timeline")).json()["items"]

    assert (returned["state"], returned["return_reason"], returned["due_on"]) == ("returned", REASON["reason"], in_days(20))
    assert [(one["text"], one["answer"]) for one in again["remedies"]] == [
        ("Đã dán thông báo", "returned"),
        ("Đã niêm yết và chụp ảnh", None),
    ]
    assert (reopened["state"], reopened["remedies"][1]["answer"]) == ("returned", "verified")
    assert [step["kind"].partition(".")[2] for step in steps] == ["recorded", *("remedied", "returned", "remedied", "verified", "returned")]


async def test_overdue_is_told_by_the_day_and_late_by_the_first_remedy(archive: Archive, one: OneInspection) -> None:
    with clock.business_at(clock.business() + timedelta(days=11)):
        overdue = (await archive.officer.get("/findings?overdue=true")).json()["items"]
        mine = (await archive.officer.get("/dashboards/my-work")).json()["findings"]
        listed = (await archive.coordinator.get("/inspections?overdue=true")).json()["items"]
        sent = await one.remedies(done_on=in_days(0))
        theirs = (await archive.coordinator.get("/dashboards/my-work")).json()["findings"]
        moved = await one.judges("return", {**REASON, "due_on": in_days(30)})

    assert ([item["id"] for item in overdue], mine) == ([one.finding_id], {"to_remedy": 1, "overdue": 1, "to_verify": 0})
    assert listed[0]["findings"] == {"total": 1, "to_remedy": 1, "overdue": 1, "to_verify": 0}
    assert (sent["late"], sent["overdue"], theirs["to_verify"]) == (True, False, 1)
    assert (moved["late"], moved["overdue"]) == (True, False)


async def test_a_thousand_files_are_read_as_few_are(archive: Archive, one: OneInspection) -> None:
    made = await archive.document(archive.coordinator, title="Ảnh", link_to=f"finding:{one.finding_id}")
    async with archive.world.database.writing() as session:
        for table, key in ((Evidence, "id"), (EvidenceFile, "evidence_id"), (FindingEvidence, "evidence_id")):
            columns = table.__table__.columns
            [row] = (await session.execute(select(*columns).where(columns[key] == UUID(made["id"])))).mappings()
            anew = [name for name in ("id", "object_id") if table is EvidenceFile and name in columns]
            copies = [{**row, key: UUID(int=place + 1), **{name: new_id() for name in anew}} for place in range(1100)]
            await session.execute(insert(table), copies)

    found = (await archive.officer.get(f"/findings/{one.finding_id}")).json()

    assert len(found["documents"]) == 1101


async def test_a_new_file_makes_the_inspector_look_again_and_the_remedy_keeps_what_was_sent(archive: Archive, one: OneInspection) -> None:
    photo = await archive.document(title="Ảnh", link_to=f"finding:{one.finding_id}")
    await one.remedies()
    read = await archive.coordinator.get(path_of(one))
    done(await archive.officer.post(f"/evidence/{photo['id']}/versions", files={"file": ("anh.pdf", pdf(note="Ban khac"))}))
    stale = await archive.coordinator.post(f"{path_of(one)}/verify", {}, headers={"If-Match": read.headers["etag"]})
    now = (await archive.coordinator.get(path_of(one))).json()

    assert stale.status_code == 412
    assert [file["file_version"] for file in now["remedies"][0]["documents"]] == [1]


async def test_documents_in_use_are_kept_from_erasure_until_they_are_taken_off(archive: Archive, one: OneInspection) -> None:
    photo = await archive.document(title="Ảnh", link_to=f"finding:{one.finding_id}")
    record = await archive.document(archive.coordinator, title="Biên bản kiểm tra", link_to=f"inspection:{one.id}")
    asked = {"ground": "unneeded", "reason": "Tải nhầm"}
    kept = [
        await who.post("/erasures", {**asked, "evidence_id": item["id"]})
        for who, item in ((archive.head, photo), (archive.coordinator, record))
    ]
    targets = {"targets": [{"type": "finding", "id": one.finding_id}]}
    done(await archive.officer.request("DELETE", f"/evidence/{photo['id']}/links", json=targets))
    free = await archive.head.post("/erasures", {**asked, "evidence_id": photo["id"]})

    assert [(answer.status_code, answer.json()["code"]) for answer in kept] == [(409, "still_used")] * 2
    assert free.status_code == 201


async def test_a_rejected_document_verifies_nothing(archive: Archive, one: OneInspection) -> None:
    photo = await archive.document(title="Ảnh mờ", link_to=f"finding:{one.finding_id}")
    await one.remedies()
    done(await archive.coordinator.post(f"/evidence/{photo['id']}/reject", {"reason_code": "not_readable", "reason": "Ảnh mờ"}))
    refused = await archive.coordinator.post(f"{path_of(one)}/verify", {})

    assert (refused.status_code, refused.json()["code"]) == (409, "evidence_rejected")


async def test_each_side_attaches_its_own_documents_and_takes_off_no_others(archive: Archive, one: OneInspection) -> None:
    proof = await archive.document(archive.coordinator, title="Ảnh hiện trường", link_to=f"finding:{one.finding_id}")
    target = {"targets": [{"type": "finding", "id": one.finding_id}]}
    foreign = await archive.officer.post(f"/evidence/{proof['id']}/links", target)
    stolen = await archive.officer.post(f"{path_of(one)}/remedy", {"text": "Xong", "done_on": in_days(0), "evidence_ids": [proof["id"]]})
    seen = (await archive.officer.get(path_of(one))).json()["documents"]
    elsewhere = await archive.stranger.post(f"/evidence/{proof['id']}/links", target)

    assert {foreign.status_code, elsewhere.status_code} <= {403, 404}
    assert stolen.status_code == 404
    assert [(document["title"], document["side"]) for document in seen] == [("Ảnh hiện trường", "found")]


async def test_one_who_reported_a_remedy_verifies_it_in_no_role(archive: Archive, one: OneInspection) -> None:
    await one.remedies()
    async with archive.world.database.reading() as session:
        person = await session.scalar(select(Person).where(Person.id == one.officer.id))
    assert person is not None
    elsewhere = await archive.world.membership(person, Role.COORDINATOR, archive.coordinating)
    both = await archive.world.sign_in(person, elsewhere, archive.coordinating)
    refused = await both.post(f"{path_of(one)}/verify", {})

    assert (refused.status_code, refused.json()["code"]) == (403, "own_inspection")
    assert (await both.get("/findings?verifiable=true")).json()["items"] == []
    assert [item["id"] for item in (await archive.coordinator.get("/findings?verifiable=true")).json()["items"]] == [one.finding_id]


async def test_of_two_who_judge_at_once_one_is_heard(archive: Archive, one: OneInspection) -> None:
    await one.remedies()
    tag = (await archive.coordinator.get(path_of(one))).headers["etag"]
    answers = await asyncio.gather(
        archive.coordinator.post(f"{path_of(one)}/verify", {}, headers={"If-Match": tag}),
        archive.coordinator.post(f"{path_of(one)}/return", REASON, headers={"If-Match": tag}),
    )

    assert sorted(answer.status_code for answer in answers) in ([200, 409], [200, 412])
    assert len((await archive.officer.get(path_of(one))).json()["remedies"]) == 1


async def test_numbers_of_findings_recorded_at_once_are_all_different(archive: Archive) -> None:
    one = await under_way(archive.world, archive.ward, by=archive.coordinator)
    await asyncio.gather(*(one.finds() for _ in range(4)))

    assert sorted(item["number"] for item in (await archive.officer.get(f"/inspections/{one.id}")).json()["found"]) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("path", "given", "days"),
    [
        ("remedy", {"text": " "}, {"done_on": 0}),
        ("remedy", {"text": "Xong"}, {"done_on": 1}),
        ("remedy", {"text": "a\u0000"}, {"done_on": 0}),
        ("return", {"reason": ""}, {}),
        ("return", {"reason": "Thiếu ảnh"}, {"due_on": -1}),
        ("close", {}, {}),
    ],
)
async def test_what_says_nothing_is_refused(archive: Archive, path: str, given: dict[str, str], days: dict[str, int]) -> None:
    one = await (found if path == "remedy" else remedied)(archive.world, archive.ward, by=archive.coordinator)
    who = archive.officer if path == "remedy" else archive.coordinator

    sent = {**given, **{name: in_days(ahead) for name, ahead in days.items()}}
    assert (await who.post(f"{path_of(one)}/{path}", sent)).status_code == 422


async def test_both_sides_talk_about_a_finding_and_no_third_one_listens(archive: Archive, one: OneInspection) -> None:
    subject = f"/comments?subject=finding:{one.finding_id}"
    done(await archive.coordinator.post(subject, {"text": "Cần ảnh có ngày chụp"}))
    done(await archive.officer.post(subject, {"text": "Phường sẽ bổ sung"}))
    await archive.world.let_the_worker_run()
    heard = [(await who.get("/notifications")).json()["items"] for who in (archive.officer, archive.coordinator)]

    assert (await archive.stranger.get(subject)).status_code == 404
    assert [[item["kind"] for item in items if item["kind"] == "comment.added"] for items in heard] == [["comment.added"]] * 2


async def test_the_unit_is_reminded_once_before_the_day_and_once_after_it(archive: Archive, one: OneInspection) -> None:
    morning = clock.business().replace(hour=9)
    for days in (2, 8, 9, 10, 11, 12, 13, 14, 15):
        with clock.business_at(morning + timedelta(days=days)):
            await remind_of_findings(archive.world.database)
            await remind_of_findings(archive.world.database)
    heard = [[item["kind"] for item in (await who.get("/notifications")).json()["items"]] for who in (archive.officer, archive.stranger)]

    assert heard == [["finding.overdue", "finding.due_soon"], []]


async def test_the_pack_of_an_inspection_holds_its_documents_and_names_the_finding(
    archive: Archive, one: OneInspection, tmp_path: Path
) -> None:
    await archive.document(archive.coordinator, title="Biên bản kiểm tra", link_to=f"inspection:{one.id}")
    await archive.document(title="Ảnh niêm yết", content=docx(), link_to=f"finding:{one.finding_id}")
    await archive.document(title="Không liên quan", content=pdf(note="Khac"))
    path = f"/evidence/pack?inspection={one.id}"
    unsent = unpacked(await archive.coordinator.get(path)).manifest["files"]
    await one.remedies()
    pack = unpacked(await archive.coordinator.get(path))
    own, other = await archive.officer.get(path), await archive.stranger.get(path)
    links = {file["title"]: file["links"][0] for file in pack.manifest["files"]}

    assert [file["title"] for file in unsent] == ["Biên bản kiểm tra"]
    assert set(links) == {"Biên bản kiểm tra", "Ảnh niêm yết"}
    assert (links["Ảnh niêm yết"]["finding"], links["Ảnh niêm yết"]["inspection"]["id"]) == (1, one.id)
    assert any("Tồn tại 01" in file for file in pack.paths)
    assert examined(archive, pack.content, tmp_path).verdict == "genuine"
    assert (len(unpacked(own).paths), other.status_code) == (2, 404)
