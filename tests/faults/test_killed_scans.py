"""A real server is killed (SIGKILL) while the virus scanner has a file: nobody reads it meanwhile, and the next one asks again."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
from sqlalchemy import select

from papi.evidence.scanning import NEW
from papi.jobs.models import Job
from papi.kit.db import Database
from papi.settings import Settings
from tests.support.clamd import FOUND, Clamd
from tests.support.scanning import INFECTED
from tests.support.servers import DEMO_PASSWORD, Installation, Server, served

PATIENCE = 60


async def until(happened: Callable[[], Awaitable[bool]]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not await happened():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.2)


async def attempts(database: Database) -> list[int]:
    async with database.reading() as session:
        return list(await session.scalars(select(Job.attempts).where(Job.kind == NEW)))


@asynccontextmanager
async def officer_of(server: Server) -> AsyncGenerator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"{server.url}/api/v1", timeout=30) as client:
        form = {"grant_type": "password", "username": "26506.officer", "password": DEMO_PASSWORD}
        token = (await client.post("/auth/token", data=form)).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


async def test_killed_while_the_scanner_looks(installation: Installation, clamd: Clamd) -> None:
    installation.settings |= {"PAPI_CLAMAV": clamd.address, "PAPI_JOB_LEASE_SECONDS": "1"}
    database = Database(Settings(database_url=installation.database_url).database)
    assert clamd.process is not None
    try:
        async with served(installation) as server, officer_of(server) as officer:
            os.kill(clamd.process.pid, signal.SIGSTOP)  # it takes the file and says nothing
            made = (await officer.post("/evidence", files={"file": ("Biên bản.pdf", INFECTED)})).json()

            async def taken() -> bool:
                return await attempts(database) == [1]

            await until(taken)
            server.process.kill()
            await asyncio.to_thread(server.process.wait)
        os.kill(clamd.process.pid, signal.SIGCONT)
        async with served(installation) as server, officer_of(server) as officer:

            async def judged() -> bool:
                return (await officer.get(f"/evidence/{made['id']}")).json()["scan_state"] != "pending"

            closed = (await officer.get(f"/evidence/{made['id']}/content")).json()["code"]
            await until(judged)
            read = (await officer.get(f"/evidence/{made['id']}")).json()
            infected = [
                fact
                for fact in (await officer.get(f"/evidence/{made['id']}/timeline")).json()["items"]
                if fact["kind"] == "evidence.infected"
            ]
        assert (made["scan_state"], closed in {"file_being_scanned", "file_quarantined"}) == ("pending", True)
        assert (read["scan_state"], read["scan_finding"], len(infected)) == ("infected", FOUND, 1)
        assert await attempts(database) == [2]
    finally:
        await database.close()
