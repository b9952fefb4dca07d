"""Work on files that may be hostile, done by a process of its own with little memory, little time and nothing else to reach."""

import asyncio

from papi.evidence.isolated.confinement import Limits
from papi.kit.errors import Unavailable
from papi.kit.processes import run_module

_WAIT_SECONDS = 30
_WALL_PER_CPU = 2  # a machine that is busy is given twice the time
_looks = asyncio.Semaphore(2)  # looking at files must not take the machine from those who write
_LONG = {task: asyncio.Semaphore(1) for task in ("blacking", "saying", "signing")}
"""Work that takes minutes: one of each kind at a time, in a place of its own, so that nobody who uploads or reads waits for it."""


class IsolationFailed(Exception):
    """The file cannot be worked on within the limits, or is broken."""


async def run_isolated(task: str, *arguments: str, limits: Limits | None = None) -> bytes:
    """What a task of `isolated/` says of a file. Refused with 503 while too many others wait."""
    places = _LONG.get(task, _looks)
    try:
        await asyncio.wait_for(places.acquire(), _WAIT_SECONDS)
    except TimeoutError:
        raise Unavailable from None
    try:
        return await _output_of(limits or Limits(), task, *arguments)
    finally:
        places.release()


async def _output_of(limits: Limits, *arguments: str) -> bytes:
    try:
        code, output = await run_module("papi.evidence.isolated", str(limits), *arguments, seconds=_WALL_PER_CPU * limits.cpu_seconds)
    except TimeoutError:
        raise IsolationFailed from None
    if code != 0:
        raise IsolationFailed
    return output
