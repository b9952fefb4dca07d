import os
from typing import Annotated

import typer

from papi import serving
from papi.cli.refusals import run
from papi.settings import Settings

app = typer.Typer()


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (PAPI_HOST)")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (PAPI_PORT)")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes; more than one needs PostgreSQL and `papi worker`")] = 1,
) -> None:
    """Migrate if needed, load the demo into an empty database with PAPI_DEMO=1, and serve API and pages."""
    for name, value in (("PAPI_HOST", host), ("PAPI_PORT", port)):
        if value is not None:
            os.environ[name] = str(value)  # where the other processes of this server find it
    settings = Settings()
    run(serving.prepare(settings, workers))
    serving.serve(settings, workers)


@app.command()
def worker() -> None:
    """Carry facts up to those who react to them, until told to stop. On SQLite the server does that itself."""
    run(serving.run_worker(Settings()))
