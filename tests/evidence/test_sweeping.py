"""What a killed process left behind is cleared away a day later; what belongs to a document never is."""

import os
import time
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from papi.evidence.sweeping import sweep
from papi.kit import clock
from papi.kit.storage import Storage
from papi.kit.types import new_id
from tests.support.archive import Archive, upload
from tests.support.files import pdf

DAY = timedelta(hours=25)


async def swept(archive: Archive) -> int:
    return await sweep(archive.world.database, archive.storage, archive.incoming)


async def test_a_file_without_a_row_goes_after_a_day_and_the_others_stay(archive: Archive) -> None:
    kept = await archive.document()
    belonging = await archive.stored()
    stray = Storage.key(new_id())
    await archive.storage.put(stray, b"x")
    await archive.storage.put("evidence/00/not-ours", b"x")

    at_once = await swept(archive)
    with clock.real_at(clock.real() + DAY):
        next_day = await swept(archive)

    assert (at_once, next_day) == (0, 1)
    assert set(await archive.stored()) == {*belonging, "evidence/00/not-ours"}
    assert (await archive.officer.get(f"/evidence/{kept['id']}/content")).status_code == 200


async def test_a_file_whose_commit_was_not_heard_of_stays_for_the_sweep(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection breaks when the row has come about, or when it has not: who asked cannot tell, so the file is not taken away."""
    commit = AsyncSession.commit

    async def heard_not(session: AsyncSession) -> None:
        await commit(session)
        raise ConnectionError

    async def done_not(_session: AsyncSession) -> None:
        raise ConnectionError

    for broken in (heard_not, done_not):
        monkeypatch.setattr(AsyncSession, "commit", broken)
        assert (await upload(archive.officer, pdf(), "Biên bản.pdf")).status_code == 503
        monkeypatch.undo()

    (document,) = (await archive.officer.get("/evidence")).json()["items"]
    assert (await archive.officer.get(f"/evidence/{document['id']}/content")).content == pdf()
    assert len(await archive.stored()) == 2
    with clock.real_at(clock.real() + DAY):
        assert await swept(archive) == 1
    assert len(await archive.stored()) == 1


async def test_half_received_files_go_after_a_day(archive: Archive) -> None:
    archive.incoming.mkdir(parents=True, exist_ok=True)
    old, fresh = archive.incoming / "upload-old", archive.incoming / "upload-fresh"
    for path in (old, fresh):
        path.write_bytes(b"x")
    yesterday = time.time() - DAY.total_seconds()
    os.utime(old, (yesterday, yesterday))

    assert await swept(archive) == 1
    assert [path.name for path in archive.incoming.iterdir()] == ["upload-fresh"]


async def test_nothing_is_swept_where_nothing_was_ever_received(archive: Archive) -> None:
    assert await swept(archive) == 0
