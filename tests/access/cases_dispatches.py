"""What is sent to the province: the coordinator sends, leader, observer and administrator look, nobody else knows of it."""

from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.one_consolidated import approved_report, coordinator_of, submitted_report

SENT = {"outside": {"sent_on": "2024-09-20", "document_number": "512/BC-UBND", "receiver": "Sở Nội vụ", "channel": "Trục liên thông"}}
SEEN = expect(403, admin=200, coordinator=200, leader=200, observer=200)


async def approved(scene: Scene) -> Attempt:
    return Attempt(f"/consolidated-reports/{(await approved_report(scene.world)).id}/deliver", SENT)


async def not_approved(scene: Scene) -> Attempt:
    return Attempt(f"/consolidated-reports/{(await submitted_report(scene.world)).id}/deliver", SENT)


async def of_a_report(scene: Scene) -> Attempt:
    return Attempt(f"/consolidated-reports/{(await approved_report(scene.world)).id}/dispatches")


async def a_package(scene: Scene) -> Attempt:
    return Attempt(f"/consolidated-reports/{(await approved_report(scene.world)).id}/package")


async def _dispatched(scene: Scene) -> str:
    one = await approved_report(scene.world)
    made = await (await coordinator_of(scene.world)).post(f"/consolidated-reports/{one.id}/deliver", SENT)
    assert made.status_code == 201, made.text
    return made.json()["id"]


async def one_of_them(scene: Scene) -> Attempt:
    return Attempt(f"/dispatches/{await _dispatched(scene)}")


async def again(scene: Scene) -> Attempt:
    return Attempt(f"/dispatches/{await _dispatched(scene)}/replay")


async def everything(scene: Scene) -> Attempt:
    return Attempt("/dispatches")


async def a_list(scene: Scene) -> Listed:
    return Listed("/dispatches", await _dispatched(scene))


CASES = [
    Case("GET /dispatches", everything, SEEN),
    Case("GET /dispatches/{dispatch_id}", one_of_them, SEEN),
    Case("POST /dispatches/{dispatch_id}/replay", again, expect(403, coordinator=409)),
    Case("GET /consolidated-reports/{consolidated_id}/dispatches", of_a_report, expect(403, coordinator=200, leader=200, observer=200)),
    Case("POST /consolidated-reports/{consolidated_id}/deliver", approved, expect(403, coordinator=201)),
    Case("POST /consolidated-reports/{consolidated_id}/deliver", not_approved, expect(404, admin=403, coordinator=409, leader=403)),
    Case("GET /consolidated-reports/{consolidated_id}/package", a_package, expect(200, admin=403)),
]
LISTS = [ListCase("GET /dispatches", a_list, expect(403, admin=True, coordinator=True, leader=True, observer=True))]
