"""Backups of encrypted files: they lie encrypted in the archive too, and open elsewhere with their keys alone."""

from pathlib import Path

import pytest

from papi.backup import back_up, restore
from papi.kit.installation import CommandRefused
from papi.stores.checking import compare
from papi.stores.opening import files_held, opened
from papi.stores.rewriting import encrypt_files
from tests.support.shelf import Shelf
from tests.support.terminal import on_sqlite, settings_of

WORDS = b"%PDF-1.4\n" + "Biên bản họp khu phố 7 ".encode() * 100


async def test_an_archive_opens_elsewhere_with_its_keys(shelf: Shelf, tmp_path: Path) -> None:
    await shelf.archive.document()
    await shelf.encrypting()
    await shelf.archive.document(content=WORDS)
    elsewhere = settings_of(on_sqlite(tmp_path / "elsewhere", PAPI_DEMO="0"))

    manifest = await back_up(shelf.settings, tmp_path / "papi.tar", with_keys=True)
    restored = await restore(elsewhere, tmp_path / "papi.tar")

    assert (len(manifest["files"]), manifest["lost"], restored["unusable_keys"]) == (2, [], "")
    assert WORDS not in (tmp_path / "papi.tar").read_bytes()
    async with opened(elsewhere) as place:
        found = await compare(place, shelf.tell)
    assert (found.sound, found.rows, found.encrypted) == (True, 2, 1)


async def test_without_its_keys_it_says_which_are_missing(on_disk: Shelf, tmp_path: Path) -> None:
    key_id = await on_disk.encrypting()
    await on_disk.archive.document(content=WORDS)
    elsewhere = settings_of(on_sqlite(tmp_path / "elsewhere", PAPI_DEMO="0"))

    await back_up(on_disk.settings, tmp_path / "papi.tar")
    restored = await restore(elsewhere, tmp_path / "papi.tar")
    again = await back_up(elsewhere, tmp_path / "again.tar")

    assert f"the storage key {key_id}, which 1 files need, is missing" in restored["unusable_keys"]
    assert [entry["verified"] for entry in again["files"].values()] == [False]
    async with opened(elsewhere) as place:
        assert len((await compare(place, on_disk.tell)).locked) == 1


async def test_a_damaged_encrypted_file_is_no_part_of_a_backup(on_disk: Shelf, tmp_path: Path) -> None:
    await on_disk.encrypting()
    await on_disk.many(2)
    [damaged, _] = await on_disk.rows()
    await on_disk.storage.put(damaged.key, b"x" * 3000)

    manifest = await back_up(on_disk.settings, tmp_path / "papi.tar")

    assert (manifest["lost"], len(manifest["files"])) == ([damaged.key], 1)


async def test_while_files_are_copied_into_an_archive_nobody_moves_them(on_disk: Shelf, tmp_path: Path) -> None:
    await on_disk.encrypting()

    async with files_held(on_disk.settings, moving=False):
        with pytest.raises(CommandRefused, match="Another command is at work"):
            await encrypt_files(on_disk.settings, on_disk.tell)
        await back_up(on_disk.settings, tmp_path / "papi.tar")
    async with files_held(on_disk.settings, moving=True):
        with pytest.raises(CommandRefused, match="Another command is at work"):
            await back_up(on_disk.settings, tmp_path / "second.tar")
    assert not (tmp_path / "second.tar").exists()
