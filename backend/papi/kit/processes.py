"""Work that is done by a Python process of its own, with nothing of ours in its surroundings."""

import asyncio
import sys
from collections.abc import Mapping
from contextlib import suppress


async def run_module(
    module: str, *arguments: str, seconds: float, given: bytes | None = None, surroundings: Mapping[str, str] | None = None
) -> tuple[int, bytes]:
    """Run `python -I -m module arguments…` with these bytes as its input; its exit code and what it wrote. It is killed, and `TimeoutError`
    raised, when the seconds are over; it is killed too when whoever asked has gone."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-m",
        module,
        *arguments,
        stdin=asyncio.subprocess.DEVNULL if given is None else asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=dict(surroundings or {}),
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(given), seconds)
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    assert process.returncode is not None
    return process.returncode, output
