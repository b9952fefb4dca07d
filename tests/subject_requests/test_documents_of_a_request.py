"""Documents about the person are found, chosen and given as one archive: originals, or copies in which others' data are blacked out."""

import json
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from sqlalchemy import select, update

from papi.evidence.models import EvidenceFile, ScanState
from papi.kit import clock
from papi.kit.types import new_id
from papi.outbox.models import FactRow
from papi.subject_requests.looking import find_name, find_number, has_number, spellings
from tests.evidence.test_redacted_copies import COPY, redact
from tests.support.archive import Archive, upload
from tests.support.asking_subjects import IDENTITY, NAME, PHONE, registered
from tests.support.erasing import approved, carry_out
from tests.support.parting import heads_after
from tests.support.sayings import pdf_of, read_all
from tests.support.world import Someone


async def request_of(who: Someone, **given: Any) -> str:
    return f"/subject-requests/{(await registered(who, received_on=clock.today().isoformat(), **given))['id']}"


async def document(archive: Archive, text: str, title: str = "Tài liệu", **fields: Any) -> str:
    made = await upload(archive.officer, pdf_of(text), "tep.pdf", fields={"title": title, **fields})
    assert made.status_code == 201, made.text
    return made.json()["id"]


async def found(who: Someone, path: str, query: str = "") -> dict[str, dict[str, Any]]:
    answer = await who.get(f"{path}/candidates{query}")
    assert answer.status_code == 200, answer.text
    return {row["id"]: row["place"] for row in answer.json()["items"]}


async def choose(who: Someone, path: str, ids: list[str], goes: str = "original", reason: str | None = None) -> Any:
    return await who.post(f"{path}/documents", {"evidence_ids": ids, "goes": goes, "reason": reason})


async def chosen(who: Someone, path: str) -> dict[str, str]:
    return {row["evidence_id"]: row["goes"] for row in (await who.get(f"{path}/documents")).json()["items"]}


async def drawn(who: Someone, path: str) -> ZipFile:
    ticket = await who.post(f"{path}/pack/ticket")
    assert ticket.status_code == 201, ticket.text
    return ZipFile(BytesIO((await who.get(ticket.json()["url"].removeprefix("/api/v1"))).content))


def test_a_number_is_found_however_it_is_parted_and_a_name_only_as_a_whole() -> None:
    assert "079 084 001 234" in spellings(IDENTITY)
    for written in (IDENTITY, "079 084 001 234", "079.084.001.234", "079084-001234"):
        there = find_number(f"Số căn cước: {written}, cấp ngày 02/3/2022", IDENTITY)
        assert (there is not None, there and there.together) == (True, True), written
    assert find_number(f"Mã hồ sơ 1{IDENTITY}5", IDENTITY) is None
    for written, asked in (("0908 123 456", "+84908123456"), ("+84 908 123 456", "0908123456"), ("84908123456", "0908123456")):
        there = find_number(f"ĐT: {written}", asked)
        assert (there is not None and there.together, has_number(written, asked)) == (True, True), written
    row, apart = find_name("Bà ĐẶNG THỊ  NGỌC BÍCH trình bày", NAME), find_name("Bích, Đặng và Ngọc cùng thị sát", NAME)
    assert (row and row.together, apart and apart.together) == (True, False)
    assert find_name("Không có ai", NAME) is None


async def test_it_is_found_in_titles_and_texts_without_diacritics_with_its_place(archive: Archive) -> None:
    path = await request_of(archive.head)
    named = await document(archive, "Danh sách: bà DANG THI NGOC BICH, khu phố 3")
    titled = await document(archive, "Nội dung khác", title=f"Đơn của {NAME}")
    numbered = await document(archive, "Số căn cước 079 084 001 234")
    called = await document(archive, "Điện thoại 0908 123 456")
    await document(archive, "Người khác: Đặng Văn Ngọc")
    await read_all(archive)

    places = await found(archive.head, path)
    by_phone = await found(archive.head, path, "?by=phone")

    assert set(places) == {named, titled, numbered, called}
    assert [(places[each]["by"], places[each]["where"], places[each]["together"]) for each in (named, titled, numbered, called)] == [
        ("name", "text", True),
        ("name", "title", True),
        ("identity_number", "text", True),
        ("phone", "text", True),
    ]
    assert ("NGOC BICH" in places[named]["words"], set(by_phone)) == (True, {called})


async def test_of_a_marked_document_the_words_are_not_told_and_of_one_out_of_sight_nothing(archive: Archive) -> None:
    marked = await document(archive, f"Đơn của {NAME}", contains_personal_data="true")
    await read_all(archive)
    path, elsewhere = await request_of(archive.head), await request_of(archive.stranger)

    [place] = (await found(archive.head, path)).values()
    unsent = await found(archive.coordinator, path)
    refused = await choose(archive.coordinator, path, [marked])

    assert (place["together"], place["words"]) == (True, None)
    assert (unsent, await found(archive.stranger, elsewhere), refused.status_code) == ({}, {}, 404)


async def test_chosen_documents_change_and_come_off_again(archive: Archive) -> None:
    path = await request_of(archive.head)
    first, second = await document(archive, "một"), await document(archive, "hai")

    await choose(archive.head, path, [first, second])
    no_reason = await choose(archive.head, path, [second], "not")
    kept = await choose(archive.head, path, [second], "not", "Bí mật công tác")
    none_of_them = await choose(archive.head, path, [first, str(new_id())], "not", "Không rõ")
    off = await archive.head.delete(f"{path}/documents/{first}")
    again = await archive.head.delete(f"{path}/documents/{first}")

    assert (no_reason.status_code, kept.status_code, none_of_them.status_code) == (422, 200, 404)
    assert (off.status_code, again.status_code) == (200, 404)
    assert [(row["evidence_id"], row["goes"], row["reason"]) for row in off.json()["items"]] == [(second, "not", "Bí mật công tác")]
    await archive.head.post(f"{path}/answer", {"outcome": "Đã trả lời"})
    assert (await choose(archive.head, path, [first])).json()["code"] == "subject_request_closed"


async def test_one_archive_holds_originals_and_copies_as_chosen_and_each_original_is_a_read(archive: Archive) -> None:
    marked = {"contains_personal_data": "true"}
    whole, copied = (
        await document(archive, NAME, title="Đơn một", **marked),
        await document(archive, f"{NAME} hai", title="Đơn hai", **marked),
    )
    kept = await document(archive, f"{NAME} ba", title="Đơn ba")
    path = await request_of(archive.head)
    early = await choose(archive.head, path, [copied], "redacted")
    await redact(archive, f"/evidence/{copied}")
    await choose(archive.head, path, [copied], "redacted")
    await choose(archive.head, path, [whole])
    await choose(archive.head, path, [kept], "not", "Không phải người này")

    pack = await drawn(archive.head, path)

    manifest = json.loads(pack.read("manifest.json"))
    assert (early.status_code, early.json()["code"]) == (409, "no_redacted_copy")
    assert {(file["document"], file["redacted"]) for file in manifest["files"]} == {(whole, False), (copied, True)}
    assert [pack.read(file["path"]) for file in manifest["files"] if file["redacted"]] == [COPY]
    assert "trả lời yêu cầu số 01/" in manifest["title"]
    assert NAME not in pack.read("manifest.json").decode()
    assert "Đơn hai" not in pack.read("manifest.json").decode()
    reads = {each: len((await archive.head.get(f"/evidence/{each}/reads")).json()["items"]) for each in (whole, copied)}
    assert reads == {whole: 1, copied: 0}


async def test_what_can_no_longer_go_as_chosen_is_told_and_nothing_goes_in_its_place(archive: Archive) -> None:
    path = await request_of(archive.head, kind="erase")
    nothing = await archive.head.post(f"{path}/pack/ticket")
    copied, gone = await document(archive, NAME, contains_personal_data="true"), await document(archive, "Đơn")
    await redact(archive, f"/evidence/{copied}")
    await choose(archive.head, path, [copied], "redacted")
    await choose(archive.head, path, [gone])
    await approved(archive.head, archive.leader, gone)
    await carry_out(archive.world)

    one_gone = await archive.head.post(f"{path}/pack/ticket")
    rows = (await archive.head.get(f"{path}/documents")).json()["items"]

    assert [(answer.status_code, answer.json()["code"]) for answer in (nothing, one_gone)] == [
        (409, "nothing_to_give"),
        (409, "choice_out_of_date"),
    ]
    assert one_gone.json()["detail"].startswith("1 tài liệu")
    assert {row["evidence_id"]: row["erased"] for row in rows} == {copied: False, gone: True}


async def test_what_is_closed_meanwhile_does_not_go(archive: Archive) -> None:
    path = await request_of(archive.head)
    closed = await document(archive, f"{NAME} hai")
    await choose(archive.head, path, [closed])
    before = await archive.head.post(f"{path}/pack/ticket")
    async with archive.world.database.writing() as session:
        await session.execute(update(EvidenceFile).where(EvidenceFile.evidence_id == UUID(closed)).values(scan_state=ScanState.PENDING))
    awaited = await archive.head.post(f"{path}/pack/ticket")

    assert [answer.status_code for answer in (before, awaited)] == [201, 409]
    assert awaited.json()["detail"].startswith("1 tài liệu")


async def test_where_nothing_may_leave_no_address_is_given_and_it_is_said_why(archive: Archive) -> None:
    path = await request_of(archive.head)
    await choose(archive.head, path, [await document(archive, NAME), await document(archive, f"{NAME} hai")])
    first, second = await archive.stored()
    await archive.storage.delete(first)
    one_lost = await archive.head.post(f"{path}/pack/ticket")
    await archive.storage.delete(second)

    both_lost = await archive.head.post(f"{path}/pack/ticket")

    async with archive.world.database.reading() as session:
        packed = (await session.scalars(select(FactRow.id).where(FactRow.kind == "subject_request.packed"))).all()
    assert (one_lost.status_code, both_lost.status_code, both_lost.json()["code"]) == (201, 409, "nothing_leaves")
    assert ("thiếu hoặc hỏng" in both_lost.json()["detail"], len(packed)) == (True, 1)


async def test_history_tells_those_who_read_documents_of_no_request(archive: Archive) -> None:
    path = await request_of(archive.head)
    await choose(archive.head, path, [await document(archive, NAME)])
    await drawn(archive.head, path)

    async with archive.world.database.reading() as session:
        labels = {row.kind: row.subject_label for row in await session.scalars(select(FactRow))}

    assert labels["evidence_pack.drawn"] == "Gói minh chứng"
    assert "01/" in labels["subject_request.packed"]


async def test_of_a_unit_that_was_parted_only_the_one_that_answers_reads_who_asked(archive: Archive) -> None:
    made = await registered(archive.head, received_on=clock.today().isoformat())
    heads = await heads_after(archive.world, archive.ward)

    listed = [len((await head.get("/subject-requests")).json()["items"]) for head in heads]
    opened = [(await head.get(f"/subject-requests/{made['id']}{rest}")).status_code for head in heads for rest in ("", "/documents")]

    assert (listed, opened) == ([1, 0], [200, 200, 404, 404])


async def test_all_that_was_chosen_is_proposed_to_be_erased_in_one_act(archive: Archive) -> None:
    path = await request_of(archive.head, kind="erase")
    ids = [await document(archive, NAME), await document(archive, f"{NAME} hai")]
    await choose(archive.head, path, ids)

    told = await archive.head.post(
        "/erasures/bulk", {"evidence_ids": list(await chosen(archive.head, path)), "ground": "data_subject", "reason": "Theo yêu cầu số 01"}
    )

    assert (told.json()["proposed"], told.json()["refused"]) == (2, 0)


async def test_who_may_not_read_a_chosen_document_is_told_only_that_it_is_there(archive: Archive) -> None:
    path = await request_of(archive.head)
    marked = await document(archive, NAME, title=f"Đơn của {NAME}", contains_personal_data="true")
    await choose(archive.head, path, [marked])

    [row] = (await archive.leader.get(f"{path}/documents")).json()["items"]

    assert (row["readable"], "Bích" in row["title"]) == (False, False)


@pytest.mark.parametrize("by", ["name", "identity_number", "phone"])
async def test_what_a_request_does_not_tell_is_not_searched_by(archive: Archive, by: str) -> None:
    path = await request_of(archive.head, identity_number=None, phone=None)
    await document(archive, f"{PHONE} {IDENTITY} {NAME}")
    await read_all(archive)

    assert len(await found(archive.head, path, f"?by={by}")) == (1 if by == "name" else 0)
