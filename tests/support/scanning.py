"""A ward whose installation has a virus scanner, and the worker that hands files to it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from papi.evidence.models import EvidenceFile
from papi.evidence.scanning import scan_jobs
from papi.evidence.storing import Workplace
from papi.jobs.running import do_next
from papi.kit import clock
from papi.kit.clamav import Scanner
from papi.notifications.reactions import notify_people
from papi.outbox.relay import relay_batch
from tests.support import files
from tests.support.archive import Archive
from tests.support.clamd import EICAR, Clamd
from tests.support.faulty_clamd import FaultyClamd
from tests.support.world import Someone, World

LEASE = timedelta(seconds=60)
INFECTED = files.pdf(note=EICAR.decode())


def set_scanner(world: World, clamd: Clamd | FaultyClamd | None) -> None:
    """What PAPI_CLAMAV says, to a server that is running."""
    state = world.app.state
    state.settings = state.settings.model_copy(update={"clamav": clamd.address if clamd else ""})
    state.scanner = Scanner(clamd.address) if clamd else None


async def work_off(world: World, clamd: Clamd | FaultyClamd, *, later: timedelta = timedelta(0)) -> int:
    """Do what the worker has to do, or will have so much later; how many files were handed to the scanner."""
    state, done = world.app.state, 0
    kinds = scan_jobs(Workplace(world.database, state.storage, state.settings.incoming_dir), Scanner(clamd.address))
    with clock.real_at(clock.real() + later):
        for kind in kinds:
            while await do_next(world.database, kind, LEASE):
                done += 1
    return done


async def shown(who: Someone, document_id: str) -> dict[str, Any]:
    return (await who.get(f"/evidence/{document_id}")).json()


async def state_of(archive: Archive, document_id: str) -> tuple[str, str | None]:
    """How a document stands with the scanner, and why."""
    read = await shown(archive.officer, document_id)
    [row] = [item for item in (await archive.officer.get("/evidence")).json()["items"] if item["id"] == document_id]
    assert row["scan_state"] == read["scan_state"] == read["versions"][-1]["scan_state"]
    return read["scan_state"], read["scan_finding"]


async def ways_out(who: Someone, document_id: str, version: int | None = None) -> list[tuple[int, str | None]]:
    """What somebody gets who wants the file: its bytes, a page, a one-minute address."""
    asked = f"?version={version}" if version else ""
    answers = [
        await who.get(f"/evidence/{document_id}/content{asked}"),
        await who.get(f"/evidence/{document_id}/preview{asked}"),
        await who.post(f"/evidence/{document_id}/ticket{asked}"),
    ]
    return [(answer.status_code, answer.json()["code"] if answer.status_code >= 400 else None) for answer in answers]


CLOSED = {"pending": "file_being_scanned", "infected": "file_quarantined", "failed": "file_not_scannable"}
OPEN: list[tuple[int, str | None]] = [(200, None), (200, None), (201, None)]


def closed(state: str) -> list[tuple[int, str | None]]:
    return [(409, CLOSED[state])] * 3


async def carry(world: World) -> None:
    """Tell people of what happened."""
    while await relay_batch(world.database, [notify_people]):
        pass


async def bell(who: Someone) -> list[tuple[str, str]]:
    """What somebody was told: kind and subject."""
    items = (await who.get("/notifications")).json()["items"]
    return [(item["kind"], item["subject"]) for item in items]


async def rows(world: World, document_id: str) -> list[EvidenceFile]:
    async with world.database.reading() as session:
        wanted = select(EvidenceFile).where(EvidenceFile.evidence_id == UUID(document_id)).order_by(EvidenceFile.number)
        return list(await session.scalars(wanted))
