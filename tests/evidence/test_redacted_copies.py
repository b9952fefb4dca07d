"""Who may not read a document with personal data reads the copy in which they are blacked out, and nothing else of it."""

from typing import Any

import httpx

from tests.support.archive import Archive, upload
from tests.support.files import pdf
from tests.support.reporting import Reporting

COPY = pdf(pages=2, note="che")
MARKED: dict[str, Any] = {"contains_personal_data": "true", "title": "Đơn của bà Nguyễn Thị Năm"}


async def marked(archive: Archive, *, sent: bool = True) -> str:
    """The address of a document with personal data."""
    made = await archive.document(**MARKED)
    if sent:
        await archive.release(made["id"], lent_to=[archive.lead.unit])
    return f"/evidence/{made['id']}"


async def redact(archive: Archive, address: str, content: bytes = COPY, **options: Any) -> httpx.Response:
    return await upload(archive.officer, content, "Đơn bà Năm, đã che.pdf", to=f"{address}/redacted", **options)


async def test_a_copy_is_a_file_of_its_own_beside_the_version_that_it_stands_for(archive: Archive) -> None:
    address = await marked(archive)

    made = await redact(archive, address)

    body = made.json()
    assert made.status_code == 201, made.text
    assert [(version["number"], version["sha256"]) for version in body["versions"]] == [(1, body["sha256"])]
    copy = body["redacted"][0]
    assert (copy["number"], copy["of"], copy["shown"], copy["size"]) == (1, 1, True, len(COPY))
    assert copy["sha256"] != body["sha256"]
    assert body["readers"].endswith("mỗi lượt đọc được ghi lại. Người khác đọc bản đã che.")


async def test_those_who_see_what_it_proves_read_the_copy_and_learn_nothing_else(archive: Archive) -> None:
    address = await marked(archive)
    await redact(archive, address)

    for who in (archive.observer, archive.leader, archive.lead):
        told = await who.get(f"{address}/redacted")
        file = await who.get(f"{address}/redacted/content")
        page = await who.get(f"{address}/redacted/preview?page=2")
        ticket = (await who.post(f"{address}/redacted/ticket")).json()["url"].removeprefix("/api/v1")
        by_ticket = await archive.world.client.get(f"/api/v1{ticket}")
        assert (await who.get(f"{address}/content")).status_code == 404
        assert (file.content, by_ticket.content, page.status_code, page.headers["x-page-count"]) == (COPY, COPY, 200, "2")
        assert file.headers["content-disposition"].startswith('attachment; filename="ban-da-che-1.pdf"')
        assert "Năm" not in told.text
        assert told.json()["of"] == 1
    assert (await archive.stranger.get(f"{address}/redacted")).status_code == 404
    assert (await archive.head.get(f"{address}/reads")).json()["items"] == []


async def test_the_copy_of_what_was_not_sent_is_for_its_unit_alone(archive: Archive) -> None:
    address = await marked(archive, sent=False)
    await redact(archive, address)

    seen = {
        name: (await getattr(archive, name).get(f"{address}/redacted")).status_code
        for name in ("officer", "coordinator", "observer", "lead")
    }

    assert seen == {"officer": 200, "coordinator": 404, "observer": 404, "lead": 404}


async def test_a_better_copy_takes_the_place_of_the_one_before(archive: Archive) -> None:
    address, better = await marked(archive), pdf(note="che kỹ")
    await redact(archive, address)

    body = (await redact(archive, address, better)).json()

    assert [(copy["number"], copy["shown"]) for copy in body["redacted"]] == [(2, True), (1, False)]
    assert (await archive.observer.get(f"{address}/redacted/content")).content == better


async def test_a_new_version_needs_a_new_copy(archive: Archive) -> None:
    address = await marked(archive)
    await redact(archive, address)
    await upload(archive.officer, pdf(pages=3), to=f"{address}/versions")

    refused = await archive.observer.get(f"{address}/redacted/content")

    assert (refused.status_code, refused.json()["code"]) == (404, "no_redacted_copy")
    assert [copy["shown"] for copy in (await archive.officer.get(address)).json()["redacted"]] == [False]


async def test_a_copy_is_refused_where_nothing_is_marked_or_the_file_moved_on(archive: Archive) -> None:
    plain = await archive.document()
    address = await marked(archive)
    stored = len(await archive.stored())

    unmarked = await redact(archive, f"/evidence/{plain['id']}")
    stale = await redact(archive, address, headers={"If-Match": '"v7"'})
    disguised = await redact(archive, address, b"MZ" + bytes(300))

    assert [(answer.status_code, answer.json()["code"]) for answer in (unmarked, stale, disguised)] == [
        (409, "not_marked"),
        (412, "stale_version"),
        (415, "file_type_refused"),
    ]
    assert len(await archive.stored()) == stored


async def test_each_read_is_told_to_the_head_and_to_reviewers(archive: Archive) -> None:
    address = await marked(archive)
    await archive.coordinator.get(f"{address}/preview?page=1")
    await archive.officer.get(f"{address}/content")

    reads = (await archive.head.get(f"{address}/reads")).json()["items"]

    assert [(read["person"], read["number"], read["page"]) for read in reads] == [("Nguyễn Thị Lệ", 1, None), ("Lê Thị Hoa", 1, 1)]
    assert (await archive.coordinator.get(f"{address}/reads")).json()["items"] == reads
    assert (await archive.officer.get(f"{address}/reads")).status_code == 403
    assert "evidence.read" not in {fact["kind"] for fact in (await archive.head.get(f"{address}/timeline")).json()["items"]}


async def test_who_sees_the_line_is_led_to_the_copy(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    address = f"/evidence/{line['evidence_ids'][0]}"
    await reporting.officer.patch(address, {"contains_personal_data": True, "title": MARKED["title"]})
    await reporting.officer.post(f"{address}/redacted", files={"file": ("Đã che.pdf", COPY)})
    await reporting.head.post(f"/reports/{report['id']}/submit")

    told = {
        name: (await getattr(reporting, name).get(f"/report-lines/{line['id']}")).json()["evidence"][0]
        for name in ("officer", "coordinator", "observer", "leader")
    }

    assert {name: (document["redacted"], document["title"]) for name, document in told.items()} == {
        "officer": (False, MARKED["title"]),
        "coordinator": (False, MARKED["title"]),
        "observer": (True, "Có dữ liệu cá nhân: xem bản đã che"),
        "leader": (True, "Có dữ liệu cá nhân: xem bản đã che"),
    }


async def test_a_seal_does_not_name_what_its_readers_may_not_know(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    await reporting.officer.patch(f"/evidence/{line['evidence_ids'][0]}", {"contains_personal_data": True, "title": MARKED["title"]})
    await reporting.head.post(f"/reports/{report['id']}/submit")

    accepted = await reporting.coordinator.post(f"/reports/{report['id']}/accept")

    assert accepted.status_code == 200, accepted.text
    content = (await reporting.observer.get(f"/reports/{report['id']}/seal")).json()["content"]
    assert "Nguyễn Thị Năm" not in content
    assert "Tài liệu có dữ liệu cá nhân" in content
