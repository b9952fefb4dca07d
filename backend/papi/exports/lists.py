"""The application's own lists, asked from within in the name of somebody: the same endpoints, filters, permissions and files as ever."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from papi.access.standing_in import StandIn
from papi.exports.errors import NoSuchList
from papi.kit.documents import CSV, XLSX
from papi.kit.errors import Refusal
from papi.kit.paging import PageOf
from papi.kit.transport import API

MEDIA_TYPES: Mapping[str, str] = {"xlsx": XLSX, "csv": CSV}
_OF_PAGES = frozenset({"limit", "cursor", "count", "count_to"})
_PATIENCE = httpx.Timeout(None)

Application = Callable[[], FastAPI]
"""The application whose lists are asked, made when it is first needed."""


@dataclass(frozen=True)
class Asked:
    """A list, in whose name and language, and what is told beside the request (`state`), where the answer's own is found afterwards."""

    address: str
    stand_in: StandIn
    language: str
    accept: str
    state: dict[str, Any]


def require_list(app: FastAPI, path: str) -> None:
    """Refuse what is no list that comes in pages, and so as a file, at this path of the API."""
    scope: Scope = {"type": "http", "method": "GET", "path": f"{API}{path}", "root_path": "", "headers": []}
    for route in app.router.routes:
        if isinstance(route, APIRoute) and route.matches(scope)[0] is Match.FULL:
            if getattr(route.response_model, "__pydantic_generic_metadata__", {}).get("origin") is PageOf:
                return
            break
    raise NoSuchList


def without_pages(query: str) -> str:
    """Filters and order, without what is about one page."""
    given = parse_qsl(query.removeprefix("?"), keep_blank_values=True, max_num_fields=100)
    return urlencode([(name, value) for name, value in given if name not in _OF_PAGES])


async def ask(app: FastAPI, asked: Asked) -> httpx.Response:
    """The answer of the list. What it refuses is raised; 5xx as an error of ours, which passes."""
    state = asked.state | {"stand_in": asked.stand_in}

    async def entered(scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"] = state
        await app(scope, receive, send)

    way = httpx.ASGITransport(entered, raise_app_exceptions=False, client=(asked.stand_in.address or "127.0.0.1", 0))
    headers = {"Accept": asked.accept, "Accept-Language": asked.language, "Host": _host(app)}
    async with httpx.AsyncClient(transport=way, base_url="http://localhost", timeout=_PATIENCE) as client:
        answer = await client.get(asked.address, headers=headers)
    asked.state.update(state)
    refusal = state.get("refusal")
    if isinstance(refusal, Refusal) and refusal.status < 500:
        raise refusal
    answer.raise_for_status()
    return answer


def _host(app: FastAPI) -> str:
    """A name under which the application answers."""
    names: list[str] = app.state.settings.hosts
    return names[0].replace("*", "in") if names else "localhost"
