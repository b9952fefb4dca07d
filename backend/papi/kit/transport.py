"""The outermost layer of HTTP: request ids, security headers, limits on bodies, strict JSON."""

import json
import math
import re
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, cast

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.params import Form
from fastapi.routing import APIRoute
from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from papi.kit.asking import model_of, read_as_a_whole
from papi.kit.db import session_around
from papi.kit.errors import FieldError, Invalid, Refusal, TooLarge, UnsupportedType
from papi.kit.problems import field_errors, problem
from papi.kit.text import nfc
from papi.kit.types import new_id

API = "/api/v1"
CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_MAX_REQUEST_ID = 64
_NOTHING: Mapping[str, str] = {}
# Written out, because FastAPI would describe a model as application/json, and keep a check of it for each route.
_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_REFUSALS: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "Refused; nothing was changed", "content": _PROBLEM},
    "5XX": {"description": "503 while database or store do not answer (with Retry-After), 507 without room", "content": _PROBLEM},
}


def tell_in_headers(request: Request, told: Mapping[str, str]) -> None:
    """Let the answer to this request bear these headers, whoever gives it."""
    request.scope.setdefault("state", {}).setdefault("told_in_headers", {}).update(told)


class Envelope:
    """Gives every answer its request id and the security headers of docs/decisions/security."""

    def __init__(self, app: ASGIApp, *, hsts: bool) -> None:
        self.app = app
        self.headers = {
            "content-security-policy": CSP,
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "x-frame-options": "DENY",
            "permissions-policy": "camera=(self), geolocation=(), microphone=()",
            **({"strict-transport-security": "max-age=31536000"} if hsts else {}),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _acceptable_id(Headers(scope=scope).get("x-request-id"))
        scope.setdefault("state", {})["request_id"] = request_id

        async def send_in_envelope(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["x-request-id"] = request_id
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith("/api/"):
                    headers.setdefault("cache-control", "no-store")
                for name, value in scope["state"].get("told_in_headers", _NOTHING).items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_in_envelope)


class UnknownHost(Refusal):
    code = "unknown_host"
    vi = "Máy chủ không phục vụ dưới tên miền này."
    en = "This server is not known by that name."


class KnownHosts:
    """Answers only under its own names; `*.example.vn` stands for every name below that one."""

    def __init__(self, app: ASGIApp, *, names: Sequence[str]) -> None:
        self.app = app
        self.names = [name.lower() for name in names]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._knows(Headers(scope=scope).get("host", "")):
            await problem(Request(scope), UnknownHost())(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _knows(self, host: str) -> bool:
        name = re.sub(r":\d+$", "", host.lower())
        return any(name == known or (known.startswith("*.") and name.endswith(known[1:])) for known in self.names)


def _acceptable_id(given: str | None) -> str:
    plain = given is not None and len(given) <= _MAX_REQUEST_ID and given.isascii() and given.isprintable()
    return given if given and plain else str(new_id())


def limited(receive: Receive, limit: int, announced: str | None) -> Receive:
    """The same stream, refused with 413 as soon as more than `limit` bytes are announced or have come."""
    if announced is not None and announced.isdigit() and int(announced) > limit:
        raise TooLarge
    seen = 0

    async def receive_limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise TooLarge
        return message

    return receive_limited


class StrictRequest(Request):
    """A request whose JSON is taken strictly: UTF-8, no duplicate keys, no NaN, no NUL, text in NFC."""

    async def json(self) -> Any:
        if not hasattr(self, "_strict_json"):
            self._strict_json = parse_strictly(await self.body())
        return self._strict_json


class StrictRoute(APIRoute):
    """A route that limits and strictly parses the body before anything else looks at it."""

    @cached_property
    def known_parameters(self) -> frozenset[str]:
        """The names of the query parameters that the endpoint and its dependencies take."""
        return frozenset(_names_in(self.dependant))

    @cached_property
    def beginning(self) -> str:
        """What every path of this route begins with."""
        return self.path.partition("{")[0]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if not scope["path"].startswith(self.beginning):  # a hundred routes are asked in turn, and this is the quickest question
            return Match.NONE, {}
        return super().matches(scope)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        described, self.dependant = self.dependant, read_as_a_whole(self.dependant)
        handler = super().get_route_handler()
        self.dependant = described

        async def handle(request: Request) -> Response:
            async with session_around(request):
                return await handler(self._limited(request))

        return handle

    def _limited(self, request: Request) -> Request:
        if self.body_field is None:
            return request  # the endpoint reads no body, or streams it under a limit of its own
        if not isinstance(self.body_field.field_info, Form):
            _require_json(request.headers)
        limit = request.app.state.settings.max_body_bytes
        return StrictRequest(request.scope, limited(request.receive, limit, request.headers.get("content-length")))


def _require_json(headers: Headers) -> None:
    """A body is JSON and says so; RFC 9110 lets a server refuse what it would have to guess."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    empty = headers.get("content-length", "0") == "0" and "transfer-encoding" not in headers
    if not empty and kind != "application/json" and not kind.endswith("+json"):
        raise UnsupportedType


def refuse_unknown_parameters(request: Request) -> None:
    """Refuse a query parameter that the endpoint does not know, and text that no database holds. Asked once it is known who calls."""
    route = request.scope.get("route")
    known = route.known_parameters if isinstance(route, StrictRoute) else frozenset(request.query_params)
    given = request.query_params.multi_items()
    unknown = [{"loc": ("query", name[:100]), "type": "extra_forbidden"} for name, _ in given if name not in known]
    unstorable = [{"loc": ("query", name), "type": "text"} for name, value in given if "\x00" in value]
    if unknown or unstorable:
        raise Invalid(errors=field_errors(unknown or unstorable))


def _names_in(dependant: Dependant) -> Iterator[str]:
    for param in dependant.query_params:
        if (shape := model_of(param.field_info.annotation)) is not None:
            yield from (field.alias or name for name, field in shape.model_fields.items())
        else:
            yield param.alias
    for inner in dependant.dependencies:
        yield from _names_in(inner)


def api_router(tag: str, prefix: str = API) -> APIRouter:
    """A capability's router, whose routes `serve_routes` serves as they are."""
    return APIRouter(
        prefix=prefix,
        tags=[tag],
        route_class=StrictRoute,
        responses=_REFUSALS if prefix == API else None,
        generate_unique_id_function=lambda route: route.name,
    )


def serve_routes(app: FastAPI, router: APIRouter) -> None:
    """Serve the routes of a capability's router.

    `include_router` would build a second copy of every route beside the first, with the checks of all its parameters and answers, which
    is 3 MiB of a process, and would look every request up in two steps.
    """
    app.router.routes.extend(router.routes)


def parse_strictly(body: bytes) -> Any:
    """The value of a JSON text, or `Invalid` with a reason; never echoes what was sent."""
    try:
        text = body.decode("utf-8")
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite)
        # what is ASCII throughout holds nothing to normalise or refuse: NUL and surrogates can only be written as escapes in it
        return value if text.isascii() and "\\u" not in text else clean(value)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        found = error if isinstance(error, Unacceptable) else Unacceptable("không phải văn bản JSON theo UTF-8", "not a JSON text in UTF-8")
        raise Invalid(errors=[found.field_error()]) from None


class Unacceptable(ValueError):
    """What JSON may say and the product does not take; `place` leads to the text that is concerned, innermost part first."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi, self.en = vi, en
        self.place: list[str] = []

    def field_error(self) -> FieldError:
        """The refusal in words: of the field, if it is one's."""
        if self.place:
            sentences = (f"{words[:1].upper()}{words[1:]}." for words in (self.vi, self.en))
            return FieldError("/" + "/".join(reversed(self.place)), *sentences)
        return FieldError("", f"JSON không hợp lệ ({self.vi}).", f"Invalid JSON ({self.en}).")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise Unacceptable("có khóa lặp lại", "duplicate key")
    return value


def _no_constant(_name: str) -> float:
    raise Unacceptable("có số không hữu hạn", "number is not finite")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise Unacceptable("có số không hữu hạn", "number is not finite")
    return value


def clean(value: Any) -> Any:
    """The same value with every text in NFC; NUL and lone surrogates are refused, because PostgreSQL cannot hold them."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_within(str(place), item) for place, item in enumerate(cast(list[Any], value))]
    if isinstance(value, dict):
        return {clean_text(key): _within(key, item) for key, item in cast(dict[str, Any], value).items()}
    return value


def _within(place: str, value: Any) -> Any:
    try:
        return clean(value)
    except Unacceptable as found:
        found.place.append(place)
        raise


def clean_text(value: str) -> str:
    if value.isascii() and "\x00" not in value:  # most of what programs send: looking at each sign of it was half of reading it
        return value
    if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise Unacceptable("có ký tự điều khiển không lưu được; đề nghị xóa ký tự này", "the text holds a character that cannot be stored")
    return nfc(value)
