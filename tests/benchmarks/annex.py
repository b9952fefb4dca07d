"""`python -m tests.benchmarks.annex`: how long annexes of 118 and 2,006 rows take to be read
and held against an empty plan, and the small one to be stored; in this process, on SQLite. Nothing here is a test."""

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import select

from papi.access.permissions import Role
from papi.directory.models import Unit
from papi.installing import load_demo
from papi.settings import Settings
from tests.support.city_annex import city_annex
from tests.support.planning import of_year
from tests.support.world import World, opened_world

TIMES = 5


async def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        settings = Settings(demo=True, data_dir=Path(name))
        await load_demo(settings)
        url = settings.database.render_as_string(hide_password=False)
        async with opened_world(url, settings.data_dir, settings.secrets_path, demo=True) as world:
            await measure(world)


async def measure(world: World) -> None:
    async with world.database.reading() as session:
        office = (await session.scalars(select(Unit).where(Unit.code == "PB-NV"))).one()
    coordinator = await world.person(Role.COORDINATOR, office)
    draft = (await coordinator.post("/plans", {"year": 2025, "title": "Kế hoạch", "framework_year": 2023})).json()
    await of_year(world, coordinator, draft, 2024)
    seen: dict[str, Any] = {}
    for copies in (1, 17):
        content, spent = city_annex(copies), list[tuple[float, float]]()
        for _ in range(TIMES):
            began, worked = time.perf_counter(), time.process_time()
            seen = (await coordinator.post(f"/plans/{draft['id']}/import?dry_run=true", files=_file(content))).json()
            spent.append((time.perf_counter() - began, time.process_time() - worked))
        took, worked = sorted(spent)[TIMES // 2]
        print(f"{len(seen['rows'])} rows, {len(content) // 1024} kB: read and compared in {took:.2f} s, {worked:.2f} s of the processor")
    answers = [{"kind": one["kind"], "spelling": one["spelling"], "values": one["suggestions"][0]["values"]} for one in seen["doubts"]]
    began, worked = time.perf_counter(), time.process_time()
    data = {"answers": json.dumps(answers)}
    stored = (await coordinator.post(f"/plans/{draft['id']}/import", files=_file(city_annex()), data=data)).json()
    took, worked = time.perf_counter() - began, time.process_time() - worked
    print(f"{stored['counts']['assignments_new']} assignments stored in {took:.2f} s, {worked:.2f} s of the processor")


def _file(content: bytes) -> dict[str, tuple[str, bytes]]:
    return {"file": ("phu-luc.xlsx", content)}


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
