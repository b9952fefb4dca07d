"""What a file says is read by a job, found without diacritics, and told only to those who may read the file."""

from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from papi.evidence import ordering
from papi.evidence.models import Evidence, ScanState
from papi.evidence.texts.models import EvidenceMark, EvidenceText
from papi.evidence.texts.reading import KIND, count_texts, order_missing
from papi.jobs.models import Job
from papi.kit import clock
from tests.support import files
from tests.support.archive import Archive, upload
from tests.support.sayings import LETTER, docx_of, pdf_of, pptx_of, read_all, scene, xlsx_of
from tests.support.world import Someone

WORDS = "đèn chiếu sáng"


async def titles(who: Someone, query: str) -> list[str]:
    return [item["title"] for item in (await who.get("/evidence", params={"q": query})).json()["items"]]


async def text_of(archive: Archive, document: dict[str, Any]) -> dict[str, Any]:
    return (await archive.officer.get(f"/evidence/{document['id']}/text")).json()


@pytest.mark.parametrize(
    ("content", "name", "pages"),
    [
        (pdf_of("Biên bản đối thoại", LETTER), "a.pdf", 2),
        (docx_of("Biên bản", LETTER, table=[["Họ tên", WORDS]]), "a.docx", 1),
        (xlsx_of(["STT", "Nội dung"], ["1", LETTER]), "a.xlsx", 1),
        (pptx_of("Mở đầu", LETTER), "a.pptx", 2),
    ],
    ids=["pdf", "docx", "xlsx", "pptx"],
)
async def test_a_file_is_read_after_the_upload_and_found_by_what_it_says(archive: Archive, content: bytes, name: str, pages: int) -> None:
    made = (await upload(archive.officer, content, name, fields={"title": "Tài liệu"})).json()
    before = await text_of(archive, made)
    assert await read_all(archive) == 1

    told = await text_of(archive, made)
    [found] = (await archive.officer.get("/evidence", params={"q": "DEN chieu sang, hỏng"})).json()["items"]

    assert (before["state"], before["pages"]) == ("reading", [])
    assert (told["state"], told["truncated"], len(told["pages"])) == ("read", False, pages)
    assert WORDS in told["pages"][-1]["text"]
    assert WORDS in found["found_in_text"]["words"]
    assert found["found_in_text"]["page"] == (2 if pages == 2 else None)
    assert await titles(archive.officer, "đèn tàu thủy") == []
    assert list(archive.incoming.glob("*")) == []


async def test_what_the_title_says_needs_no_words_from_within(archive: Archive) -> None:
    await archive.document(content=pdf_of(LETTER), title="Đèn chiếu sáng")
    await read_all(archive)

    [found] = (await archive.officer.get("/evidence", params={"q": WORDS})).json()["items"]

    assert found["found_in_text"] is None


async def test_the_present_version_is_searched_and_each_keeps_its_own_text(archive: Archive) -> None:
    made = await archive.document(content=pdf_of(LETTER), title="Bản một")
    await upload(archive.officer, pdf_of("Quyết định khen thưởng tập thể có thành tích"), "b.pdf", to=f"/evidence/{made['id']}/versions")
    await read_all(archive)

    first = (await archive.officer.get(f"/evidence/{made['id']}/text?version=1")).json()

    assert await titles(archive.officer, WORDS) == []
    assert await titles(archive.officer, "khen thưởng thành tích") == ["Bản một"]
    assert WORDS in first["pages"][0]["text"]


@pytest.mark.parametrize(
    ("content", "name", "state"),
    [
        (scene(), "ảnh.jpg", "no_text"),
        (files.pdf(pages=3), "trắng.pdf", "no_text"),
        (b"%PDF-1.4\n" + b"x" * 400, "hỏng.pdf", "failed"),
        (files.film(), "phim.mp4", "no_text"),
    ],
    ids=["photo", "scan", "broken", "film"],
)
async def test_a_file_without_text_says_so(archive: Archive, content: bytes, name: str, state: str) -> None:
    made = (await upload(archive.officer, content, name)).json()
    await read_all(archive)

    assert (await text_of(archive, made)) == {"version": 1, "state": state, "truncated": False, "pages": []}
    assert (await archive.officer.get(f"/evidence/{made['id']}/findings")).json()["text_state"] == state


async def test_more_than_is_read_is_said_to_be_there(archive: Archive) -> None:
    made = (await upload(archive.officer, docx_of(*([LETTER] * 500)), "dài.docx")).json()
    await read_all(archive)

    told = await text_of(archive, made)

    assert told["truncated"]
    assert 290_000 < len(told["pages"][0]["text"]) <= 300_000


async def test_hostile_words_are_words(archive: Archive) -> None:
    """Words that are operators of either search, that are longer than any word, or that no database takes."""
    odd = "NEAR OR không* \"'&|!: " + "dài" * 200
    made = (await upload(archive.officer, docx_of(odd, LETTER), "lạ.docx")).json()
    await read_all(archive)

    for query in ("near or", "khong*", "\"'&|!:", "không' OR 1=1", "dài" * 60):
        assert (await archive.officer.get("/evidence", params={"q": query})).status_code == 200
    assert await titles(archive.officer, "near không") == [made["title"]]
    assert await titles(archive.officer, "dài" * 60) == [made["title"]]


async def test_whoever_may_not_read_the_file_learns_nothing_of_its_text(archive: Archive) -> None:
    plain = await archive.document(content=pdf_of(LETTER), title="Thường")
    marked = await archive.document(content=pdf_of(LETTER), title="Riêng", contains_personal_data="true")
    await read_all(archive)
    before = {name: await titles(getattr(archive, name), WORDS) for name in ("stranger", "coordinator", "observer")}
    for document in (plain, marked):
        await archive.release(document["id"])

    after = {name: sorted(await titles(getattr(archive, name), WORDS)) for name in ("stranger", "coordinator", "observer", "officer")}
    rows = (await archive.coordinator.get("/evidence", params={"q": WORDS})).json()["items"]
    hits = {
        name: (await getattr(archive, name).get("/search", params={"q": WORDS})).text for name in ("observer", "coordinator", "officer")
    }

    assert before == {"stranger": [], "coordinator": [], "observer": []}
    assert after == {"stranger": [], "coordinator": ["Riêng", "Thường"], "observer": ["Thường"], "officer": ["Riêng", "Thường"]}
    # what is marked is read at its own page, where the reading is recorded
    assert {row["title"]: row["found_in_text"]["words"] is not None for row in rows} == {"Thường": True, "Riêng": False}
    assert [hit.count(WORDS) for hit in hits.values()] == [1, 1, 1]
    assert "Riêng" not in hits["observer"]


async def test_reading_the_text_of_a_marked_document_is_recorded(archive: Archive) -> None:
    made = await archive.document(content=pdf_of(LETTER), contains_personal_data="true")
    await read_all(archive)

    await text_of(archive, made)

    reads = (await archive.head.get(f"/evidence/{made['id']}/reads")).json()["items"]
    assert [(read["number"], read["page"]) for read in reads] == [(1, None)]


async def test_what_holds_malware_is_not_found_by_what_it_says(archive: Archive) -> None:
    made = await archive.document(content=pdf_of(LETTER), title="Nhiễm")
    await read_all(archive)
    async with archive.world.database.writing() as session:
        await session.execute(update(Evidence).values(scan_state=ScanState.INFECTED))

    assert await titles(archive.officer, WORDS) == []
    assert (await archive.officer.get(f"/evidence/{made['id']}/findings")).json()["text_state"] == "none"


async def test_a_row_that_anybody_erases_is_no_longer_found(archive: Archive) -> None:
    await archive.document(content=pdf_of(LETTER), title="Xóa")
    await archive.document(content=pdf_of(LETTER), title="Giữ")
    await read_all(archive)
    async with archive.world.database.writing() as session:
        gone = select(Evidence.id).where(Evidence.title == "Xóa").scalar_subquery()
        await session.execute(delete(EvidenceText).where(EvidenceText.evidence_id == gone))

    async with archive.world.database.reading() as session:
        marks = await session.scalar(select(func.count(EvidenceMark.file_id.distinct())))
    assert await titles(archive.officer, WORDS) == ["Giữ"]
    assert marks == 1


async def test_a_job_that_is_done_twice_leaves_what_it_left_once(archive: Archive) -> None:
    """As after a worker that was killed between its writing and the job's end."""
    await archive.document(content=pdf_of(LETTER), title="Một")
    await archive.document(content=pdf_of(LETTER), title="Hai")
    await read_all(archive)
    once = await kept(archive)
    async with archive.world.database.writing() as session:
        await session.execute(update(Job).where(Job.kind == KIND).values(state="waiting", finished_at=None, due_at=clock.real()))

    assert await read_all(archive) == 2
    assert await kept(archive) == once
    assert sorted(await titles(archive.officer, WORDS)) == ["Hai", "Một"]


async def kept(archive: Archive) -> list[Any]:
    async with archive.world.database.reading() as session:
        texts = (await session.execute(select(EvidenceText.file_id, EvidenceText.folded).order_by(EvidenceText.file_id))).all()
        marks = (
            await session.execute(select(EvidenceMark.mark, EvidenceMark.file_id).order_by(EvidenceMark.mark, EvidenceMark.file_id))
        ).all()
    alike = [
        (await archive.officer.get(f"/evidence/{item['id']}/findings")).json()["likenesses"]
        for item in (await archive.officer.get("/evidence")).json()["items"]
    ]
    return [list(map(tuple, texts)), list(map(tuple, marks)), alike]


async def test_older_files_are_read_when_somebody_asks_and_only_once(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "_PAGE", 2)
    for number in range(5):
        await archive.document(content=pdf_of(f"Văn bản {number}. {LETTER}"), title=f"Cũ {number}")
    await upload(archive.officer, files.film(), "phim.mp4")
    database = archive.world.database
    async with database.writing() as session:
        await session.execute(delete(EvidenceText))
        await session.execute(delete(Job))

    ordered = [await order_missing(database), await order_missing(database)]
    assert await read_all(archive) == 6
    async with database.reading() as session:
        counted = await count_texts(session)

    assert ordered == [6, 0]
    assert counted == {"read": 5, "no_text": 1}
    assert len(await titles(archive.officer, WORDS)) == 5


async def test_what_could_not_be_read_is_tried_again_only_when_asked(archive: Archive) -> None:
    await upload(archive.officer, b"%PDF-1.4\n" + b"x" * 400, "hỏng.pdf")
    await read_all(archive)
    database = archive.world.database

    assert [await order_missing(database), await order_missing(database, failed=True)] == [0, 1]
    assert await read_all(archive) == 1
    assert await order_missing(database, failed=True) == 1
