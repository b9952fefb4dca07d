"""`python -m tests.benchmarks`: loads the demo and ten times the demo, measures, and prints ratios. Nothing here is a test."""

import asyncio
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import psutil

from tests.benchmarks.clients import Connection
from tests.benchmarks.measuring import CLIENTS, ROUNDS, SECONDS, Course, Measured, measure, ratio
from tests.benchmarks.scenes import API, COORDINATOR, Cast, Scene, gather_cast, get, mixture, path_of_page_200, scenes, sign_in
from tests.benchmarks.systems import BARE, BIN, DJANGO, DJANGO_OPTIONS, ROOT, System, postgres_pid, started, until_answering
from tests.benchmarks.tenfold import make_tenfold
from tests.support.postgres import PostgresDatabases, start_cluster, stop_cluster
from tests.support.processes import free_port
from tests.support.servers import Installation, served

ISSUER = "http://127.0.0.1:9"  # one address for all installations, so that a token of one holds in its copy
MIB = 1024 * 1024


async def main() -> None:
    port = start_cluster()
    try:
        with tempfile.TemporaryDirectory(prefix="papi-bench-") as folder:
            await _compare(Path(folder), PostgresDatabases(port, Path(folder)), postgres_pid(port))
    finally:
        stop_cluster(port)


async def _compare(folder: Path, databases: PostgresDatabases, postgres: int) -> None:
    print("Loading the demo, and ten times the demo …", flush=True)
    one = _installation(folder / "one", await databases.create("one"), folder)
    for arguments in (("migrate",), ("demo", "load")):
        one.papi(*arguments).check_returncode()
    async with served(one) as desk:
        cast = await gather_cast(desk.url, one.database_url)
    ten = _installation(folder / "ten", await databases.create("ten", template="one"), folder)
    await make_tenfold(ten.database_url)
    token = _django_token(one.database_url)
    async with AsyncExitStack() as running:
        papi = await running.enter_async_context(_papi("papi", one, postgres))
        await _print_memory(papi, cast)
        tenfold = await running.enter_async_context(_papi("papi, ten times the data", ten, postgres))
        bare = await running.enter_async_context(started("bare", BARE, one.database_url, postgres))
        django = await running.enter_async_context(started("django", (*DJANGO, *DJANGO_OPTIONS), one.database_url, postgres))
        await _print_pages(scenes(cast, token), (papi, tenfold, bare, django))
        await _print_page_200(tenfold, cast)
        await _print_make_run(folder / "run", Course(papi, get(f"{API}/assignments?limit=50", cast.tokens[COORDINATOR])))
    await databases.close()


def _installation(folder: Path, database_url: str, shared: Path) -> Installation:
    folder.mkdir()
    (shared / "secrets").mkdir(mode=0o700, exist_ok=True)
    return Installation(database_url, folder, shared / "secrets", {"PAPI_PUBLIC_URL": ISSUER})


@asynccontextmanager
async def _papi(name: str, installation: Installation, postgres: int) -> AsyncGenerator[System]:
    async with served(installation) as server:
        yield System(name, server.url, (server.process.pid, postgres))


def _django_token(database_url: str) -> str:
    command = [BIN / "python", "-m", "tests.benchmarks.plain_django.prepare"]
    environment = {**os.environ, "BENCH_DATABASE_URL": database_url}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout.strip()


async def _print_memory(papi: System, cast: Cast) -> None:
    process = psutil.Process(papi.pids[0])
    before = process.memory_info().rss
    connections = [Connection(papi.url) for _ in range(4)]
    calls = mixture(cast)
    for start in range(0, len(calls), len(connections)):
        replies = await asyncio.gather(*map(Connection.send, connections, calls[start : start + len(connections)]))
        wrong = [reply for reply in replies if reply.status != 200]
        if wrong:
            raise RuntimeError(f"an answer of {wrong[0].status}: {wrong[0].body[:300]!r}")
    for connection in connections:
        connection.close()
    after = process.memory_info().rss
    print(
        f"\nResident per process: {before / MIB:.0f} MiB at the start, {after / MIB:.0f} MiB after 100 mixed requests (aim: at most 90 MB)"
    )


async def _print_pages(pages: list[Scene], systems: tuple[System, System, System, System]) -> None:
    print(f"\n{CLIENTS} clients without pause, {ROUNDS} rounds of {SECONDS:.0f} s each in turn; medians, (lowest–highest).")
    print("× (a), × (b): answers a second against the bare ASGI application and Django REST framework; more is better.")
    print("ten times: answers a second with the demo ÷ with ten times the data; 1 is best. cpu: the same of processor time.\n")
    row = "{:<24}{:>16}{:>20}{:>8}{:>20}{:>8}{:>20}{:>8}"
    print(row.format("", "kB papi/a/b", "× (a)", "cpu", "× (b)", "cpu", "ten times", "cpu"))
    for page in pages:
        papi, tenfold, bare, django = systems
        courses = {
            "papi": Course(papi, page.papi),
            "bare": Course(bare, page.other),
            "tenfold": Course(tenfold, page.papi),
            "django": Course(django, page.other),
        }
        found = await measure(courses)
        sizes = "/".join([f"{await _size(course) / 1000:.0f}" for name, course in courses.items() if name != "tenfold"])
        print(row.format(page.name, sizes, *_ratios(found)), flush=True)


def _ratios(found: dict[str, Measured]) -> list[str]:
    papi, bare, tenfold, django = (found[name] for name in ("papi", "bare", "tenfold", "django"))
    return [
        str(ratio(papi.rates, bare.rates)),
        f"{ratio(bare.costs, papi.costs).middle:.2f}",
        str(ratio(papi.rates, django.rates)),
        f"{ratio(django.costs, papi.costs).middle:.2f}",
        str(ratio(papi.rates, tenfold.rates)),
        f"{ratio(tenfold.costs, papi.costs).middle:.2f}",
    ]


async def _size(course: Course) -> int:
    connection = Connection(course.system.url)
    reply = await connection.send(course.script(0, 0))
    connection.close()
    return len(reply.body)


async def _print_page_200(tenfold: System, cast: Cast) -> None:
    token = cast.tokens[COORDINATOR]
    path = await path_of_page_200(tenfold.url, token)
    first = Course(tenfold, get(f"{API}/assignments?limit=50", token))
    found = await measure({"first": first, "later": Course(tenfold, get(path, token))})
    print(f"\nPage 200 against page 1, ten times the data: {ratio(found['later'].rates, found['first'].rates)} (aim: 1)", flush=True)


async def _print_make_run(folder: Path, postgresql: Course) -> None:
    """The second `make run`, with everything installed and the demo loaded; its server then shows what SQLite does."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    async with _make_run(folder, port):
        await until_answering(url, "/health/ready", (200,), patience=400)
    began = time.perf_counter()
    async with _make_run(folder, port) as process:
        await until_answering(url, "/health/ready", (200,))
        print(f"\nThe second `make run` answers after {time.perf_counter() - began:.1f} s (aim: less than 3 s)", flush=True)
        async with httpx.AsyncClient(base_url=url, timeout=60) as client:
            token = await sign_in(client, COORDINATOR)
        sqlite = Course(System("sqlite", url, (process.pid,)), get(f"{API}/assignments?limit=50", token))
        found = await measure({"sqlite": sqlite, "postgresql": postgresql})
    print(f"Page of 50 on SQLite against PostgreSQL: {ratio(found['sqlite'].rates, found['postgresql'].rates)}")


@asynccontextmanager
async def _make_run(folder: Path, port: int) -> AsyncGenerator[subprocess.Popen[bytes]]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PAPI_")}
    environment = {**inherited, "PAPI_DATA_DIR": str(folder), "PAPI_PORT": str(port)}
    with (folder.parent / "run.log").open("ab") as log:
        process = subprocess.Popen(["make", "run"], cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGINT)  # as Ctrl+C does
        await asyncio.to_thread(process.wait, 30)


asyncio.run(main())
