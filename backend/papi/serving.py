"""Running processes: the server and the worker."""

from typing import Any

import uvicorn

from papi.kit.db import Database
from papi.kit.installation import StartRefused
from papi.main import create_app
from papi.settings import Settings
from papi.worker import work


def serve(settings: Settings, workers: int) -> None:
    """Serve until stopped. Several processes need PostgreSQL: SQLite has one writing connection, in one process."""
    if workers > 1 and settings.database.get_backend_name() == "sqlite":
        raise SystemExit("papi: several server processes need PostgreSQL; set PAPI_DATABASE_URL, or serve with --workers 1.")
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
        uvicorn.run(create_app(settings), **options)
    else:
        uvicorn.run("papi.serving:create_process_app", factory=True, workers=workers, **options)


def create_process_app() -> Any:
    """The application of one of several server processes; the worker is a process of its own then."""
    return create_app(Settings(embedded_worker=False))


async def run_worker(settings: Settings) -> None:
    """The worker's process."""
    if settings.database.get_backend_name() == "sqlite":
        raise StartRefused("On SQLite the worker runs inside the one server process; `papi worker` is for PostgreSQL.")
    database = Database(settings.database, pool_size=2)
    try:
        await work(database)
    finally:
        await database.close()


def describe() -> dict[str, Any]:
    """The API's description."""
    return create_app(Settings()).openapi()
