"""Whether this process lives, and whether it can work."""

from fastapi import Request
from pydantic import BaseModel
from sqlalchemy import text

from papi.kit.db import DbSession
from papi.kit.storage import Storage
from papi.kit.transport import api_router

router = api_router("system", prefix="")


class Health(BaseModel):
    status: str


@router.get("/health/live")
async def check_liveness() -> Health:
    """200 as long as the process answers."""
    return Health(status="ok")


@router.get("/health/ready")
async def check_readiness(request: Request, session: DbSession) -> Health:
    """200 when database and store of files both answer; 503 with Retry-After otherwise."""
    storage: Storage = request.app.state.storage
    await session.execute(text("SELECT 1"))
    await storage.check()
    return Health(status="ok")
