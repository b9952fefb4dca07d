"""When a delivery is tried again, and when a receiver has failed for too long."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

PAUSES = (
    *(timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30)),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
)
"""Between the tries of one delivery: in all some three days, as Standard Webhooks suggests."""

MOST_WAITING = 100
"""So many deliveries wait for one receiver. Later events stay where they are safe already, in the chain of facts, until there is room."""

MOST_AT_ONCE = 2
"""Requests to one receiver at the same time, so that a slow one holds up no other."""

GONE = 410

NOT_TOLD, UNSIGNED, FAULT = "not_told", "unsigned", "fault"
"""Why nothing went out, beside what `kit/outbound.py` knows: its client may not be told, no key to sign with, a fault of ours."""

_LONGEST_ASKED = timedelta(days=1)


@dataclass(frozen=True)
class Patience:
    """After what a webhook is paused by itself: a time without one success, or so many deliveries in a row that were given up."""

    time: timedelta = timedelta(days=5)
    given_up: int = 20

    def is_over(self, failing_since: datetime | None, given_up: int, now: datetime) -> bool:
        return given_up >= self.given_up or (failing_since is not None and now - failing_since >= self.time)


def pause_after(tries: int, headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long to wait after so many tries; None when that was the last. A receiver that asks for more time gets it, up to a day."""
    if tries > len(PAUSES):
        return None
    pause = PAUSES[tries - 1] * random.uniform(0.9, 1.2)  # noqa: S311 - to spread work needs no secret
    asked = _asked_for(headers.get("retry-after", "").strip(), now)
    return pause if asked is None else max(pause, min(asked, _LONGEST_ASKED))


def _asked_for(said: str, now: datetime) -> timedelta | None:
    """`Retry-After`, in seconds or as a date (RFC 9110, 10.2.3)."""
    if said.isascii() and said.isdigit():
        return timedelta(seconds=min(int(said[:9]), 10**6))
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now


def covers(patterns: list[str], kind: str) -> bool:
    """Whether a webhook of these types is told of a kind."""
    return any(pattern in ("*", kind, f"{kind.partition('.')[0]}.*") for pattern in patterns)
