"""What the program tells of itself while a test goes on, as the lines of the running server's log; and what its audit trail holds."""

import io
import json
import logging
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import structlog
from fastapi import FastAPI
from sqlalchemy import select

from papi.kit.db import Database
from papi.kit.logs import RequestLog
from papi.outbox.models import FactRow


class Told:
    """The lines of our own and of the libraries, as they would stand in the file."""

    def __init__(self) -> None:
        self._written = io.StringIO()
        self.handler = logging.StreamHandler(self._written)

    def logger(self) -> Any:
        ends = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False, default=str)]
        processors = [structlog.contextvars.merge_contextvars, structlog.processors.add_log_level, *ends]
        return structlog.wrap_logger(structlog.WriteLogger(self._written), processors=processors)

    @property
    def text(self) -> str:
        return self._written.getvalue()

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The lines of requests, in their order."""
        lines = [line for line in self.text.splitlines() if '"event": "request"' in line]
        return [json.loads(line) for line in lines]


@contextmanager
def listening() -> Generator[Told]:
    """Every logger of the program writes here, whatever an earlier test made of them; the libraries' as far as the server lets them."""
    told, root, uvicorn = Told(), logging.getLogger(), logging.getLogger("uvicorn")
    levels = root.level, uvicorn.level
    with pytest.MonkeyPatch.context() as patch:
        for name, module in list(sys.modules.items()):
            if name.startswith("papi.") and hasattr(module, "log"):
                patch.setattr(module, "log", told.logger())
        root.addHandler(told.handler)
        root.setLevel(logging.WARNING)
        uvicorn.setLevel(logging.INFO)
        try:
            yield told
        finally:
            root.removeHandler(told.handler)
            root.setLevel(levels[0])
            uvicorn.setLevel(levels[1])


def logged(app: FastAPI, address: str = "203.0.113.7") -> httpx.ASGITransport:
    """The way to the application that the server takes: with its log of requests."""
    return httpx.ASGITransport(app=RequestLog(app), raise_app_exceptions=False, client=(address, 50_000))


async def audit_trail(database: Database) -> str:
    """All that facts hold, as one text."""
    async with database.reading() as session:
        rows = [dict(row._mapping) for row in await session.execute(select(*FactRow.__table__.columns))]
    return json.dumps(rows, ensure_ascii=False, default=str)
