"""Who reads documents with personal data, their copies without them, and who is told of the reads."""

from typing import Any
from uuid import UUID

from papi.access.permissions import Role
from papi.evidence.actions import release
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.files import pdf


async def _marked(scene: Scene) -> str:
    """A document with personal data of the unit, sent, and the copy that stands for it; its address."""
    colleague = await scene.colleague(Role.OFFICER)
    file = {"file": ("Danh sách.pdf", pdf())}
    made = (await colleague.post("/evidence", files=file, data={"contains_personal_data": "true"})).json()["id"]
    copied = await colleague.post(f"/evidence/{made}/redacted", files={"file": ("Đã che.pdf", pdf(note="che"))})
    assert copied.status_code == 201, copied.text
    async with scene.world.database.writing() as session:
        await release(session, [UUID(made)], [])
    return f"/evidence/{made}"


def _of_a_marked_document(part: str) -> Any:
    async def a_marked_document(scene: Scene) -> Attempt:
        return Attempt(f"{await _marked(scene)}{part}")

    return a_marked_document


async def a_redacted_copy(scene: Scene) -> Attempt:
    return Attempt(f"{await _marked(scene)}/redacted", options={"files": {"file": ("Đã che.pdf", pdf(note="lại"))}})


async def a_blackout(scene: Scene) -> Attempt:
    return Attempt(f"{await _marked(scene)}/redacted/drawn", {"boxes": [{"page": 1, "x": 0.1, "y": 0.1, "width": 0.5, "height": 0.1}]})


async def a_read(scene: Scene) -> Listed:
    address = await _marked(scene)
    head = await scene.colleague(Role.UNIT_HEAD)
    await head.get(f"{address}/content")
    return Listed(f"{address}/reads", "1", key="number")


_ORIGINAL = expect((200, 404), admin=403, coordinator=200, leader=(200, 404), observer=(200, 404))
_COPY = expect((200, 404), admin=403, coordinator=200, leader=200, observer=200)
_UPLOAD = expect((201, 404), admin=403, coordinator=(201, 403), leader=403, observer=(201, 404))
CASES = [
    Case("GET /evidence/{evidence_id}", _of_a_marked_document(""), _ORIGINAL),
    Case("GET /evidence/{evidence_id}/redacted", _of_a_marked_document("/redacted"), _COPY),
    Case("GET /evidence/{evidence_id}/redacted/content", _of_a_marked_document("/redacted/content"), _COPY),
    Case("GET /evidence/{evidence_id}/redacted/preview", _of_a_marked_document("/redacted/preview"), _COPY),
    Case(
        "POST /evidence/{evidence_id}/redacted/ticket",
        _of_a_marked_document("/redacted/ticket"),
        expect((201, 404), admin=403, coordinator=201, leader=201, observer=201),
    ),
    Case("POST /evidence/{evidence_id}/redacted", a_redacted_copy, _UPLOAD),
    Case("POST /evidence/{evidence_id}/redacted/drawn", a_blackout, _UPLOAD),
]
LISTS = [
    ListCase(
        "GET /evidence/{evidence_id}/reads",
        a_read,
        expect((403, 404), admin=403, coordinator=(403, True), leader=(403, 404), unit_head=(True, 404), observer=(403, 404)),
    )
]
OUTSIDE = {"GET /evidence/{evidence_id}/reads": "it stands in the table of lists"}
