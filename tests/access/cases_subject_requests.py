"""Who sees the register of requests, and who handles them: nobody else, administrators included, learns that somebody asked."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from papi.access.permissions import Role
from papi.evidence.actions import release
from papi.kit import clock
from tests.access.cases_evidence import document_of
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.asking_subjects import BODY, NAME, registered
from tests.support.files import pdf


def _body() -> dict[str, Any]:
    return {**BODY, "received_on": clock.today().isoformat()}


async def _request(scene: Scene) -> dict[str, Any]:
    return await registered(await scene.colleague(Role.UNIT_HEAD), received_on=clock.today().isoformat())


def _of_a_request(part: str, body: Any = None) -> Callable[[Scene], Awaitable[Attempt]]:
    async def a_request(scene: Scene) -> Attempt:
        return Attempt(f"/subject-requests/{(await _request(scene))['id']}{part}", body)

    return a_request


async def a_request_more_time_for(scene: Scene) -> Attempt:
    made = await _request(scene)
    term = await scene.world.people((Role.COORDINATOR, await scene.world.coordinating_unit()))
    suggested = await term[0].get(f"/subject-requests/term?kind=provide&received_on={made['received_on']}")
    return Attempt(f"/subject-requests/{made['id']}/extend", {"due_on": suggested.json()["latest_on"], "reason": "Nhiều tài liệu"})


async def _document(scene: Scene) -> str:
    return await document_of(scene, released=True)


async def documents_to_choose(scene: Scene) -> Attempt:
    body = {"evidence_ids": [await _document(scene)], "goes": "original"}
    return Attempt(f"/subject-requests/{(await _request(scene))['id']}/documents", body)


def _with_a_document(part: str) -> Callable[[Scene], Awaitable[Attempt]]:
    async def a_request_with_a_document(scene: Scene) -> Attempt:
        made, document = await _request(scene), await _document(scene)
        head = await scene.colleague(Role.UNIT_HEAD)
        path = f"/subject-requests/{made['id']}"
        await head.post(f"{path}/documents", {"evidence_ids": [document], "goes": "original"})
        return Attempt(f"{path}{part.format(document=document)}")

    return a_request_with_a_document


async def a_document_that_names_the_person(scene: Scene) -> Listed:
    made = await _request(scene)
    officer = await scene.colleague(Role.OFFICER)
    uploaded = await officer.post("/evidence", files={"file": ("don.pdf", pdf())}, data={"title": f"Đơn của {NAME}"})
    async with scene.world.database.writing() as session:
        await release(session, [UUID(uploaded.json()["id"])], [])
    return Listed(f"/subject-requests/{made['id']}/candidates", uploaded.json()["id"])


async def a_new_request(scene: Scene) -> Attempt:
    return Attempt("/subject-requests", _body())


async def the_term(scene: Scene) -> Attempt:
    return Attempt(f"/subject-requests/term?kind=erase&received_on={clock.today().isoformat()}")


async def a_request_in_the_register(scene: Scene) -> Listed:
    return Listed("/subject-requests", (await _request(scene))["id"])


_SEE = expect(403, coordinator=200, leader=200, unit_head=(200, 404))
_END = {"outcome": "Đã giao bản sao tại bộ phận một cửa"}
_ENDS = ("answer", "refuse", "withdraw")
_PACK = expect(403, coordinator=201, unit_head=(201, 404))
_HANDLE = expect(403, coordinator=200, unit_head=(200, 404))
CASES = [
    Case("GET /subject-requests/term", the_term, expect(403, coordinator=200, leader=200, unit_head=200)),
    Case("POST /subject-requests", a_new_request, expect(403, coordinator=201, unit_head=201)),
    Case("GET /subject-requests/{request_id}", _of_a_request(""), _SEE),
    Case("PATCH /subject-requests/{request_id}", _of_a_request("", {"phone": "0908 000 111"}), _HANDLE),
    Case("POST /subject-requests/{request_id}/extend", a_request_more_time_for, _HANDLE),
    Case(
        "GET /subject-requests/{request_id}/documents",
        _with_a_document("/documents"),
        expect(403, coordinator=200, leader=200, unit_head=(200, 404)),
    ),
    Case("POST /subject-requests/{request_id}/documents", documents_to_choose, _HANDLE),
    Case("DELETE /subject-requests/{request_id}/documents/{evidence_id}", _with_a_document("/documents/{document}"), _HANDLE),
    Case(
        "POST /subject-requests/{request_id}/pack/ticket",
        _with_a_document("/pack/ticket"),
        expect(403, coordinator=201, unit_head=(201, 404)),
    ),
    *(
        Case(f"POST /subject-requests/{{request_id}}/{end}", _of_a_request(f"/{end}", _END), _HANDLE)
        for end in ("answer", "refuse", "withdraw")
    ),
]
LISTS = [
    ListCase("GET /subject-requests", a_request_in_the_register, expect(403, coordinator=True, leader=True, unit_head=(True, False))),
    ListCase(
        "GET /subject-requests/{request_id}/candidates",
        a_document_that_names_the_person,
        expect(403, coordinator=True, unit_head=(True, 404)),
    ),
]
OUTSIDE = {
    "GET /subject-requests": "it stands in the table of lists",
    "GET /subject-requests/{request_id}/candidates": "it stands in the table of lists",
}
