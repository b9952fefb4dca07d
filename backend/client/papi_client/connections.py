"""Connections to an installation: `Papi` and `AsyncPapi`, alike but for `await`."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

import httpx

from papi_client.generated.client import AuthenticatedClient
from papi_client.generated.models.evidence_read import EvidenceRead
from papi_client.generated.models.problem import Problem
from papi_client.generated.types import Unset
from papi_client.reaching import FILES, Leaving, Manner, arrived, arrived_async, options, proxy_for
from papi_client.refusals import Answered, require_success, result_of
from papi_client.trying import AsyncTrying, Outcome, Trying
from papi_client.uploads import Arrived, Pause, Progress, Send, Upload, advance

T = TypeVar("T")
Item = TypeVar("Item")
Item_co = TypeVar("Item_co", covariant=True)
_AS_IT_IS = Manner()


class Page(Protocol[Item_co]):
    """A page of a list."""

    @property
    def items(self) -> Sequence[Item_co]: ...
    @property
    def next_cursor(self) -> str | Unset | None: ...


class Papi:
    """A connection. A request that was lost, or met 429, 502, 503 or 504, is sent again, as late as the server asks for (Retry-After): a
    POST under the key that it had, a change (PATCH) only where nobody has looked at it.

    `http` is the `httpx.Client` beneath, for what no generated endpoint does. `transport` takes the place of the way to the server: a proxy
    or an authority of one's own (`httpx.HTTPTransport(proxy=…, verify=…)`).
    """

    def __init__(self, url: str, auth: httpx.Auth, manner: Manner = _AS_IT_IS, *, transport: httpx.BaseTransport | None = None) -> None:
        made = options(url, auth, manner)
        way = Trying(transport or httpx.HTTPTransport(proxy=proxy_for(url)), manner.patience)
        leaving = Leaving(made["base_url"])
        self.http = httpx.Client(**made, transport=way, event_hooks={"request": [leaving]})
        asking = httpx.Client(**made, transport=way, event_hooks={"request": [leaving], "response": [arrived]})
        self.generated = AuthenticatedClient(base_url=url, token="").set_httpx_client(asking)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let the connection go."""
        self.generated.get_httpx_client().close()
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

    def upload(self, path: Path, progress: Progress | None = None, **fields: str) -> EvidenceRead:
        """Send a file in pieces, going on where a lost connection broke off; gives the document that it became.

        `fields` as of `POST /evidence`: `title`, `link_to="report_line:<id>"` and so on. `progress` is told bytes sent and bytes in all.
        """
        upload = Upload(path, fields)
        steps, outcome = upload.steps(), None
        while not isinstance(step := advance(steps, outcome), EvidenceRead):
            outcome = None
            if isinstance(step, Send):
                outcome = self._tried(step)
            elif isinstance(step, Pause):
                time.sleep(step.seconds)
            else:
                _tell(progress, step, upload)
        return step

    def _tried(self, step: Send) -> Outcome:
        try:
            return self.http.request(**step.request)
        except httpx.TransportError as lost:
            return lost

    def download(self, address: str, path: Path, *, accept: str | None = None, **parameters: str) -> Path:
        """Keep a file of the API (`/evidence/pack`, `/consolidated-reports/…/export`), or a list as `accept="text/csv"`, as `path`; it
        appears there when it is whole."""
        with (
            _Partial(path) as partial,
            self.http.stream("GET", f"/api/v1{address}", params=parameters, headers=_accepting(accept), timeout=FILES) as response,
        ):
            if response.is_error:
                response.read()
            require_success(response)
            with partial.open("wb") as file:
                file.writelines(response.iter_bytes())
        return path


class AsyncPapi:
    """The same for asyncio."""

    def __init__(
        self, url: str, auth: httpx.Auth, manner: Manner = _AS_IT_IS, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        made = options(url, auth, manner)
        way = AsyncTrying(transport or httpx.AsyncHTTPTransport(proxy=proxy_for(url)), manner.patience)
        leaving = Leaving(made["base_url"]).wait
        self.http = httpx.AsyncClient(**made, transport=way, event_hooks={"request": [leaving]})
        asking = httpx.AsyncClient(**made, transport=way, event_hooks={"request": [leaving], "response": [arrived_async]})
        self.generated = AuthenticatedClient(base_url=url, token="").set_async_httpx_client(asking)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Let the connection go."""
        await self.generated.get_async_httpx_client().aclose()
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

    async def upload(self, path: Path, progress: Progress | None = None, **fields: str) -> EvidenceRead:
        """Send a file in pieces, as `Papi.upload` does; it is read and hashed beside the loop."""
        upload = Upload(path, fields)
        steps, outcome = upload.steps(), None
        while not isinstance(step := await asyncio.to_thread(advance, steps, outcome), EvidenceRead):
            outcome = None
            if isinstance(step, Send):
                outcome = await self._tried(step)
            elif isinstance(step, Pause):
                await asyncio.sleep(step.seconds)
            else:
                _tell(progress, step, upload)
        return step

    async def _tried(self, step: Send) -> Outcome:
        try:
            return await self.http.request(**step.request)
        except httpx.TransportError as lost:
            return lost

    async def download(self, address: str, path: Path, *, accept: str | None = None, **parameters: str) -> Path:
        """Keep a file of the API as `path`, as `Papi.download` does."""
        with _Partial(path) as partial:
            asked = self.http.stream("GET", f"/api/v1{address}", params=parameters, headers=_accepting(accept), timeout=FILES)
            async with asked as response:
                if response.is_error:
                    await response.aread()
                require_success(response)
                with partial.open("wb") as file:
                    async for block in response.aiter_bytes():
                        await asyncio.to_thread(file.write, block)
        return path


class _Partial:
    """A file that takes its name when it is whole, and is gone where it did not come to that."""

    def __init__(self, path: Path) -> None:
        self._path, self._partial = path, path.with_name(f"{path.name}.part")

    def __enter__(self) -> Path:
        return self._partial

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._partial.replace(self._path)
        else:
            self._partial.unlink(missing_ok=True)


def _accepting(accept: str | None) -> dict[str, str]:
    return {} if accept is None else {"Accept": accept}


def _tell(progress: Progress | None, step: Arrived, upload: Upload) -> None:
    if progress is not None:
        progress(step.sent, upload.size)
