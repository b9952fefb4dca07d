"""A person adds a document: what it is called, what it is, and that sending it twice makes one."""

import asyncio
import unicodedata
from hashlib import sha256
from typing import Any

import pytest

from papi.evidence.schemas import EvidenceFields, FileFields
from tests.support import files
from tests.support.archive import Archive, upload
from tests.support.contract import description_of


async def test_a_document_is_known_by_its_name_its_content_and_who_brought_it(archive: Archive) -> None:
    content = files.pdf(pages=3)

    answer = await upload(archive.officer, content, "Biên bản họp Khu phố 4.pdf")

    made = answer.json()
    assert answer.status_code == 201
    assert answer.headers["etag"].startswith('"v')
    assert (made["title"], made["file_name"]) == ("Biên bản họp Khu phố 4", "Biên bản họp Khu phố 4.pdf")
    assert (made["size"], made["sha256"]) == (len(content), sha256(content).hexdigest())
    assert (made["media_type"], made["page_count"], made["file_version"]) == ("application/pdf", 3, 1)
    assert (made["unit"]["name"], made["uploaded_by"]) == ("Phường 1", "Nguyễn Thị Lệ")
    assert (made["scan_state"], made["review_state"], made["same_as"]) == ("not_scanned", "pending", [])
    assert len(await archive.stored()) == 1


async def test_what_is_written_beside_the_file_is_kept(archive: Archive) -> None:
    fields: dict[str, Any] = {
        "title": "  Kế hoạch tuyên truyền  ",
        "document_number": "58/KH-UBND",
        "issued_on": "2024-08-15",
        "effective_on": "2024-08-20",
        "contains_personal_data": "true",
    }

    made = await archive.document(**fields)

    assert {name: made[name] for name in fields} == {**fields, "title": "Kế hoạch tuyên truyền", "contains_personal_data": True}


@pytest.mark.parametrize(
    ("content", "name", "media_type", "pages"),
    [
        (files.pdf(), "a.PDF", "application/pdf", 1),
        (files.picture(), "ảnh.jpg", "image/jpeg", 1),
        (files.picture("PNG"), "ảnh.png", "image/png", 1),
        (files.docx(), "b.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", None),
        (files.xlsx(), "c.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", None),
    ],
    ids=["pdf", "jpeg", "png", "docx", "xlsx"],
)
async def test_every_accepted_type_is_told_by_its_content(
    archive: Archive, content: bytes, name: str, media_type: str, pages: int | None
) -> None:
    made = (await upload(archive.officer, content, name)).json()

    assert (made["media_type"], made["page_count"], made["file_name"]) == (media_type, pages, name)


async def test_what_the_browser_says_of_the_type_is_not_believed(archive: Archive) -> None:
    answer = await archive.officer.post("/evidence", files={"file": ("ảnh", files.picture("PNG"), "text/html")})

    assert (answer.json()["media_type"], answer.json()["file_name"]) == ("image/png", "ảnh.png")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\Windows\\bí mật.pdf", "bí mật.pdf"),
        ("C:\\fakepath\\Kế hoạch.pdf", "Kế hoạch.pdf"),
        ("báo\u202ecáo\u2066.pdf", "báocáo.pdf"),
        ("-rf .pdf", "rf .pdf"),
        ("...", "tai-lieu.pdf"),
        (".pdf", "pdf.pdf"),
        (unicodedata.normalize("NFD", "Biên bản số 5.pdf"), "Biên bản số 5.pdf"),
        ("Báo cáo quý 3.2024", "Báo cáo quý 3.2024.pdf"),
        ("chạy.bat", "chạy.bat.pdf"),
        ('a"b; filename=x.pdf', "ab; filename=x.pdf"),
        ("đ" * 400 + ".pdf", "đ" * 196 + ".pdf"),
        ("a." + "x" * 400, "a." + "x" * 198 + ".pdf"),
        ("50%25 %41.pdf", "50%25 %41.pdf"),
    ],
)
async def test_a_name_is_kept_as_data_without_paths_or_tricks(archive: Archive, given: str, kept: str) -> None:
    answer = await upload(archive.officer, files.pdf(), given)

    assert (answer.status_code, answer.json()["file_name"]) == (201, kept)
    assert all("/" in key and kept not in key for key in await archive.stored())


async def test_the_same_file_is_pointed_out(archive: Archive) -> None:
    first = await archive.document(title="Kế hoạch")
    elsewhere = await archive.document(archive.stranger)
    other = await archive.document(content=files.pdf(note="khác"))

    again = await archive.document(title="Kế hoạch, lần nữa")

    assert again["same_as"] == [first["id"]]
    found = (await archive.officer.get(f"/evidence?sha256={first['sha256']}")).json()["items"]
    assert {item["id"] for item in found} == {first["id"], again["id"]}
    assert {elsewhere["id"], other["id"]} & {item["id"] for item in found} == set()


async def test_the_described_form_names_every_field_that_is_taken(archive: Archive) -> None:
    paths = description_of(archive.world.app)["paths"]

    described = {
        path: set(paths[f"/api/v1/evidence{path}"]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"]["properties"])
        for path in ("", "/{evidence_id}/versions")
    }

    assert described == {"": {"file", *EvidenceFields.model_fields}, "/{evidence_id}/versions": {"file", *FileFields.model_fields}}


async def test_an_upload_repeated_under_its_key_makes_one_document(archive: Archive) -> None:
    key = {"Idempotency-Key": "tệp-1".encode("ascii", "ignore").decode()}

    first = await upload(archive.officer, files.pdf(), headers=key, fields={"title": "Một"})
    again = await upload(archive.officer, files.pdf(), headers=key, fields={"title": "Một"})
    other_file = await upload(archive.officer, files.pdf(note="khác"), headers=key, fields={"title": "Một"})
    other_title = await upload(archive.officer, files.pdf(), headers=key, fields={"title": "Hai"})
    colleague = await upload(archive.head, files.pdf(), headers=key, fields={"title": "Một"})

    assert (first.status_code, again.status_code, again.headers["idempotency-replayed"]) == (201, 201, "true")
    assert first.json() == again.json()
    assert [(answer.status_code, answer.json()["code"]) for answer in (other_file, other_title)] == [(422, "idempotency_key_reused")] * 2
    assert colleague.json()["id"] != first.json()["id"]
    assert len(await archive.stored()) == 2


async def test_of_simultaneous_uploads_under_one_key_one_makes_a_document(archive: Archive) -> None:
    key = {"Idempotency-Key": "same"}

    answers = await asyncio.gather(*(upload(archive.officer, files.pdf(), headers=key) for _ in range(5)))

    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 201}) == 1
    assert len(await archive.stored()) == 1


async def test_a_refusal_under_a_key_is_given_again_in_the_same_words(archive: Archive) -> None:
    unknown = {"link_to": "report_line:00000000-0000-7000-8000-000000000000"}

    first, again = [await upload(archive.officer, files.pdf(), headers={"Idempotency-Key": "no"}, fields=unknown) for _ in range(2)]

    assert (first.status_code, again.status_code) == (404, 404)
    assert first.json() == again.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert await archive.leftovers() == []


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("admin", 403), ("coordinator", 201), ("observer", 201), ("head", 201)])
async def test_those_who_have_documents_of_their_own_bring_them(archive: Archive, who: str, status: int) -> None:
    assert (await upload(getattr(archive, who), files.pdf())).status_code == status
