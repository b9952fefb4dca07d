"""Refusals (RFC 9457) as exceptions, and what an answer holds otherwise."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Protocol, TypeVar, cast

import httpx

from papi_client.generated.models.problem import Problem

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Refused(Exception):
    """What the server, or one before it, refused: `status`, the stable `code`, and `detail` in the language that was asked for.

    `errors` names fields (`pointer`) with a reason each; `retry_after` is in seconds, where the server says when to come again.
    """

    def __init__(self, status: int, body: Mapping[str, Any], retry_after: str | None = None) -> None:
        self.status = int(status)
        self.code: str = body.get("code") or body.get("error") or ""
        self.detail: str = body.get("detail") or body.get("error_description") or _phrase(self.status)
        self.errors: Sequence[Mapping[str, str]] = body.get("errors") or ()
        self.retry_after = int(retry_after) if retry_after and retry_after.isdigit() else None
        self._told = (self.status, dict(body), retry_after)
        super().__init__(f"{self.status} {self.code}: {self.detail}")

    def __reduce__(self) -> tuple[type["Refused"], tuple[Any, ...]]:
        """Between processes as it is."""
        return Refused, self._told


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:  # codes that proxies have made up
        return "The server refused."


class Answered(Protocol[T_co]):
    """An answer of a generated endpoint (`sync_detailed`, `asyncio_detailed`)."""

    @property
    def status_code(self) -> HTTPStatus: ...
    @property
    def headers(self) -> Any: ...
    @property
    def content(self) -> bytes: ...
    @property
    def parsed(self) -> T_co | None: ...


def result_of(answer: Answered[T | Problem]) -> T:
    """What the endpoint answers, nothing where it has nothing to say; raises `Refused`."""
    parsed = answer.parsed
    if isinstance(parsed, Problem):
        raise Refused(answer.status_code, parsed.to_dict(), answer.headers.get("retry-after"))
    if parsed is None and answer.status_code != HTTPStatus.NO_CONTENT:
        raise Refused(answer.status_code, {"detail": "The answer is not of a kind that this client knows."})
    return cast(T, parsed)


def require_success(response: httpx.Response) -> httpx.Response:
    """The response, whose body was read; raises `Refused`."""
    if response.is_error:
        raise Refused(response.status_code, _told(response), response.headers.get("retry-after"))
    return response


def _told(response: httpx.Response) -> Mapping[str, Any]:
    """What the API says of a refusal; nothing of a page by somebody in between."""
    try:
        told: Any = response.json()
    except ValueError:
        return {}
    return cast("dict[str, Any]", told) if isinstance(told, dict) else {}
