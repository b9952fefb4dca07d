"""Who may send files in pieces, and go on with which: one's own alone, whoever else is of the unit."""

from typing import Any

from papi.access.permissions import Role
from tests.access.cases_evidence import NOWHERE
from tests.access.tables import Attempt, Case, Scene, expect
from tests.support.pieces import PIECES, SPOKEN, announce

_ANNOUNCED = {**SPOKEN, "Upload-Length": "9"}
_PIECE = {**SPOKEN, "Upload-Offset": "0", "Content-Type": PIECES}


async def a_creation(scene: Scene) -> Attempt:
    return Attempt("/uploads", options={"headers": _ANNOUNCED})


async def _own(scene: Scene) -> str:
    """An upload of the caller; nobody's for those who can begin none."""
    answer = await announce(scene.caller, 9)
    return answer.headers.get("location", f"/uploads/{NOWHERE}")


async def _of_a_colleague(scene: Scene) -> str:
    return (await announce(await scene.colleague(Role.OFFICER), 9)).headers["location"]


def _cases(operation: str, allowed: int, **options: Any) -> list[Case]:
    async def an_upload_of_ones_own(scene: Scene) -> Attempt:
        return Attempt(await _own(scene), options=options)

    async def an_upload_of_a_colleague(scene: Scene) -> Attempt:
        return Attempt(await _of_a_colleague(scene), options=options)

    refused = {"admin": 403, "leader": 403}
    return [
        Case(operation, an_upload_of_ones_own, expect(allowed, **refused)),
        Case(operation, an_upload_of_a_colleague, expect(404, **refused)),
    ]


CASES = [
    Case("POST /uploads", a_creation, expect(201, admin=403, leader=403)),
    *_cases("GET /uploads/{upload_id}", 200),
    *_cases("HEAD /uploads/{upload_id}", 200, headers=SPOKEN),
    *_cases("PATCH /uploads/{upload_id}", 204, headers=_PIECE, content=b"abc"),
    *_cases("DELETE /uploads/{upload_id}", 204, headers=SPOKEN),
]
