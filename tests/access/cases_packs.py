"""Who draws packs of what: everybody of what they may read, and of nothing else."""

from typing import Any

from tests.access.cases_evidence import document_of
from tests.access.tables import Attempt, Case, Scene, expect

_NOWHERE = "00000000-0000-7000-8000-000000000000"


def _of_the_unit(part: str, *, released: bool) -> Any:
    async def a_pack(scene: Scene) -> Attempt:
        document = await document_of(scene, released=released)
        return Attempt(f"/evidence/pack{part}?evidence={document}")

    a_pack.__name__ = "a_pack_of_a_sent_document" if released else "a_pack_of_a_draft_document"
    return a_pack


def _of_nothing_known(part: str) -> Any:
    async def a_pack_of_an_unknown_period(scene: Scene) -> Attempt:
        return Attempt(f"/evidence/pack{part}?period={_NOWHERE}")

    return a_pack_of_an_unknown_period


def _cases(operation: str, part: str, status: int) -> list[Case]:
    sent = expect((status, 404), admin=403, coordinator=status, leader=status, observer=status)
    return [
        Case(operation, _of_the_unit(part, released=True), sent),
        Case(operation, _of_the_unit(part, released=False), expect((status, 404), admin=403)),
        Case(operation, _of_nothing_known(part), expect(404, admin=403)),
    ]


CASES = [
    *_cases("GET /evidence/pack", "", 200),
    *_cases("POST /evidence/pack/ticket", "/ticket", 201),
    # whoever may read documents may ask; of what they may not read they are told of nothing
    Case("GET /evidence/pack/contents", _of_the_unit("/contents", released=False), expect(200, admin=403)),
    Case("GET /evidence/pack/contents", _of_nothing_known("/contents"), expect(404, admin=403)),
]
