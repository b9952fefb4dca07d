"""What is erased leaves the store for good, on disk and on S3, encrypted or not; a worker that is killed leaves it to the next."""

from papi.kit import clock
from tests.support.erasing import LEASE, approved, carry_out
from tests.support.shelf import Shelf

MANY = 60


async def test_an_encrypted_document_loses_its_keys_and_its_bytes_though_the_worker_is_killed(shelf: Shelf) -> None:
    await shelf.encrypting()
    await shelf.many(MANY)
    archive = shelf.archive
    document = (await archive.officer.get("/evidence")).json()["items"][0]["id"]
    await archive.release(document)
    await approved(archive.coordinator, archive.leader, document)
    keys = {row.wrapped_key for row in await shelf.rows()}

    async def begun() -> bool:
        return len(await archive.stored()) < MANY

    worker = ("serve", "--port", "0") if archive.world.database.is_sqlite else ("worker",)
    await shelf.killed(*worker, when=begun)
    left = len(await archive.stored())
    with clock.real_at(clock.real() + 2 * LEASE):
        await carry_out(archive.world)
    checked = await shelf.papi("storage", "check")

    assert keys == {None}  # gone with the decision, before any byte was
    assert left < MANY, (shelf.installation.folder / "log").read_text()
    assert await shelf.objects() == {}
    assert (await archive.officer.get(f"/evidence/{document}/tombstone")).status_code == 200
    assert checked.returncode == 0, checked.stdout


async def test_a_copy_and_a_backup_do_not_miss_what_was_erased(shelf: Shelf) -> None:
    archive = shelf.archive
    erased, kept = [(await archive.document())["id"] for _ in range(2)]
    await archive.release(erased)
    await approved(archive.coordinator, archive.leader, erased)
    await carry_out(archive.world)

    backup = await shelf.papi("backup", str(shelf.installation.folder / "all.tar"))
    copied = await shelf.papi("storage", "copy", f"file://{shelf.installation.folder / 'second'}")

    assert (backup.returncode, copied.returncode) == (0, 0), (backup.stdout, copied.stdout)
    assert len(await shelf.objects("evidence/")) == 1
    assert (await archive.officer.get(f"/evidence/{kept}/content")).status_code == 200
