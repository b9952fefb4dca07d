"""Work that is carried to its end even by somebody who is told to stop."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import structlog

log = structlog.get_logger()

Result = TypeVar("Result")


async def to_its_end(work: Coroutine[Any, Any, Result]) -> Result:
    """Do a short transaction whole: one that is cut off while the driver works on a statement can keep SQLite's file locked until its
    connection is collected."""
    begun = asyncio.create_task(work)
    try:
        return await asyncio.shield(begun)
    except asyncio.CancelledError:
        await asyncio.wait({begun})
        raise


async def again_and_again(work: Callable[[], Coroutine[Any, Any, object]], seconds: float, *, failed: str) -> None:
    """Do a short transaction whole, so many seconds after it was last done, until cancelled. One that fails is logged as `failed`."""
    while True:
        try:
            await to_its_end(work())
        except Exception as error:  # noqa: BLE001 - a worker outlives whatever goes wrong once
            log.warning(failed, error=repr(error)[:300])
        await asyncio.sleep(seconds)
