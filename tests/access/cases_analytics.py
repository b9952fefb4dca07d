"""Reading across capabilities: dashboards, status, search and history show each reader what the subjects themselves would."""

from datetime import timedelta
from uuid import UUID

from papi.access.permissions import Role
from papi.directory.models import UnitKind
from papi.evidence.actions import release
from papi.kit import clock
from papi.kit.types import new_id
from papi.plans.models import Cadence, PlanState
from tests.access.cases_plans import YEARS
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.files import pdf
from tests.support.one_report import draft_report, sent_report
from tests.support.one_task import OneTask, edition, one_task
from tests.support.world import Someone

NOT_ADMIN = expect(200, admin=403)
SUPERVISED = expect(True, admin=403, unit_head=(True, False), officer=(True, False))
UNITS_ONLY = expect(False, admin=403, unit_head=(True, False), officer=(True, False))
# the administrator reads plans, assignments and units, but neither reports nor documents
PLAN_MATTERS = expect(True, unit_head=(True, False), officer=(True, False))
REPORT_MATTERS = expect(True, admin=False, unit_head=(True, False), officer=(True, False))
DRAFTS_OF_PLANS = expect(False, coordinator=True, leader=True)


async def _coordinator(scene: Scene) -> Someone:
    return await scene.world.person(Role.COORDINATOR, await scene.world.unit("Phòng Nội vụ khác", UnitKind.DEPARTMENT))


async def _overdue(scene: Scene) -> OneTask:
    return await one_task(scene.world, scene.unit, cadence=Cadence.ONCE, due_on=clock.today() - timedelta(days=3))


async def _moved(scene: Scene, plan_state: PlanState = PlanState.APPROVED) -> OneTask:
    """An assignment of the unit that the coordinator has just changed."""
    one = await one_task(scene.world, scene.unit, plan_state=plan_state)
    changed = await (await _coordinator(scene)).patch(f"/assignments/{one.assignment_id}", {"due_on": str(clock.today())})
    assert changed.status_code == 200, changed.text
    return one


async def the_overview(scene: Scene) -> Attempt:
    await _overdue(scene)
    return Attempt("/dashboards/overview")


async def the_matrix(scene: Scene) -> Attempt:
    await _overdue(scene)
    return Attempt("/dashboards/matrix")


async def my_work(scene: Scene) -> Attempt:
    await _overdue(scene)
    return Attempt("/dashboards/my-work")


async def the_status(scene: Scene) -> Attempt:
    await _overdue(scene)
    return Attempt("/task-status")


async def the_status_of_a_draft_plan(scene: Scene) -> Attempt:
    one = await one_task(scene.world, scene.unit, plan_state=PlanState.DRAFT)
    return Attempt(f"/task-status?plan={one.plan_id}")


async def a_search(_scene: Scene) -> Attempt:
    return Attempt("/search?q=papi")


async def the_history(_scene: Scene) -> Attempt:
    return Attempt("/history")


CASES = [
    Case("GET /dashboards/overview", the_overview, NOT_ADMIN),
    Case("GET /dashboards/matrix", the_matrix, NOT_ADMIN),
    Case("GET /dashboards/my-work", my_work, NOT_ADMIN),
    Case("GET /task-status", the_status, NOT_ADMIN),
    Case("GET /task-status", the_status_of_a_draft_plan, expect(404, admin=403, coordinator=200, leader=200)),
    Case("GET /search", a_search, expect(200)),
    Case("GET /history", the_history, expect(200)),
]


async def a_unit_in_the_matrix(scene: Scene) -> Listed:
    return Listed(f"/dashboards/matrix?plan={(await _overdue(scene)).plan_id}", str(scene.unit.id))


async def a_draft_plan_in_the_matrix(scene: Scene) -> Listed:
    one = await one_task(scene.world, scene.unit, plan_state=PlanState.DRAFT)
    return Listed(f"/dashboards/matrix?plan={one.plan_id}", str(scene.unit.id))


async def a_change_among_the_events(scene: Scene) -> Listed:
    return Listed("/dashboards/overview", str((await _moved(scene)).assignment_id))


async def a_draft_plans_change_among_the_events(scene: Scene) -> Listed:
    return Listed("/dashboards/overview", str((await _moved(scene, PlanState.DRAFT)).assignment_id))


async def what_is_overdue(scene: Scene) -> Listed:
    return Listed("/dashboards/my-work", str((await _overdue(scene)).assignment_id))


async def a_task_in_the_status(scene: Scene) -> Listed:
    one = await _overdue(scene)
    return Listed(f"/task-status?group_by=task&plan={one.plan_id}", str(one.task_id))


async def a_supporters_task_in_the_status(scene: Scene) -> Listed:
    lead = scene.caller.unit if scene.caller.unit.id != scene.unit.id else await scene.world.unit("Phòng Tư pháp")
    one = await one_task(scene.world, scene.unit, lead=lead)
    return Listed(f"/task-status?group_by=unit&plan={one.plan_id}", f'"{scene.unit.code}"')


def _word() -> str:
    return new_id().hex[-12:]


async def a_task_that_is_searched(scene: Scene) -> Listed:
    word = _word()
    one = await one_task(scene.world, scene.unit, title=f"Công khai {word}")
    return Listed(f"/search?q={word}", str(one.task_id))


async def a_draft_plans_task_that_is_searched(scene: Scene) -> Listed:
    word = _word()
    one = await one_task(scene.world, scene.unit, title=f"Công khai {word}", plan_state=PlanState.DRAFT)
    return Listed(f"/search?q={word}", str(one.task_id))


async def _renamed(scene: Scene) -> str:
    """A word by which the scene's unit alone is found."""
    word = _word()
    scene.unit.name = f"Phường {word}"
    async with scene.world.database.writing() as session:
        await session.merge(scene.unit)
    return word


async def a_sent_report_that_is_searched(scene: Scene) -> Listed:
    one = await sent_report(scene.world, scene.unit)
    return Listed(f"/search?q={await _renamed(scene)}", one.report_id)


async def a_draft_report_that_is_searched(scene: Scene) -> Listed:
    one = await draft_report(scene.world, scene.unit)
    return Listed(f"/search?q={await _renamed(scene)}", one.report_id)


async def _document(scene: Scene, word: str) -> str:
    colleague = await scene.colleague(Role.OFFICER)
    made = await colleague.post("/evidence", files={"file": ("Kế hoạch.pdf", pdf())}, data={"title": f"Kế hoạch {word}"})
    return made.json()["id"]


async def a_draft_document_that_is_searched(scene: Scene) -> Listed:
    word = _word()
    return Listed(f"/search?q={word}", await _document(scene, word))


async def a_sent_document_that_is_searched(scene: Scene) -> Listed:
    word = _word()
    made = await _document(scene, word)
    async with scene.world.database.writing() as session:
        await release(session, [UUID(made)], [])
    return Listed(f"/search?q={word}", made)


ANSWERS = [
    ListCase("GET /dashboards/matrix", a_unit_in_the_matrix, SUPERVISED),
    ListCase("GET /dashboards/matrix", a_draft_plan_in_the_matrix, expect(False, admin=403)),
    ListCase("GET /dashboards/overview", a_change_among_the_events, SUPERVISED),
    ListCase("GET /dashboards/overview", a_draft_plans_change_among_the_events, expect(False, admin=403, coordinator=True, leader=True)),
    ListCase("GET /dashboards/my-work", what_is_overdue, UNITS_ONLY),
    ListCase("GET /task-status", a_task_in_the_status, SUPERVISED),
    ListCase("GET /task-status", a_supporters_task_in_the_status, expect(True, admin=403)),
    ListCase("GET /search", a_task_that_is_searched, expect(True)),
    ListCase("GET /search", a_draft_plans_task_that_is_searched, DRAFTS_OF_PLANS),
    ListCase("GET /search", a_sent_report_that_is_searched, REPORT_MATTERS),
    ListCase("GET /search", a_draft_report_that_is_searched, expect((True, False), admin=False)),
    ListCase("GET /search", a_sent_document_that_is_searched, REPORT_MATTERS),
    ListCase("GET /search", a_draft_document_that_is_searched, expect((True, False), admin=False)),
]


async def a_changed_assignment(scene: Scene) -> Listed:
    one = await _moved(scene)
    return Listed(f"/history?subject=assignment:{one.assignment_id}", str(one.assignment_id), key="subject_id")


async def a_supporters_assignment(scene: Scene) -> Listed:
    """History goes by the own unit alone, also for who leads (permissions.csv)."""
    lead = scene.caller.unit if scene.caller.unit.id != scene.unit.id else await scene.world.unit("Phòng Tư pháp")
    one = await one_task(scene.world, scene.unit, lead=lead)
    await (await _coordinator(scene)).patch(f"/assignments/{one.assignment_id}", {"due_on": str(clock.today())})
    return Listed(f"/history?subject=assignment:{one.assignment_id}", str(one.assignment_id), key="subject_id")


async def an_assignment_of_a_draft_plan(scene: Scene) -> Listed:
    one = await _moved(scene, PlanState.DRAFT)
    return Listed(f"/history?subject=assignment:{one.assignment_id}", str(one.assignment_id), key="subject_id")


async def a_draft_plan(scene: Scene) -> Listed:
    await edition(scene.world)
    body = {"year": next(YEARS), "title": "Kế hoạch năm 2025", "framework_year": 2023}
    made = (await (await _coordinator(scene)).post("/plans", body)).json()["id"]
    return Listed(f"/history?subject=plan:{made}", made, key="subject_id")


async def a_task_of_a_draft_plan(scene: Scene) -> Listed:
    one = await one_task(scene.world, scene.unit, plan_state=PlanState.DRAFT)
    await (await _coordinator(scene)).patch(f"/tasks/{one.task_id}", {"title": "Rà soát hộ nghèo"})
    return Listed(f"/history?subject=task:{one.task_id}", str(one.task_id), key="subject_id")


async def a_sent_report(scene: Scene) -> Listed:
    one = await sent_report(scene.world, scene.unit)
    return Listed(f"/history?subject=report:{one.report_id}", one.report_id, key="subject_id")


async def a_line_that_was_saved(scene: Scene) -> Listed:
    one = await draft_report(scene.world, scene.unit)
    await (await scene.colleague(Role.OFFICER)).patch(f"/report-lines/{one.line_id}", {"result": "Đã tổ chức 04 buổi."})
    return Listed(f"/history?subject=report_line:{one.line_id}", one.line_id, key="subject_id")


async def an_upload(scene: Scene) -> Listed:
    made = await _document(scene, _word())
    return Listed(f"/history?subject=evidence:{made}", made, key="subject_id")


LISTS = [
    ListCase("GET /history", a_changed_assignment, PLAN_MATTERS),
    ListCase("GET /history", a_supporters_assignment, PLAN_MATTERS),
    ListCase("GET /history", an_assignment_of_a_draft_plan, DRAFTS_OF_PLANS),
    ListCase("GET /history", a_draft_plan, DRAFTS_OF_PLANS),
    ListCase("GET /history", a_task_of_a_draft_plan, DRAFTS_OF_PLANS),
    ListCase("GET /history", a_sent_report, REPORT_MATTERS),
    ListCase("GET /history", a_line_that_was_saved, expect((True, False), admin=False)),
    ListCase("GET /history", an_upload, expect((True, False), admin=False)),
]
