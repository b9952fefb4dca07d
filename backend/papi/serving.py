"""Running processes: the server and the worker. What they need only once is done by other processes before they start."""

import gc
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from typing import Any

import structlog
import uvicorn
from fastapi import FastAPI
from sqlalchemy import select

from papi.access.entrance import roles_named
from papi.directory.models import Person, Unit
from papi.kit import metering
from papi.kit.db import Database
from papi.kit.installation import StartRefused, require_whole_demo, settle_clock
from papi.kit.logs import RequestLog, configure_logs
from papi.kit.revisions import is_current, revision_of, scripts_in
from papi.kit.storage import Storage
from papi.main import create_app
from papi.settings import Settings
from papi.worker import work

log = structlog.get_logger()
_GARBAGE = (10_000, 20, 50)


async def prepare(settings: Settings, workers: int) -> None:
    """What must be so before a server answers: the newest schema, in demo mode the demo, a calendar that fits the data."""
    if settings.objection:
        raise StartRefused(settings.objection)
    roles_named(settings.roles_with_second_factor)
    if workers > 1 and settings.database.get_backend_name() == "sqlite":
        raise StartRefused("Several server processes need PostgreSQL: set PAPI_DATABASE_URL, or serve with --workers 1.")
    _require_free_port(settings)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database, pool_size=2)
    try:
        if not await is_current(database, scripts_in(settings.migrations_dir)):
            _do(settings, "migrate")
        if settings.demo and not await _holds(database, Unit):
            _do(settings, "demo", "load")
        async with database.reading() as session:
            await settle_clock(session, demo=settings.demo, wanted_start=settings.business_date)
            if settings.demo:
                await require_whole_demo(session)
        if not await _holds(database, Person):
            log.warning("nobody_can_sign_in", advice="make the first administrator: papi user create NAME")
    finally:
        await database.close()


def _require_free_port(settings: Settings) -> None:
    """Known before the demo is loaded, and said in words rather than in a traceback of the server."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        socket.create_server((settings.host, settings.port), family=family).close()
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise StartRefused(f"Cannot listen on {where} ({error.strerror}): end what does, or set PAPI_PORT to another port.") from None


async def _holds(database: Database, table: type[Unit] | type[Person]) -> bool:
    async with database.reading() as session:
        return await session.scalar(select(table.id).limit(1)) is not None


def _do(settings: Settings, *command: str) -> None:
    """Run another command in a process of its own, which takes the memory of migrations and demo with it."""
    log.info("preparing", command=" ".join(command), database=settings.database.get_backend_name())
    done = subprocess.run([sys.executable, "-m", "papi.cli", *command], check=False, stdout=subprocess.DEVNULL)  # noqa: S603 - our own commands
    if done.returncode:
        raise StartRefused(f"`papi {' '.join(command)}` failed, so the server does not start.")


def serve(settings: Settings, workers: int) -> None:
    """Serve until stopped."""
    options: dict[str, Any] = {
        "host": settings.host,
        "port": settings.port,
        "proxy_headers": bool(settings.proxies),
        "forwarded_allow_ips": settings.proxies or None,
        "server_header": False,
        "access_log": False,
        "log_config": None,
        "timeout_graceful_shutdown": 10,
        "timeout_keep_alive": 30,
    }
    if workers == 1:
        uvicorn.run(_application(settings), **options)
        return
    os.environ["PAPI_EMBEDDED_WORKER"] = "0"  # of several processes none is the worker; `papi worker` is
    with tempfile.TemporaryDirectory(prefix="papi-metrics-") as folder:
        os.environ[metering.FOLDER] = folder
        uvicorn.run("papi.serving:create_process_app", factory=True, workers=workers, **options)


def create_process_app() -> RequestLog:
    """The application of one of several server processes, with the settings of the environment."""
    configure_logs()
    return _application(Settings())


def _application(settings: Settings) -> RequestLog:
    app = RequestLog(create_app(settings))
    # What was loaded and built so far stays as long as the process, and a page makes thousands of objects that go by themselves: to look
    # through all of them for garbage again and again was a sixth of its time. Cycles are still found, only less often.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GARBAGE)
    return app


def _lists_of(settings: Settings, database: Database) -> Callable[[], FastAPI]:
    """The application whose lists the worker makes files of: built when the first is asked for, and reached by nobody else."""

    @cache
    def made() -> FastAPI:
        app = create_app(settings)
        app.state.database, app.state.storage = database, Storage(settings.storage, settings.secrets_path)
        return app

    return made


async def run_worker(settings: Settings) -> None:
    """The worker's process."""
    if settings.database.get_backend_name() == "sqlite":
        raise StartRefused("On SQLite the worker runs inside the one server process; `papi worker` is for PostgreSQL.")
    database = Database(settings.database, pool_size=3)
    try:
        if await revision_of(database) is None:
            raise StartRefused("This database has no tables yet: run `papi migrate` first.")
        async with database.reading() as session:
            await settle_clock(session, demo=settings.demo, wanted_start=settings.business_date)
        await work(settings, database, _lists_of(settings, database))
    finally:
        await database.close()
