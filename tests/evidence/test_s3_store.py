"""Evidence in an S3 store instead of a folder: the same for everybody, on a real server that checks signatures."""

from collections.abc import AsyncIterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from papi.checks import examine
from papi.evidence.sweeping import sweep
from papi.kit import clock
from papi.kit.storage import Storage
from papi.kit.types import new_id
from papi.settings import Settings
from tests.support import files
from tests.support.archive import Archive, make_archive, upload
from tests.support.databases import Databases
from tests.support.swift import S3
from tests.support.world import opened_world

LARGE = files.pdf() + b"%" * (11 * 1024 * 1024)  # goes up in parts


@pytest.fixture
async def archive(databases: Databases, empty_template: str, tmp_path: Path, key_directory: Path, s3: S3) -> AsyncIterator[Archive]:
    """The ward and its documents, whose files lie in the S3 store."""
    name = f"s3_{uuid4().hex}"
    url = await databases.create(name, template=empty_template)
    async with opened_world(url, tmp_path, key_directory, storage_url=s3.place()) as world:
        yield await make_archive(world)
    await databases.drop(name)


async def test_a_file_goes_up_in_parts_and_comes_back_whole_or_in_pieces(archive: Archive) -> None:
    made = await archive.document(content=LARGE)
    address = f"/evidence/{made['id']}/content"

    whole = await archive.officer.get(address)
    piece = await archive.officer.get(address, headers={"Range": "bytes=5242878-5242882"})
    end = await archive.officer.get(address, headers={"Range": "bytes=-3"})

    assert (made["size"], made["sha256"]) == (len(LARGE), sha256(LARGE).hexdigest())
    assert whole.content == LARGE
    assert (piece.status_code, piece.content) == (206, LARGE[5242878:5242883])
    assert piece.headers["content-range"] == f"bytes 5242878-5242882/{len(LARGE)}"
    assert (end.status_code, end.content) == (206, LARGE[-3:])
    assert len(await archive.stored()) == 1


async def test_pages_are_drawn_and_kept_and_a_new_version_leaves_the_old_one(archive: Archive) -> None:
    made = await archive.document(content=files.pdf(pages=2))
    address = f"/evidence/{made['id']}"

    pages = [await archive.officer.get(f"{address}/preview?page=2") for _ in range(2)]
    newer = await upload(archive.officer, files.picture(), "ảnh.jpg", to=f"{address}/versions")
    old = await archive.officer.get(f"{address}/content?version=1")

    assert [(page.status_code, page.headers["content-type"]) for page in pages] == [(200, "image/webp")] * 2
    assert pages[0].content == pages[1].content
    assert len(await archive.stored("preview/")) == 1
    assert (newer.status_code, newer.json()["file_version"]) == (201, 2)
    assert old.content == files.pdf(pages=2)
    assert (await archive.officer.get(f"{address}/content")).content == files.picture()


async def test_what_is_refused_leaves_nothing_in_the_store(archive: Archive) -> None:
    refusals = [
        await upload(archive.officer, files.EXE, "bb.pdf"),
        await upload(archive.officer, b""),
        await upload(archive.officer, files.pdf(), fields={"link_to": "report_line:00000000-0000-7000-8000-000000000000"}),
    ]

    assert [answer.status_code for answer in refusals] == [415, 422, 404]
    assert await archive.leftovers() == []


async def test_what_belongs_to_nothing_is_swept_a_day_later(archive: Archive) -> None:
    await archive.document()
    belonging = await archive.stored()
    stray = Storage.key(new_id())
    await archive.storage.put(stray, b"x")

    with clock.real_at(clock.real() + timedelta(hours=25)):
        assert await sweep(archive.world.database, archive.storage, archive.incoming) == 1

    assert await archive.stored() == belonging


async def test_a_store_that_is_gone_is_told_in_words_and_used_again_when_it_is_back(archive: Archive, s3: S3) -> None:
    made = await archive.document()
    s3.stop()

    answers = [
        await upload(archive.officer, files.pdf(note="khác")),
        await archive.officer.get(f"/evidence/{made['id']}/content"),
        await archive.officer.get(f"/evidence/{made['id']}/preview"),
        await archive.world.anyone.get("/health/ready"),
    ]
    listed = await archive.officer.get("/evidence")

    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert int(answer.headers["retry-after"]) > 0
    assert [item["id"] for item in listed.json()["items"]] == [made["id"]]
    s3.start()
    assert await archive.leftovers() == [made["title"]], "its object was in the memory of the server that is gone"
    assert (await upload(archive.officer, files.pdf(note="khác"))).status_code == 201


@pytest.mark.parametrize("wrong", [{"AWS_SECRET_ACCESS_KEY": "wrong"}, {"AWS_ACCESS_KEY_ID": "papi:stranger"}], ids=["secret", "key"])
async def test_wrong_credentials_are_no_fault_of_the_clerk(
    archive: Archive, s3: S3, wrong: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    good = archive.storage
    archive.world.app.state.storage = Storage(good.url)

    refused_upload = await upload(archive.officer, files.pdf())

    assert (refused_upload.status_code, refused_upload.json()["code"]) == (503, "unavailable")
    archive.world.app.state.storage = good
    assert await archive.leftovers() == []


WRONG = {
    "secret": ({"AWS_SECRET_ACCESS_KEY": "wrong"}, "s3://evidence", "refuses us: look at AWS_ACCESS_KEY_ID"),
    "bucket": ({}, "s3://nowhere", "is not there: make the bucket"),
    "address": ({"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, "s3://evidence", "does not answer"),
}


@pytest.mark.parametrize("case", WRONG)
async def test_a_wrong_store_is_named_by_papi_check(s3: S3, tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong, place, words = WRONG[case]
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)

    found = {finding.what: finding for finding in await examine(Settings(data_dir=tmp_path, storage_url=place))}

    assert not found["storage"].ok
    assert f"{place} {words}" in found["storage"].words
