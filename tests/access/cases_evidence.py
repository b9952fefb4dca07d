"""Who may do what with documents, which belong to a unit until they prove something that was sent."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from papi.access.permissions import Role
from papi.evidence.actions import release
from papi.evidence.texts.models import EvidenceLikeness, EvidenceText, Kind, TextState
from papi.kit import clock
from papi.kit.types import new_id
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.files import pdf

NOWHERE = "00000000-0000-7000-8000-000000000000"


async def document_of(scene: Scene, *, released: bool) -> str:
    """A document of the unit; its id."""
    colleague = await scene.colleague(Role.OFFICER)
    made = (await colleague.post("/evidence", files={"file": ("Kế hoạch.pdf", pdf())})).json()["id"]
    if released:
        async with scene.world.database.writing() as session:
            await release(session, [UUID(made)], [])
    return made


def _reading(part: str, *, released: bool) -> Any:
    async def a_document(scene: Scene) -> Attempt:
        return Attempt(f"/evidence/{await document_of(scene, released=released)}{part}")

    a_document.__name__ = "a_sent_document" if released else "a_draft_document"
    return a_document


async def an_upload(scene: Scene) -> Attempt:
    return Attempt("/evidence", options={"files": {"file": ("Kế hoạch.pdf", pdf())}})


async def a_new_version(scene: Scene) -> Attempt:
    address = f"/evidence/{await document_of(scene, released=True)}/versions"
    return Attempt(address, options={"files": {"file": ("Kế hoạch.pdf", pdf(pages=2))}})


async def a_correction(scene: Scene) -> Attempt:
    return Attempt(f"/evidence/{await document_of(scene, released=True)}", {"title": "Kế hoạch số 58"})


async def a_link_to_an_unknown_line(scene: Scene) -> Attempt:
    targets = {"targets": [{"type": "report_line", "id": NOWHERE}]}
    return Attempt(f"/evidence/{await document_of(scene, released=True)}/links", targets)


async def an_acceptance(scene: Scene) -> Attempt:
    return Attempt(f"/evidence/{await document_of(scene, released=True)}/accept")


async def a_rejection(scene: Scene) -> Attempt:
    return Attempt(f"/evidence/{await document_of(scene, released=True)}/reject", {"reason": "Thiếu chữ ký"})


async def a_rejection_of_many(scene: Scene) -> Attempt:
    """Each stands alone: of one that may not be rejected the answer tells so."""
    colleague = await scene.colleague(Role.OFFICER)
    made = (await colleague.get(f"/evidence/{await document_of(scene, released=True)}")).json()
    item = {"id": made["id"], "version": made["version"], "sha256": made["sha256"]}
    return Attempt("/evidence/bulk", {"action": "reject", "items": [item], "reason_code": "not_readable"})


async def the_issuing_bodies(scene: Scene) -> Attempt:
    return Attempt("/evidence/issuing-bodies")


async def a_sent_document_in_the_library(scene: Scene) -> Listed:
    return Listed("/evidence", await document_of(scene, released=True))


async def a_draft_document_in_the_library(scene: Scene) -> Listed:
    return Listed("/evidence", await document_of(scene, released=False))


async def a_likeness_that_is_not_there(scene: Scene) -> Attempt:
    return Attempt(f"/evidence/{await document_of(scene, released=True)}/likenesses/{NOWHERE}/dismiss", {"reason": "Biểu mẫu chung"})


async def a_likeness_to_set_aside(scene: Scene) -> Attempt:
    likeness, later = new_id(), await document_of(scene, released=True)
    files = [await _read_file(scene, document) for document in (await document_of(scene, released=False), later)]
    columns = {"file_id": files[1][1], "other_file_id": files[0][1], "evidence_id": files[1][0], "other_evidence_id": files[0][0]}
    found = {"kind": Kind.TEXT, "percent": 92, "found_at": clock.real()}
    await scene.world.add(EvidenceLikeness(id=likeness, **columns, **found))
    return Attempt(f"/evidence/{later}/likenesses/{likeness}/dismiss", {"reason": "Biểu mẫu chung"})


async def numbers_to_set_aside(scene: Scene) -> Attempt:
    document = await document_of(scene, released=True)
    _evidence_id, file_id = await _read_file(scene, document)
    async with scene.world.database.writing() as session:
        row = await session.get_one(EvidenceText, file_id)
        row.numbers = [{"kind": "cccd", "masked": "0770…1234", "page": 1}]
    return Attempt(f"/evidence/{document}/numbers/dismiss")


async def no_numbers_to_set_aside(scene: Scene) -> Attempt:
    return Attempt(f"/evidence/{await document_of(scene, released=True)}/numbers/dismiss")


async def _read_file(scene: Scene, document: str) -> tuple[UUID, UUID]:
    """The document's id and that of its file, as if a job had read it."""
    async with scene.world.database.writing() as session:
        row = (await session.scalars(select(EvidenceText).where(EvidenceText.evidence_id == UUID(document)))).one()
        row.state = TextState.READ
        return row.evidence_id, row.file_id


_SENT = expect((200, 404), admin=403, coordinator=200, leader=200, observer=200)
_DRAFT = expect((200, 404), admin=403)
_REVIEW = expect((403, 404), admin=403, coordinator=(403, 200), leader=403, observer=403)
_CHANGE = expect((200, 404), admin=403, coordinator=(200, 403), leader=403, observer=(200, 403))
# the document may be linked, but the line is nobody's
_LINK = expect(404, admin=403, coordinator=(404, 403), leader=403, observer=(404, 403))


# whoever may not do it at all is told so; to others there is nothing to set aside
_NO_LIKENESS = expect((403, 404), admin=403, coordinator=(403, 404), leader=403, observer=403)
_NO_NUMBERS = expect((409, 404), admin=403, coordinator=(409, 403), leader=403, observer=(409, 403))


def _status(expected: Any, status: int) -> Any:
    return {role: tuple(status if answer == 200 else answer for answer in pair) for role, pair in expected.items()}


def _reads(part: str) -> list[Case]:
    operation = f"GET /evidence/{{evidence_id}}{part}"
    return [
        Case(operation, _reading(part, released=True), _SENT),
        Case(operation, _reading(part, released=False), _DRAFT),
    ]


CASES = [
    Case("POST /evidence", an_upload, expect(201, admin=403, leader=403)),
    Case("POST /evidence/{evidence_id}/versions", a_new_version, _status(_CHANGE, 201)),
    Case("PATCH /evidence/{evidence_id}", a_correction, _CHANGE),
    Case("POST /evidence/{evidence_id}/links", a_link_to_an_unknown_line, _LINK),
    Case("DELETE /evidence/{evidence_id}/links", a_link_to_an_unknown_line, _LINK),
    Case("POST /evidence/{evidence_id}/accept", an_acceptance, _REVIEW),
    Case("POST /evidence/{evidence_id}/reject", a_rejection, _REVIEW),
    Case(
        "POST /evidence/{evidence_id}/accept",
        an_acceptance,
        expect((403, 404), admin=403, coordinator=(403, 403), leader=(403, 200), observer=403),
        coordinating=True,
    ),
    Case("POST /evidence/{evidence_id}/likenesses/{likeness_id}/dismiss", a_likeness_to_set_aside, _REVIEW),
    Case("POST /evidence/{evidence_id}/likenesses/{likeness_id}/dismiss", a_likeness_that_is_not_there, _NO_LIKENESS),
    Case("POST /evidence/{evidence_id}/numbers/dismiss", numbers_to_set_aside, _CHANGE),
    Case("POST /evidence/{evidence_id}/numbers/dismiss", no_numbers_to_set_aside, _NO_NUMBERS),
    Case("POST /evidence/bulk", a_rejection_of_many, expect(403, coordinator=200, leader=200)),
    Case("GET /evidence/issuing-bodies", the_issuing_bodies, expect(200, admin=403)),
    Case("POST /evidence/{evidence_id}/ticket", _reading("/ticket", released=True), _status(_SENT, 201)),
    *(case for part in ("", "/content", "/preview", "/text", "/findings", "/timeline", "/uses") for case in _reads(part)),
]
LISTS = [
    ListCase(
        "GET /evidence", a_sent_document_in_the_library, expect((True, False), admin=403, coordinator=True, leader=True, observer=True)
    ),
    ListCase("GET /evidence", a_draft_document_in_the_library, expect((True, False), admin=403)),
]
OUTSIDE = {"GET /evidence": "it stands in the table of lists"}
