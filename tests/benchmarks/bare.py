"""(a) What could be had with no product around it: one hand-written query an answer, asyncpg rows to JSON, nobody signed in.

The shapes are those of the product's answers, so that the same bytes go over the wire. `uvicorn tests.benchmarks.bare:app` serves it.
"""

import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast

import asyncpg
import orjson

from tests.benchmarks import bare_dashboards, bare_reports
from tests.benchmarks.bare_assignments import read_assignments

Answer = Callable[[asyncpg.Pool, str, bytes], Awaitable[Any]]

PAGES: Mapping[str, Answer] = {
    "assignments": read_assignments,
    "overview": bare_dashboards.read_overview,
    "matrix": bare_dashboards.read_matrix,
    "lines": bare_reports.read_lines,
    "line": bare_reports.save_line,
}


class Bare:
    """An ASGI application without a framework: `/<page>/<id>`."""

    def __init__(self) -> None:
        self._pool: asyncpg.Pool | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        body = await _body_of(receive)
        _, page, key = scope["path"].split("/")
        content = await PAGES[page](cast(asyncpg.Pool, self._pool), key, body)
        answer = orjson.dumps(content, default=str)
        length = (b"content-length", str(len(answer)).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json"), length]})
        await send({"type": "http.response.body", "body": answer})

    async def _live(self, receive: Any, send: Any) -> None:
        await receive()
        self._pool = await asyncpg.create_pool(os.environ["BENCH_DATABASE_URL"], min_size=10, max_size=10)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._pool.close()
        await send({"type": "lifespan.shutdown.complete"})


async def _body_of(receive: Any) -> bytes:
    parts = b""
    while True:
        message = await receive()
        parts += message.get("body", b"")
        if not message.get("more_body"):
            return parts


app = Bare()
