"""Connections to an installation: `Papi` and `AsyncPapi`, alike but for `await`."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar
from uuid import uuid4

import httpx
from httpx_retries import Retry, RetryTransport

from papi_client.generated.client import AuthenticatedClient
from papi_client.generated.models.problem import Problem
from papi_client.generated.types import Unset
from papi_client.refusals import Answered, require_success, result_of
from papi_client.uploads import Progress, Upload

T = TypeVar("T")
Item = TypeVar("Item")
Item_co = TypeVar("Item_co", covariant=True)


class Page(Protocol[Item_co]):
    """A page of a list."""

    @property
    def items(self) -> Sequence[Item_co]: ...
    @property
    def next_cursor(self) -> str | Unset | None: ...


def _transport(given: Any, retries: int) -> RetryTransport:
    # A POST is safe to repeat, for each bears a key of its own under which the server answers the same again; a PATCH is not: who repeats
    # one whose answer was lost is told of a newer version.
    methods = ("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "POST")
    return RetryTransport(given, retry=Retry(total=retries, allowed_methods=methods, backoff_factor=0.5, max_backoff_wait=60))


def _mark(request: httpx.Request) -> None:
    if request.method == "POST":
        request.headers.setdefault("Idempotency-Key", str(uuid4()))


async def _mark_async(request: httpx.Request) -> None:
    _mark(request)


def _options(url: str, auth: httpx.Auth, language: str) -> Mapping[str, Any]:
    headers = {"Accept-Language": language, "User-Agent": "papi-client/1"}
    return {"base_url": url.rstrip("/"), "auth": auth, "headers": headers, "timeout": httpx.Timeout(30, read=60)}


class Papi:
    """A connection. Requests are tried again on 429, 502, 503, 504 and lost connections, as long as the server asks for (Retry-After)."""

    def __init__(
        self, url: str, auth: httpx.Auth, *, language: str = "vi", retries: int = 5, transport: httpx.BaseTransport | None = None
    ) -> None:
        self.http = httpx.Client(
            **_options(url, auth, language),
            transport=_transport(transport or httpx.HTTPTransport(), retries),
            event_hooks={"request": [_mark]},
        )
        self.generated = AuthenticatedClient(base_url=url, token="").set_httpx_client(self.http)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.http.close()

    def ask(self, endpoint: Callable[..., Answered[T | Problem]], *arguments: Any, **named: Any) -> T:
        """What a generated endpoint (`….sync_detailed`) answers; raises `Refused`."""
        return result_of(endpoint(*arguments, client=self.generated, **named))

    def each(self, endpoint: Callable[..., Answered[Page[Item] | Problem]], *arguments: Any, **filters: Any) -> Iterator[Item]:
        """All items of a list, page by page as they are needed."""
        cursor = filters.pop("cursor", None)
        while True:
            page = self.ask(endpoint, *arguments, cursor=cursor, **{"limit": 200, **filters})
            yield from page.items
            if not page.next_cursor:
                return
            cursor = page.next_cursor

    def upload(self, path: Path, progress: Progress | None = None, **fields: str) -> Mapping[str, Any]:
        """Send a file in pieces, going on where a lost connection broke off; gives the document that it became.

        `fields` as of `POST /evidence`: `title`, `link_to="report_line:<id>"` and so on. `progress` is told bytes sent and bytes in all.
        """
        steps, outcome = Upload(path, fields, progress).steps(), None
        while True:
            try:
                request = next(steps) if outcome is None else steps.send(outcome)
            except StopIteration as done:
                return done.value
            try:
                outcome = self.http.request(**request)
            except httpx.TransportError as lost:
                outcome = lost

    def download(self, address: str, path: Path, **parameters: str) -> Path:
        """Keep a file of the API (`/evidence/pack`, `/consolidated-reports/…/export`) as `path`; it appears there when it is whole."""
        partial = path.with_name(f"{path.name}.part")
        with self.http.stream("GET", f"/api/v1{address}", params=parameters, timeout=None) as response:
            if response.is_error:
                response.read()
            require_success(response)
            with partial.open("wb") as file:
                file.writelines(response.iter_bytes())
        return partial.rename(path)


class AsyncPapi:
    """The same for asyncio."""

    def __init__(
        self, url: str, auth: httpx.Auth, *, language: str = "vi", retries: int = 5, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self.http = httpx.AsyncClient(
            **_options(url, auth, language),
            transport=_transport(transport or httpx.AsyncHTTPTransport(), retries),
            event_hooks={"request": [_mark_async]},
        )
        self.generated = AuthenticatedClient(base_url=url, token="").set_async_httpx_client(self.http)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.http.aclose()

    async def ask(self, endpoint: Callable[..., Awaitable[Answered[T | Problem]]], *arguments: Any, **named: Any) -> T:
        """What a generated endpoint (`….asyncio_detailed`) answers; raises `Refused`."""
        return result_of(await endpoint(*arguments, client=self.generated, **named))

    async def each(
        self, endpoint: Callable[..., Awaitable[Answered[Page[Item] | Problem]]], *arguments: Any, **filters: Any
    ) -> AsyncIterator[Item]:
        """All items of a list, page by page as they are needed."""
        cursor = filters.pop("cursor", None)
        while True:
            page = await self.ask(endpoint, *arguments, cursor=cursor, **{"limit": 200, **filters})
            for item in page.items:
                yield item
            if not page.next_cursor:
                return
            cursor = page.next_cursor

    async def upload(self, path: Path, progress: Progress | None = None, **fields: str) -> Mapping[str, Any]:
        """Send a file in pieces, as `Papi.upload` does; the file is read on the loop, eight megabytes at a time."""
        steps, outcome = Upload(path, fields, progress).steps(), None
        while True:
            try:
                request = next(steps) if outcome is None else steps.send(outcome)
            except StopIteration as done:
                return done.value
            try:
                outcome = await self.http.request(**request)
            except httpx.TransportError as lost:
                outcome = lost

    async def download(self, address: str, path: Path, **parameters: str) -> Path:
        """Keep a file of the API as `path`, as `Papi.download` does."""
        partial = path.with_name(f"{path.name}.part")
        async with self.http.stream("GET", f"/api/v1{address}", params=parameters, timeout=None) as response:
            if response.is_error:
                await response.aread()
            require_success(response)
            with partial.open("wb") as file:
                async for block in response.aiter_bytes():
                    file.write(block)
        return partial.rename(path)
