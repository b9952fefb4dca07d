"""A real clamd looks at each new file before anybody reads it; what it finds never leaves, and whom it concerns is told."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from papi.evidence.scanning import keep_verdict
from papi.evidence.texts.models import EvidenceText
from papi.evidence.texts.reading import order_missing
from papi.kit.clamav import Outcome, Verdict
from tests.support import files
from tests.support.archive import Archive, upload
from tests.support.clamd import FOUND, LONGEST_STREAM, Clamd
from tests.support.pieces import MEGABYTE, announced, send
from tests.support.scanning import INFECTED, OPEN, bell, carry, closed, rows, set_scanner, shown, state_of, ways_out, work_off

HUGE = files.pdf() + b"%" * ((LONGEST_STREAM + 1) * MEGABYTE)


@pytest.fixture
def scanned(archive: Archive, clamd: Clamd) -> Archive:
    """The ward's installation has a scanner."""
    set_scanner(archive.world, clamd)
    return archive


async def test_nobody_reads_a_file_until_the_scanner_has_found_nothing(scanned: Archive, clamd: Clamd) -> None:
    made = await scanned.document()
    await scanned.release(made["id"])
    waiting = [await ways_out(who, made["id"]) for who in (scanned.officer, scanned.head, scanned.coordinator, scanned.leader)]
    seen_by_others = await shown(scanned.coordinator, made["id"])

    done = await work_off(scanned.world, clamd)

    assert (made["scan_state"], seen_by_others["scan_state"], seen_by_others["title"]) == ("pending", "pending", made["title"])
    assert waiting == [closed("pending")] * 4
    assert "accept" not in seen_by_others["allowed_actions"]
    assert (done, await state_of(scanned, made["id"])) == (1, ("clean", None))
    assert [await ways_out(who, made["id"]) for who in (scanned.officer, scanned.coordinator)] == [OPEN] * 2
    assert (await shown(scanned.officer, made["id"]))["version"] == made["version"], "nobody's edit is refused because a scanner has looked"
    assert "accept" in (await shown(scanned.coordinator, made["id"]))["allowed_actions"]


@pytest.mark.parametrize("way", ["multipart", "pieces"])
async def test_what_is_found_is_quarantined_however_it_came(scanned: Archive, clamd: Clamd, way: str) -> None:
    if way == "pieces":
        address = await announced(scanned.officer, len(INFECTED))
        document = (await send(scanned.officer, address, 0, INFECTED)).headers["upload-evidence"]
    else:
        document = (await scanned.document(content=INFECTED))["id"]
    await scanned.release(document)
    before = await state_of(scanned, document)

    await work_off(scanned.world, clamd)

    assert (before, await state_of(scanned, document)) == (("pending", None), ("infected", FOUND))
    assert [await ways_out(who, document) for who in (scanned.officer, scanned.coordinator, scanned.leader)] == [closed("infected")] * 3
    assert [await ways_out(scanned.stranger, document)] == [[(404, "evidence_not_found")] * 3]
    refusal = (await scanned.officer.get(f"/evidence/{document}/content")).json()["detail"]
    assert refusal == f"Tệp có mã độc ({FOUND}), đã bị cách ly và không ai mở được. Đơn vị tải lên phiên bản sạch."


async def test_the_unit_and_the_administrator_are_told_and_history_remembers(scanned: Archive, clamd: Clamd) -> None:
    made = await scanned.document(content=INFECTED, contains_personal_data="true", title="Đơn của bà Nguyễn Thị Lan")
    await work_off(scanned.world, clamd)
    await carry(scanned.world)

    timeline = (await scanned.officer.get(f"/evidence/{made['id']}/timeline")).json()["items"]
    audited = (await scanned.admin.get("/audit")).json()["items"]

    assert ("evidence.infected", "Đơn của bà Nguyễn Thị Lan") in await bell(scanned.officer)
    assert ("evidence.infected", "Đơn của bà Nguyễn Thị Lan") in await bell(scanned.head)
    assert await bell(scanned.admin) == [("unit.file_quarantined", "Phường 1")], "no title of what the administrator may not read"
    assert await bell(scanned.stranger) == await bell(scanned.leader) == []
    [told] = [fact for fact in timeline if fact["kind"] == "evidence.infected"]
    said = f"phát hiện mã độc {FOUND} trong phiên bản 1, đã cách ly tệp; cần tải lên phiên bản sạch"
    assert (told["person"], told["text"]) == ("Hệ thống", said)
    assert "unit.file_quarantined" in {fact["action"] for fact in audited}


async def test_a_quarantined_document_proves_nothing_more_and_a_clean_version_mends_it(scanned: Archive, clamd: Clamd) -> None:
    made = await scanned.document(content=INFECTED)
    await scanned.release(made["id"])
    await work_off(scanned.world, clamd)
    linked = await scanned.officer.post(f"/evidence/{made['id']}/links", {"targets": [{"type": "report_line", "id": made["id"]}]})
    accepted = await scanned.coordinator.post(f"/evidence/{made['id']}/accept")
    rejected = await scanned.coordinator.post(f"/evidence/{made['id']}/reject", {"reason": "Tệp có mã độc"})

    newer = await upload(scanned.officer, files.pdf(), "sạch.pdf", to=f"/evidence/{made['id']}/versions")
    between = await state_of(scanned, made["id"])
    await work_off(scanned.world, clamd)

    assert (linked.status_code, linked.json()["code"]) == (409, "evidence_quarantined")
    assert (accepted.status_code, accepted.json()["code"], rejected.status_code) == (409, "file_quarantined", 200)
    assert (newer.status_code, between) == (201, ("pending", None))
    assert await state_of(scanned, made["id"]) == ("clean", None)
    assert await ways_out(scanned.coordinator, made["id"]) == OPEN
    assert await ways_out(scanned.coordinator, made["id"], version=1) == closed("infected")


async def test_an_infected_new_version_takes_the_one_before_from_nobody(scanned: Archive, clamd: Clamd) -> None:
    made = await scanned.document()
    await scanned.release(made["id"])
    await work_off(scanned.world, clamd)
    await upload(scanned.officer, INFECTED, "mới.pdf", to=f"/evidence/{made['id']}/versions")
    await work_off(scanned.world, clamd)

    assert await state_of(scanned, made["id"]) == ("infected", FOUND)
    assert await ways_out(scanned.coordinator, made["id"]) == closed("infected")
    assert await ways_out(scanned.coordinator, made["id"], version=1) == OPEN


async def test_while_the_scanner_is_down_files_come_and_wait_and_it_is_said(scanned: Archive, clamd: Clamd) -> None:
    clamd.stop()
    made = await scanned.document(content=INFECTED)
    tried = [await work_off(scanned.world, clamd, later=timedelta(minutes=10 * times)) for times in range(12)]
    waiting, ready = await state_of(scanned, made["id"]), await scanned.world.anyone.get("/health/ready")

    clamd.start()
    while_up = await scanned.world.anyone.get("/health/ready")
    await work_off(scanned.world, clamd, later=timedelta(hours=3))

    assert tried == [1] * 12, "tried again and again, and never given up"
    assert (waiting, ready.status_code, ready.json()["scanner"]) == (("pending", None), 200, "unreachable")
    assert while_up.json()["scanner"] == "ready"
    assert await state_of(scanned, made["id"]) == ("infected", FOUND)


async def test_what_is_too_large_for_the_scanner_is_said_and_stays_closed(scanned: Archive, clamd: Clamd) -> None:
    made = await scanned.document(content=HUGE)
    await work_off(scanned.world, clamd)
    await carry(scanned.world)

    assert await state_of(scanned, made["id"]) == ("failed", "too_large")
    assert await ways_out(scanned.officer, made["id"]) == closed("failed")
    refusal = (await scanned.officer.get(f"/evidence/{made['id']}/content", headers={"Accept-Language": "en"})).json()["detail"]
    assert "cannot be scanned for malware (too large to be scanned)" in refusal
    assert ("evidence.unscannable", made["title"]) in await bell(scanned.officer)


async def test_without_a_scanner_nothing_waits(archive: Archive) -> None:
    made = await archive.document(content=INFECTED)

    assert await state_of(archive, made["id"]) == ("not_scanned", None)
    assert await ways_out(archive.officer, made["id"]) == OPEN


async def test_a_file_that_is_gone_from_the_store_stays_closed_and_its_job_says_so(scanned: Archive, clamd: Clamd) -> None:
    made = await scanned.document()
    for key in await scanned.stored():
        await scanned.storage.delete(key)

    assert await work_off(scanned.world, clamd) == 1
    assert await work_off(scanned.world, clamd, later=timedelta(days=1)) == 0, "given up"
    assert await state_of(scanned, made["id"]) == ("pending", None)


async def test_an_address_that_was_given_before_the_finding_gives_nothing_after_it(archive: Archive) -> None:
    made = await archive.document()
    address = (await archive.officer.post(f"/evidence/{made['id']}/ticket")).json()["url"].removeprefix("/api/v1")
    [row] = await rows(archive.world, made["id"])
    async with archive.world.database.writing() as session:
        await keep_verdict(session, row.id, Verdict(Outcome.FOUND, FOUND))

    after = await archive.world.anyone.get(address)

    assert (after.status_code, after.json()["code"]) == (409, "file_quarantined")


async def test_a_copy_without_personal_data_is_scanned_by_itself(scanned: Archive, clamd: Clamd) -> None:
    made = await scanned.document(contains_personal_data="true")
    await scanned.release(made["id"])
    await upload(scanned.officer, INFECTED, "che.pdf", to=f"/evidence/{made['id']}/redacted")
    waiting = await ways_out(scanned.leader, f"{made['id']}/redacted")
    await work_off(scanned.world, clamd)

    timeline = (await scanned.officer.get(f"/evidence/{made['id']}/timeline")).json()["items"]

    assert (waiting, await ways_out(scanned.leader, f"{made['id']}/redacted")) == (closed("pending"), closed("infected"))
    assert (await shown(scanned.officer, made["id"]))["scan_state"] == "clean", "the document itself is what it was"
    [told] = [fact["text"] for fact in timeline if fact["kind"] == "evidence.infected"]
    assert "trong bản đã che của phiên bản 1," in told


async def test_what_a_file_says_is_read_when_it_is_clean_and_never_of_what_is_quarantined(scanned: Archive, clamd: Clamd) -> None:
    clean, bad = await scanned.document(), await scanned.document(content=INFECTED)

    async def to_be_read() -> set[UUID]:
        async with scanned.world.database.reading() as session:
            return set(await session.scalars(select(EvidenceText.evidence_id)))

    before = await to_be_read()
    await work_off(scanned.world, clamd)

    assert (before, await to_be_read()) == (set(), {UUID(clean["id"])})
    assert await order_missing(scanned.world.database) == 0, f"{bad['id']} is not read later either"
