"""A lock between the worker processes of one test run."""

import asyncio
import fcntl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path


@asynccontextmanager
async def exclusive(file: Path) -> AsyncGenerator[None]:
    """Hold `file` alone. The kernel lets go of it when the process ends, however it ends."""
    with file.open("w") as handle:
        await asyncio.to_thread(fcntl.flock, handle, fcntl.LOCK_EX)
        yield
