"""A pack on its way: by a one-minute address, not too many at once, read only while somebody takes it, never whole where it is not."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import is_zipfile

import httpx
import pytest
from sqlalchemy import select, update

from papi.access.models import AuthSession
from papi.access.verdicts import Verdict
from papi.evidence.models import Evidence, EvidenceFile, ScanState
from papi.kit import clock
from papi.kit.masterkeys import Cipher
from papi.kit.storage import Storage
from papi.packs.routes import _places
from tests.support import files
from tests.support.archive import Archive
from tests.support.packing import examined, unpacked

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
LARGE = files.pdf() + b"%" * (9 << 20)
PACK = "/evidence/pack"


def bare(archive: Archive) -> httpx.AsyncClient:
    """A browser's own download: no header."""
    return archive.world.client


async def key_of(archive: Archive, document_id: str) -> str:
    """Where the document's file lies in the store."""
    async with archive.world.database.reading() as session:
        file = await session.scalar(select(EvidenceFile).where(EvidenceFile.evidence_id == UUID(document_id)))
    assert file is not None
    return file.key


async def test_a_bare_address_draws_the_pack_for_a_minute(archive: Archive) -> None:
    await archive.document(title="Kế hoạch")
    await archive.document(title="Biên bản")

    ticket = (await archive.officer.post(f"{PACK}/ticket?q=ke+hoach")).json()
    drawn = await bare(archive).get(ticket["url"])
    with clock.real_at(clock.real() + timedelta(seconds=61)):
        late = await bare(archive).get(ticket["url"])
    other = await bare(archive).get(f"/api/v1{PACK}?ticket=nothing")

    assert [file["title"] for file in unpacked(drawn).manifest["files"]] == ["Kế hoạch"]
    assert [(answer.status_code, answer.json()["code"]) for answer in (late, other)] == [(404, "ticket_invalid")] * 2
    assert (await bare(archive).get(f"/api/v1{PACK}")).status_code == 401


async def test_an_address_ends_with_the_session_and_is_not_given_for_nothing(archive: Archive) -> None:
    empty = await archive.officer.post(f"{PACK}/ticket")
    await archive.document()
    ticket = (await archive.officer.post(f"{PACK}/ticket")).json()
    async with archive.world.database.writing() as session:
        await session.execute(update(AuthSession).values(revoked_at=clock.real()))

    assert (empty.status_code, empty.json()["code"]) == (404, "pack_empty")
    assert (await bare(archive).get(ticket["url"])).status_code == 404


async def test_so_many_at_once_and_no_more(archive: Archive) -> None:
    await archive.document()
    person = archive.officer.id
    _places.take(person)
    _places.take(person)
    try:
        drawn, ticket = await archive.officer.get(PACK), await archive.officer.post(f"{PACK}/ticket")
        assert [(answer.status_code, answer.json()["code"]) for answer in (drawn, ticket)] == [(429, "packs_under_way")] * 2
        assert drawn.headers["retry-after"] == "30"
        assert (await archive.head.get(PACK)).status_code == 200
    finally:
        _places.leave(person)
        _places.leave(person)
    assert [(await archive.officer.get(PACK)).status_code for _ in range(5)] == [200] * 5


async def test_a_refused_pack_keeps_no_place(archive: Archive) -> None:
    assert [(await archive.officer.get(PACK)).status_code for _ in range(5)] == [404] * 5


async def test_large_files_and_many_are_whole(archive: Archive, tmp_path: Path) -> None:
    await archive.document(content=LARGE, title="Phim")
    await archive.document(title="Biên bản")

    pack = unpacked(await archive.officer.get(PACK))

    assert examined(archive, pack.content, tmp_path).verdict is Verdict.GENUINE
    assert sorted(map(len, pack.files.values())) == [len(files.pdf()), len(LARGE)]


async def test_a_file_more_is_one_question_more(archive: Archive) -> None:
    spent = list[int]()
    for number in (2, 6):
        for _ in range(number):
            await archive.document(title=f"{number} văn bản")
        with archive.world.counted_queries() as count:
            pack = unpacked(await archive.officer.get(f"{PACK}?q={number}+van+ban"))
        assert len(pack.files) == number
        spent.append(count.number)

    assert spent[1] - spent[0] == 4


async def test_a_file_that_is_gone_is_left_out_and_named_when_the_pack_is_drawn(archive: Archive) -> None:
    gone = await archive.document(title="Mất")
    await archive.document(title="Còn")
    await archive.storage.delete(await key_of(archive, gone["id"]))

    told = unpacked(await archive.officer.get(PACK)).manifest

    assert [file["title"] for file in told["files"]] == ["Còn"]
    assert [(left["title"], left["reason"]) for left in told["left_out"]] == [("Mất", "missing")]


async def test_before_a_pack_is_drawn_the_store_is_asked_nothing_and_the_database_no_more_for_many(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, size, spent = list[str](), Storage.size, list[int]()

    async def counted(storage: Storage, key: str) -> int | None:
        asked.append(key)
        return await size(storage, key)

    monkeypatch.setattr(Storage, "size", counted)
    for number in (2, 6):
        for _ in range(number):
            await archive.document(title=f"{number} văn bản")
        with archive.world.counted_queries() as count:
            told = (await archive.officer.get(f"{PACK}/contents?q={number}+van+ban")).json()
            ticket = await archive.officer.post(f"{PACK}/ticket?q={number}+van+ban")
        assert (told["files"], ticket.status_code) == (number, 201)
        spent.append(count.number)

    assert (asked, spent[0]) == ([], spent[1])
    assert unpacked(await archive.officer.get(PACK)).manifest["left_out"] == []
    assert len(asked) == 8


async def test_a_damaged_file_breaks_the_pack_off_and_is_named_in_the_next_until_it_is_whole_again(archive: Archive) -> None:
    whole = files.pdf(note="a" * 100)
    rotten = await archive.document(title="Hỏng", content=whole)
    await archive.document(title="Còn")
    key = await key_of(archive, rotten["id"])
    await archive.storage.put(key, whole.replace(b"aaa", b"aab", 1))

    broken = await archive.officer.get(PACK)
    after = unpacked(await archive.officer.get(PACK)).manifest
    await archive.storage.put(key, whole)
    mended = unpacked(await archive.officer.get(PACK)).manifest

    assert len(broken.content) < int(broken.headers["content-length"])
    assert not is_zipfile(BytesIO(broken.content))
    assert [file["title"] for file in after["files"]] == ["Còn"]
    assert [(file["title"], file["reason"]) for file in after["left_out"]] == [("Hỏng", "damaged")]
    assert {file["title"] for file in mended["files"]} == {"Hỏng", "Còn"}
    assert mended["left_out"] == []


@pytest.mark.parametrize(
    ("model", "said"),
    [(EvidenceFile, {"scan_state": ScanState.INFECTED}), (Evidence, {"contains_personal_data": True}), (Evidence, {"erased_at": LONG_AGO})],
    ids=["found", "marked", "erased"],
)
async def test_what_is_closed_while_a_pack_is_on_its_way_does_not_go_out_with_it(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, model: type[Evidence | EvidenceFile], said: dict[str, Any]
) -> None:
    first, second = await archive.document(content=LARGE, title="Trước"), await archive.document(title="Sau")
    keys, begun, pieces, loop = (
        [await key_of(archive, one["id"]) for one in (first, second)],
        list[str](),
        Storage.pieces,
        asyncio.get_running_loop(),
    )

    async def close() -> None:
        which = EvidenceFile.evidence_id if model is EvidenceFile else Evidence.id
        async with archive.world.database.writing() as session:
            await session.execute(update(model).where(which == UUID(second["id"])).values(**said))

    def closing(storage: Storage, key: str, cipher: Cipher | None = None) -> Iterator[bytes]:
        if not begun:
            asyncio.run_coroutine_threadsafe(close(), loop).result()
        begun.append(key)
        yield from pieces(storage, key, cipher)

    monkeypatch.setattr(Storage, "pieces", closing)
    broken = await archive.officer.get(PACK)

    assert len(broken.content) < int(broken.headers["content-length"])
    assert set(begun) == {keys[0]}


async def test_when_the_reader_goes_away_reading_stops(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        await archive.document(content=LARGE + str(number).encode(), title=f"Phim {number}")
    read, pieces = list[int](), Storage.pieces

    def counted(storage: Storage, key: str, cipher: Cipher | None = None) -> Iterator[bytes]:
        for piece in pieces(storage, key, cipher):
            read.append(len(piece))
            yield piece

    monkeypatch.setattr(Storage, "pieces", counted)
    taken = await _gone_after(archive, 3 << 20)
    await asyncio.sleep(0.2)
    stopped = sum(read)
    await asyncio.sleep(0.3)

    assert taken >= 3 << 20
    assert sum(read) == stopped < 2 * len(LARGE) + (4 << 20)
    monkeypatch.undo()
    assert [(await archive.officer.get(f"{PACK}?q=phim+1")).status_code for _ in range(3)] == [200] * 3


async def _gone_after(archive: Archive, bytes_taken: int) -> int:
    """A reader that hangs up; how much it had by then."""
    taken, gone = 0, asyncio.Event()

    async def receive() -> dict[str, Any]:
        if not asked:
            asked.append(True)
            return {"type": "http.request", "body": b"", "more_body": False}
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        nonlocal taken
        taken += len(message.get("body", b""))
        if taken >= bytes_taken:
            gone.set()
        await asyncio.sleep(0)

    asked: list[bool] = []
    headers = [(b"authorization", archive.officer.headers["Authorization"].encode()), (b"host", b"papi.test")]
    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": f"/api/v1{PACK}", "raw_path": f"/api/v1{PACK}".encode(), "query_string": b"", "root_path": "", "headers": headers,
        "client": ("127.0.0.1", 1), "server": ("papi.test", 80), "state": {},
    }  # fmt: skip
    await archive.world.app(scope, receive, send)
    return taken
