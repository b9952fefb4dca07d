"""What came of a request, for those who tell or count it."""

import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send


async def watch(app: ASGIApp, scope: Scope, receive: Receive, send: Send, *, tell: Callable[[int, float], None]) -> None:
    """Let the application answer, then tell the status and the seconds it took; 500 where it gave no answer."""
    started = time.perf_counter()
    status = 500

    async def send_noting(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        await send(message)

    try:
        await app(scope, receive, send_noting)
    finally:
        tell(status, time.perf_counter() - started)
