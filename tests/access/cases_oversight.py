"""Reminders by hand: coordinators and leaders remind everybody, heads and officers whom they lead; each unit reads what it was told."""

from datetime import timedelta

from papi.access.permissions import Role
from papi.directory.models import UnitKind
from papi.kit import clock
from papi.plans.models import Cadence
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.one_report import draft_report
from tests.support.one_task import one_task

SUPERVISORS = expect(403, coordinator=200, leader=200, observer=200)
READERS = expect((True, False), admin=403, coordinator=True, leader=True, observer=True)


async def a_reminder_of_a_task(scene: Scene) -> Attempt:
    return Attempt("/reminders", {"assignment_ids": [str((await one_task(scene.world, scene.unit)).assignment_id)]})


async def a_reminder_of_a_report(scene: Scene) -> Attempt:
    one = await draft_report(scene.world, scene.unit)
    return Attempt("/reminders", {"period_id": one.period_id, "unit_ids": [str(scene.unit.id)]})


async def a_directive(scene: Scene) -> Attempt:
    reminded = (await a_reminder_of_a_task(scene)).body
    return Attempt("/reminders", {**reminded, "kind": "directive"})


async def _sent(scene: Scene) -> tuple[str, str]:
    """The period and the reminder that somebody elsewhere sent about the unit's report."""
    attempt = await a_reminder_of_a_report(scene)
    sender = await scene.world.person(Role.COORDINATOR, await scene.world.unit("Phòng Nội vụ khác", UnitKind.DEPARTMENT))
    sent = await sender.post("/reminders", attempt.body)
    assert sent.status_code == 201, sent.text
    return attempt.body["period_id"], sent.json()["id"]


async def what_the_unit_was_told(scene: Scene) -> Listed:
    return Listed("/reminders", (await _sent(scene))[1], "reminder_id")


async def how_often_the_unit_was_told(scene: Scene) -> Listed:
    period, _ = await _sent(scene)
    return Listed(f"/periods/{period}/reminders", str(scene.unit.id), "unit_id")


async def counts_of_a_period(scene: Scene) -> Attempt:
    return Attempt(f"/periods/{(await _sent(scene))[0]}/reminders")


async def the_letter_of_the_own_unit(scene: Scene) -> Attempt:
    attempt = await a_reminder_of_a_task(scene)
    sent = await (await scene.colleague(Role.COORDINATOR)).post("/reminders", attempt.body)
    assert sent.status_code == 201, sent.text
    return Attempt(f"/reminders/{sent.json()['id']}/letter?format=json")


async def something_that_climbed(scene: Scene) -> Listed:
    one = await one_task(scene.world, scene.unit, cadence=Cadence.ONCE, due_on=clock.today() - timedelta(days=30))
    return Listed(f"/escalations?unit={scene.unit.id}", str(one.assignment_id))


async def the_ladder(_scene: Scene) -> Attempt:
    return Attempt("/escalation-ladder")


async def another_ladder(_scene: Scene) -> Attempt:
    return Attempt("/escalation-ladder", {"unit": "working_days", "steps": [{"days": 1, "to": ["head"]}]})


CASES = [
    Case("GET /escalation-ladder", the_ladder, SUPERVISORS),
    Case("PUT /escalation-ladder", another_ladder, expect(403, coordinator=200)),
    Case("POST /reminders", a_reminder_of_a_task, expect(403, coordinator=201, leader=201, unit_head=409, officer=409)),
    Case("POST /reminders", a_reminder_of_a_report, expect(403, coordinator=201, leader=201)),
    Case("POST /reminders", a_directive, expect(403, leader=201)),
    Case("GET /periods/{period_id}/reminders", counts_of_a_period, expect(200, admin=403)),
    Case("GET /reminders/{reminder_id}/letter", the_letter_of_the_own_unit, expect((200, 404), admin=403, observer=403)),
]
LISTS = [
    ListCase("GET /escalations", something_that_climbed, expect(403, coordinator=True, leader=True, observer=True)),
    ListCase("GET /reminders", what_the_unit_was_told, READERS),
]
ANSWERS = [ListCase("GET /periods/{period_id}/reminders", how_often_the_unit_was_told, READERS)]
OUTSIDE = dict.fromkeys(("GET /reminders", "GET /escalations"), "it stands in the table of lists")
