"""A file comes in pieces: each is kept once acknowledged, the last makes it a document like any other."""

import asyncio
import base64
import hashlib
from hashlib import sha256

import pytest

from tests.support import files
from tests.support.archive import Archive, upload
from tests.support.pieces import MEGABYTE, SPOKEN, announce, announced, ask, offset_of, send
from tests.support.raw import Source, send_raw
from tests.support.reporting import Reporting

LARGE = files.pdf() + b"%" * (11 * MEGABYTE)


async def test_what_the_server_can_do_is_told_to_anybody(archive: Archive) -> None:
    answer = await archive.world.anyone.request("OPTIONS", "/uploads")

    assert answer.status_code == 204
    assert (answer.headers["tus-version"], answer.headers["tus-resumable"]) == ("1.0.0", "1.0.0")
    assert answer.headers["tus-extension"] == "creation,termination,expiration,checksum"
    assert answer.headers["tus-checksum-algorithm"] == "sha1,sha256"
    assert int(answer.headers["tus-max-size"]) == 50 * MEGABYTE


async def test_a_file_in_three_pieces_is_the_same_document_as_one_by_multipart(archive: Archive) -> None:
    fields = {"title": "Biên bản họp", "document_number": "58/KH", "issued_on": "2024-08-01", "contains_personal_data": "true"}
    address = await announced(archive.officer, len(LARGE), **fields)
    for start, end in ((0, 5), (5, 7 * MEGABYTE)):
        answer = await send(archive.officer, address, start, LARGE[start:end])
        assert (answer.status_code, answer.headers["upload-offset"], answer.content) == (204, str(end), b"")
        assert answer.headers["tus-resumable"] == "1.0.0"
        assert await offset_of(archive.officer, address) == end
    last = await send(archive.officer, address, 7 * MEGABYTE, LARGE[7 * MEGABYTE :])

    made = (await archive.officer.get(f"/evidence/{last.headers['upload-evidence']}")).json()
    plain = (await upload(archive.officer, LARGE, fields=fields)).json()
    told = {"size", "sha256", "media_type", "page_count", "file_name", *fields}
    assert {name: made[name] for name in told} == {name: plain[name] for name in told}
    assert made["versions"][0]["received_sha256"] == sha256(LARGE).hexdigest()
    assert plain["same_as"] == [made["id"]]
    assert (await archive.officer.get(f"/evidence/{made['id']}/content")).content == LARGE
    assert await archive.stored("incoming/") == []


async def test_the_answer_that_got_lost_is_told_again_and_the_document_is_there_once(archive: Archive) -> None:
    address = await announced(archive.officer, len(LARGE))
    made = (await send(archive.officer, address, 0, LARGE)).headers["upload-evidence"]

    again = await send(archive.officer, address, 0, LARGE)
    told = await ask(archive.officer, address)
    shown = (await archive.officer.get(address)).json()
    empty = await send(archive.officer, address, len(LARGE), b"")

    assert (again.status_code, again.json()["code"]) == (409, "upload_offset_mismatch")
    assert (told.headers["upload-offset"], told.headers["upload-length"]) == (str(len(LARGE)),) * 2
    assert told.headers["upload-evidence"] == shown["evidence_id"] == made
    assert (empty.status_code, empty.headers["upload-evidence"]) == (204, made)
    assert len((await archive.officer.get("/evidence")).json()["items"]) == 1


async def test_a_file_of_one_small_piece_is_taken_too(archive: Archive) -> None:
    address = await announced(archive.officer, len(files.pdf()))

    made = await send(archive.officer, address, 0, files.pdf())

    assert (await archive.officer.get(f"/evidence/{made.headers['upload-evidence']}")).json()["size"] == len(files.pdf())


async def test_a_new_version_comes_in_pieces_for_the_version_that_was_seen(archive: Archive) -> None:
    made = await archive.document()
    seen = f'"v{made["version"]}"'
    address = await announced(archive.officer, len(LARGE), evidence=made["id"], If_Match=seen)
    await send(archive.officer, address, 0, LARGE[:MEGABYTE])
    sent = await send(archive.officer, address, MEGABYTE, LARGE[MEGABYTE:])

    assert sent.headers["upload-evidence"] == made["id"]
    assert (await archive.officer.get(f"/evidence/{made['id']}")).json()["file_version"] == 2
    stale = await announce(archive.officer, 5, evidence=made["id"], If_Match=seen)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_version")


async def test_it_proves_the_line_that_was_named_with_it(reporting: Reporting) -> None:
    await reporting.opened_period()
    officer = reporting.officer
    line = (await reporting.lines_of(officer, (await reporting.report_of(officer))["id"]))[0]
    address = await announced(officer, len(LARGE), link_to=f"report_line:{line['id']}")

    made = await send(officer, address, 0, LARGE)

    assert (await officer.get(f"/report-lines/{line['id']}")).json()["evidence_ids"] == [made.headers["upload-evidence"]]


async def test_the_same_creation_again_is_the_same_upload(archive: Archive) -> None:
    first = await announce(archive.officer, len(LARGE), Idempotency_Key="lan-1")
    await send(archive.officer, first.headers["location"], 0, LARGE[:9])
    again = await announce(archive.officer, len(LARGE), Idempotency_Key="lan-1")
    other = await announce(archive.officer, len(LARGE) - 1, Idempotency_Key="lan-1")
    colleague = await announce(archive.head, len(LARGE), Idempotency_Key="lan-1")

    assert (again.status_code, again.headers["location"], again.json()["offset"]) == (201, first.headers["location"], 9)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert colleague.headers["location"] != first.headers["location"]


async def test_of_two_pieces_for_one_offset_one_wins_and_the_file_is_whole(archive: Archive) -> None:
    address = await announced(archive.officer, len(LARGE))
    half = LARGE[: 6 * MEGABYTE]

    answers = await asyncio.gather(*(send(archive.officer, address, 0, half) for _ in range(3)))

    assert sorted(answer.status_code for answer in answers) == [204, 409, 409]
    assert await offset_of(archive.officer, address) == len(half)
    ends = await asyncio.gather(*(send(archive.officer, address, len(half), LARGE[len(half) :]) for _ in range(3)))
    assert sorted(answer.status_code for answer in ends) == [204, 409, 409]
    made = (await ask(archive.officer, address)).headers["upload-evidence"]
    assert (await archive.officer.get(f"/evidence/{made}/content")).content == LARGE
    assert (len(await archive.stored()), await archive.stored("incoming/")) == (1, [])


async def test_what_arrived_before_the_line_broke_is_kept(archive: Archive) -> None:
    address = await announced(archive.officer, len(LARGE))
    headers = {**archive.officer.headers, **SPOKEN, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}

    await send_raw(archive.world.app, address, headers, Source(LARGE[: 3 * MEGABYTE], LARGE[3 * MEGABYTE : 3 * MEGABYTE + 7]), "PATCH")

    assert await offset_of(archive.officer, address) == 3 * MEGABYTE + 7
    rest = await send(archive.officer, address, 3 * MEGABYTE + 7, LARGE[3 * MEGABYTE + 7 :])
    assert (await archive.officer.get(f"/evidence/{rest.headers['upload-evidence']}/content")).content == LARGE


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
async def test_a_piece_with_its_checksum_is_kept_whole_or_not_at_all(archive: Archive, algorithm: str) -> None:
    address = await announced(archive.officer, len(LARGE))
    piece = LARGE[: 5 * MEGABYTE]
    right = f"{algorithm} {base64.b64encode(hashlib.new(algorithm, piece).digest()).decode()}"

    wrong = await send(archive.officer, address, 0, piece[:-1] + b"!", Upload_Checksum=right)
    unchanged = await offset_of(archive.officer, address)
    left = await archive.stored("incoming/")
    good = await send(archive.officer, address, 0, piece, Upload_Checksum=right)

    assert (wrong.status_code, wrong.json()["code"], unchanged, left) == (460, "checksum_mismatch", 0, [])
    assert (good.status_code, good.headers["upload-offset"]) == (204, str(len(piece)))


async def test_the_last_piece_is_proved_by_its_checksum_before_anything_becomes_of_it(archive: Archive) -> None:
    address = await announced(archive.officer, len(LARGE))
    right = f"sha256 {base64.b64encode(sha256(LARGE).digest()).decode()}"

    wrong = await send(archive.officer, address, 0, LARGE[:-1] + b"!", Upload_Checksum=right)
    good = await send(archive.officer, address, 0, LARGE, Upload_Checksum=right)

    assert (wrong.status_code, good.status_code) == (460, 204)
    assert len((await archive.officer.get("/evidence")).json()["items"]) == 1


async def test_a_file_that_is_not_the_one_whose_hash_was_announced_is_refused_and_nothing_of_it_stays(archive: Archive) -> None:
    right, half = sha256(LARGE).hexdigest(), 6 * MEGABYTE
    address = await announced(archive.officer, len(LARGE), Idempotency_Key="lan-1", sha256=right)
    await send(archive.officer, address, 0, b"!" + LARGE[1:half])

    wrong = await send(archive.officer, address, half, LARGE[half:])
    left = await archive.stored()
    again = await announced(archive.officer, len(LARGE), Idempotency_Key="lan-1", sha256=right)
    good = await send(archive.officer, again, 0, LARGE)
    malformed = await announce(archive.officer, len(LARGE), sha256=right.upper())

    assert (wrong.status_code, wrong.json()["code"], left) == (460, "file_checksum_mismatch", [])
    assert wrong.json()["detail"].startswith("Tệp nhận được khác với tệp đã chọn")
    assert (await ask(archive.officer, address)).status_code == 404
    assert (good.status_code, again != address) == (204, True)
    assert [item["sha256"] for item in (await archive.officer.get("/evidence")).json()["items"]] == [right]
    assert (malformed.status_code, malformed.json()["errors"][0]["pointer"]) == (422, "/sha256")


async def test_an_upload_that_is_given_up_leaves_nothing(archive: Archive) -> None:
    address = await announced(archive.officer, len(LARGE))
    await send(archive.officer, address, 0, LARGE[: 5 * MEGABYTE])

    gone = await archive.officer.delete(address, headers=SPOKEN)

    assert (gone.status_code, gone.headers["tus-resumable"]) == (204, "1.0.0")
    assert await archive.stored("incoming/") == []
    assert (await ask(archive.officer, address)).status_code == 404
    assert await archive.leftovers() == []
