"""A file at which the scanner fails is told apart from a scanner that fails: the one is given up, and may be tried again; the other is
waited for."""

import tempfile
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from papi.evidence.rescanning import order_missing, order_rescan
from tests.support import files
from tests.support.archive import Archive
from tests.support.faulty_clamd import FaultyClamd, faulty_clamd
from tests.support.scanning import OPEN, bell, carry, closed, set_scanner, shown, state_of, ways_out, work_off

BAD = files.pdf(note="BROKEN-FOR-THE-SCANNER")
GIVEN_UP = ("failed", "scanner_failed")


@pytest.fixture
async def faulty() -> AsyncIterator[FaultyClamd]:
    """A scanner that fails at `BAD` alone; its address is short, as those of sockets must be."""
    with tempfile.TemporaryDirectory(prefix="clamd-") as name:
        async with faulty_clamd(Path(name) / "socket", b"BROKEN-FOR-THE-SCANNER") as made:
            yield made


async def _given_up(archive: Archive, scanner: FaultyClamd) -> tuple[str, list[tuple[str, str | None]]]:
    """A document that the scanner has failed at often enough, and how it stood after each time."""
    set_scanner(archive.world, scanner)
    made = await archive.document(content=BAD, title="Biên bản họp")
    states: list[tuple[str, str | None]] = []
    for times in range(6):
        await work_off(archive.world, scanner, later=timedelta(minutes=10 * times))
        states.append(await state_of(archive, made["id"]))
    return made["id"], states


async def test_after_a_few_tries_such_a_file_cannot_be_scanned_and_unit_and_reviewers_are_told(
    archive: Archive, faulty: FaultyClamd
) -> None:
    document, states = await _given_up(archive, faulty)
    other = await archive.document()
    await work_off(archive.world, faulty, later=timedelta(hours=2))
    await carry(archive.world)
    timeline = (await archive.officer.get(f"/evidence/{document}/timeline")).json()["items"]

    assert states == [("pending", None)] * 4 + [GIVEN_UP] * 2
    assert await state_of(archive, other["id"]) == ("clean", None)
    assert await ways_out(archive.officer, document) == closed("failed")
    refusal = (await archive.officer.get(f"/evidence/{document}/content")).json()["detail"]
    assert "trình quét báo lỗi ở tệp này" in refusal
    assert ("evidence.scan_failed", "Biên bản họp") in await bell(archive.officer)
    assert ("unit.file_not_scanned", "Phường 1") in await bell(archive.coordinator), "no title of a draft"
    assert await bell(archive.stranger) == []
    said = "trình quét mã độc nhiều lần báo lỗi ở phiên bản 1, nên chưa ai đọc được tệp; cần cho quét lại, hoặc tải lên phiên bản khác"
    assert said in [fact["text"] for fact in timeline]


async def test_the_unit_has_it_scanned_again_on_its_page(archive: Archive, faulty: FaultyClamd) -> None:
    document, _states = await _given_up(archive, faulty)
    before = await shown(archive.officer, document)
    faulty.bad = None

    asked = await archive.officer.post(f"/evidence/{document}/scan")
    twice = await archive.officer.post(f"/evidence/{document}/scan")
    dropped = await order_missing(archive.world.database)
    await work_off(archive.world, faulty)

    assert ("scan" in before["allowed_actions"], asked.status_code, asked.json()["scan_state"]) == (True, 200, "pending")
    assert "scan" not in asked.json()["allowed_actions"]
    assert (twice.status_code, twice.json()["code"]) == (409, "nothing_to_scan_again")
    assert dropped == 1, "what waits is asked for again, should its job be gone"
    assert await state_of(archive, document) == ("clean", None)
    assert await ways_out(archive.officer, document) == OPEN


async def test_tried_again_it_may_be_given_up_again(archive: Archive, faulty: FaultyClamd) -> None:
    document, _states = await _given_up(archive, faulty)
    await archive.officer.post(f"/evidence/{document}/scan")
    for times in range(6):
        await work_off(archive.world, faulty, later=timedelta(minutes=10 * times))

    assert await state_of(archive, document) == GIVEN_UP
    assert await order_rescan(archive.world.database, None) == 1
    faulty.bad = None
    await work_off(archive.world, faulty)
    assert await state_of(archive, document) == ("clean", None), "the command tries it too"


async def test_without_a_scanner_nothing_is_scanned_again(archive: Archive, faulty: FaultyClamd) -> None:
    document, _states = await _given_up(archive, faulty)
    set_scanner(archive.world, None)

    refused = await archive.officer.post(f"/evidence/{document}/scan")

    assert (refused.status_code, refused.json()["code"]) == (409, "no_scanner")
    assert await state_of(archive, document) == GIVEN_UP


async def test_a_scanner_that_fails_at_everything_is_waited_for_without_end(archive: Archive, faulty: FaultyClamd) -> None:
    faulty.bad = b""
    set_scanner(archive.world, faulty)
    made = await archive.document()
    tried = [await work_off(archive.world, faulty, later=timedelta(minutes=10 * times)) for times in range(12)]
    waiting = await state_of(archive, made["id"])
    faulty.bad = None
    await work_off(archive.world, faulty, later=timedelta(hours=3))

    assert (tried, waiting) == ([1] * 12, ("pending", None))
    assert await state_of(archive, made["id"]) == ("clean", None)


async def test_what_was_open_stays_open_where_scanning_it_again_fails(archive: Archive, faulty: FaultyClamd) -> None:
    made = await archive.document(content=BAD)
    set_scanner(archive.world, faulty)
    await order_missing(archive.world.database)
    for times in range(6):
        await work_off(archive.world, faulty, later=timedelta(minutes=10 * times))

    assert await state_of(archive, made["id"]) == ("not_scanned", "scanner_failed")
    assert await ways_out(archive.officer, made["id"]) == OPEN
    assert await order_missing(archive.world.database) == 0
