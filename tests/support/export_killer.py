"""A worker that is really killed (SIGKILL) when it has stored an export, before it says so. Its argument: the settings."""

import asyncio
import os
import signal
import sys
from datetime import timedelta
from typing import Any

from papi.exports.writing import export_jobs
from papi.jobs.running import do_next
from papi.kit.storage import Storage
from papi.main import create_app
from papi.settings import Settings

_put = Storage.put


async def _put_and_die(*given: Any) -> None:
    await _put(*given)
    os.kill(os.getpid(), signal.SIGKILL)


async def _work(settings: Settings) -> None:
    app = create_app(settings)
    Storage.put = _put_and_die  # type: ignore[method-assign]
    async with app.router.lifespan_context(app):
        await do_next(app.state.database, export_jobs(app.state.storage, lambda: app), timedelta(seconds=60))


if __name__ == "__main__":
    asyncio.run(_work(Settings.model_validate_json(sys.argv[1])))
