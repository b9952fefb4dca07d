"""Waiting for events: one look for all who wait, who hold no connection meanwhile.

The look also chains, so that what is waited for has its place at once, whichever process the worker is.
"""

import asyncio
import signal
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import structlog
from fastapi import Request
from sqlalchemy import select

from papi.events.catalogue import CATALOGUE
from papi.feed.places import Places
from papi.feed.shaping import TELLING
from papi.kit.db import Database, database_of
from papi.kit.finishing import to_its_end
from papi.kit.types import one_of
from papi.outbox.chain import chain_batch, last_place
from papi.outbox.models import ChainedFact, FactRow

log = structlog.get_logger()
_LOOK_SECONDS = 0.25


class Watch:
    """Looks for new events while somebody waits, a few times a second, and not at all while nobody does."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.places = Places()
        self._waiting: set[asyncio.Future[bool]] = set()
        self._looking: asyncio.Task[None] | None = None
        self._ended = False
        self._seen = 0

    async def beyond(self, number: int, seconds: float) -> bool:
        """Whether there came something to look for after that place, within so many seconds; at once when the server is about to stop."""
        if self._ended:
            return False
        told = asyncio.get_running_loop().create_future()
        self._waiting.add(told)
        if self._looking is None or self._looking.done():
            self._seen = number if self._looking is None else min(self._seen, number)
            self._looking = asyncio.create_task(self._look())
        self._seen = min(self._seen, number)
        try:
            return await asyncio.wait_for(told, seconds)
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(told)

    def end(self) -> None:
        """Let nobody wait any longer, from now on."""
        self._ended = True
        self._tell(False)

    async def close(self) -> None:
        """End, and look no more."""
        self.end()
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)

    async def _look(self) -> None:
        while self._waiting and not self._ended:
            try:
                if await to_its_end(self._is_something_new()):
                    self._tell(True)
            except Exception as error:  # noqa: BLE001 - a database that is gone is waited for
                log.warning("looking_for_events_failed", error=repr(error)[:300])
            await asyncio.sleep(_LOOK_SECONDS)

    async def _is_something_new(self) -> bool:
        await chain_batch(self._database, TELLING, thorough=False)
        async with self._database.reading() as session:
            head = await last_place(session)
            if head <= self._seen:
                return False
            seen, self._seen = self._seen, head
            leaving = (FactRow.private.is_(False), one_of(FactRow.kind, CATALOGUE))
            places = select(ChainedFact.number).join(FactRow, FactRow.id == ChainedFact.fact_id)
            return await session.scalar(places.where(ChainedFact.number > seen, *leaving).limit(1)) is not None

    def _tell(self, came: bool) -> None:
        for told in self._waiting:
            if not told.done():
                told.set_result(came)


def watch_of(request: Request) -> Watch:
    """The watch of the application that answers this request."""
    state = request.app.state
    if not hasattr(state, "watch"):
        state.watch = Watch(database_of(request))
    return state.watch


@contextmanager
def ended_by_signals(watch: Watch) -> Generator[None]:
    """The server waits for all answers before it stops: those that wait for events end as soon as it is told to."""
    loop, before = asyncio.get_running_loop(), dict[int, Any]()

    def end(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(watch.end)
        before[number](number, frame)

    for number in (signal.SIGTERM, signal.SIGINT):
        handler = signal.getsignal(number)
        if type(getattr(handler, "__self__", None)).__module__.startswith("uvicorn"):
            before[number] = handler
            signal.signal(number, end)
    yield
