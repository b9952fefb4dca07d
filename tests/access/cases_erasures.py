"""Who may propose the end of a document, and who decides."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update

from papi.access.permissions import Role
from papi.evidence.actions import release
from papi.evidence.models import Evidence
from papi.kit import clock
from papi.privacy.retention import SHIPPED
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.erasing import BODY, carry_out, proposed
from tests.support.files import pdf


async def _document(scene: Scene) -> str:
    colleague = await scene.colleague(Role.OFFICER)
    made = (await colleague.post("/evidence", files={"file": ("Danh sách.pdf", pdf())})).json()["id"]
    async with scene.world.database.writing() as session:
        await release(session, [UUID(made)], [])
    return made


async def _erasure(scene: Scene) -> dict[str, Any]:
    clerk = await scene.world.person(Role.COORDINATOR, await scene.world.coordinating_unit())
    return await proposed(clerk, await _document(scene))


def _of_a_proposal(part: str, body: Any = None) -> Callable[[Scene], Awaitable[Attempt]]:
    async def a_proposal(scene: Scene) -> Attempt:
        return Attempt(f"/erasures/{(await _erasure(scene))['id']}{part}", body)

    return a_proposal


async def a_document(scene: Scene) -> Attempt:
    return Attempt("/erasures", {**BODY, "evidence_id": await _document(scene)})


async def several_documents(scene: Scene) -> Attempt:
    return Attempt("/erasures/bulk", {**BODY, "evidence_ids": [await _document(scene)]})


async def a_proposal_in_the_list(scene: Scene) -> Listed:
    return Listed("/erasures", (await _erasure(scene))["id"])


async def the_rules(scene: Scene) -> Attempt:
    return Attempt("/retention-rules")


async def other_rules(scene: Scene) -> Attempt:
    return Attempt("/retention-rules", SHIPPED.model_dump(mode="json") | {"confirmed": True})


async def a_watched_document(scene: Scene) -> Attempt:
    return Attempt(f"/evidence/{await _document(scene)}/hold")


async def a_document_in_packs(scene: Scene) -> Attempt:
    return Attempt(f"/evidence/{await _document(scene)}/packs")


async def a_proposed_one_in_packs(scene: Scene) -> Attempt:
    """Marked, so that a leader does not see the document itself."""
    made = (await _erasure(scene))["evidence_id"]
    async with scene.world.database.writing() as session:
        await session.execute(update(Evidence).where(Evidence.id == UUID(made)).values(contains_personal_data=True))
    return Attempt(f"/evidence/{made}/packs")


async def a_document_to_hold(scene: Scene) -> Attempt:
    return Attempt(f"/evidence/{await _document(scene)}/hold", {"reason": "Đang thanh tra"})


async def a_held_document(scene: Scene) -> Attempt:
    made = await _document(scene)
    clerk = await scene.world.person(Role.COORDINATOR, await scene.world.coordinating_unit())
    await clerk.post(f"/evidence/{made}/hold", {"reason": "Đang thanh tra"})
    return Attempt(f"/evidence/{made}/hold")


async def an_old_document(scene: Scene) -> Listed:
    with clock.business_at(clock.business() - timedelta(days=5 * 366)):
        made = await _document(scene)
    return Listed("/retention/due", made)


async def an_erased_document(scene: Scene) -> Attempt:
    erasure = await _erasure(scene)
    leader = await scene.world.person(Role.LEADER, await scene.world.unit("UBND thành phố"))
    await leader.post(f"/erasures/{erasure['id']}/approve")
    await carry_out(scene.world)
    return Attempt(f"/evidence/{erasure['evidence_id']}/tombstone")


_PROPOSE = expect((403, 404), admin=403, coordinator=201, leader=403, unit_head=(201, 404), observer=403)
_LEADERS = expect(403, leader=200)
_WATCH = expect((403, 404), admin=403, coordinator=200, leader=200, unit_head=(200, 404), observer=403)
_HOLD = expect((403, 404), admin=403, coordinator=200, leader=403, observer=403)
CASES = [
    Case("GET /retention-rules", the_rules, expect(403, coordinator=200, leader=200, unit_head=200)),
    Case("PUT /retention-rules", other_rules, expect(403, coordinator=200)),
    Case("GET /evidence/{evidence_id}/hold", a_watched_document, _WATCH),
    Case(
        "GET /evidence/{evidence_id}/packs", a_document_in_packs, expect((200, 404), admin=403, coordinator=200, leader=200, observer=200)
    ),
    Case(
        "GET /evidence/{evidence_id}/packs",
        a_proposed_one_in_packs,
        expect((200, 404), admin=403, coordinator=200, leader=200),
    ),
    Case("POST /evidence/{evidence_id}/hold", a_document_to_hold, _HOLD),
    Case("DELETE /evidence/{evidence_id}/hold", a_held_document, _HOLD),
    Case("POST /erasures", a_document, _PROPOSE),
    # who sees none of them is told so row by row: tests/privacy/test_several_at_once.py
    Case("POST /erasures/bulk", several_documents, expect(403, coordinator=200, unit_head=200)),
    Case("GET /erasures/{erasure_id}", _of_a_proposal(""), expect(403, coordinator=200, leader=200, unit_head=(200, 404))),
    Case("POST /erasures/{erasure_id}/approve", _of_a_proposal("/approve"), _LEADERS),
    Case("POST /erasures/{erasure_id}/refuse", _of_a_proposal("/refuse", {"reason": "Còn cần"}), _LEADERS),
    # of somebody else's proposal: who made it takes it back in tests/privacy
    Case("POST /erasures/{erasure_id}/withdraw", _of_a_proposal("/withdraw"), expect(403)),
    Case(
        "GET /evidence/{evidence_id}/tombstone",
        an_erased_document,
        expect((200, 404), admin=403, coordinator=200, leader=200, observer=200),
    ),
]
LISTS = [
    ListCase("GET /retention/due", an_old_document, expect(403, coordinator=True, leader=True, unit_head=(True, False))),
    ListCase("GET /erasures", a_proposal_in_the_list, expect(403, coordinator=True, leader=True, unit_head=(True, False))),
]
OUTSIDE = {
    "GET /erasures": "it stands in the table of lists",
    "GET /retention/due": "it stands in the table of lists",
}
