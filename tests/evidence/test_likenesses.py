"""A file that was there before, or nearly, is pointed out to its unit and to the reviewer, and to nobody else what they may not read."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from papi.evidence.models import EvidenceFile
from papi.evidence.texts.comparing import find_alike, prints_of, sharing
from papi.evidence.texts.marks import Print, likeness_of, marks_of
from papi.evidence.texts.models import Kind
from tests.support import files
from tests.support.archive import Archive, upload
from tests.support.sayings import LETTER, SENTENCES, docx_of, pdf_of, read_all, scene
from tests.support.world import Someone

CHANGED = LETTER.replace("một trăm mười tám", "hai trăm")
OTHER = " ".join(reversed([sentence[::-1] for sentence in SENTENCES]))


async def sent(archive: Archive, who: Someone, content: bytes, name: str, title: str) -> dict[str, Any]:
    made = (await upload(who, content, name, fields={"title": title})).json()
    await read_all(archive)
    return made


async def alike(who: Someone, document: dict[str, Any]) -> list[dict[str, Any]]:
    return (await who.get(f"/evidence/{document['id']}/findings")).json()["likenesses"]


SHEET = files.xlsx()
PAIRS: dict[str, tuple[tuple[bytes, str], tuple[bytes, str], str | None]] = {
    "the same file": ((SHEET, "a.xlsx"), (SHEET, "b.xlsx"), "file"),
    "the same film": ((files.film(), "a.mp4"), (files.film(), "b.mp4"), "file"),
    "another film": ((files.film(), "a.mp4"), (files.film(files.box(b"name", b"x")), "b.mp4"), None),
    "a letter with another number in it": ((pdf_of(LETTER), "a.pdf"), (pdf_of(CHANGED), "b.pdf"), "text"),
    "the same letter from another program": ((pdf_of(LETTER), "a.pdf"), (docx_of(LETTER), "b.docx"), "text"),
    "a photo, smaller and worse": ((scene(), "a.jpg"), (scene(size=(450, 300), quality=40), "b.jpg"), "picture"),
    "another letter": ((pdf_of(LETTER), "a.pdf"), (pdf_of(OTHER), "b.pdf"), None),
    "half of it new": ((pdf_of(LETTER), "a.pdf"), (pdf_of(LETTER + OTHER), "b.pdf"), None),
    "a short form that all fill in": ((docx_of(SENTENCES[0]), "a.docx"), (docx_of(SENTENCES[0] + " Khu phố 2."), "b.docx"), None),
    "another photo": ((scene(), "a.jpg"), (scene(moved=240), "b.jpg"), None),
    "blank sheets": ((files.pdf(pages=1), "a.pdf"), (files.pdf(pages=2), "b.pdf"), None),
}


@pytest.mark.parametrize(("first", "second", "kind"), PAIRS.values(), ids=PAIRS)
async def test_what_is_nearly_the_same_is_told_from_what_is_not(
    archive: Archive, first: tuple[bytes, str], second: tuple[bytes, str], kind: str | None
) -> None:
    before = await sent(archive, archive.officer, *first, "Quý I")
    later = await sent(archive, archive.officer, *second, "Quý III")

    found = await alike(archive.officer, later)

    assert [(one["kind"], one["title"], one["earlier"]) for one in found] == ([(kind, "Quý I", True)] if kind else [])
    assert [(one["title"], one["earlier"]) for one in await alike(archive.officer, before)] == ([("Quý III", False)] if kind else [])


async def test_the_same_photo_is_known_by_what_arrived_though_it_is_kept_otherwise(archive: Archive) -> None:
    """One person kept the place where it was taken, the other did not."""
    photo = files.photo_with_place()
    await upload(archive.officer, photo, "a.jpg", fields={"title": "Một", "keep_location": "true"})
    later = (await upload(archive.officer, photo, "b.jpg", fields={"title": "Hai"})).json()
    await read_all(archive)

    assert [(one["kind"], one["percent"], one["title"]) for one in await alike(archive.officer, later)] == [("file", 100, "Một")]


async def test_versions_of_one_document_are_no_news_and_a_new_version_is_looked_at_anew(archive: Archive) -> None:
    await sent(archive, archive.officer, pdf_of(LETTER), "a.pdf", "Một")
    later = await sent(archive, archive.officer, pdf_of(CHANGED), "b.pdf", "Hai")
    before = (await archive.officer.get("/evidence?alike=true")).json()["items"]
    await upload(archive.officer, pdf_of(OTHER), "c.pdf", to=f"/evidence/{later['id']}/versions")
    await upload(archive.officer, pdf_of(OTHER + "."), "d.pdf", to=f"/evidence/{later['id']}/versions")
    await read_all(archive)

    assert [item["title"] for item in before] == ["Hai"]
    assert (await archive.officer.get("/evidence?alike=true")).json()["items"] == []
    assert await alike(archive.officer, later) == []


async def test_of_a_document_that_may_not_be_read_neither_name_nor_unit_is_told(archive: Archive) -> None:
    other = await sent(archive, archive.stranger, pdf_of(LETTER), "a.pdf", "Biên bản mật của Phường 2")
    mine = await sent(archive, archive.officer, pdf_of(CHANGED), "b.pdf", "Của Phường 1")
    await archive.release(mine["id"])
    hidden = {name: await alike(getattr(archive, name), mine) for name in ("officer", "coordinator")}
    await archive.release(other["id"])
    seen = await alike(archive.coordinator, mine)

    for [one] in hidden.values():
        assert (one["other_id"], one["title"], one["unit"], one["uploaded_at"], one["periods"]) == (None, None, None, None, [])
        assert one["percent"] > 80
    assert [(one["title"], one["unit"]) for one in seen] == [("Biên bản mật của Phường 2", "Phường 2")]
    assert (await alike(archive.officer, mine))[0]["title"] is None


async def test_the_film_of_another_unit_is_pointed_out(archive: Archive) -> None:
    await sent(archive, archive.stranger, files.film(), "a.mp4", "Phim của Phường 2")
    mine = await sent(archive, archive.officer, files.film(), "b.mp4", "Phim của Phường 1")
    await archive.release(mine["id"])

    for who in (archive.officer, archive.coordinator):
        assert [(one["kind"], one["percent"], one["title"], one["earlier"]) for one in await alike(who, mine)] == [
            ("file", 100, None, True)
        ]


async def test_only_the_unit_and_its_reviewer_learn_of_it(archive: Archive) -> None:
    await sent(archive, archive.officer, pdf_of(LETTER), "a.pdf", "Một")
    later = await sent(archive, archive.officer, pdf_of(CHANGED), "b.pdf", "Hai")
    await archive.release(later["id"], lent_to=[archive.lead.unit])
    names = ("officer", "head", "coordinator", "leader", "observer", "lead")

    marked = {name: (await getattr(archive, name).get(f"/evidence/{later['id']}")).json()["alike"] for name in names}
    listed = {name: len((await getattr(archive, name).get("/evidence?alike=true")).json()["items"]) for name in names}
    found = {name: len(await alike(getattr(archive, name), later)) for name in names}

    expected = {"officer": 1, "head": 1, "coordinator": 1, "leader": 0, "observer": 0, "lead": 0}
    assert {name: int(value) for name, value in marked.items()} == listed == found == expected


async def test_a_reviewer_sets_a_pair_aside_with_a_reason_that_stays(archive: Archive) -> None:
    await sent(archive, archive.officer, pdf_of(LETTER), "a.pdf", "Một")
    later = await sent(archive, archive.officer, pdf_of(CHANGED), "b.pdf", "Hai")
    await archive.release(later["id"])
    [pair] = await alike(archive.coordinator, later)
    address = f"/evidence/{later['id']}/likenesses/{pair['id']}/dismiss"

    done = await archive.coordinator.post(address, {"reason": "Biểu mẫu chung của kế hoạch"})
    again = await archive.coordinator.post(address, {"reason": "Lần nữa"})

    assert (pair["allowed_actions"], done.status_code, again.status_code) == (["dismiss"], 200, 409)
    [told] = await alike(archive.officer, later)
    assert (told["dismissed_by"], told["dismissed_reason"], told["allowed_actions"]) == ("Lê Thị Hoa", "Biểu mẫu chung của kế hoạch", [])
    assert not (await archive.officer.get(f"/evidence/{later['id']}")).json()["alike"]
    timeline = (await archive.officer.get(f"/evidence/{later['id']}/timeline")).json()["items"]
    assert (timeline[-1]["kind"], timeline[-1]["reason"]) == ("evidence.likeness_dismissed", "Biểu mẫu chung của kế hoạch")


async def test_candidates_come_from_an_index_in_as_many_statements_whatever_there_is(archive: Archive) -> None:
    await sent(archive, archive.officer, pdf_of(LETTER), "a.pdf", "Một")
    later = await sent(archive, archive.officer, pdf_of(CHANGED), "b.pdf", "Hai")
    few = await statements(archive, later)
    for number in range(8):
        await sent(archive, archive.officer, pdf_of(f"Bản {number}. {LETTER}"), "c.pdf", f"Bản {number}")
    many = await statements(archive, later)

    plan = await plan_of(archive, later)

    assert few == many == 2
    assert "ix_" in plan or "pk_" in plan or "SEARCH evidence_marks" in plan, plan
    assert "SCAN evidence_marks" not in plan
    assert "Seq Scan on evidence_marks" not in plan


async def file_of(archive: Archive, document: dict[str, Any]) -> UUID:
    async with archive.world.database.reading() as session:
        return (await session.scalars(select(EvidenceFile.id).where(EvidenceFile.evidence_id == UUID(document["id"])))).one()


async def statements(archive: Archive, document: dict[str, Any]) -> int:
    file_id = await file_of(archive, document)
    async with archive.world.database.reading() as session:
        with archive.world.counted_queries() as count:
            assert await find_alike(session, file_id)
    return count.number


async def plan_of(archive: Archive, document: dict[str, Any]) -> str:
    """How the database looks for candidates, if there were too many rows to read them all."""
    database, file_id = archive.world.database, await file_of(archive, document)
    async with database.writing() as session:
        row = await prints_of(session, file_id)
        assert row is not None
        statement = sharing(row).compile(dialect=session.get_bind().dialect, compile_kwargs={"literal_binds": True})
        if not database.is_sqlite:
            await session.execute(text("SET LOCAL enable_seqscan = off"))
        rows = await session.execute(text(f"EXPLAIN {'QUERY PLAN ' if database.is_sqlite else ''}{statement}".replace(":", "\\:")))
        return "\n".join(str(tuple(found)) for found in rows)


def test_prints_that_share_no_mark_are_never_compared_and_those_that_are_alike_share_one() -> None:
    base = "0123456789abcdef" * 2 + "0" * 128
    near = "0123456789abcdee" + base[16:]
    one, other, far = (Print(sha, sha, picture, None) for sha, picture in (("a", base), ("b", near), ("c", "f" * 160)))

    assert marks_of(one) & marks_of(other)
    assert not marks_of(one) & marks_of(far)
    assert likeness_of(one, other) == (Kind.PICTURE, 100)
    assert likeness_of(one, far) is None
