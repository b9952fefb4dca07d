"""Whether a request is sent again, and after how long; and the transports that do so."""

import asyncio
import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

Outcome = httpx.Response | httpx.TransportError

_LOST = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError)
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_AWAY = frozenset({502, 503, 504})
_REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
_LONGEST_BACKOFF = 30.0


def asked_to_wait(outcome: Outcome) -> float | None:
    """The seconds after which the server wants to be asked again (Retry-After), if it says so."""
    told = outcome.headers.get("retry-after", "").strip() if isinstance(outcome, httpx.Response) else ""
    if told.isascii() and told.isdigit():
        return float(told)
    try:
        moment = parsedate_to_datetime(told)
    except (TypeError, ValueError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())  # noqa: TID251 - the clock is of the product


def pause_after(outcome: Outcome, tries: int) -> float:
    """How long to wait after so many tries: as long as the server asks for, else longer each time, by chance, so that many do not come at
    once."""
    asked = asked_to_wait(outcome)
    backoff: float = 0.5 * 2.0**tries
    return random.uniform(0, min(backoff, _LONGEST_BACKOFF)) if asked is None else asked  # noqa: S311 - no secret


@dataclass(frozen=True)
class Patience:
    """How often a request is tried again, and how long a wait the server may ask for; who asks for more is not waited for."""

    retries: int
    longest: float

    def pause(self, request: httpx.Request, outcome: Outcome, tries: int) -> float | None:
        """The seconds to wait before the request is sent again; None where the outcome stands."""
        if tries >= self.retries or not self._may_repeat(request, outcome):
            return None
        pause = pause_after(outcome, tries)
        return pause if pause <= self.longest else None

    def _may_repeat(self, request: httpx.Request, outcome: Outcome) -> bool:
        # A POST bears a key under which the server answers the same again; whoever repeats a PATCH is told of a newer version, so one is
        # sent again only where it was not looked at.
        keyed = request.method == "POST" and "idempotency-key" in request.headers
        repeatable = keyed or request.method in _REPEATABLE
        if isinstance(outcome, httpx.TransportError):
            return isinstance(outcome, _NEVER_SENT) or (repeatable and isinstance(outcome, _LOST))
        still_running = outcome.status_code == 409 and asked_to_wait(outcome) is not None
        return outcome.status_code == 429 or (keyed and still_running) or (repeatable and outcome.status_code in _AWAY)


class Trying(httpx.BaseTransport):
    """Sends what may be repeated again."""

    def __init__(self, within: httpx.BaseTransport, patience: Patience) -> None:
        self._within, self._patience = within, patience

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        tries = 0
        while True:
            outcome = self._sent(request)
            pause = self._patience.pause(request, outcome, tries)
            if pause is None:
                return _settled(outcome)
            if isinstance(outcome, httpx.Response):
                outcome.close()
            time.sleep(pause)
            tries += 1

    def _sent(self, request: httpx.Request) -> Outcome:
        try:
            return self._within.handle_request(request)
        except httpx.TransportError as lost:
            return lost

    def close(self) -> None:
        self._within.close()


class AsyncTrying(httpx.AsyncBaseTransport):
    """The same for asyncio."""

    def __init__(self, within: httpx.AsyncBaseTransport, patience: Patience) -> None:
        self._within, self._patience = within, patience

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        tries = 0
        while True:
            outcome = await self._sent(request)
            pause = self._patience.pause(request, outcome, tries)
            if pause is None:
                return _settled(outcome)
            if isinstance(outcome, httpx.Response):
                await outcome.aclose()
            await asyncio.sleep(pause)
            tries += 1

    async def _sent(self, request: httpx.Request) -> Outcome:
        try:
            return await self._within.handle_async_request(request)
        except httpx.TransportError as lost:
            return lost

    async def aclose(self) -> None:
        await self._within.aclose()


def _settled(outcome: Outcome) -> httpx.Response:
    if isinstance(outcome, httpx.TransportError):
        raise outcome
    return outcome
