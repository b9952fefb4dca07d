"""What was taken along in a pack stays there when the document is erased: whoever erases is told which packs of the library hold it."""

from uuid import UUID

from sqlalchemy import update

from papi.evidence.models import Evidence
from tests.support import files
from tests.support.archive import Archive, upload
from tests.support.erasing import approved, carry_out, proposed
from tests.support.world import Someone


async def packs_of(who: Someone, document: str) -> list[str]:
    answer = await who.get(f"/evidence/{document}/packs")
    assert answer.status_code == 200, answer.text
    return [pack["title"] for pack in answer.json()["packs"]]


async def _pack(archive: Archive, keeper: Someone, title: str) -> str:
    """What the officer draws, taken as evidence by somebody; its id."""
    drawn = await archive.officer.get("/evidence/pack?personal_data=true")
    made = await upload(keeper, drawn.content, "goi.zip", fields={"title": title})
    assert made.status_code == 201, made.text
    return made.json()["id"]


async def test_each_sees_the_packs_that_they_may_read_and_of_an_erased_document_too(archive: Archive) -> None:
    document = (await archive.document(title="Danh sách"))["id"]
    await archive.release(document)
    await _pack(archive, archive.coordinator, "Gói của Phòng")
    await upload(archive.officer, files.pdf(note="mới"), "mới.pdf", to=f"/evidence/{document}/versions")
    other = (await archive.document(title="Việc khác", content=files.pdf(note="khác")))["id"]

    before = [await packs_of(who, document) for who in (archive.coordinator, archive.officer, archive.leader)]
    none = await packs_of(archive.officer, other)
    hidden = await archive.stranger.get(f"/evidence/{document}/packs")
    await approved(archive.coordinator, archive.leader, document)
    await carry_out(archive.world)

    assert before == [["Gói của Phòng"], [], []], "a pack is a document like any: its own unit's alone until it is sent"
    assert (none, hidden.status_code) == ([], 404)
    assert await packs_of(archive.coordinator, document) == ["Gói của Phòng"]


async def test_a_pack_that_is_erased_itself_holds_nothing_more(archive: Archive) -> None:
    document = (await archive.document(title="Danh sách"))["id"]
    pack = await _pack(archive, archive.officer, "Gói của phường")
    await archive.release(document)
    await archive.release(pack)
    before = await packs_of(archive.officer, document)
    await approved(archive.coordinator, archive.leader, pack)
    await carry_out(archive.world)

    assert (before, await packs_of(archive.officer, document)) == (["Gói của phường"], [])


async def test_who_decides_is_told_without_seeing_the_document(archive: Archive) -> None:
    document = (await archive.document(title="Đơn", contains_personal_data="true"))["id"]
    await archive.release(document)
    pack = await _pack(archive, archive.officer, "Gói có đơn")
    async with archive.world.database.writing() as session:
        await session.execute(update(Evidence).where(Evidence.id == UUID(pack)).values(released=True, contains_personal_data=False))
    early = await archive.leader.get(f"/evidence/{document}/packs")
    await proposed(archive.coordinator, document)

    assert early.status_code == 404
    assert await packs_of(archive.leader, document) == ["Gói có đơn"]
