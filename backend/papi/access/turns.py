"""People first: what other systems and scripts pull waits for a moment in which nobody at a screen is waiting, and is done one by one.

In each server process; that people are at work, the processes of one host tell each other. A machine is known here by the look of its token
alone: who lies about that, only stands in the other queue.
"""

import asyncio
import base64
import json
import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, cast

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from papi.access.credentials import PERSONAL_TOKEN
from papi.access.tokens import CLIENT_SUBJECT

_FOR_QUIET = 0.2
"""So long a machine waits for a quiet moment, and goes on in any case: nobody is kept out by an office at work."""
_FOR_ITS_TURN = 5.0
_BREATH = 0.005
_REST, _LONGEST_REST = 2.0, 0.5
_AT_WORK = 5.0
"""So long after an answer people are taken to be at work: they read before they ask for the next page."""
_WAITING = re.compile(rb"(?:^|&)wait=[1-9]")
_ONE_BY_ONE = frozenset({"GET", "HEAD"})


class PeopleFirst:
    """Lets machines read one after the other, each when no person is being answered. While people work, the queue rests after each twice
    as long as that one took, so that machines take a third of a processor at most; at night they read as fast as they can. Who waits for
    events holds nobody up, nor does who downloads: a turn ends as an answer begins. `sign`: the file by which processes know of each
    other's people."""

    def __init__(self, app: ASGIApp, *, beginning: str, sign: Path) -> None:
        self.app = app
        self._beginning = beginning
        self._people = 0
        self._left = -_AT_WORK
        self._office = _Office(sign)
        self._turn = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(self._beginning):
            await self.app(scope, receive, send)
        elif not _is_machine(Headers(scope=scope)):
            self._people += 1
            with _Once(self._person_is_answered) as answered:
                await self.app(scope, receive, answered.by(send))
        elif scope["method"] in _ONE_BY_ONE and not _WAITING.search(scope["query_string"]):
            with _Once(await self._turn_taken()) as answered:
                await self._until_quiet()
                answered.began = time.monotonic()
                await self.app(scope, receive, answered.by(send))
        else:
            await self._until_quiet()
            await self.app(scope, receive, send)

    def _person_is_answered(self, _took: float) -> None:
        self._people -= 1
        self._left = time.monotonic()
        self._office.note(self._left)

    async def _until_quiet(self) -> None:
        for _ in range(int(_FOR_QUIET / _BREATH)):
            if not self._people and time.monotonic() - self._left >= _BREATH:
                return
            await asyncio.sleep(_BREATH)

    async def _turn_taken(self) -> Callable[[float], None]:
        """Take the turn; how it is given on after so many seconds of work. Nobody waits for ever for one who hangs."""
        try:
            async with asyncio.timeout(_FOR_ITS_TURN):
                await self._turn.acquire()
        except TimeoutError:
            return _nothing
        return self._give_turn_on

    def _give_turn_on(self, took: float) -> None:
        rest = min(_REST * took, _LONGEST_REST) if self._people or self._office.is_at_work() else 0
        asyncio.get_running_loop().call_later(rest, self._turn.release)


class _Office:
    """Whether people are at work, at whichever process of this host. Where that cannot be noted, machines do not rest."""

    def __init__(self, sign: Path) -> None:
        self._sign = sign
        self._noted = -_AT_WORK

    def note(self, now: float) -> None:
        """A person was answered; written down once a second."""
        if now - self._noted >= 1:
            self._noted = now
            with suppress(OSError):
                self._sign.touch()

    def is_at_work(self) -> bool:
        try:
            return 0 <= time.time() - self._sign.stat().st_mtime < _AT_WORK
        except OSError:
            return False


def _nothing(_took: float) -> None:
    pass


class _Once:
    """Tells that an answer begins, or that there will be none, and how long that took."""

    def __init__(self, tell: Callable[[float], None]) -> None:
        self.began = time.monotonic()
        self._tell = tell
        self._told = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if not self._told:
            self._told = True
            self._tell(time.monotonic() - self.began)

    def by(self, send: Send) -> Send:
        async def send_telling(message: Message) -> None:
            self.__exit__()
            await send(message)

        return send_telling


def _is_machine(headers: Headers) -> bool:
    """Whether the token is one of a connected system or a personal one, by its look."""
    token = headers.get("authorization", "").partition(" ")[2].strip()
    if token.startswith(PERSONAL_TOKEN):
        return True
    payload = token.split(".")[1] if token.count(".") == 2 else ""
    try:
        told: Any = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (ValueError, RecursionError):
        return False
    return isinstance(told, dict) and str(cast("dict[str, Any]", told).get("sub", "")).startswith(CLIENT_SUBJECT)
