"""An installation whose lists are soon too long to be waited for."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from papi.access.permissions import Role
from papi.exports.writing import export_jobs
from papi.jobs.running import do_next
from papi.kit.storage import Storage
from tests.support.databases import Databases
from tests.support.world import Caller, Someone, World, opened_world

LEASE = timedelta(seconds=60)


@dataclass
class Long:
    """An installation where three rows are a page, five a file, and nine more than any; with six units."""

    world: World
    who: Someone

    @property
    def storage(self) -> Storage:
        return self.world.app.state.storage

    async def ask(self, path: str = "/units", query: str = "", who: Caller | None = None, **given: Any) -> httpx.Response:
        return await (who or self.who).post("/exports", {"path": path, "query": query, **given})

    async def work(self) -> None:
        while await do_next(self.world.database, export_jobs(self.storage, lambda: self.world.app), LEASE):
            pass

    async def one(self, asked: httpx.Response, who: Caller | None = None) -> dict[str, Any]:
        assert asked.status_code == 202, asked.text
        return (await (who or self.who).get(f"/exports/{asked.json()['id']}")).json()

    async def script(self, **given: Any) -> Caller:
        made = await self.who.post("/me/tokens", {"name": "sao lưu", "days": 1, **given})
        return Caller(self.world.client, self.world.app, {"Authorization": f"Bearer {made.json()['token']}"})

    async def notices(self) -> list[dict[str, Any]]:
        return (await self.who.get("/notifications")).json()["items"]


@pytest.fixture
async def long(databases: Databases, empty_template: str, tmp_path: Path, key_directory: Path) -> AsyncIterator[Long]:
    bounds = {"file_rows": 5, "export_rows": 8}
    async with databases.lent(empty_template) as url, opened_world(url, tmp_path, key_directory, **bounds) as world:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("papi.kit.lists._PIECE", 3)
            patch.setattr("papi.kit.lists._LENGTHS", (1, 3, 10, 50, 200))
            unit = await world.coordinating_unit()
            for number in range(5):
                await world.unit(f"Phường {number}")
            yield Long(world, await world.person(Role.COORDINATOR, unit))
