"""`papi storage check`: what is missing, damaged, exchanged or nobody's is named, and the exit code says it to cron."""

from papi.kit.storage import Storage
from papi.kit.types import new_id
from papi.stores.checking import compare
from tests.support.shelf import Shelf


async def test_all_is_well(shelf: Shelf) -> None:
    await shelf.many(2)
    await shelf.encrypting()
    await shelf.archive.document(content=b"%PDF-1.4\n" + b"y" * 2000)

    quick, deep = await compare(shelf.place), await compare(shelf.place, shelf.tell)

    for found in (quick, deep):
        assert (found.sound, found.rows, found.encrypted, found.stray) == (True, 3, 1, [])
    assert (shelf.told[-1].done, shelf.told[-1].total) == (3, 3)


async def _harmed(shelf: Shelf) -> tuple[list[str], list[str], str]:
    """Objects that were harmed in every way: those that change in length or are gone, those that do not, and one of nobody."""
    await shelf.many(6)
    [_, flipped, cut, one, other, gone] = await shelf.rows()
    contents = await shelf.objects("evidence/")
    whole = contents[flipped.key]
    await shelf.storage.put(flipped.key, whole[:-1] + bytes([whole[-1] ^ 1]))
    await shelf.storage.put(cut.key, contents[cut.key][:-1])
    await shelf.storage.put(one.key, contents[other.key])
    await shelf.storage.put(other.key, contents[one.key])
    await shelf.storage.delete(gone.key)
    stray = Storage.key(new_id())
    await shelf.storage.put(stray, b"x")
    return [f"{cut.key} ({cut.file_name})"], [f"{row.key} ({row.file_name})" for row in (flipped, cut, one, other)], stray


async def _both(shelf: Shelf) -> None:
    by_length, damaged, stray = await _harmed(shelf)
    gone = (await shelf.rows())[-1]

    quick, deep = await compare(shelf.place), await compare(shelf.place, shelf.tell)

    assert (quick.damaged, deep.damaged) == (by_length, damaged)
    for found in (quick, deep):
        assert found.missing == [f"{gone.key} ({gone.file_name})"]
        assert (found.stray, found.old, found.sound) == ([stray], 0, False)


async def test_a_flipped_byte_a_cut_and_an_exchanged_file_are_found_among_open_files(shelf: Shelf) -> None:
    await _both(shelf)


async def test_and_among_encrypted_ones(shelf: Shelf) -> None:
    await shelf.encrypting()
    await _both(shelf)


async def test_an_encrypted_file_that_was_exchanged_is_not_given_out(shelf: Shelf) -> None:
    await shelf.encrypting()
    made, other = await shelf.archive.document(), await shelf.archive.document(content=b"%PDF-1.4\nkhac")
    [(first, one), (second, two)] = (await shelf.objects("evidence/")).items()
    await shelf.storage.put(first, two)
    await shelf.storage.put(second, one)

    for document in (made, other):
        answer = await shelf.archive.officer.get(f"/evidence/{document['id']}/content")
        assert (answer.status_code, answer.json()["code"]) == (500, "file_damaged")


async def test_the_exit_code_says_it(on_disk: Shelf) -> None:
    await on_disk.many(2)
    well = await on_disk.papi("storage", "check", "--deep")
    old = Storage.key(new_id().__class__(int=new_id().int - (3 * 24 * 3600 * 1000 << 80)))
    await on_disk.storage.put(old, b"x")
    stray = await on_disk.papi("storage", "check", "--language", "en")
    await on_disk.storage.delete((await on_disk.rows())[0].key)
    missing = await on_disk.papi("storage", "check")
    nowhere = await on_disk.papi("storage", "copy", "ftp://elsewhere")

    assert [done.returncode for done in (well, stray, missing, nowhere)] == [0, 3, 1, 2], missing.stderr
    assert "2 tệp" in well.stdout
    assert f"Without a row (swept after a day):\n  {old}" in stray.stdout
    assert "Thiếu trong kho hiện tại:\n  evidence/" in missing.stdout
    assert "is no store" in nowhere.stderr
