"""Who gets what of a file that the virus scanner has not looked at yet, or in which it found something: who sees the document sees that."""

from typing import Any
from uuid import UUID

from sqlalchemy import update

from papi.evidence.models import Evidence, EvidenceFile, ScanState
from tests.access.cases_evidence import document_of
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect


async def _judged(scene: Scene, state: ScanState, *, released: bool) -> str:
    """A document of the unit of which the scanner has said so; its id."""
    document = await document_of(scene, released=released)
    async with scene.world.database.writing() as session:
        await session.execute(update(EvidenceFile).where(EvidenceFile.evidence_id == UUID(document)).values(scan_state=state))
        await session.execute(update(Evidence).where(Evidence.id == UUID(document)).values(scan_state=state))
    return document


def _reading(part: str, state: ScanState, *, released: bool) -> Any:
    async def a_document(scene: Scene) -> Attempt:
        return Attempt(f"/evidence/{await _judged(scene, state, released=released)}{part}")

    a_document.__name__ = f"a_{state}_{'sent' if released else 'draft'}_document"
    return a_document


async def an_acceptance_of_a_quarantined_document(scene: Scene) -> Attempt:
    return Attempt(f"/evidence/{await _judged(scene, ScanState.INFECTED, released=True)}/accept")


async def a_scan_of_what_was_scanned(scene: Scene) -> Attempt:
    _scanning(scene)
    return Attempt(f"/evidence/{await _judged(scene, ScanState.CLEAN, released=True)}/scan")


def _again(*, released: bool) -> Any:
    async def what_could_not_be_scanned(scene: Scene) -> Attempt:
        _scanning(scene)
        return Attempt(f"/evidence/{await _judged(scene, ScanState.FAILED, released=released)}/scan")

    what_could_not_be_scanned.__name__ = f"what_could_not_be_scanned_{'sent' if released else 'draft'}"
    return what_could_not_be_scanned


def _scanning(scene: Scene) -> None:
    state = scene.world.app.state
    state.settings = state.settings.model_copy(update={"clamav": "unix:///nowhere"})


async def a_quarantined_document_in_the_library(scene: Scene) -> Listed:
    return Listed("/evidence?scan_state=infected", await _judged(scene, ScanState.INFECTED, released=True))


async def a_waiting_draft_document_in_the_library(scene: Scene) -> Listed:
    return Listed("/evidence?scan_state=pending", await _judged(scene, ScanState.PENDING, released=False))


_SENT = expect((409, 404), admin=403, coordinator=409, leader=409, observer=409)
_DRAFT = expect((409, 404), admin=403)
_WAYS = ("GET /evidence/{evidence_id}/content", "GET /evidence/{evidence_id}/preview", "POST /evidence/{evidence_id}/ticket")

CASES = [
    *(
        Case(way, _reading(f"/{way.rpartition('/')[2]}", state, released=released), _SENT if released else _DRAFT)
        for way in _WAYS
        for state in (ScanState.PENDING, ScanState.INFECTED, ScanState.FAILED)
        for released in (True, False)
    ),
    Case(
        "GET /evidence/{evidence_id}",
        _reading("", ScanState.INFECTED, released=True),
        expect((200, 404), admin=403, coordinator=200, leader=200, observer=200),
    ),
    Case(
        "POST /evidence/{evidence_id}/accept",
        an_acceptance_of_a_quarantined_document,
        expect((403, 404), admin=403, coordinator=(403, 409), leader=403, observer=403),
    ),
    Case(
        "POST /evidence/{evidence_id}/scan",
        _again(released=True),
        expect((200, 404), admin=403, coordinator=(200, 403), leader=403, observer=(200, 403)),
    ),
    Case("POST /evidence/{evidence_id}/scan", _again(released=False), expect((200, 404), admin=403, leader=(403, 404))),
    Case(
        "POST /evidence/{evidence_id}/scan",
        a_scan_of_what_was_scanned,
        expect((409, 404), admin=403, coordinator=(409, 403), leader=403, observer=(409, 403)),
    ),
]
LISTS = [
    ListCase(
        "GET /evidence",
        a_quarantined_document_in_the_library,
        expect((True, False), admin=403, coordinator=True, leader=True, observer=True),
    ),
    ListCase("GET /evidence", a_waiting_draft_document_in_the_library, expect((True, False), admin=403)),
]
