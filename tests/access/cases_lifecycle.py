"""Versions, amendments, papers, distribution and copies of plans: what is approved is read by everybody inside, the way there is not."""

from collections.abc import Awaitable, Callable
from typing import Any

from papi.access.permissions import Role
from papi.directory.models import UnitKind
from papi.kit import clock
from papi.kit.text import searchable
from papi.plans.models import BasisKind, LegalBasis, PlanReceipt, PlanState, StepState, TaskStep
from tests.access.cases_plans import TOO_LATE_FOR_WRITER, WRITER_ON_DRAFT, YEARS
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.one_task import OneTask, edition, one_task
from tests.support.world import Someone

REASON = {"reason": "Theo chỉ đạo của UBND thành phố."}
EVERYBODY = expect(200)
WRITER = expect(403, coordinator=200)
WRITER_MAKES = expect(403, coordinator=201)
OF_WRITER_AND_LEADER = expect(404, coordinator=200, leader=200)

Making = Callable[[Scene], Awaitable[Attempt]]


def on_plan(path: str, body: Any = None, state: PlanState = PlanState.APPROVED) -> Making:
    """A request about a plan with one task for the scene's unit."""

    async def attempt(scene: Scene) -> Attempt:
        one = await one_task(scene.world, scene.unit, plan_state=state)
        return Attempt(path.format(plan=one.plan_id, task=one.task_id), body)

    attempt.__name__ = f"{state.value}_plan"
    return attempt


async def a_copy(scene: Scene) -> Attempt:
    one = await one_task(scene.world, scene.unit)
    return Attempt(f"/plans/{one.plan_id}/copy", {"year": next(YEARS)})


async def a_draft_given_up(scene: Scene) -> Attempt:
    """Of a year that has no other plan."""
    await edition(scene.world)
    body = {"year": next(YEARS), "title": "Kế hoạch", "framework_year": 2023}
    made = (await (await _writer(scene)).post("/plans", body)).json()
    assert (await (await _writer(scene)).post(f"/plans/{made['id']}/discard")).status_code == 200
    return Attempt(f"/plans/{made['id']}/restore")


async def _writer(scene: Scene) -> Someone:
    return await scene.world.person(Role.COORDINATOR, await scene.world.unit("Phòng Nội vụ khác", UnitKind.DEPARTMENT))


async def _amendment(scene: Scene, one: OneTask, *, by: Someone, submit: bool) -> str:
    made = await by.post(f"/plans/{one.plan_id}/amendments", REASON)
    assert made.status_code == 201, made.text
    path = f"/amendments/{made.json()['id']}"
    drop = {"kind": "drop_task", "task_id": str(one.task_id)}
    assert (await by.patch(path, {"changes": [drop]})).status_code == 200
    if submit:
        assert (await by.post(f"{path}/submit")).status_code == 200
    return path


def amending(step: str, body: Any = None, *, submit: bool) -> Making:
    """A request about somebody's amendment, still written or before the leader."""

    async def attempt(scene: Scene) -> Attempt:
        one = await one_task(scene.world, scene.unit)
        return Attempt(f"{await _amendment(scene, one, by=await _writer(scene), submit=submit)}{step}", body)

    attempt.__name__ = f"{'submitted' if submit else 'draft'}_amendment"
    return attempt


async def ones_own_amendment(scene: Scene) -> Attempt:
    """Whoever sent it does not approve it; for all but the coordinator it is somebody else's."""
    one = await one_task(scene.world, scene.unit)
    by = scene.caller if scene.caller.role is Role.COORDINATOR else await _writer(scene)
    return Attempt(f"{await _amendment(scene, one, by=by, submit=True)}/approve")


async def _approved(scene: Scene) -> OneTask:
    one = await one_task(scene.world, scene.unit)
    path = await _amendment(scene, one, by=await _writer(scene), submit=True)
    leader = await scene.world.person(Role.LEADER, await scene.world.unit("UBND thành phố", UnitKind.CITY))
    assert (await leader.post(f"{path}/approve")).status_code == 200
    return one


def of_version(path: str) -> Making:
    async def attempt(scene: Scene) -> Attempt:
        return Attempt(path.format(plan=(await _approved(scene)).plan_id))

    attempt.__name__ = "second_version"
    return attempt


def _basis() -> LegalBasis:
    title = "Cải thiện Chỉ số PAPI"
    return LegalBasis(kind=BasisKind.DECISION, number="1622/QĐ-UBND", issuer="UBND tỉnh", title=title, folded=searchable(title))


def on_basis(path: str, body: Any = None) -> Making:
    async def attempt(scene: Scene) -> Attempt:
        await scene.world.add(basis := _basis())
        return Attempt(path.format(basis=basis.id), body)

    attempt.__name__ = "a_basis"
    return attempt


async def _sent(scene: Scene, one: OneTask) -> PlanReceipt:
    receipt = PlanReceipt(
        plan_id=one.plan_id, number=1, sort=0, name=scene.unit.short_name, unit_id=scene.unit.id, requested=False, sent_at=clock.business()
    )
    await scene.world.add(receipt)
    return receipt


def sent(path: str) -> Making:
    """A request about a plan that was sent to the scene's unit."""

    async def attempt(scene: Scene) -> Attempt:
        one = await one_task(scene.world, scene.unit)
        await _sent(scene, one)
        return Attempt(path.format(plan=one.plan_id))

    attempt.__name__ = "a_sent_plan"
    return attempt


async def a_plan_with_a_receiver(scene: Scene) -> Attempt:
    one = await one_task(scene.world, scene.unit)
    line = {"name": scene.unit.short_name, "unit_ids": [str(scene.unit.id)]}
    saved = await (await _writer(scene)).put(f"/plans/{one.plan_id}/receivers", {"items": [line]})
    assert saved.status_code == 200, saved.text
    return Attempt(f"/plans/{one.plan_id}/distribute")


_LINES = {"items": [{"name": "Sở Nội vụ"}]}
CASES = [
    *(
        Case(f"GET {path.replace('{plan}', '{plan_id}')}", on_plan(path, state=state), expected)
        for path in (
            "/plans/{plan}/versions",
            "/plans/{plan}/legal-bases",
            "/plans/{plan}/receivers",
            "/plans/{plan}/distribution",
            "/plans/{plan}/baselines",
            "/plans/{plan}/low-rated",
        )
        for state, expected in ((PlanState.APPROVED, EVERYBODY), (PlanState.DRAFT, OF_WRITER_AND_LEADER))
    ),
    Case("GET /plans/{plan_id}/versions/{number}", of_version("/plans/{plan}/versions/2"), EVERYBODY),
    Case("GET /plans/{plan_id}/versions/{number}/difference", of_version("/plans/{plan}/versions/2/difference"), EVERYBODY),
    Case("GET /plans/{plan_id}/corrections", of_version("/plans/{plan}/corrections"), EVERYBODY),
    Case("POST /plans/{plan_id}/amendments", on_plan("/plans/{plan}/amendments", REASON), WRITER_MAKES),
    Case(
        "POST /plans/{plan_id}/amendments",
        on_plan("/plans/{plan}/amendments", REASON, PlanState.DRAFT),
        expect(404, coordinator=409, leader=403),
    ),
    Case("GET /plans/{plan_id}/amendments", on_plan("/plans/{plan}/amendments"), expect(403, coordinator=200, leader=200)),
    Case("GET /plans/{plan_id}/amendments", on_plan("/plans/{plan}/amendments", state=PlanState.DRAFT), OF_WRITER_AND_LEADER),
    Case("GET /amendments/{amendment_id}", amending("", submit=False), OF_WRITER_AND_LEADER),
    Case("GET /amendments/{amendment_id}", amending("", submit=True), OF_WRITER_AND_LEADER),
    Case("PATCH /amendments/{amendment_id}", amending("", {"changes": []}, submit=False), expect(404, coordinator=200, leader=403)),
    Case("PATCH /amendments/{amendment_id}", amending("", {"changes": []}, submit=True), expect(404, coordinator=409, leader=403)),
    Case("POST /amendments/{amendment_id}/submit", amending("/submit", submit=False), expect(404, coordinator=200, leader=403)),
    Case("POST /amendments/{amendment_id}/submit", amending("/submit", submit=True), expect(404, coordinator=409, leader=403)),
    Case("POST /amendments/{amendment_id}/approve", amending("/approve", submit=True), expect(404, coordinator=403, leader=200)),
    Case("POST /amendments/{amendment_id}/approve", amending("/approve", submit=False), expect(404, coordinator=403, leader=409)),
    Case("POST /amendments/{amendment_id}/approve", ones_own_amendment, expect(404, coordinator=403, leader=200)),
    Case("POST /amendments/{amendment_id}/return", amending("/return", REASON, submit=True), expect(404, coordinator=403, leader=200)),
    Case("POST /amendments/{amendment_id}/return", amending("/return", REASON, submit=False), expect(404, coordinator=403, leader=409)),
    Case("POST /amendments/{amendment_id}/withdraw", amending("/withdraw", submit=True), expect(404, coordinator=200, leader=403)),
    Case("POST /plans/{plan_id}/copy", a_copy, WRITER_MAKES),
    Case("POST /plans/{plan_id}/discard", on_plan("/plans/{plan}/discard", state=PlanState.DRAFT), WRITER_ON_DRAFT),
    Case("POST /plans/{plan_id}/discard", on_plan("/plans/{plan}/discard"), expect(403, coordinator=409)),
    Case("POST /plans/{plan_id}/restore", a_draft_given_up, WRITER_ON_DRAFT),
    Case("POST /plans/{plan_id}/restore", on_plan("/plans/{plan}/restore", state=PlanState.DRAFT), TOO_LATE_FOR_WRITER),
    Case("GET /legal-bases", on_basis("/legal-bases"), EVERYBODY),
    Case("GET /legal-bases/{basis_id}", on_basis("/legal-bases/{basis}"), EVERYBODY),
    Case("PATCH /legal-bases/{basis_id}", on_basis("/legal-bases/{basis}", {"title": "Tên mới"}), WRITER),
    Case(
        "POST /legal-bases",
        on_basis("/legal-bases", {"kind": "law", "issuer": "Quốc hội", "title": "Luật Thực hiện dân chủ ở cơ sở"}),
        WRITER_MAKES,
    ),
    *(
        Case(f"PUT /plans/{{plan_id}}/{paper}", on_plan(f"/plans/{{plan}}/{paper}", body, state), expected)
        for paper, body in (("legal-bases", {"basis_ids": []}), ("receivers", _LINES))
        for state, expected in (
            (PlanState.APPROVED, WRITER),
            (PlanState.SUBMITTED, expect(404, coordinator=409, leader=403)),
        )
    ),
    Case("PUT /tasks/{task_id}/steps", on_plan("/tasks/{task}/steps", {"items": []}), WRITER),
    Case("POST /tasks/{task_id}/drop", on_plan("/tasks/{task}/drop", state=PlanState.DRAFT), expect(404, coordinator=200, leader=403)),
    Case("POST /tasks/{task_id}/drop", on_plan("/tasks/{task}/drop"), expect(403, coordinator=409)),
    Case("GET /task-steps", on_plan("/task-steps"), EVERYBODY),
    Case("POST /plans/{plan_id}/distribute", a_plan_with_a_receiver, WRITER),
    Case("POST /plans/{plan_id}/remind-receivers", sent("/plans/{plan}/remind-receivers"), WRITER),
    Case(
        "POST /plans/{plan_id}/acknowledge",
        sent("/plans/{plan}/acknowledge"),
        expect((200, 409), admin=403),
    ),
]


async def a_step(scene: Scene) -> Listed:
    one = await one_task(scene.world, scene.unit, plan_state=PlanState.DRAFT)
    step = TaskStep(task_id=one.task_id, sort=0, procedure="Tạm trú", simplification="Giảm ngày", state=StepState.PLANNED)
    await scene.world.add(step)
    return Listed("/task-steps", str(step.id))


async def a_listed_basis(scene: Scene) -> Listed:
    await scene.world.add(basis := _basis())
    return Listed("/legal-bases", str(basis.id))


LISTS = [
    ListCase("GET /task-steps", a_step, expect(False, coordinator=True, leader=True)),
    ListCase("GET /legal-bases", a_listed_basis, expect(True)),
]


async def a_receipt(scene: Scene) -> Listed:
    one = await one_task(scene.world, scene.unit)
    return Listed(f"/plans/{one.plan_id}/distribution", str((await _sent(scene, one)).id))


async def a_named_unit(scene: Scene) -> Listed:
    one = await _approved(scene)
    return Listed(f"/plans/{one.plan_id}/versions/1", str(scene.unit.id))


OF_ITS_UNIT = expect((True, False), coordinator=True, leader=True)
ANSWERS = [
    ListCase("GET /plans/{plan_id}/distribution", a_receipt, OF_ITS_UNIT),
    ListCase(
        "GET /plans/{plan_id}/versions/{number}",
        a_named_unit,
        expect((True, False), admin=True, coordinator=True, leader=True, observer=True),
    ),
]
