"""Slowing down those who guess passwords: counted in the database, so that it holds over processes and restarts.

Account with address: 5 failures lock for 15 minutes. Address alone: 100. Account alone only slows down, because otherwise anyone could
lock anybody out. Unknown accounts are counted alike, so that the answer tells nothing.
"""

from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.models import SignInFailures
from papi.kit import clock
from papi.kit.db import insert_for
from papi.kit.errors import TooMany

LOCK = timedelta(minutes=15)
PAIR_LIMIT = 5
ADDRESS_LIMIT = 100
SLOW_AFTER = 10
SLOWEST_SECONDS = 5.0


class TooManyAttempts(TooMany):
    code = "too_many_attempts"
    vi = "Nhập sai 5 lần, tài khoản tạm khóa. Thử lại sau {at}."
    en = "Five wrong attempts: locked for a while. Try again after {at}."


def _keys(account: str, address: str | None) -> tuple[str, str, str]:
    hidden = sha256(account.encode()).hexdigest()[:32]
    return f"pair:{hidden}:{address}"[:80], f"address:{address}"[:80], f"account:{hidden}"


async def require_patience(session: AsyncSession, account: str, address: str | None) -> float:
    """Refuse while locked; the seconds by which an answer about this account is to be slowed down."""
    pair, by_address, by_account = _keys(account, address)
    now = clock.real()
    rows = await session.scalars(select(SignInFailures).where(SignInFailures.key.in_([pair, by_address, by_account])))
    known = {row.key: row for row in rows if now - row.last_at < LOCK}
    for key, limit in ((pair, PAIR_LIMIT), (by_address, ADDRESS_LIMIT)):
        if key in known and known[key].count >= limit:
            until = known[key].last_at + LOCK
            seconds = max(1, int((until - now).total_seconds()))
            raise TooManyAttempts(at=f"{until.astimezone(clock.TIMEZONE):%H:%M}", headers={"Retry-After": str(seconds)})
    slow = known[by_account].count if by_account in known else 0
    return min(SLOWEST_SECONDS, max(0, slow - SLOW_AFTER) * 0.5)


async def remember_failure(session: AsyncSession, account: str, address: str | None) -> None:
    """Count one failure under all three keys; those older than the lock begin anew."""
    now = clock.real()
    await session.execute(delete(SignInFailures).where(SignInFailures.last_at < now - LOCK))
    for key in sorted(_keys(account, address)):
        statement = insert_for(session, SignInFailures).values(key=key, count=1, first_at=now, last_at=now)
        more = {"count": SignInFailures.count + 1, "last_at": now}
        await session.execute(statement.on_conflict_do_update(index_elements=["key"], set_=more))


async def forget_failures(session: AsyncSession, account: str, address: str | None) -> None:
    """A success clears what was counted for this account from this address."""
    pair, _address, by_account = _keys(account, address)
    await session.execute(delete(SignInFailures).where(SignInFailures.key.in_([pair, by_account])))
