"""What could never become a document is refused before its bytes travel; what turns out so at the end, in the words of multipart."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from papi.evidence.sweeping import sweep
from papi.evidence.uploads.models import PREFIX, Upload, key_of
from papi.kit import clock
from papi.kit.types import new_id
from tests.support import files
from tests.support.archive import Archive, upload
from tests.support.pieces import MEGABYTE, SPOKEN, announce, announced, ask, metadata, offset_of, send
from tests.support.raw import streamed
from tests.support.reporting import Reporting

NOWHERE = "00000000-0000-7000-8000-000000000000"


async def test_a_creation_is_refused_for_what_would_be_refused_at_the_end(archive: Archive) -> None:
    archive.limit(MEGABYTE)
    other = await archive.document(archive.stranger)

    answers = [
        await announce(archive.officer, MEGABYTE + 1),
        await announce(archive.officer, 0),
        await announce(archive.officer, 9, evidence=other["id"]),
        await announce(archive.officer, 9, evidence="58"),
        await announce(archive.officer, 9, evidence=other["id"], title="x"),
        await announce(archive.officer, 9, link_to=f"report_line:{NOWHERE}"),
        await announce(archive.officer, 9, link_to="stars:1"),
        await announce(archive.officer, 9, colour="đỏ"),
        await announce(archive.officer, 9, issued_on="hôm qua"),
    ]

    codes = ["file_too_large", "file_empty", "evidence_not_found", "invalid", "invalid", None, "unknown_target", "invalid", "invalid"]
    assert [answer.status_code for answer in answers] == [413, 422, 404, 422, 422, 404, 422, 422, 422]
    assert [answer.json()["code"] for answer, code in zip(answers, codes, strict=True) if code] == [code for code in codes if code]
    assert answers[0].json()["detail"] == "Tệp 1,0 MB vượt mức 1 MB. Giảm dung lượng hoặc tách tệp."
    assert answers[7].json()["errors"] == [{"pointer": "/colour", "detail": "Trường không có trong giao ước."}]
    assert answers[0].headers["tus-resumable"] == "1.0.0"
    assert (await archive.officer.get("/evidence")).json()["items"] == []


async def test_a_line_of_another_unit_is_refused_before_a_byte_is_sent_and_nothing_of_the_trial_stays(reporting: Reporting) -> None:
    await reporting.opened_period()
    officer = reporting.officer
    line = (await reporting.lines_of(officer, (await reporting.report_of(officer))["id"]))[0]
    stranger = await reporting.world.person(officer.role, await reporting.world.unit("Phường khác"))

    refused = await announce(stranger, 9, link_to=f"report_line:{line['id']}")
    taken = await announce(officer, 9, link_to=f"report_line:{line['id']}")

    assert (refused.status_code, taken.status_code) == (404, 201)
    after = (await officer.get(f"/report-lines/{line['id']}")).json()
    assert (after["evidence_ids"], after["version"]) == ([], line["version"])
    assert (await officer.get("/evidence")).json()["items"] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Upload-Metadata": metadata(filename="a.pdf")},
        {"Upload-Length": "-1"},
        {"Upload-Length": "9" * 20},
        {"Upload-Length": "9", "Upload-Metadata": "title !!!"},
        {"Upload-Length": "9", "Upload-Metadata": "title //4="},
        {"Upload-Length": "9", "Upload-Metadata": "title YQBi"},
        {"Upload-Length": "9", "Upload-Metadata": f"{metadata(title='a')},{metadata(title='b')}"},
        {"Upload-Length": "9", "Upload-Metadata": metadata(title="a" * 301)},
        {"Upload-Length": "9", "Idempotency-Key": "x" * 201},
    ],
)
async def test_malformed_headers_of_a_creation_are_refused(archive: Archive, headers: dict[str, str]) -> None:
    answer = await archive.officer.post("/uploads", headers={**SPOKEN, **headers})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_who_speaks_another_version_is_told_which_one_is_spoken(archive: Archive) -> None:
    for headers in ({}, {"Tus-Resumable": "0.2.2"}):
        answer = await archive.officer.post("/uploads", headers={**headers, "Upload-Length": "9"})
        assert (answer.status_code, answer.headers["tus-version"]) == (412, "1.0.0")


async def test_a_piece_that_does_not_belong_is_refused_and_changes_nothing(archive: Archive) -> None:
    address = await announced(archive.officer, 9)
    await send(archive.officer, address, 0, b"abc")

    answers = [
        await send(archive.officer, address, 0, b"abc"),
        await send(archive.officer, address, 5, b"abc"),
        await send(archive.officer, address, 3, b"1234567"),
        await send(archive.officer, address, 3, streamed([b"123", b"4567"])),
        await send(archive.officer, address, 3, b"a", Content_Type="application/octet-stream"),
        await send(archive.officer, address, 3, b"a", Upload_Checksum="md5 eA=="),
        await send(archive.officer, address, 3, b"a", Upload_Checksum="sha1 eA=="),
        await send(archive.head, address, 3, b"a"),
        await send(archive.stranger, address, 3, b"a"),
    ]

    assert [answer.status_code for answer in answers] == [409, 409, 413, 413, 415, 422, 422, 404, 404]
    assert await offset_of(archive.officer, address) == 3


@pytest.mark.parametrize(
    ("content", "name"),
    [(files.EXE, "bb.pdf"), (files.HTML, "trang.html"), (files.docx(), "a.pdf")],
    ids=["programme", "page", "disguised"],
)
async def test_a_file_that_is_not_taken_is_refused_in_the_same_words_and_leaves_nothing(
    archive: Archive, content: bytes, name: str
) -> None:
    address = await announced(archive.officer, len(content), name=name)
    await send(archive.officer, address, 0, content[:9])
    refused = await send(archive.officer, address, 9, content[9:])
    plain = await upload(archive.officer, content, name)

    told = ("status", "code", "detail")
    assert [refused.json()[part] for part in told] == [plain.json()[part] for part in told]
    assert (await ask(archive.officer, address)).status_code == 404
    assert (await archive.leftovers(), await archive.stored(PREFIX)) == ([], [])


async def test_nobody_leaves_more_than_twenty_uploads_unfinished(archive: Archive) -> None:
    addresses = [await announced(archive.officer, 9) for _ in range(20)]

    refused = await announce(archive.officer, 9)

    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_uploads")
    assert int(refused.headers["retry-after"]) > 0
    assert (await announce(archive.head, 9)).status_code == 201
    await archive.officer.delete(addresses[0], headers=SPOKEN)
    assert (await announce(archive.officer, 9)).status_code == 201


async def swept(archive: Archive) -> int:
    return await sweep(archive.world.database, archive.storage, archive.incoming)


async def age(archive: Archive, days: int, hours: int = 0) -> None:
    """Let the uploads be so much older: those who ask are signed in today."""
    async with archive.world.database.writing() as session:
        for upload in await session.scalars(select(Upload)):
            upload.expires_at -= timedelta(days=days, hours=hours)


async def test_an_upload_that_nobody_goes_on_with_expires_and_is_swept(archive: Archive) -> None:
    empty, begun = await announced(archive.officer, 9), await announced(archive.officer, 9, Idempotency_Key="lan-1")
    told = await send(archive.officer, begun, 0, b"abc")

    await age(archive, 2)
    after_two_days = [await swept(archive), (await ask(archive.officer, empty)).status_code, await offset_of(archive.officer, begun)]
    await age(archive, 2)
    late = [await ask(archive.officer, begun), await send(archive.officer, begun, 3, b"defghi"), await archive.officer.get(begun)]
    anew = (await announce(archive.officer, 9, Idempotency_Key="lan-1")).headers["location"]
    left = await archive.stored(PREFIX)
    await age(archive, 2)

    assert told.headers["upload-expires"].endswith("GMT")
    assert after_two_days == [1, 404, 3]
    assert [answer.status_code for answer in late] == [410, 410, 410]
    assert (anew != begun, left) == (True, [])
    assert (await swept(archive), (await ask(archive.officer, anew)).status_code) == (1, 404)


async def test_what_has_just_expired_waits_for_who_is_still_sending(archive: Archive) -> None:
    begun = await announced(archive.officer, 9)
    await send(archive.officer, begun, 0, b"abc")

    await age(archive, 2, hours=24)
    refused, gone = await ask(archive.officer, begun), await swept(archive)
    await age(archive, 0, hours=2)

    assert (refused.status_code, gone, await swept(archive)) == (410, 0, 1)


async def test_bytes_that_no_row_speaks_of_are_swept_a_day_later_and_acknowledged_ones_are_not(archive: Archive) -> None:
    address = await announced(archive.officer, 9)
    await send(archive.officer, address, 0, b"abc")
    kept = await archive.stored(PREFIX)
    await archive.storage.put(key_of(new_id(), new_id()), b"x")

    assert await swept(archive) == 0
    with clock.real_at(clock.real() + timedelta(hours=25)):
        assert await swept(archive) == 1
    assert await archive.stored(PREFIX) == kept


async def test_a_part_that_was_damaged_in_the_store_is_noticed(archive: Archive) -> None:
    async def damaged(change: Any) -> Any:
        address = await announced(archive.officer, 9)
        await send(archive.officer, address, 0, b"abc")
        await change((await archive.stored(PREFIX))[0])
        answer = await send(archive.officer, address, 3, b"defghi")
        return answer.status_code, answer.json()["code"]

    async def flip(key: str) -> None:
        await archive.storage.put(key, b"abd")

    assert [await damaged(flip), await damaged(archive.storage.delete)] == [(410, "upload_damaged")] * 2
    assert (await archive.leftovers(), await archive.stored(PREFIX)) == ([], [])
