"""An S3 store without room: told as a full disk is, for it is of no use to send the same file again and again."""

from pathlib import Path

import pytest

from papi.checks import examine
from papi.kit.storage import Storage
from papi.settings import Settings
from tests.support import files
from tests.support.archive import Archive, upload
from tests.support.faulty_s3 import faulty_s3
from tests.support.swift import FULL_BUCKET, S3

LARGE = files.pdf() + b"%" * (6 * 1024 * 1024)  # goes up in parts
FULL = {
    "MinIO": (507, "XMinioStorageFull"),
    "a quota of MinIO": (400, "XMinioAdminBucketQuotaExceeded"),
    "a quota of Versity's gateway": (403, "QuotaExceeded"),
    "others": (507, ""),
}


@pytest.mark.parametrize("content", [files.pdf(), LARGE], ids=["at once", "in parts"])
@pytest.mark.parametrize("answer", FULL.values(), ids=FULL)
async def test_a_store_without_room_is_told_as_a_full_disk(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, answer: tuple[int, str], content: bytes
) -> None:
    good = archive.storage
    async with faulty_s3(monkeypatch, *answer) as url:
        archive.world.app.state.storage = Storage(url)

        refused = await upload(archive.officer, content)

    assert (refused.status_code, refused.json()["code"], refused.headers.get("retry-after")) == (507, "storage_full", None)
    archive.world.app.state.storage = good
    assert await archive.leftovers() == []


@pytest.mark.parametrize("answer", [(503, "SlowDown"), (403, "AccessDenied"), (500, "InternalError")])
async def test_what_may_pass_is_not_taken_for_it(archive: Archive, monkeypatch: pytest.MonkeyPatch, answer: tuple[int, str]) -> None:
    async with faulty_s3(monkeypatch, *answer) as url:
        archive.world.app.state.storage = Storage(url)

        refused = await upload(archive.officer, files.pdf())

    assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")


async def test_a_full_store_is_named_by_papi_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with faulty_s3(monkeypatch, 403, "QuotaExceeded") as url:
        found = {finding.what: finding for finding in await examine(Settings(data_dir=tmp_path, storage_url=url))}

    assert not found["storage"].ok
    assert "s3://evidence is full, or its quota is used up" in found["storage"].words


async def test_a_used_up_quota_of_swift_refuses(archive: Archive, s3: S3) -> None:
    good = archive.storage
    archive.world.app.state.storage = Storage(s3.place(FULL_BUCKET))

    refused = await upload(archive.officer, files.pdf())

    assert (refused.status_code, refused.json()["code"]) == (507, "storage_full")
    assert await archive.leftovers() == []
    archive.world.app.state.storage = good
    assert (await upload(archive.officer, files.pdf())).status_code == 201
