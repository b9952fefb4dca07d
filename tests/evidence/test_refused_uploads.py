"""What is no evidence is refused in words, and nothing of it stays: no object, no half file, no row."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from papi.kit.storage import Storage
from tests.support import files
from tests.support.archive import Archive, upload
from tests.support.raw import END, MULTIPART, Source, part, send_raw, streamed

ADDRESS = "/api/v1/evidence"
TAKEN = "PDF, DOCX, XLSX, PPTX, JPEG, PNG, HEIC, MP4"
DISGUISED = {
    "program": (files.EXE, "bb.pdf"),
    "page": (files.HTML, "bb.pdf"),
    "drawing": (files.SVG, "anh.png"),
    "old Word": (files.OLD_WORD, "bb.docx"),
    "cut archive": (files.docx()[:-60], "bb.docx"),
}
MISNAMED = {
    "picture": (files.picture(), "bb.pdf", "PDF mà là JPG", ".jpg"),
    "photo of a phone that somebody renamed": (files.HEIC.read_bytes(), "IMG_1.JPG", "JPG mà là HEIC", ".heic"),
    "PDF": (files.pdf(), "quyết định.docx", "DOCX mà là PDF", ".pdf"),
}
NEVER = {
    "program": (files.EXE, "cai-dat.exe"),
    "text": ("Xin chào".encode(), "thu.txt"),
    "film without a directory": (files.box(b"ftyp", b"isom\x00\x00\x02\x00isom"), "phim"),
}


@pytest.mark.parametrize(("content", "name"), DISGUISED.values(), ids=DISGUISED.keys())
async def test_a_file_that_is_not_what_its_name_says_is_refused(archive: Archive, content: bytes, name: str) -> None:
    answer = await upload(archive.officer, content, name)

    claimed = name.rpartition(".")[2].upper()
    words = f"Tệp “{name}” thực chất không phải {claimed}. Chỉ nhận {TAKEN}."
    assert (answer.status_code, answer.json()["code"], answer.json()["detail"]) == (415, "file_type_refused", words)
    assert await archive.leftovers() == []


@pytest.mark.parametrize(("content", "name", "real", "ending"), MISNAMED.values(), ids=MISNAMED.keys())
async def test_a_file_under_the_ending_of_another_type_is_refused_with_what_to_do(
    archive: Archive, content: bytes, name: str, real: str, ending: str
) -> None:
    answer = await upload(archive.officer, content, name)

    words = f"Tệp “{name}” thực chất không phải {real}. Đổi đuôi tên tệp thành {ending} rồi tải lại."
    assert (answer.status_code, answer.json()["code"], answer.json()["detail"]) == (415, "file_type_refused", words)
    assert await archive.leftovers() == []


@pytest.mark.parametrize(("content", "name"), NEVER.values(), ids=NEVER.keys())
async def test_a_file_of_another_type_is_refused_in_the_language_of_the_caller(archive: Archive, content: bytes, name: str) -> None:
    answer = await upload(archive.officer, content, name, headers={"Accept-Language": "en"})

    assert (answer.status_code, answer.json()["code"]) == (415, "file_type_refused")
    assert answer.json()["detail"].startswith(f"“{name}” is not of an accepted type")
    assert await archive.leftovers() == []


async def test_an_empty_file_is_refused(archive: Archive) -> None:
    answer = await upload(archive.officer, b"")

    assert (answer.status_code, answer.json()["code"]) == (422, "file_empty")
    assert answer.json()["detail"] == "Tệp không có nội dung (0 byte)."
    assert await archive.leftovers() == []


FIELDS: dict[str, tuple[dict[str, Any], str]] = {
    "unknown": ({"mau": "đỏ"}, "/mau"),
    "long title": ({"title": "x" * 301}, "/title"),
    "long number": ({"document_number": "x" * 65}, "/document_number"),
    "day": ({"issued_on": "31/02/2024"}, "/issued_on"),
    "mark": ({"contains_personal_data": "có thể"}, "/contains_personal_data"),
    "title twice": ({"title": ["Một", "Hai"]}, "/title"),
}


@pytest.mark.parametrize(("fields", "pointer"), FIELDS.values(), ids=FIELDS.keys())
async def test_a_wrong_field_is_named(archive: Archive, fields: dict[str, Any], pointer: str) -> None:
    answer = await upload(archive.officer, files.pdf(), fields=fields)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert await archive.leftovers() == []


async def test_the_file_of_a_new_version_brings_no_description_and_no_links(archive: Archive) -> None:
    made = await archive.document()

    for name, value in (("title", "Tên khác"), ("link_to", f"report_line:{made['id']}")):
        answer = await upload(archive.officer, files.pdf(), fields={name: value}, to=f"/evidence/{made['id']}/versions")
        assert (answer.status_code, [error["pointer"] for error in answer.json()["errors"]]) == (422, [f"/{name}"])
    assert len(await archive.stored()) == 1


@pytest.mark.parametrize("target", ["nothing", "report_line:1", "planet:00000000-0000-7000-8000-000000000000"])
async def test_a_document_is_linked_to_known_things_alone(archive: Archive, target: str) -> None:
    answer = await upload(archive.officer, files.pdf(), fields={"link_to": target})

    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_target")
    assert await archive.leftovers() == []


PDF_PART = part("file", files.pdf(), b"a.pdf")
BODIES = {
    "no file": (part("title", b"x") + END, "file_missing"),
    "two files": (PDF_PART + PDF_PART + END, "upload_broken"),
    "NUL": (part("title", b"a\x00b") + PDF_PART + END, "upload_broken"),
    "no UTF-8": (part("title", b"\xff\xfe") + PDF_PART + END, "upload_broken"),
    "no end": (PDF_PART, "upload_broken"),
    "no form": (files.pdf(), "upload_broken"),
    "endless fields": (part("title", b"x" * 70_000) + PDF_PART + END, "upload_broken"),
    "endless name": (part("file", files.pdf(), b"x" * 5000) + END, "upload_broken"),
}


@pytest.mark.parametrize(("body", "code"), BODIES.values(), ids=BODIES.keys())
async def test_a_malformed_upload_is_refused(archive: Archive, body: bytes, code: str) -> None:
    answer = await archive.officer.post("/evidence", content=body, headers=MULTIPART)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert await archive.leftovers() == []


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data", "multipart/form-data; boundary=" + "x" * 300])
async def test_a_body_that_is_no_form_is_refused(archive: Archive, kind: str) -> None:
    answer = await archive.officer.post("/evidence", content=PDF_PART + END, headers={"Content-Type": kind})

    assert (answer.status_code, answer.json()["code"]) == (422, "upload_broken")


async def test_control_characters_in_a_name_are_dropped(archive: Archive) -> None:
    body = part("file", files.pdf(), "bản\x00\x07 sao\t1.pdf".encode()) + END

    answer = await archive.officer.post("/evidence", content=body, headers=MULTIPART)

    assert answer.json()["file_name"] == "bản sao1.pdf"


async def test_a_file_over_the_limit_is_refused_with_both_sizes(archive: Archive) -> None:
    archive.limit(50 * 1024 * 1024)
    source = Source(PDF_PART)
    headers = {**archive.officer.headers, **MULTIPART, "Content-Length": str(63 * 1024 * 1024)}

    status = await send_raw(archive.world.app, ADDRESS, headers, source)

    assert (status, source.asked) == (413, 0)
    archive.limit(1024 * 1024)
    told = await upload(archive.officer, files.pdf() + b"x" * (1536 * 1024))
    assert (told.status_code, told.json()["code"]) == (413, "file_too_large")
    assert told.json()["detail"] == "Tệp 1,5 MB vượt mức 1 MB. Giảm dung lượng hoặc tách tệp."
    assert await archive.leftovers() == []


async def test_a_file_of_unknown_length_is_cut_off_at_the_limit(archive: Archive) -> None:
    archive.limit(100_000)
    taken: list[int] = []

    async def endless() -> AsyncIterator[bytes]:
        yield PDF_PART.removesuffix(b"\r\n")
        while True:
            taken.append(1)
            yield b"x" * 10_000

    answer = await archive.officer.post("/evidence", content=endless(), headers=MULTIPART)

    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")
    assert len(taken) < 15
    assert await archive.leftovers() == []


async def test_what_comes_after_the_end_has_a_limit_too(archive: Archive) -> None:
    archive.limit(100_000)

    answer = await archive.officer.post("/evidence", content=streamed([PDF_PART + END, *[b"x" * 10_000] * 100]), headers=MULTIPART)

    assert (answer.status_code, answer.json()["code"]) in {(413, "file_too_large"), (422, "upload_broken")}
    assert await archive.leftovers() == []


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer x.y.z"}], ids=["nobody", "forged"])
async def test_who_is_not_signed_in_is_refused_before_a_byte_is_read(archive: Archive, headers: dict[str, str]) -> None:
    source = Source(*[b"x" * 65_536] * 100)
    announced = {**MULTIPART, "Content-Length": str(200 * 1024 * 1024), "Idempotency-Key": "1", **headers}

    assert (await send_raw(archive.world.app, ADDRESS, announced, source), source.asked) == (401, 0)


async def test_who_may_not_upload_is_refused_before_a_byte_is_read(archive: Archive) -> None:
    document = await archive.document()
    await archive.release(document["id"])
    attempts = {
        ADDRESS: (archive.leader, 403),
        f"{ADDRESS}/{document['id']}/versions": (archive.coordinator, 403),
        f"{ADDRESS}/{document['id'][:-4]}0000/versions": (archive.officer, 404),
    }

    for path, (who, status) in attempts.items():
        source = Source(PDF_PART + END)
        assert (await send_raw(archive.world.app, path, {**who.headers, **MULTIPART}, source), source.asked) == (status, 0)


async def test_an_upload_that_breaks_off_leaves_nothing(archive: Archive) -> None:
    source = Source(PDF_PART[:200], PDF_PART[200:300])

    await send_raw(archive.world.app, ADDRESS, {**archive.officer.headers, **MULTIPART}, source)

    assert source.asked == 3
    assert await archive.leftovers() == []


class FullStorage(Storage):
    """A store whose disk is full: what is written to it fails as obstore's local disk does."""

    def writer(self, key: str, cipher: Any = None) -> Any:
        return _FullDisk()

    async def link(self, key: str, path: Path) -> bool:
        return False


class _FullDisk:
    async def __aenter__(self) -> "_FullDisk":
        return self

    async def __aexit__(self, *_error: object) -> None: ...

    async def write(self, _chunk: bytes) -> int:
        raise OSError("Generic LocalFileSystem error: Unable to copy data to file: No space left on device (os error 28)")


async def test_a_full_disk_is_told_and_nothing_is_half_stored(archive: Archive) -> None:
    good = archive.storage
    archive.world.app.state.storage = FullStorage(good.url)

    refused = await upload(archive.officer, files.pdf(), headers={"Idempotency-Key": "again"})

    assert (refused.status_code, refused.json()["code"]) == (507, "storage_full")
    assert await archive.leftovers() == []
    archive.world.app.state.storage = good
    assert (await upload(archive.officer, files.pdf(), headers={"Idempotency-Key": "again"})).status_code == 201
