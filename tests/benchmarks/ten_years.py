"""Ten years of plans as a city fills them: 35 units, 300 tasks a year, each task with every unit. What a page of them costs.

`python -m tests.benchmarks.ten_years` compares the pages that people open with those of one year alone; `make bench` runs it too.
"""

import asyncio
import random
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.permissions import Role
from papi.directory.models import Unit
from papi.framework.models import Framework
from papi.kit import clock
from papi.kit.text import searchable
from papi.kit.types import new_id
from papi.plans.models import Assignment, Cadence, Mandate, Mode, Part, Plan, PlanState, Task, TaskDimension, TaskKind, WorkState
from papi.plans.progress import rebuild
from tests.support.postgres import PostgresDatabases, start_cluster, stop_cluster
from tests.support.servers import Installation
from tests.support.world import Someone, World, opened_world

YEARS, UNITS, TASKS, DIMENSIONS = 10, 35, 300, 8
LATEST = 2024
ASKED = 60
AIM = 1.5
NOW = datetime(LATEST, 9, 17, 9, 0, tzinfo=clock.TIMEZONE)

PAGES = {
    "a dimension's overdue": "dimension=3&deadline_state=overdue",
    "the same of the year's plan": "dimension=3&deadline_state=overdue&plan={plan}",
    "the same of a unit": "dimension=3&deadline_state=overdue&unit={unit}",
    "the same by day": "dimension=3&deadline_state=overdue&sort=due_on",
    "all overdue of the year's plan": "deadline_state=overdue&plan={plan}",
}


async def main() -> None:
    port = start_cluster()
    try:
        with tempfile.TemporaryDirectory(prefix="papi-years-") as folder:
            await compare_years(Path(folder), PostgresDatabases(port, Path(folder)))
    finally:
        stop_cluster(port)


async def compare_years(folder: Path, databases: PostgresDatabases) -> None:
    """Print, for each page, how many times longer it takes with ten years than with one. Both applications run in this process and
    are asked in turn, so that whatever else the machine does falls on both."""
    print(f"{YEARS} years × {UNITS} units × {TASKS} tasks against one year; median of {ASKED} (aim: at most {AIM}).", flush=True)
    urls = [await _migrated(databases, folder, name) for name in ("one", "ten")]
    async with opened_world(urls[0], folder / "one", folder / "keys") as one, opened_world(urls[1], folder / "ten", folder / "keys") as ten:
        readers = [await _filled(one, 1), await _filled(ten, YEARS)]
        with clock.business_at(NOW):
            for name, query in PAGES.items():
                alone, together = await _timed([(reader, query.format(**ids)) for reader, ids in readers])
                print(f"{name:<34}{alone * 1000:>8.1f} ms{together * 1000:>8.1f} ms{together / alone:>8.2f} ×", flush=True)


async def _migrated(databases: PostgresDatabases, folder: Path, name: str) -> str:
    url = await databases.create(f"years_{name}")
    (folder / name).mkdir()
    Installation(url, folder / name, folder / "keys").papi("migrate").check_returncode()
    return url


async def _timed(asked: Sequence[tuple[Someone, str]]) -> list[float]:
    spent: list[list[float]] = [[] for _ in asked]
    for turn in range(ASKED + 5):  # the first ones warm up
        for place, (reader, query) in enumerate(asked):
            began = time.perf_counter()
            answer = await reader.client.get(f"/api/v1/assignments?limit=50&{query}", headers=reader.headers)
            if answer.status_code != 200 or not answer.json()["items"]:
                raise RuntimeError(f"nothing to measure: {answer.text[:200]}")
            if turn >= 5:
                spent[place].append(time.perf_counter() - began)
    return [median(times) for times in spent]


async def _filled(world: World, years: int) -> tuple[Someone, dict[str, Any]]:
    """A city with so many years of plans: the latest with overdue, late and open work, the earlier ones nearly done. Its coordinator,
    and the ids that pages are asked for by."""
    coordinating = await world.coordinating_unit()
    reader = await world.person(Role.COORDINATOR, coordinating)
    units = [coordinating, *[await world.unit(f"Phường {number}") for number in range(1, UNITS)]]
    luck = random.Random(7)
    framework = Framework(id=new_id(), year=2023, title="PAPI", minimum=10, maximum=80, source="-")
    await world.add(framework)
    plan = new_id()
    for year in range(LATEST - years + 1, LATEST + 1):
        async with world.database.writing() as session:
            plan = await _year(session, (year, framework.id), units, luck)
    async with world.database.writing() as session:
        await rebuild(session)
    async with world.database.writing() as session:
        await session.execute(text("ANALYZE"))
    return reader, {"plan": plan, "unit": units[1].id}


async def _year(session: AsyncSession, of: tuple[int, UUID], units: Sequence[Unit], luck: random.Random) -> UUID:
    year, framework = of
    plan_id = new_id()
    plan = {"id": plan_id, "year": year, "title": f"Kế hoạch năm {year}", "state": PlanState.APPROVED, "framework_id": framework}
    await session.execute(insert(Plan), [plan])
    tasks = [_task(plan_id, place, year) for place in range(TASKS)]
    await session.execute(insert(Task), tasks)
    await session.execute(insert(TaskDimension), [{"task_id": task["id"], "dimension": task["dimension"]} for task in tasks])
    await session.execute(insert(Assignment), [_assignment(task, unit, year, luck) for task in tasks for unit in units])
    return plan_id


def _task(plan_id: UUID, place: int, year: int) -> dict[str, Any]:
    title = f"Nhiệm vụ thứ {place + 1} của năm {year}"
    return {
        "id": new_id(),
        "folded": searchable(title),
        "plan_id": plan_id,
        "key": f"K-{place}",
        "source_ref": "II.2",
        "sort": place,
        "title": title,
        "text": title,
        "checklist": [],
        "kind": TaskKind.SPECIFIC,
        "mode": Mode.EACH,
        "cadence": Cadence.ONCE if place % 3 else Cadence.EACH_PERIOD,
        "due_on": date(year, 1 + place % 12, 1 + place % 28),
        "requires_evidence": False,
        "dimension": str(1 + place % DIMENSIONS),
    }


def _assignment(task: dict[str, Any], unit: Unit, year: int, luck: random.Random) -> dict[str, Any]:
    done = luck.random() < (0.98 if year < LATEST else 0.4)
    state, percent = (WorkState.COMPLETED, 100) if done else (WorkState.IN_PROGRESS, 40)
    day: date = task["due_on"]
    return {
        "id": new_id(),
        "plan_id": task["plan_id"],
        "task_id": task["id"],
        "unit_id": unit.id,
        "sort": task["sort"] * 1000 + unit.sort,
        "part": Part.LEAD,
        "mandate": Mandate.ASSIGNED,
        "due_on": day,
        "work_state": state,
        "percent": percent,
        "shown_work_state": state,
        "shown_percent": percent,
        "submitted_on": day if done else None,
        "submitted_late": done and luck.random() < 0.1,
        "updated_at": datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
    }


if __name__ == "__main__":
    asyncio.run(main())
