"""`python -m tests.benchmarks.pulling`: what a person has of the server while ten other systems pull from it, on PostgreSQL.

The server is started as in production, `papi serve --workers 2` with `papi worker` beside it. One person asks for a page of 50
assignments again and again; ten connected systems read feed, reports, documents and figures, each as fast as it is answered, and each
waits as long as it is told to (429). Quiet and pulled minutes take turns, three times unless told otherwise (`… 1`). Nothing here is a
test.
"""

import asyncio
import itertools
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from typing import Any

import httpx

from tests.benchmarks.clients import Call, Connection, run_round
from tests.benchmarks.scenes import API, COORDINATOR, get, sign_in
from tests.support.postgres import PostgresDatabases, start_cluster, stop_cluster
from tests.support.processes import END_WITH_PARENT
from tests.support.servers import PAPI, Installation, end_process, served

CLIENTS, QUIET, PULLED, SLICE = 10, 20.0, 60.0, 10.0
SCOPES = ["events:read", "reports:read", "evidence:read", "scores:read"]
EXCHANGE = f"{API}/integration/cchc"
PATHS = (f"{EXCHANGE}/reports?limit=20", f"{EXCHANGE}/evidence?limit=200", f"{EXCHANGE}/task-status", f"{EXCHANGE}/measures?limit=200")
AIM = 0.7


async def main(rounds: int) -> None:
    port = start_cluster()
    try:
        with tempfile.TemporaryDirectory(prefix="papi-bench-") as name:
            databases = PostgresDatabases(port, Path(name))
            await _measure(Installation(await databases.create("pulled"), Path(name), Path(name) / "secrets"), rounds)
            await databases.close()
    finally:
        stop_cluster(port)


async def _measure(installation: Installation, rounds: int) -> None:
    installation.secrets.mkdir(mode=0o700)
    for arguments in (("migrate",), ("demo", "load")):
        installation.papi(*arguments).check_returncode()
    async with served(installation, "--workers", "2") as server, _worker(installation):
        async with httpx.AsyncClient(base_url=server.url, timeout=60) as desk:
            person = await sign_in(desk, COORDINATOR)
            systems = await _connected(desk, await sign_in(desk, "admin"))
        await _compare(server.url, person, systems, rounds)


@asynccontextmanager
async def _worker(installation: Installation) -> AsyncGenerator[None]:
    with (installation.folder / "worker.log").open("ab") as log:
        process = subprocess.Popen([*END_WITH_PARENT, str(PAPI), "worker"], env=installation.environment(), stdout=log, stderr=log)
    try:
        yield
    finally:
        await asyncio.to_thread(end_process, process)


async def _connected(desk: httpx.AsyncClient, admin: str) -> list[str]:
    """Ten systems with a token each."""
    tokens: list[str] = []
    for number in range(CLIENTS):
        wanted = {"name": f"Hệ thống {number}", "contact": "Đo tốc độ", "scopes": SCOPES}
        made = await desk.post(f"{API}/api-clients", json=wanted, headers={"Authorization": admin})
        client: dict[str, Any] = made.raise_for_status().json()
        form = {"grant_type": "client_credentials"}
        granted = await desk.post(f"{API}/auth/token", data=form, auth=(client["id"], client["client_secret"]))
        tokens.append(f"Bearer {granted.raise_for_status().json()['access_token']}")
    return tokens


async def _compare(url: str, person: str, systems: list[str], rounds: int) -> None:
    page = get(f"{API}/assignments?limit=50", person)
    await run_round(url, page, clients=1, seconds=3)
    ratios: list[float] = []
    slices: list[float] = []
    for _ in range(rounds):
        quiet = [(await run_round(url, page, clients=1, seconds=QUIET / 2)).rate]
        answered: Counter[int] = Counter()
        pulling = [asyncio.create_task(_pull(url, token, number, answered)) for number, token in enumerate(systems)]
        pulled = [await run_round(url, page, clients=1, seconds=SLICE) for _ in range(int(PULLED / SLICE))]
        for task in pulling:
            task.cancel()
        await asyncio.gather(*pulling, return_exceptions=True)
        quiet.append((await run_round(url, page, clients=1, seconds=QUIET / 2)).rate)
        before = sum(quiet) / 2
        ratios.append(sum(one.rate for one in pulled) / len(pulled) / before)
        slices += [one.rate / before for one in pulled]
        times = sorted(taken for one in pulled for taken in one.times)
        rates, late = " ".join(f"{one.rate:.0f}" for one in pulled), times[len(times) * 95 // 100] * 1000
        got = f"the systems got {answered[200] / PULLED:.0f} answers/s and {answered[429]} times 429"
        print(f"quiet {before:.0f} pages/s; pulled {rates}; p95 {late:.0f} ms; {got}", flush=True)
    print(f"× of the quiet rate over the minute: {median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f}), aim {AIM}")
    print(f"the slowest ten seconds of any minute: {min(slices):.2f}")


async def _pull(url: str, token: str, number: int, answered: Counter[int]) -> None:
    connection = Connection(url)
    try:
        for call in _asked(token, number):
            reply = await connection.send(call)
            answered[reply.status] += 1
            if reply.status not in (200, 429):
                raise RuntimeError(f"{call.path} answered {reply.status}: {reply.body[:300]!r}")
            await asyncio.sleep(reply.retry_after)
    finally:
        connection.close()


def _asked(token: str, number: int) -> Iterator[Call]:
    """The feed page by page, and the packages in turn; each system begins elsewhere."""
    for turn in itertools.count(number):
        after = turn * 200 % 4000
        for path in (f"{API}/events?after={after}&limit=200", PATHS[turn % len(PATHS)]):
            yield Call("GET", path, token)


if __name__ == "__main__":
    started = time.monotonic()
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
    print(f"{time.monotonic() - started:.0f} s in all")
