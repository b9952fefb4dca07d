"""Refusals (RFC 9457) as exceptions, and what an answer holds otherwise."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Protocol, TypeVar

import httpx

from papi_client.generated.models.problem import Problem

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Refused(Exception):
    """What the server refused: `status`, the stable `code`, and `detail` in the language that was asked for.

    `errors` names fields (`pointer`) with a reason each; `retry_after` is in seconds, where the server says when to come again.
    """

    def __init__(self, status: int, body: Mapping[str, Any], retry_after: str | None = None) -> None:
        self.status = status
        self.code: str = body.get("code") or body.get("error") or ""
        self.detail: str = body.get("detail") or body.get("error_description") or HTTPStatus(status).phrase
        self.errors: Sequence[Mapping[str, str]] = body.get("errors") or ()
        self.retry_after = int(retry_after) if retry_after and retry_after.isdigit() else None
        super().__init__(f"{status} {self.code}: {self.detail}")


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
    """What the endpoint answers; raises `Refused`."""
    parsed = answer.parsed
    if isinstance(parsed, Problem):
        raise Refused(answer.status_code, parsed.to_dict(), answer.headers.get("retry-after"))
    if parsed is None:
        raise Refused(answer.status_code, {"detail": "The answer is not of a kind that this client knows."})
    return parsed


def require_success(response: httpx.Response) -> httpx.Response:
    """The response of a request that no generated endpoint makes; raises `Refused`."""
    if response.is_error:
        is_json = "json" in response.headers.get("content-type", "")
        raise Refused(response.status_code, response.json() if is_json else {}, response.headers.get("retry-after"))
    return response
