"""What the process says about itself: lines for people on a terminal, JSON for machines. Never a body, a query or a header."""

import logging
import sys
from typing import Any

import orjson
import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from papi.kit.watching import watch

log = structlog.get_logger()
_QUIET = ("/health/",)


def configure_logs(*, readable: bool | None = None) -> None:
    """Send our own lines and those of the libraries to standard error, readable where that is a terminal."""
    readable = sys.stderr.isatty() if readable is None else readable
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    ending: list[Any]
    if readable:
        ending = [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    else:
        # plain tracebacks in both: the richer ones print local variables, and those may be passwords
        ending = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(serializer=_serialize)]
    structlog.configure(
        processors=[*shared, *ending],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending], foreign_pre_chain=shared
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("uvicorn").setLevel(logging.INFO)


def _serialize(value: Any, **_options: Any) -> str:
    return orjson.dumps(value, default=str).decode()


def tell_rows(request: Request, number: int) -> None:
    """Let the log say how many rows the answer holds."""
    request.scope.setdefault("state", {})["rows"] = number


class RequestLog:
    """One line for each answer: method, path as a template (so that no id or ticket is told), status, time, who
    (a person, or another system with the scope that it used), how much was handed out, from where, why not."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(_QUIET):
            await self.app(scope, receive, send)
            return

        def tell(status: int, seconds: float, size: int) -> None:
            state = scope.get("state", {})
            log.info(
                "request",
                method=scope["method"],
                path=getattr(scope.get("route"), "path", None),
                status=status,
                ms=round(seconds * 1000, 1),
                request_id=state.get("request_id"),
                person=state.get("person_id"),
                token=state.get("token"),
                client=state.get("client"),
                client_id=state.get("client_id"),
                scope=state.get("client_scope"),
                rows=state.get("rows"),
                bytes=size,
                address=(scope.get("client") or [None])[0],
                refused=state.get("refused"),
            )

        await watch(self.app, scope, receive, send, tell=tell)
