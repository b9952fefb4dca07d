"""Whether this process lives, and whether it can work."""

from typing import Literal

from fastapi import Request
from pydantic import BaseModel
from sqlalchemy import text

from papi.kit.clamav import Scanner
from papi.kit.db import DbSession
from papi.kit.storage import Storage
from papi.kit.transport import api_router

router = api_router("system", prefix="")


class Health(BaseModel):
    status: str


class Readiness(Health):
    """`scanner`: whether the virus scanner answers, where one is set up. New files wait for it; nothing else does."""

    scanner: Literal["off", "ready", "unreachable"]


@router.get("/health/live")
async def check_liveness() -> Health:
    """200 as long as the process answers."""
    return Health(status="ok")


@router.get("/health/ready")
async def check_readiness(request: Request, session: DbSession) -> Readiness:
    """200 when database and store of files both answer; 503 with Retry-After otherwise."""
    storage: Storage = request.app.state.storage
    await session.execute(text("SELECT 1"))
    await storage.check()
    scanner: Scanner | None = request.app.state.scanner
    return Readiness(status="ok", scanner="off" if scanner is None else "ready" if await scanner.answers() else "unreachable")
