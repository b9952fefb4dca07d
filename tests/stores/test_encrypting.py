"""Files at rest: what is stored is encrypted, reads as before, and what was there before is brought in without a gap."""

from datetime import timedelta
from hashlib import sha256

from sqlalchemy import func, select

from papi.evidence.models import EvidenceFile
from papi.evidence.storing import opened_content
from papi.evidence.sweeping import sweep
from papi.kit import clock
from papi.kit.encryption import cipher_of, size_in_store
from papi.kit.storage import Storage
from papi.stores.keys import rotate_keys
from papi.stores.rewriting import encrypt_files, reencrypt_files
from tests.support import files
from tests.support.archive import upload
from tests.support.pieces import announced, send
from tests.support.shelf import Shelf

LARGE = files.pdf(pages=2) + bytes(range(256)) * 10_000  # three segments
EDGES = [(0, 1), (5, 900), (1_048_519, 1_048_522), (2_097_000, len(LARGE)), (len(LARGE) - 3, len(LARGE))]


async def test_what_is_stored_is_encrypted_and_reads_as_before(shelf: Shelf) -> None:
    await shelf.encrypting()
    made = await shelf.archive.document(content=LARGE)
    address = f"/evidence/{made['id']}/content"

    whole = await shelf.archive.officer.get(address)
    pieces = [await shelf.archive.officer.get(address, headers={"Range": f"bytes={start}-{end - 1}"}) for start, end in EDGES]
    [(_key, lying)] = (await shelf.objects("evidence/")).items()

    assert whole.content == LARGE
    assert [piece.content for piece in pieces] == [LARGE[start:end] for start, end in EDGES]
    assert {piece.status_code for piece in pieces} == {206}
    assert len(lying) == size_in_store(len(LARGE), encrypted=True)
    assert b"%PDF" not in lying
    assert bytes(range(256)) not in lying


async def test_pages_are_kept_encrypted_and_shown_again(shelf: Shelf) -> None:
    await shelf.encrypting()
    made = await shelf.archive.document(content=files.pdf(pages=2))

    pages = [await shelf.archive.officer.get(f"/evidence/{made['id']}/preview?page=2") for _ in range(2)]
    [(_key, lying)] = (await shelf.objects("preview/")).items()

    assert [page.status_code for page in pages] == [200, 200]
    assert pages[0].content == pages[1].content
    assert b"WEBP" not in lying
    assert b"pages" not in lying


async def test_parts_of_uploads_lie_encrypted_until_they_are_a_file(shelf: Shelf) -> None:
    await shelf.encrypting()
    address = await announced(shelf.archive.officer, len(LARGE))
    await send(shelf.archive.officer, address, 0, LARGE[: len(LARGE) // 2])
    parts = await shelf.objects("incoming/")
    await rotate_keys(shelf.settings, shelf.tell)

    done = await send(shelf.archive.officer, address, len(LARGE) // 2, LARGE[len(LARGE) // 2 :])
    [row] = await shelf.rows()

    assert done.status_code < 300, done.text
    assert parts
    assert all(b"%PDF" not in part and bytes(range(256)) not in part for part in parts.values())
    assert row.sha256 == sha256(LARGE).hexdigest()
    assert await shelf.all_readable()


async def test_files_of_before_stay_readable_and_are_brought_in(shelf: Shelf) -> None:
    made = await shelf.archive.document(content=LARGE)
    await shelf.archive.officer.get(f"/evidence/{made['id']}/preview")
    open_objects = await shelf.objects()
    await shelf.encrypting()
    newer = await upload(shelf.archive.officer, files.picture(), "ảnh.jpg", to=f"/evidence/{made['id']}/versions")
    assert newer.status_code == 201, newer.text
    before = await shelf.archive.officer.get(f"/evidence/{made['id']}/content?version=1")

    first = await encrypt_files(shelf.settings, shelf.tell)
    again = await encrypt_files(shelf.settings, shelf.tell)

    assert before.content == LARGE
    assert (first, again) == ((1, []), (0, []))
    assert (await shelf.archive.officer.get(f"/evidence/{made['id']}/content?version=1")).content == LARGE
    assert (await shelf.archive.officer.get(f"/evidence/{made['id']}/preview?version=1")).status_code == 200
    assert not open_objects.keys() & (await shelf.objects()).keys(), "what lay open is gone, its pages too"
    assert all(b"%PDF" not in lying for lying in (await shelf.objects()).values())


async def test_a_file_that_moved_since_its_row_was_read_is_found_at_its_new_place(shelf: Shelf) -> None:
    await shelf.many(2)
    [first, *_] = await shelf.rows()
    await shelf.encrypting()
    await encrypt_files(shelf.settings, shelf.tell)
    [moved, *_] = await shelf.rows()

    assert first.object_id != moved.object_id
    assert await shelf.all_readable()
    assert cipher_of(shelf.storage, first) is None
    from_old_row = b"".join([piece async for piece in await opened_content(shelf.place, first)])
    assert len(from_old_row) == first.size


async def encrypted(shelf: Shelf) -> int:
    async with shelf.archive.world.database.reading() as session:
        return await session.scalar(select(func.count()).where(EvidenceFile.wrapped_key.is_not(None))) or 0


async def test_killed_in_the_middle_of_encrypting_it_loses_nothing_and_goes_on(shelf: Shelf) -> None:
    await shelf.many(50)
    await shelf.encrypting()

    async def begun() -> bool:
        return await encrypted(shelf) > 4

    await shelf.killed("storage", "encrypt", when=begun)
    halfway = await encrypted(shelf)
    readable = await shelf.all_readable()
    rest = await encrypt_files(shelf.settings, shelf.tell)

    assert 4 < halfway < 50
    assert readable
    assert rest == (50 - halfway, [])
    assert await shelf.all_readable()
    with clock.real_at(clock.real() + timedelta(hours=25)):
        await sweep(shelf.archive.world.database, shelf.storage, shelf.settings.incoming_dir)
    assert set(await shelf.objects("evidence/")) == {row.key for row in await shelf.rows()}


async def test_a_damaged_file_is_named_and_left_as_it_is(shelf: Shelf) -> None:
    await shelf.many(3)
    [_, damaged, gone] = await shelf.rows()
    await shelf.storage.put(damaged.key, b"other" * 600)
    await shelf.storage.delete(gone.key)
    await shelf.encrypting()

    done, unsound = await encrypt_files(shelf.settings, shelf.tell)

    assert done == 1
    assert unsound == [f"{row.key} ({row.file_name})" for row in (damaged, gone)]
    assert [row.object_id for row in (await shelf.rows())[1:]] == [damaged.object_id, gone.object_id]


async def test_after_a_leak_every_file_gets_a_new_data_key(shelf: Shelf) -> None:
    await shelf.encrypting()
    await shelf.many(5)
    leaked = [(row.object_id, cipher_of(shelf.storage, row)) for row in await shelf.rows()]
    await rotate_keys(shelf.settings, shelf.tell)

    first = await reencrypt_files(shelf.settings, shelf.tell)
    again = await reencrypt_files(shelf.settings, shelf.tell)

    assert (first, again) == ((5, []), (0, []))
    assert await shelf.all_readable()
    present = await shelf.objects("evidence/")
    assert not {Storage.key(object_id) for object_id, _cipher in leaked} & present.keys()
