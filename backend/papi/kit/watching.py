"""What came of a request, for those who tell or count it."""

import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send


async def watch(app: ASGIApp, scope: Scope, receive: Receive, send: Send, *, tell: Callable[[int, float, int], None]) -> None:
    """Let the application answer, then tell the status, the seconds it took and the bytes of the answer; 500 where it gave none."""
    started = time.perf_counter()
    status, size = 500, 0

    async def send_noting(message: Message) -> None:
        nonlocal status, size
        if message["type"] == "http.response.start":
            status = message["status"]
        size += len(message.get("body", b""))
        await send(message)

    try:
        await app(scope, receive, send_noting)
    finally:
        tell(status, time.perf_counter() - started, size)
