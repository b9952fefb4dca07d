"""Work that is carried to its end even by somebody who is told to stop."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

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
