"""Master keys: rotated while people work, retired when nobody needs them, and told apart from any other."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from papi.checks import examine
from papi.evidence.models import EvidenceFile
from papi.evidence.storing import opened_content
from papi.kit.encryption import count_needing, key_states
from papi.kit.errors import StorageKeyMissing, StorageKeyWrong
from papi.kit.installation import CommandRefused
from papi.kit.storage import Storage
from papi.stores.keys import _make, create_key, retire_key, rotate_keys
from tests.support import files
from tests.support.shelf import Shelf


def file_of(shelf: Shelf, key_id: UUID) -> Path:
    return shelf.installation.secrets / f"storage-{key_id.hex}.json"


async def needing(shelf: Shelf, key_id: UUID) -> int:
    async with shelf.archive.world.database.reading() as session:
        return await count_needing(session, key_id)


async def fresh_storage(shelf: Shelf) -> Storage:
    """The store as a server that starts now finds it."""
    return Storage(shelf.settings.storage, shelf.settings.secrets_path)


async def test_servers_take_a_new_key_without_a_restart_and_the_old_one_is_retired(on_disk: Shelf) -> None:
    old = await on_disk.encrypting()
    made = await on_disk.archive.document()  # the server has used the old key
    new = await rotate_keys(on_disk.settings, on_disk.tell)
    later = await on_disk.archive.document(content=files.pdf(note="khác"))

    await retire_key(on_disk.settings, old)

    assert (new.fresh, new.wrapped) == (True, 1)
    assert await needing(on_disk, new.key_id) == 2
    assert not file_of(on_disk, old).exists()
    for document in (made, later):
        assert (await on_disk.archive.officer.get(f"/evidence/{document['id']}/content")).status_code == 200
    on_disk.archive.world.app.state.storage = await fresh_storage(on_disk)
    assert await on_disk.all_readable()


async def test_a_key_that_is_needed_in_use_or_unknown_is_not_retired(on_disk: Shelf) -> None:
    old = await on_disk.encrypting()
    await on_disk.archive.document()

    with pytest.raises(CommandRefused, match="is the one in use"):
        await retire_key(on_disk.settings, old)
    with pytest.raises(CommandRefused, match="There is no storage key"):
        await retire_key(on_disk.settings, uuid4())
    with pytest.raises(CommandRefused, match="There is a storage key already"):
        await create_key(on_disk.settings)
    await _make(on_disk.place)  # a rotation that was broken off before it wrapped anything
    with pytest.raises(CommandRefused, match="1 files need the storage key"):
        await retire_key(on_disk.settings, old)
    assert file_of(on_disk, old).exists()


async def test_killed_in_the_middle_of_a_rotation_it_goes_on_with_the_same_key(on_disk: Shelf) -> None:
    old = await on_disk.encrypting()
    await on_disk.many(500, size=40)

    async def begun() -> bool:
        async with on_disk.archive.world.database.reading() as session:
            moved = (EvidenceFile.master_key.is_not(None), EvidenceFile.master_key != old)
            return bool(await session.scalar(select(func.count()).where(*moved)))

    await on_disk.killed("storage", "keys", "rotate", when=begun)
    waiting, readable = await needing(on_disk, old), await on_disk.all_readable()
    done = await rotate_keys(on_disk.settings, on_disk.tell)

    assert 0 < waiting < 500
    assert readable
    assert (done.fresh, done.wrapped) == (False, waiting)
    assert (await needing(on_disk, old), await needing(on_disk, done.key_id)) == (0, 500)
    assert await on_disk.all_readable()


@pytest.mark.parametrize(("harm", "code"), [("wrong", "storage_key_wrong"), ("missing", "storage_key_missing")])
async def test_a_key_that_is_not_the_right_one_is_refused_in_words(on_disk: Shelf, harm: str, code: str) -> None:
    key_id = await on_disk.encrypting()
    made = await on_disk.archive.document()
    path = file_of(on_disk, key_id)
    another, _proof = on_disk.storage.keys_at_hand.add()
    path.unlink()
    if harm == "wrong":
        file_of(on_disk, another).rename(path)
    on_disk.archive.world.app.state.storage = await fresh_storage(on_disk)

    reading = await on_disk.archive.officer.get(f"/evidence/{made['id']}/content")
    storing = await on_disk.archive.officer.post("/evidence", files={"file": ("a.pdf", files.pdf(note="khác"))})
    found = {finding.what: finding for finding in await examine(on_disk.settings)}

    for answer in (reading, storing):
        assert (answer.status_code, answer.json()["code"]) == (503, code)
        assert str(key_id) in answer.json()["detail"]
    assert not found["storage keys"].ok
    assert str(key_id) in found["storage keys"].words
    assert "1 files need" in found["storage keys"].words
    with pytest.raises(StorageKeyMissing):
        await rotate_keys(on_disk.settings, on_disk.tell)
    assert await needing(on_disk, key_id) == 1


async def test_a_wrapped_key_is_of_use_to_its_own_row_alone(on_disk: Shelf) -> None:
    await on_disk.encrypting()
    await on_disk.many(2)
    [one, other] = await on_disk.rows()
    one.wrapped_key = other.wrapped_key

    with pytest.raises(StorageKeyWrong):
        await opened_content(on_disk.place, one)


async def test_what_check_says_of_keys(on_disk: Shelf) -> None:
    before = {finding.what: finding for finding in await examine(on_disk.settings)}["storage keys"]
    key_id = await on_disk.encrypting()
    await on_disk.archive.document()
    after = {finding.what: finding for finding in await examine(on_disk.settings)}["storage keys"]

    assert (before.ok, "papi storage keys create" in before.words) == (True, True)
    assert (after.ok, after.words) == (True, f"{key_id} for 1 files (in use)")
    async with on_disk.archive.world.database.reading() as session:
        [state] = await key_states(session, on_disk.storage.keys_at_hand)
    assert (state.primary, state.needed_by, state.fault) == (True, 1, None)
