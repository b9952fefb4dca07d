"""Ten years of plans as a city fills them: 35 units, 300 tasks a year, each task with every unit. What a page of them costs.

`python -m tests.benchmarks.ten_years` compares the pages that people open with those of one year alone; `make bench` runs it too.
"""

import asyncio
import json
import random
import tempfile
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import asyncpg
import httpx

from papi.kit.text import searchable
from papi.kit.types import new_id
from tests.benchmarks.clients import Script
from tests.benchmarks.measuring import Course, measure, ratio
from tests.benchmarks.scenes import API, COORDINATOR, get, sign_in
from tests.benchmarks.systems import System, postgres_pid
from tests.benchmarks.tenfold import count_anew
from tests.support.postgres import PostgresDatabases, start_cluster, stop_cluster
from tests.support.servers import Installation, served

YEARS, UNITS, TASKS, DIMENSIONS = 10, 35, 300, 8
LATEST = 2024


async def main() -> None:
    port = start_cluster()
    try:
        with tempfile.TemporaryDirectory(prefix="papi-years-") as folder:
            await compare_years(Path(folder), PostgresDatabases(port, Path(folder)), postgres_pid(port))
    finally:
        stop_cluster(port)


async def compare_years(folder: Path, databases: PostgresDatabases, postgres: int) -> None:
    """Print, for each page, how many times longer it takes with ten years than with one."""
    print(f"\nLoading {YEARS} years × {UNITS} units × {TASKS} tasks …", flush=True)
    one = Installation(await databases.create("years_one"), folder / "years_one", folder / "years_keys")
    many = Installation(await databases.create("years_ten"), folder / "years_ten", folder / "years_keys")
    for installation, years in ((one, 1), (many, YEARS)):
        installation.files.mkdir(parents=True, exist_ok=True)
        for arguments in (("migrate",), ("demo", "load")):
            installation.papi(*arguments).check_returncode()
        await fill(installation.database_url, years)
    async with _papi("one year", one, postgres) as alone, _papi("ten years", many, postgres) as together:
        print("page: time with ten years ÷ time with one (aim: at most 1.5); cpu: the same of processor time", flush=True)
        for name, query in PAGES.items():
            courses = {
                system.name: Course(system, await _asking(system, installation, query))
                for system, installation in ((alone, one), (together, many))
            }
            found = await measure(courses, clients=4)
            slower = ratio(found["one year"].rates, found["ten years"].rates)
            costs = ratio(found["ten years"].costs, found["one year"].costs)
            print(f"{name:<48}{slower!s:>20}{costs.middle:>8.2f}", flush=True)


PAGES = {
    "a dimension's overdue": "dimension=3&deadline_state=overdue",
    "the same of the year's plan": "dimension=3&deadline_state=overdue&plan={plan}",
    "the same of a unit": "dimension=3&deadline_state=overdue&unit={unit}",
    "the same by day": "dimension=3&deadline_state=overdue&sort=due_on",
    "all overdue of the year's plan": "deadline_state=overdue&plan={plan}",
}


@asynccontextmanager
async def _papi(name: str, installation: Installation, postgres: int) -> AsyncGenerator[System]:
    async with served(installation) as server:
        yield System(name, server.url, (server.process.pid, postgres))


async def _asking(system: System, installation: Installation, query: str) -> Script:
    async with httpx.AsyncClient(base_url=system.url) as client:
        token = await sign_in(client, COORDINATOR)
    connection = await asyncpg.connect(installation.database_url.replace("+asyncpg", ""))
    try:
        plan = await connection.fetchval("SELECT id FROM plans WHERE number LIKE 'NAM-%' ORDER BY year DESC LIMIT 1")
        unit = await connection.fetchval("SELECT unit_id FROM assignments WHERE plan_id = $1 LIMIT 1", plan)
    finally:
        await connection.close()
    return get(f"{API}/assignments?limit=50&{query.format(plan=plan, unit=unit)}", token)


async def fill(url: str, years: int) -> None:
    """Plans of so many years, the latest with overdue, late and open work, the earlier ones nearly done; a few of each stay overdue."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    luck = random.Random(7)
    try:
        units = await connection.fetch("SELECT id, sort FROM units WHERE kind <> 'city' ORDER BY sort LIMIT $1", UNITS)
        framework = await connection.fetchval("SELECT id FROM frameworks WHERE year = 2023")
        await connection.execute("UPDATE plans SET year = 2010")  # the demo's own stands beside
        for year in range(LATEST - years + 1, LATEST + 1):
            await _year(connection, (year, framework), units, luck)
        await connection.execute("ANALYZE")
    finally:
        await connection.close()
    await count_anew(url)


async def _year(connection: asyncpg.Connection, of: tuple[int, Any], units: Sequence[asyncpg.Record], luck: random.Random) -> None:
    year, framework = of
    plan = new_id()
    await connection.execute(
        "INSERT INTO plans (id, version, folded, year, title, number, state, framework_id) VALUES ($1, 1, '', $2, $3, $4, 'approved', $5)",
        plan,
        year,
        f"Kế hoạch năm {year}",
        f"NAM-{year}",
        framework,
    )
    tasks = [_task(plan, place, year) for place in range(TASKS)]
    await connection.copy_records_to_table("tasks", records=tasks, columns=_TASK)
    await connection.copy_records_to_table(
        "task_dimensions", records=[(task[0], task[-1]) for task in tasks], columns=("task_id", "dimension")
    )
    rows = [_assignment((plan, task), unit, year, luck) for task in tasks for unit in units]
    await connection.copy_records_to_table("assignments", records=rows, columns=_ASSIGNMENT)


_TASK = (
    *("id", "version", "folded", "plan_id", "key", "source_ref", "sort", "title", "text", "checklist", "kind", "mode", "cadence"),
    *("due_on", "requires_evidence", "reportable", "example", "dimension"),
)


def _task(plan: Any, place: int, year: int) -> tuple[Any, ...]:
    title = f"Nhiệm vụ thứ {place + 1} của năm {year}"
    cadence = "once" if place % 3 else "each_period"
    day = date(year, 1 + place % 12, 1 + place % 28)
    dimension = str(1 + place % DIMENSIONS)
    head = (new_id(), 1, searchable(title), plan, f"K-{place}", "II.2", place, title, title, json.dumps([]), "specific", "each", cadence)
    return (*head, day, False, True, False, dimension)


_ASSIGNMENT = (
    *("id", "version", "plan_id", "task_id", "unit_id", "sort", "part", "mandate", "due_on", "work_state", "percent"),
    *("shown_work_state", "shown_percent", "submitted_on", "submitted_late", "updated_at"),
)


def _assignment(of: tuple[Any, tuple[Any, ...]], unit: asyncpg.Record, year: int, luck: random.Random) -> tuple[Any, ...]:
    plan, task = of
    done = luck.random() < (0.98 if year < LATEST else 0.4)
    state, percent = ("completed", 100) if done else ("in_progress", 40)
    day = task[13]
    place = task[6] * 1000 + unit["sort"]
    sent = (day if done else None, done and luck.random() < 0.1, _noon(day))
    return (new_id(), 1, plan, task[0], unit["id"], place, "lead", "assigned", day, state, percent, state, percent, *sent)


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


if __name__ == "__main__":
    asyncio.run(main())
