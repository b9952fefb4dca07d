"""The two clocks: real time for tokens, leases and audit; business time for every domain day.

They differ only in demo mode, where one offset is stored in the database when the demo is first started.
"""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

TIMEZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass
class _Process:
    offset: timedelta = timedelta()


_process = _Process()
_real_override: ContextVar[datetime | None] = ContextVar("real_override", default=None)
_business_override: ContextVar[datetime | None] = ContextVar("business_override", default=None)


def real() -> datetime:
    """The time of the wall clock."""
    return _real_override.get() or datetime.now(TIMEZONE)


def business() -> datetime:
    """The time in which the plan is being carried out."""
    return _business_override.get() or real() + _process.offset


def day_of(moment: datetime) -> date:
    """The day on which a moment falls in the city."""
    return moment.astimezone(TIMEZONE).date()


def begin_of(day: date) -> datetime:
    """The first moment of a day in the city."""
    return datetime.combine(day, time(), TIMEZONE)


def today() -> date:
    """The business day, in the city's time zone."""
    return day_of(business())


def is_shifted() -> bool:
    """Whether business time differs from real time, which the screens must say."""
    return bool(_process.offset)


def set_offset(offset: timedelta) -> None:
    """Shift business time for this whole process; done once, at its start."""
    _process.offset = offset


@contextmanager
def business_at(moment: datetime) -> Generator[None]:
    """Let business time stand still at `moment`: how the demo's past is played back."""
    token = _business_override.set(moment)
    try:
        yield
    finally:
        _business_override.reset(token)


@contextmanager
def real_at(moment: datetime) -> Generator[None]:
    """Let real time stand still at `moment`, and business time with it."""
    token = _real_override.set(moment)
    try:
        yield
    finally:
        _real_override.reset(token)
