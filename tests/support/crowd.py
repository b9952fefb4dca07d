"""A whole plan in as many parts as one asks for: so many units, tasks, lines, documents, comments, people and indicators."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx

from papi.access.permissions import Role
from papi.directory.models import Unit, UnitKind
from papi.framework.models import Framework, Indicator, Level, NameStatus, Score, ScoreLevel
from papi.kit.text import searchable
from papi.kit.types import new_id
from tests.support.files import pdf
from tests.support.one_report import period_body
from tests.support.planning import task_body
from tests.support.world import Someone, World

REASON = {"reason": "Thiếu số liệu từng khu phố"}


@dataclass
class Crowd:
    """`ids` fills the paths of the API; `spent` says how many statements each act of the report's way took."""

    world: World
    coordinator: Someone
    leader: Someone
    officer: Someone
    head: Someone
    wards: list[Unit]
    ids: dict[str, str] = field(default_factory=dict[str, str])
    spent: dict[str, int] = field(default_factory=dict[str, int])

    async def act(self, who: Someone, method: str, path: str, body: Any = None, *, name: str = "", **options: Any) -> dict[str, Any]:
        """Do something that must succeed; under a name its statements are counted."""
        return (await self.ask(who, method, path, body, name=name, **options)).json()

    async def ask(self, who: Someone, method: str, path: str, body: Any = None, *, name: str = "", **options: Any) -> httpx.Response:
        """The same where the answer is no JSON."""
        with self.world.counted_queries() as count:
            answer = await who.request(method, path.format(**self.ids), json=body, **options)
        assert answer.is_success, (path, answer.text)
        if name:
            self.spent[name] = count.number
        return answer


async def make_crowd(world: World, number: int, year: int) -> Crowd:
    """A plan that has gone its whole way once, to an accepted report of `number` lines."""
    city = await world.unit("UBND thành phố", UnitKind.CITY)
    wards = [await world.unit("Phường 1") for _ in range(number)]
    crowd = Crowd(
        world,
        coordinator=await world.person(Role.COORDINATOR, await world.coordinating_unit()),
        leader=await world.person(Role.LEADER, city),
        officer=await world.person(Role.OFFICER, wards[0]),
        head=await world.person(Role.UNIT_HEAD, wards[0]),
        wards=wards,
    )
    nodes = await _edition(world, number, year)
    crowd.ids |= {"year": str(year), "indicator_id": nodes[-1], "unit_id": str(wards[0].id), "person_id": str(crowd.officer.id)}
    await _plan(crowd, nodes, wards)
    await _period(crowd, number)
    async with _talk(crowd, number):
        await _report(crowd)
    await _extensions(crowd, number)
    return crowd


async def _edition(world: World, number: int, year: int) -> list[str]:
    framework = Framework(id=new_id(), year=year, title=f"PAPI {year}", minimum=10, maximum=80, source="test")
    await world.add(framework)
    parent, made = None, list[str]()
    for place, code in enumerate(("1", "1.1", *(f"1.1.{place + 1}" for place in range(number)))):
        node = Indicator(
            id=new_id(),
            framework_id=framework.id,
            parent_id=parent,
            level=list(Level)[min(place, 2)],
            code=code,
            name_vi=f"Nội dung {code}",
            name_status=NameStatus.WORKING,
            minimum=1,
            maximum=10,
            folded=searchable(code),
            sort=place,
        )
        await world.add(node)
        made.append(str(node.id))
        parent = node.id if place < 2 else parent
    for province in range(number):
        names = {"province_code": str(province), "province_name": f"Tỉnh {province}", "source": "test"}
        await world.add(Score(year=year, level=ScoreLevel.TOTAL, code="PAPI", value=40.0, rank=1, quartile=4, **names))
    return made


async def _plan(crowd: Crowd, nodes: list[str], wards: list[Unit]) -> None:
    author = crowd.coordinator
    body = {"year": int(crowd.ids["year"]), "title": "Kế hoạch PAPI", "framework_year": int(crowd.ids["year"])}
    plan = await crowd.act(author, "POST", "/plans", {**body, "adopted_on": "2020-01-01"})
    crowd.ids["plan_id"] = plan["id"]
    targets = [{"indicator_id": node, "target": 2.0, "stance": "improve"} for node in nodes]
    await crowd.act(author, "PUT", "/plans/{plan_id}/targets", {"items": targets})
    recurring = {"cadence": "each_period", "due_on": None, "mode": "joint", "indicator_ids": nodes[2:]}
    for place, _ in enumerate(wards):
        task = await crowd.act(author, "POST", "/tasks", task_body(plan, key=f"nv-{place}", **recurring))
        crowd.ids.setdefault("task_id", task["id"])
        given = {"task_id": task["id"], "unit_id": str(wards[0].id), "part": "support"}
        made = await crowd.act(author, "POST", "/assignments", given)
        crowd.ids.setdefault("assignment_id", made["id"])
    for ward in wards[1:]:
        await crowd.act(author, "POST", "/assignments", {"task_id": crowd.ids["task_id"], "unit_id": str(ward.id), "part": "lead"})
    await crowd.act(author, "POST", "/plans/{plan_id}/submit")
    await crowd.act(crowd.leader, "POST", "/plans/{plan_id}/approve")


async def _period(crowd: Crowd, number: int) -> None:
    question = {"text": "Có vướng mắc gì không?", "kind": "yes_no", "required": False}
    body = {**period_body(UUID(crowd.ids["plan_id"])), "questions": [question] * number}
    made = await crowd.act(crowd.coordinator, "POST", "/periods", body)
    crowd.ids["period_id"] = made["id"]
    await crowd.act(crowd.coordinator, "POST", "/periods/{period_id}/open", name="open the period")
    mine = await crowd.act(crowd.officer, "GET", "/reports?period={period_id}")
    crowd.ids["report_id"] = mine["items"][0]["id"]
    answers = await crowd.act(crowd.officer, "GET", "/reports/{report_id}/answers")
    crowd.ids["answer_id"] = answers["items"][0]["id"]


async def _extensions(crowd: Crowd, number: int) -> None:
    """Tasks given after the report, whose unit asks for a later day."""
    for place in range(number):
        body = task_body({"id": crowd.ids["plan_id"]}, key=f"gh-{place}", due_on="2090-10-31")
        task = await crowd.act(crowd.coordinator, "POST", "/tasks", body)
        given = {"task_id": task["id"], "unit_id": str(crowd.head.unit.id), "part": "lead"}
        made = await crowd.act(crowd.coordinator, "POST", "/assignments", given)
        wanted = {"assignment_id": made["id"], "wanted_on": "2090-11-30", "evidence_ids": [crowd.ids["evidence_id"]], **REASON}
        asked = await crowd.act(crowd.head, "POST", "/extensions", wanted)
        crowd.ids.setdefault("extension_id", asked["id"])
        piece = {"title": f"Việc {place}", "person_id": str(crowd.officer.id)}
        await crowd.act(crowd.head, "POST", "/assignments/{assignment_id}/sub-tasks", piece)


@asynccontextmanager
async def _talk(crowd: Crowd, number: int) -> AsyncGenerator[None]:
    """Documents before the report goes out, a conversation about it and its proofs afterwards, and notices of all that."""
    for _ in range(number):
        made = await crowd.act(crowd.officer, "POST", "/evidence", files={"file": ("Kế hoạch.pdf", pdf())})
        crowd.ids.setdefault("evidence_id", made["id"])
        crowd.ids[f"document {len(crowd.ids)}"] = made["id"]
    yield
    for _ in range(number):
        await crowd.act(crowd.coordinator, "POST", "/comments?subject=report:{report_id}", {"text": "Cần bổ sung"})
        await crowd.world.person(Role.OFFICER, crowd.officer.unit)
    await crowd.world.let_the_worker_run()


async def _report(crowd: Crowd) -> None:
    documents = [made for name, made in crowd.ids.items() if name.startswith("document")]
    await crowd.act(crowd.officer, "POST", "/reports/{report_id}/carry-forward", {}, name="carry forward")
    lines = (await crowd.act(crowd.officer, "GET", "/reports/{report_id}/lines"))["items"]
    for line, document in zip(lines, documents, strict=True):
        crowd.ids.setdefault("line_id", line["id"])
        written = {"result": "Đã triển khai.", "percent": 60, "evidence_ids": [document]}
        await crowd.act(crowd.officer, "PATCH", f"/report-lines/{line['id']}", written, name="save a line")
    targets = {"targets": [{"type": "report_line", "id": crowd.ids["line_id"]}]}
    for document in documents[1:]:
        await crowd.act(crowd.officer, "POST", f"/evidence/{document}/links", targets)
    await crowd.ask(crowd.officer, "GET", "/reports/{report_id}/workbook", name="take a workbook along")
    await crowd.act(crowd.head, "POST", "/reports/{report_id}/submit", name="submit")
    await crowd.act(crowd.coordinator, "POST", "/reports/{report_id}/return", REASON, name="return every line")
    await crowd.act(crowd.head, "POST", "/reports/{report_id}/submit", name="submit again")
    await crowd.act(crowd.coordinator, "POST", "/reports/{report_id}/accept", name="accept")
