"""Files are scanned again when the scanner knows more, and for the first time when there is one at last; what was open stays open."""

from datetime import timedelta
from typing import Any

import pytest

from papi.checks import examine
from papi.evidence.rescanning import count_scans, order_missing, order_rescan
from papi.evidence.scanning import keep_verdict
from papi.kit import clock
from papi.kit.clamav import Outcome, Verdict
from tests.support import files
from tests.support.archive import Archive, upload
from tests.support.clamd import FOUND, Clamd
from tests.support.databases import Databases
from tests.support.pieces import MEGABYTE
from tests.support.scanning import INFECTED, OPEN, bell, carry, closed, rows, set_scanner, state_of, ways_out, work_off
from tests.support.shelf import Shelf, opened_shelf


async def test_new_signatures_find_what_was_clean_and_a_false_alarm_is_taken_back(archive: Archive, clamd: Clamd) -> None:
    set_scanner(archive.world, clamd)
    clamd.restart(knows_eicar=False)
    made, other = await archive.document(content=INFECTED), await archive.document(content=files.pdf(note="khác"))
    await work_off(archive.world, clamd)
    states = [await state_of(archive, made["id"])]

    for knows in (True, False):
        clamd.restart(knows_eicar=knows)
        assert await order_rescan(archive.world.database, None) == 2
        assert [await state_of(archive, other["id"])] == [("clean", None)], "readable while it waits"
        assert await work_off(archive.world, clamd) == 2
        states.append(await state_of(archive, made["id"]))
    await carry(archive.world)

    assert states == [("clean", None), ("infected", FOUND), ("clean", None)]
    assert await ways_out(archive.officer, made["id"]) == OPEN
    assert [kind for kind, _subject in await bell(archive.head)] == ["evidence.cleared", "evidence.infected"]


async def test_who_asks_twice_has_asked_once_and_who_asks_of_some_gets_some(archive: Archive, clamd: Clamd) -> None:
    set_scanner(archive.world, clamd)
    await archive.document()
    await work_off(archive.world, clamd)

    asked = [await order_rescan(archive.world.database, None) for _ in range(2)]
    later = await order_rescan(archive.world.database, clock.business() + timedelta(minutes=1))

    assert (asked, later) == ([1, 1], 0)
    assert await work_off(archive.world, clamd) == 1


async def test_files_from_before_the_scanner_are_scanned_by_themselves_and_stay_open_meanwhile(archive: Archive, clamd: Clamd) -> None:
    old, bad = await archive.document(), await archive.document(content=INFECTED)
    huge = await archive.document(content=files.pdf() + b"%" * (4 * MEGABYTE))
    set_scanner(archive.world, clamd)

    ordered = await order_missing(archive.world.database)
    meanwhile = [await ways_out(archive.officer, document["id"]) for document in (old, bad, huge)]
    done = await work_off(archive.world, clamd)

    assert (ordered, meanwhile, done) == (3, [OPEN] * 3, 3)
    assert [await state_of(archive, document["id"]) for document in (old, bad)] == [("clean", None), ("infected", FOUND)]
    assert await state_of(archive, huge["id"]) == ("not_scanned", "too_large"), "a limit of the scanner closes nothing that was open"
    assert await order_missing(archive.world.database) == 0


@pytest.mark.parametrize(
    ("before", "verdict", "after"),
    [
        ("pending", Verdict(Outcome.CLEAN), ("clean", None)),
        ("pending", Verdict(Outcome.UNSCANNED, "encrypted"), ("failed", "encrypted")),
        ("clean", Verdict(Outcome.UNSCANNED, "too_large"), ("clean", "before")),
        ("infected", Verdict(Outcome.UNSCANNED, "too_large"), ("infected", "before")),
        ("infected", Verdict(Outcome.FOUND, "X"), ("infected", "X")),
        ("failed", Verdict(Outcome.CLEAN), ("clean", None)),
        ("not_scanned", Verdict(Outcome.FOUND, "X"), ("infected", "X")),
    ],
)
async def test_what_a_verdict_makes_of_a_file(archive: Archive, before: str, verdict: Verdict, after: tuple[str, str | None]) -> None:
    made = await archive.document()
    [row] = await rows(archive.world, made["id"])
    async with archive.world.database.writing() as session:
        stored = await session.merge(row)
        stored.scan_state, stored.scan_finding = type(row.scan_state)(before), "before"
    async with archive.world.database.writing() as session:
        await keep_verdict(session, row.id, verdict)

    assert [(one.scan_state, one.scan_finding) for one in await rows(archive.world, made["id"])] == [after]


async def test_nothing_is_said_of_a_file_that_is_not_what_was_stored(archive: Archive, clamd: Clamd) -> None:
    set_scanner(archive.world, clamd)
    made = await archive.document()
    [row] = await rows(archive.world, made["id"])
    await archive.storage.put(row.key, files.pdf()[:-7])
    await work_off(archive.world, clamd)

    assert await state_of(archive, made["id"]) == ("pending", None)


async def test_a_verdict_on_an_older_version_leaves_the_document_with_that_of_the_present_one(archive: Archive) -> None:
    made = await archive.document()
    await upload(archive.officer, files.docx(), "mới.docx", to=f"/evidence/{made['id']}/versions")
    first, second = await rows(archive.world, made["id"])

    for row, verdict in ((second, Verdict(Outcome.CLEAN)), (first, Verdict(Outcome.FOUND, "X"))):
        async with archive.world.database.writing() as session:
            await keep_verdict(session, row.id, verdict)

    assert await state_of(archive, made["id"]) == ("clean", None)
    assert await ways_out(archive.officer, made["id"], version=1) == closed("infected")


@pytest.fixture
async def shelf(databases: Databases, empty_template: str, tmp_path: Any, clamd: Clamd) -> Any:
    """A ward's installation, which commands are typed at."""
    async with opened_shelf(databases, empty_template, tmp_path / "shelf", f"file://{tmp_path / 'shelf' / 'files'}") as made:
        made.installation.settings["PAPI_CLAMAV"] = clamd.address
        set_scanner(made.archive.world, clamd)
        yield made


async def test_the_commands_say_how_files_stand_and_have_them_scanned(shelf: Shelf, clamd: Clamd) -> None:
    archive = shelf.archive
    await archive.document()
    await archive.document(content=INFECTED)
    await work_off(archive.world, clamd)
    await archive.document(content=files.pdf(note="chờ"))

    shown, none = await shelf.papi("evidence"), await shelf.papi("evidence", "rescan", "--since", "2100-01-01")
    again, refused = await shelf.papi("evidence", "rescan"), await shelf.papi("evidence", "waive")

    assert shown.stdout.splitlines()[-3:] == [
        "1 files wait for the scanner, and are read by nobody.",
        "1 files are clean.",
        "1 files hold malware and are quarantined.",
    ]
    assert (none.stdout.strip(), again.returncode) == ("There is no such file.", 0)
    assert again.stdout.startswith("The worker scans 3 files")
    assert (refused.returncode, "PAPI_CLAMAV is set" in refused.stderr) == (2, True)
    assert await work_off(archive.world, clamd) == 3


async def test_an_encrypted_file_is_shown_to_the_scanner_as_it_came(shelf: Shelf, clamd: Clamd) -> None:
    await shelf.encrypting()
    made = await shelf.archive.document(content=INFECTED)
    await work_off(shelf.archive.world, clamd)

    assert [row.master_key is not None for row in await rows(shelf.archive.world, made["id"])] == [True]
    assert await state_of(shelf.archive, made["id"]) == ("infected", FOUND)


async def test_where_the_scanner_was_taken_away_files_are_let_go_by_a_command_alone(shelf: Shelf, clamd: Clamd) -> None:
    archive = shelf.archive
    made = await archive.document()
    set_scanner(archive.world, None)
    shelf.installation.settings["PAPI_CLAMAV"] = ""
    blocked = await ways_out(archive.officer, made["id"])
    found = {finding.what: finding for finding in await examine(archive.world.app.state.settings)}["scanner"]

    asked, waived = await shelf.papi("evidence", "rescan"), await shelf.papi("evidence", "waive")

    assert blocked == closed("pending")
    assert (found.ok, "1 still wait for a scanner" in found.words) == (False, True), found.words
    assert (asked.returncode, waived.stdout.strip()) == (2, "1 files may be read, marked as not scanned.")
    assert await state_of(archive, made["id"]) == ("not_scanned", None)
    timeline = (await archive.officer.get(f"/evidence/{made['id']}/timeline")).json()["items"]
    assert "evidence.scan_waived" in {fact["kind"] for fact in timeline}


async def test_papi_check_says_how_the_scanner_is(shelf: Shelf, clamd: Clamd) -> None:
    archive = shelf.archive
    await archive.document(content=INFECTED)

    async def said() -> tuple[bool, str]:
        found = {finding.what: finding for finding in await examine(archive.world.app.state.settings)}["scanner"]
        return found.ok, found.words

    fine = await said()
    with clock.business_at(clock.business() + timedelta(hours=1)):
        waits_long = await said()
    clamd.stop()
    down = await said()
    clamd.start()
    await work_off(archive.world, clamd)

    assert (fine[0], fine[1].startswith("ClamAV "), "1 files wait, 0 are quarantined" in fine[1]) == (True, True, True), fine
    assert (waits_long[0], waits_long[1].endswith("is `papi worker` running?")) == (False, True)
    assert (down[0], down[1].startswith("clamd does not answer, so that new files are read by nobody")) == (False, True)
    assert "0 files wait, 1 are quarantined" in (await said())[1]
    async with archive.world.database.reading() as session:
        assert await count_scans(session) == {"infected": 1}
