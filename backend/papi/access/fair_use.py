"""Fair use: how much connected systems and personal tokens may ask for in a minute, counted in the database over all processes.

A minute begins with the first call of the caller. A process takes a tenth of what is left of it at a time and gives that out by itself, so
that hardly a call writes; together they never give out more than the whole. Who has used it up is refused without asking the database
again. What cannot be counted, because the database does not take it now, keeps nobody from reading.

People who are signed in are not counted: they have the throttle of the sign-in, and one page of theirs asks many questions at once.
"""

import asyncio
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from fastapi import Request
from sqlalchemy import case, delete, literal, or_
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.models import CallsOfMinute
from papi.access.standing_in import stand_in_of
from papi.kit import clock
from papi.kit.db import SAFE_METHODS, Database, database_of, insert_for
from papi.kit.documents import wanted_type
from papi.kit.errors import TooMany
from papi.kit.transport import tell_in_headers
from papi.kit.types import UtcDateTime

WINDOW = timedelta(seconds=60)
FILE_WEIGHT = 10
_BYTES_OF_ONE = 100_000
_MOST_KEPT = 10_000
_SWEPT_AFTER = timedelta(hours=1)
log = structlog.get_logger()


class FairUseExceeded(TooMany):
    code = "fair_use_exceeded"
    vi = "Đã dùng hết {limit} lượt gọi của phút này. Chờ {seconds} giây rồi gọi tiếp; chưa có gì bị thay đổi."
    en = "The {limit} calls of this minute are used up. Wait {seconds} seconds and go on; nothing was changed."

    def __init__(self, limit: int, seconds: int, told: Mapping[str, str]) -> None:
        super().__init__(headers={"Retry-After": str(seconds), **told}, limit=limit, seconds=seconds)


@dataclass
class _Share:
    """What this process knows of a caller's minute, and what it has taken of it and not given out."""

    until: datetime
    taken: int = 0
    left: int = 0
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    def start(self, until: datetime) -> None:
        self.until, self.taken, self.left = until, 0, 0

    def holds_at(self, now: datetime) -> bool:
        """Whether its minute goes on: also a clock that was set back ends it."""
        return now < self.until <= now + WINDOW


class FairUse:
    """The callers of this process. `standard` calls a minute are for who has no limit of its own."""

    def __init__(self, standard: int) -> None:
        self.standard = standard
        self._shares: dict[str, _Share] = {}

    async def count(self, database: Database, caller: str, limit: int, weight: int) -> dict[str, str]:
        """Count a call, or refuse it; what its answer says about the rest of the minute."""
        needed = min(weight, limit)
        share = self._share_of(caller)
        async with share.asking:  # of many calls at once, one takes for all
            now = clock.real()
            if not share.holds_at(now):
                share.start(now)
            if share.left < needed and share.taken < limit:
                await _take(database, caller, share, limit, needed)
            allowed = share.left >= needed
            share.left -= needed if allowed else 0
            remaining, seconds = max(0, limit - share.taken) + share.left, max(1, math.ceil((share.until - now).total_seconds()))
        told = {"RateLimit-Policy": f'"minute";q={limit};w={WINDOW.seconds}', "RateLimit": f'"minute";r={remaining};t={seconds}'}
        if not allowed:
            raise FairUseExceeded(limit, seconds, told)
        return told

    def _share_of(self, caller: str) -> _Share:
        if caller not in self._shares and len(self._shares) >= _MOST_KEPT:
            now = clock.real()
            self._shares = {known: share for known, share in self._shares.items() if share.holds_at(now) or share.asking.locked()}
        return self._shares.setdefault(caller, _Share(clock.real()))


async def _take(database: Database, caller: str, share: _Share, limit: int, needed: int) -> None:
    """Take a tenth of what is left to all processes, but what the call needs at least. What is asked for beyond the limit is not given."""
    now = clock.real()
    asked = max(needed - share.left, (limit - share.taken) // 10)
    try:
        async with database.writing() as session:
            taken, began_at = await _asked_for(session, caller, now, asked)
    except SQLAlchemyError as error:
        log.warning("call_not_counted", caller=caller, error=repr(error)[:200])
        share.left += asked
        return
    if (until := began_at + WINDOW) != share.until:
        share.start(until)  # what was left of another minute is nothing in this one
    share.taken = taken
    share.left += max(0, min(asked, limit - (taken - asked)))


async def _asked_for(session: AsyncSession, caller: str, now: datetime, asked: int) -> tuple[int, datetime]:
    """How much all processes have asked for in this minute, and when it began: another begins where that one is over, or never was."""
    over = or_(CallsOfMinute.began_at <= now - WINDOW, CallsOfMinute.began_at > now + WINDOW)
    again = {
        "taken": case((over, asked), else_=CallsOfMinute.taken + asked),
        "began_at": case((over, literal(now, UtcDateTime())), else_=CallsOfMinute.began_at),
    }
    first = insert_for(session, CallsOfMinute).values(caller=caller, began_at=now, taken=asked)
    counted = first.on_conflict_do_update(index_elements=["caller"], set_=again)
    row = (await session.execute(counted.returning(CallsOfMinute.taken, CallsOfMinute.began_at))).one()
    return row.taken, row.began_at


async def count_call(request: Request, caller: str, limit: int | None) -> None:
    """Count the request that the caller sends, once however often somebody asks who calls; refused when the minute is used up."""
    state = request.scope.setdefault("state", {})
    if state.get("counted_for") == caller or stand_in_of(request) is not None:
        return
    state["counted_for"] = caller
    fair_use: FairUse = request.app.state.fair_use
    told = await fair_use.count(database_of(request), caller, limit or fair_use.standard, _weight(request))
    tell_in_headers(request, told)


def _weight(request: Request) -> int:
    """A file of a whole list is worth ten pages; of what is sent, each further 100 kB are worth one call."""
    if request.method in SAFE_METHODS:
        return FILE_WEIGHT if wanted_type(request) is not None else 1
    announced = request.headers.get("content-length", "")
    return 1 + (int(announced) // _BYTES_OF_ONE if announced.isascii() and announced.isdigit() else 0)


async def forget_minutes(database: Database) -> int:
    """Forget whoever has not called for long; how many."""
    async with database.writing() as session:
        gone = delete(CallsOfMinute).where(CallsOfMinute.began_at < clock.real() - _SWEPT_AFTER).returning(CallsOfMinute.caller)
        return len((await session.scalars(gone)).all())
