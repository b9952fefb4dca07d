"""A small plan in which units report: two wards, a lead department, Phòng Nội vụ, the Front, and the leader above them."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from papi.access.permissions import Role
from papi.directory.models import Unit, UnitKind
from papi.framework.models import Framework
from papi.kit import clock
from papi.kit.text import searchable
from papi.kit.types import new_id
from papi.plans.models import Assignment, Cadence, Mandate, Mode, Part, Plan, PlanState, Task, TaskDimension, TaskKind
from papi.plans.progress import begin_counting
from tests.support.files import docx
from tests.support.keeping import Kept, keep
from tests.support.world import Someone, World

NOW = datetime(2024, 9, 10, 9, 0, tzinfo=clock.TIMEZONE)
WARD_DUE = "2024-09-16T17:00:00+07:00"
DEPARTMENT_DUE = "2024-09-17T17:00:00+07:00"
CITY_DUE = "2024-09-18T17:00:00+07:00"


@dataclass
class Reporting:
    """The units and people, and the tasks by name: `publish` (recurring, proof demanded), `inform` (recurring), `school` (once,
    joint, led by the department), `front` (standing, requested) and `duty` (to report; no line)."""

    world: World
    city: Unit
    coordinating: Unit
    department: Unit
    ward: Unit
    other_ward: Unit
    front: Unit
    plan_id: UUID
    tasks: dict[str, UUID]
    officer: Someone
    head: Someone
    stranger: Someone
    coordinator: Someone
    leader: Someone
    observer: Someone
    admin: Someone
    lead_officer: Someone

    async def opened_period(self, code: str = "2024Q3", **changes: Any) -> str:
        """A period created and opened by the coordinator; its id."""
        created = await self.coordinator.post("/periods", {**self.period_body(code), **changes})
        assert created.status_code == 201, created.text
        opened = await self.coordinator.post(f"/periods/{created.json()['id']}/open")
        assert opened.status_code == 200, opened.text
        return created.json()["id"]

    def period_body(self, code: str = "2024Q3") -> dict[str, Any]:
        return {
            "plan_id": str(self.plan_id),
            "kind": "quarter_3",
            "code": code,
            "title": "Báo cáo quý III/2024",
            "data_from": "2024-06-15",
            "data_to": "2024-09-14",
            "deadlines": {"ward": WARD_DUE, "department": DEPARTMENT_DUE, "city": CITY_DUE},
        }

    async def report_of(self, who: Someone) -> dict[str, Any]:
        """The report of the person's own unit in the latest period."""
        items = (await who.get(f"/reports?unit={who.unit.id}&sort=-due_at")).json()["items"]
        return (await who.get(f"/reports/{items[0]['id']}")).json()

    async def lines_of(self, who: Someone, report_id: str) -> list[dict[str, Any]]:
        return (await who.get(f"/reports/{report_id}/lines")).json()["items"]

    async def write(self, who: Someone, line: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """Save a line as the screen does, with the version that was read."""
        saved = await who.patch(f"/report-lines/{line['id']}", changes, headers={"If-Match": f'"v{line["version"]}"'})
        assert saved.status_code == 200, saved.text
        return saved.json()

    async def filled_report(self, who: Someone) -> dict[str, Any]:
        """A draft in which every line is enough."""
        report = await self.report_of(who)
        for line in await self.lines_of(who, report["id"]):
            await self.write(who, line, result="Đã triển khai theo kế hoạch.", percent=40, evidence_ids=[await self.document(who)])
        return await self.report_of(who)

    async def document(self, who: Someone) -> str:
        """A document of the person's unit; its id. In Word: the pages of other types are counted, by a process for each file."""
        file = {"file": ("Kế hoạch 58.docx", docx())}
        uploaded = await who.post("/evidence", files=file, data={"title": "Kế hoạch 58/KH-UBND"})
        assert uploaded.status_code == 201, uploaded.text
        return uploaded.json()["id"]

    async def submitted_report(self, officer: Someone, head: Someone) -> dict[str, Any]:
        """A report that its head has sent."""
        report = await self.filled_report(officer)
        sent = await head.post(f"/reports/{report['id']}/submit")
        assert sent.status_code == 200, sent.text
        return sent.json()


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
)


_begun: dict[str, tuple[Kept, Reporting]] = {}


async def make_reporting(world: World) -> Reporting:
    """Everything in place, no period yet. In an installation that is still empty it is put there as it was made for the first test."""
    if not world.is_empty:
        return await _made(world)
    kind = world.database.url.get_backend_name()
    if kind not in _begun:
        made = await _made(world)
        _begun[kind] = (await keep(world.database), made)
    kept, first = _begun[kind]
    await kept.put_back(world.database)
    return await _of(world, first)


async def _of(world: World, first: Reporting) -> Reporting:
    """The same units and people in this world, all signed in."""
    there = await world.those_there()
    known: dict[str, Any] = {field.name: getattr(first, field.name) for field in fields(Reporting)}
    here: dict[str, Any] = {name: there[value.id] for name, value in known.items() if isinstance(value, Unit | Someone)}
    given: dict[str, Any] = {**known, **here, "world": world, "tasks": dict(first.tasks)}
    return Reporting(**given)


async def _made(world: World) -> Reporting:
    city = await world.unit("UBND thành phố", UnitKind.CITY, code="747")
    coordinating = await world.coordinating_unit()
    coordinating.parent_id = city.id
    async with world.database.writing() as session:
        await session.merge(coordinating)
    department = await world.unit("Phòng Tư pháp", UnitKind.DEPARTMENT)
    ward, other_ward = await world.unit("Phường 1"), await world.unit("Phường 2")
    front = await world.unit("UBMTTQ", UnitKind.FRONT)
    plan_id, tasks = await _plan(world, (coordinating, department, ward, other_ward, front))
    return Reporting(
        world=world,
        city=city,
        coordinating=coordinating,
        department=department,
        ward=ward,
        other_ward=other_ward,
        front=front,
        plan_id=plan_id,
        tasks=tasks,
        officer=await world.person(Role.OFFICER, ward, full_name="Nguyễn Thị Lệ"),
        head=await world.person(Role.UNIT_HEAD, ward, full_name="Trần Văn Minh"),
        stranger=await world.person(Role.UNIT_HEAD, other_ward),
        coordinator=await world.person(Role.COORDINATOR, coordinating, full_name="Lê Thị Hoa"),
        leader=await world.person(Role.LEADER, city),
        observer=await world.person(Role.OBSERVER, front),
        admin=await world.person(Role.ADMIN, city),
        lead_officer=await world.person(Role.OFFICER, department),
    )


async def _plan(world: World, units: tuple[Unit, Unit, Unit, Unit, Unit]) -> tuple[UUID, dict[str, UUID]]:
    coordinating, department, ward, other_ward, front = units
    framework = Framework(id=new_id(), year=2023, title="PAPI 2023", minimum=10, maximum=80, source="test")
    plan = Plan(
        id=new_id(),
        year=2024,
        title="Kế hoạch cải thiện Chỉ số PAPI năm 2024",
        adopted_on=date(2024, 6, 24),
        state=PlanState.APPROVED,
        framework_id=framework.id,
    )
    everyone = [(unit, Part.LEAD, Mandate.ASSIGNED) for unit in (coordinating, department, ward, other_ward)]
    joint = [(department, Part.LEAD, Mandate.ASSIGNED), (ward, Part.SUPPORT, Mandate.ASSIGNED)]
    asked = [(front, Part.LEAD, Mandate.REQUESTED)]
    made = {
        "publish": (_task(plan, "publish", requires_evidence=True), everyone),
        "inform": (_task(plan, "inform"), everyone),
        "school": (_task(plan, "school", mode=Mode.JOINT, cadence=Cadence.ONCE, due_on=date(2024, 9, 30), dimension="1"), joint),
        "front": (_task(plan, "front", cadence=Cadence.STANDING), asked),
        "duty": (_task(plan, "duty", reportable=False), everyone),
    }
    await world.add(framework)
    await world.add(plan)
    await world.add(*(task for task, _units in made.values()))
    await world.add(TaskDimension(task_id=made["school"][0].id, dimension="1"))
    assignments = [_assignment(task, *given) for task, all_given in made.values() for given in all_given]
    async with world.database.writing() as session:
        session.add_all(assignments)
        await session.flush()
        await begin_counting(session, assignments)
    return plan.id, {key: task.id for key, (task, _units) in made.items()}


TITLES = {
    "publish": "Niêm yết công khai thủ tục hành chính",
    "inform": "Tuyên truyền về Chỉ số PAPI",
    "school": "Tổ chức lớp phổ biến pháp luật",
    "front": "Giám sát quy chế dân chủ ở cơ sở",
    "duty": "Báo cáo kết quả thực hiện",
}


def _task(plan: Plan, key: str, **changes: Any) -> Task:
    given: dict[str, Any] = {
        "id": new_id(),
        "plan_id": plan.id,
        "key": key,
        "source_ref": "II.1",
        "sort": list(TITLES).index(key),
        "title": TITLES[key],
        "text": TITLES[key],
        "checklist": [],
        "kind": TaskKind.GENERAL,
        "mode": Mode.EACH,
        "cadence": Cadence.EACH_PERIOD,
        "requires_evidence": False,
        "reportable": True,
        "dimension": "",
        "folded": searchable(TITLES[key]),
    }
    return Task(**{**given, **changes})


def _assignment(task: Task, unit: Unit, part: Part, mandate: Mandate) -> Assignment:
    return Assignment(
        plan_id=task.plan_id,
        task_id=task.id,
        unit_id=unit.id,
        sort=task.sort,
        part=part,
        mandate=mandate,
        due_on=task.due_on,
        updated_at=clock.business(),
    )
