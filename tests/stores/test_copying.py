"""`papi storage copy`: everything arrives, what does not is named, and a copy that was killed is taken up where it was."""

from pathlib import Path

import pytest

from papi.kit.installation import CommandRefused
from papi.kit.storage import Storage
from papi.stores.checking import compare
from papi.stores.copying import copy_store
from papi.stores.rewriting import encrypt_files
from tests.support.shelf import Shelf, contents
from tests.support.swift import S3


@pytest.fixture
def elsewhere(shelf: Shelf, s3: S3, tmp_path: Path) -> str:
    """A store of the other kind."""
    return f"file://{tmp_path / 'elsewhere'}" if shelf.storage.url.startswith("s3") else s3.place()


@pytest.fixture
async def mixed(shelf: Shelf) -> Shelf:
    """Some files lie open and some encrypted."""
    await shelf.many(40)
    await shelf.encrypting()
    document = await shelf.archive.document(content=b"%PDF-1.4\n" + b"z" * 6_000_000)
    await shelf.archive.officer.get(f"/evidence/{document['id']}/content")
    return shelf


async def switched(shelf: Shelf, url: str) -> None:
    """The server starts again with the other store."""
    shelf.archive.world.app.state.storage = Storage(url, shelf.settings.secrets_path)


async def test_all_of_it_arrives_and_nothing_is_deleted(mixed: Shelf, elsewhere: str) -> None:
    before = await mixed.objects()

    first = await copy_store(mixed.settings, elsewhere, mixed.tell)
    again = await copy_store(mixed.settings, elsewhere, mixed.tell)

    assert (first.copied, first.before, again.copied, again.before) == (41, 0, 0, 41)
    assert (first.damaged, first.missing) == ([], [])
    assert await mixed.objects() == before
    await switched(mixed, elsewhere)
    assert await mixed.objects() == before
    assert (await compare(mixed.place, mixed.tell)).sound
    assert await mixed.all_readable()


async def test_killed_in_the_middle_it_goes_on(mixed: Shelf, elsewhere: str) -> None:
    target = Storage(elsewhere)

    async def begun() -> bool:
        return len([key async for key, _size in target.keys("evidence/")]) > 5

    await mixed.killed("storage", "copy", elsewhere, when=begun)
    arrived = len([key async for key, _size in target.keys("evidence/")])
    rest = await copy_store(mixed.settings, elsewhere, mixed.tell)

    assert 5 < arrived < 41
    assert rest.before > 0, "what was verified is not copied again"
    assert rest.copied + rest.before == 41
    assert await contents(target, "evidence/") == await mixed.objects("evidence/")


async def test_what_was_stored_or_encrypted_since_follows(mixed: Shelf, elsewhere: str) -> None:
    await copy_store(mixed.settings, elsewhere, mixed.tell)
    await mixed.archive.document(content=b"%PDF-1.4\nsau")
    await encrypt_files(mixed.settings, mixed.tell)

    followed = await copy_store(mixed.settings, elsewhere, mixed.tell)

    assert followed.copied == 41, "each encrypted file is a new object, and one was uploaded"
    await switched(mixed, elsewhere)
    assert (await compare(mixed.place, mixed.tell)).sound


async def test_what_is_damaged_or_missing_here_is_named(mixed: Shelf, elsewhere: str) -> None:
    rows = await mixed.rows()
    damaged, spoilt, gone = rows[3], rows[-1], rows[4]
    content = (await mixed.objects("evidence/"))[spoilt.key]
    await mixed.storage.put(damaged.key, b"other" * 600)
    await mixed.storage.put(spoilt.key, content[:-1] + bytes([content[-1] ^ 1]))
    await mixed.storage.delete(gone.key)

    done = await copy_store(mixed.settings, elsewhere, mixed.tell)

    assert sorted(done.damaged) == sorted(f"{row.key} ({row.file_name})" for row in (damaged, spoilt))
    assert done.missing == [f"{gone.key} ({gone.file_name})"]
    assert done.copied == 38


@pytest.mark.parametrize(("to", "words"), [("ftp://there", "is no store"), ("s3://nowhere", "make the bucket"), ("", "is in use")])
async def test_a_store_that_is_none_is_refused_in_words(shelf: Shelf, s3: S3, to: str, words: str) -> None:
    with pytest.raises(CommandRefused, match=words):
        await copy_store(shelf.settings, to or shelf.storage.url, shelf.tell)
