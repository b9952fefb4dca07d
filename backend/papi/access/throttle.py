"""Slowing down those who guess passwords: counted in the database, so that it holds over processes and restarts.

Account with address: 5 failures lock for 15 minutes. Address alone: 100. Account alone only slows down, because otherwise anyone could
lock anybody out. Unknown accounts are counted alike, so that the answer tells nothing. An attempt is counted before the password is
looked at and given back when it was right: of a hundred guesses sent at once, five are looked at.

Codes of a second factor are few enough to be guessed from many addresses at once, so ten wrong ones lock the account wherever they came
from. Only who has the password gets as far as a code: nobody else can lock the person out.

Ways to the identity provider that were begun and led nowhere are counted by address: each is a row, and nobody knows yet who comes. One
that arrives is given back, because a whole office may come from one address in the morning.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

from sqlalchemy import case, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.models import SignInFailures
from papi.kit import clock
from papi.kit.db import insert_for
from papi.kit.errors import TooMany

LOCK = timedelta(minutes=15)
PAIR_LIMIT = 5
ADDRESS_LIMIT = 100
CODE_LIMIT = 10
WAY_LIMIT = 100
SLOW_AFTER = 10
SLOWEST_SECONDS = 5.0
_KEPT = timedelta(days=1)


class TooManyAttempts(TooMany):
    code = "too_many_attempts"
    vi = "Nhập sai 5 lần, tài khoản tạm khóa. Thử lại sau {at}."
    en = "Five wrong attempts: locked for a while. Try again after {at}."

    def __init__(self, until: datetime) -> None:
        seconds = max(1, int((until - clock.real()).total_seconds()))
        super().__init__(at=f"{until.astimezone(clock.TIMEZONE):%H:%M}", headers={"Retry-After": str(seconds)})


class TooManyFromAddress(TooManyAttempts):
    vi = "Quá nhiều lần đăng nhập sai từ địa chỉ này. Thử lại sau {at}."
    en = "Too many wrong attempts from this address. Try again after {at}."


class TooManyBegun(TooManyAttempts):
    vi = "Quá nhiều lượt đăng nhập dở dang từ địa chỉ này. Thử lại sau {at}."
    en = "Too many sign-ins begun and not completed from this address. Try again after {at}."


def _network(address: str | None) -> str:
    """An address as it is counted: whoever has one IPv6 address has the 2^64 beside it."""
    try:
        known = ip_address((address or "").partition("%")[0])
    except ValueError:
        return address or "-"
    return str(IPv6Address(int(known) >> 64 << 64)) if isinstance(known, IPv6Address) else str(known)


def _keys(account: str, address: str | None) -> tuple[str, str, str]:
    hidden = sha256(account.encode()).hexdigest()[:24]
    network = _network(address)
    return f"pair:{hidden}:{network}"[:80], f"address:{network}"[:80], f"account:{hidden}"


async def begin_attempt(session: AsyncSession, account: str, address: str | None) -> float:
    """Count an attempt, or refuse it while locked; the seconds by which its answer is to be slowed down."""
    pair, by_address, by_account = _keys(account, address)
    now = clock.real()
    rows = await session.scalars(select(SignInFailures).where(SignInFailures.key.in_([pair, by_address, by_account])))
    known = {row.key: (row.count, row.last_at) for row in rows if now - row.last_at < LOCK}
    nothing = (0, now)
    failures, last_at = known.get(by_address, nothing)
    if failures >= ADDRESS_LIMIT:
        raise TooManyFromAddress(last_at + LOCK)
    failures, last_at = known.get(pair, nothing)
    if failures >= PAIR_LIMIT or await _count(session, pair, now) > PAIR_LIMIT:
        raise TooManyAttempts(last_at + LOCK)
    slow, _ = known.get(by_account, nothing)
    return min(SLOWEST_SECONDS, max(0, slow - SLOW_AFTER) * 0.5)


async def attempt_failed(session: AsyncSession, account: str, address: str | None) -> None:
    """Remember that the attempt was wrong, for the address and for the account as well."""
    now = clock.real()
    await _forget_old(session, now)
    _, by_address, by_account = _keys(account, address)
    await _count(session, by_account, now)
    await _count(session, by_address, now)


async def attempt_succeeded(session: AsyncSession, account: str, address: str | None) -> None:
    """A success clears what was counted for this account from this address."""
    pair, _, by_account = _keys(account, address)
    await session.execute(delete(SignInFailures).where(SignInFailures.key.in_([pair, by_account])))


async def attempt_goes_on(session: AsyncSession, account: str, address: str | None) -> None:
    """The password was right and a code is still to come: this attempt is given back, and none that failed before it."""
    pair, _, _ = _keys(account, address)
    await _give_back(session, pair)


async def begin_code(session: AsyncSession, account: str) -> None:
    """Count a code that comes with the right password, or refuse it: `code_fits` gives it back."""
    now = clock.real()
    if await _count(session, _code_key(account), now) > CODE_LIMIT:
        raise TooManyAttempts(now + LOCK)


async def code_fits(session: AsyncSession, account: str) -> None:
    """The code was right."""
    await session.execute(delete(SignInFailures).where(SignInFailures.key == _code_key(account)))


async def begin_way(session: AsyncSession, address: str | None) -> None:
    """Count a way to the identity provider that somebody begins, or refuse it: `way_arrives` gives it back."""
    now = clock.real()
    await _forget_old(session, now)
    key, until = _way_key(address, now)
    if await _count(session, key, now) > WAY_LIMIT:
        raise TooManyBegun(until)


async def way_arrives(session: AsyncSession, address: str | None) -> None:
    """Somebody we know came back over the provider."""
    await _give_back(session, _way_key(address, clock.real())[0])


def _way_key(address: str | None, now: datetime) -> tuple[str, datetime]:
    """By quarters of an hour, because in a busy office the last one is never long ago; the key, and when its quarter ends."""
    quarter = int(now.timestamp() // LOCK.total_seconds())
    return f"way:{_network(address)}:{quarter}"[-80:], datetime.fromtimestamp((quarter + 1) * LOCK.total_seconds(), UTC)


async def _give_back(session: AsyncSession, key: str) -> None:
    counted = update(SignInFailures).where(SignInFailures.key == key, SignInFailures.count > 0)
    await session.execute(counted.values(count=SignInFailures.count - 1).execution_options(synchronize_session=False))


def _code_key(account: str) -> str:
    return f"code:{sha256(account.encode()).hexdigest()[:24]}"


async def _forget_old(session: AsyncSession, now: datetime) -> None:
    await session.execute(delete(SignInFailures).where(SignInFailures.last_at < now - _KEPT))


async def _count(session: AsyncSession, key: str, now: datetime) -> int:
    statement = insert_for(session, SignInFailures).values(key=key, count=1, first_at=now, last_at=now)
    stale = SignInFailures.last_at < now - LOCK
    again = {"count": case((stale, 1), else_=SignInFailures.count + 1), "last_at": now}
    counted = statement.on_conflict_do_update(index_elements=["key"], set_=again).returning(SignInFailures.count)
    return (await session.execute(counted)).scalar_one()


SECRET_LIMIT = 10


class TooManyWrongSecrets(TooManyAttempts):
    """The wrong secret itself is remembered."""

    persist = True
    vi = "Sai bí mật quá nhiều lần từ địa chỉ này. Thử lại sau {at}."
    en = "Too many wrong secrets from this address. Try again after {at}."


async def secret_was_wrong(session: AsyncSession, account: str, address: str | None) -> TooManyWrongSecrets | None:
    """Count a wrong secret of a program; the refusal of further ones, once there were too many from here.

    Right ones are neither counted nor held up: nobody guesses 256 bits, several workers of one system ask at the same time, and whoever
    shares its address must not be able to lock it out.
    """
    pair, _, _ = _keys(account, address)
    now = clock.real()
    await _forget_old(session, now)
    # counted apart from people: a system that keeps an old secret must not lock a whole office out of signing in
    if await _count(session, f"secrets:{_network(address)}"[:80], now) > ADDRESS_LIMIT:
        return TooManyWrongSecrets(now + LOCK)  # and no row for whatever name it invents next
    return TooManyWrongSecrets(now + LOCK) if await _count(session, pair, now) > SECRET_LIMIT else None
