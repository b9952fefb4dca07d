"""The second factor: codes of an authenticator (TOTP, RFC 6238, by pyotp), or recovery codes. Each is taken once.

pyotp stops no replay, so the time step of the last code is kept, and a code counts only if it is of a later one. It is taken by a
conditional update: of two requests with the same code, one is let in.
"""

import hmac
import secrets
from uuid import UUID

import pyotp
from pyotp.totp import TOTP
from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.models import RecoveryCode, SecondFactor
from papi.access.sessions import digest
from papi.kit import clock
from papi.kit.db import at_most
from papi.kit.secretbox import SecretBox

RECOVERY_CODES = 10
STEP_SECONDS = 30
_DIGITS = 6
_STEPS_ASIDE = 1  # clocks of telephones are not exact, and typing takes time
_PRODUCT = "PAPI Tracker"
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_PIECES, _PIECE = 4, 4


def new_secret() -> str:
    """160 random bits, in base 32 as authenticators take them."""
    return pyotp.random_base32()


def address_of(secret: str, username: str) -> str:
    """The `otpauth://` address that a picture for the telephone's camera holds."""
    return TOTP(secret).provisioning_uri(name=username, issuer_name=_PRODUCT)


def step_of(secret: str, code: str, after: int) -> int | None:
    """The time step later than `after` whose code this is: the present one, or the one beside it."""
    totp, present = TOTP(secret), int(clock.real().timestamp()) // STEP_SECONDS
    for step in range(present - _STEPS_ASIDE, present + _STEPS_ASIDE + 1):
        if step > after and hmac.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            return step
    return None


def plain_code(typed: str) -> str:
    """A code without what people put between its signs."""
    return "".join(typed.split()).replace("-", "").lower()


async def active_factor(session: AsyncSession, person_id: UUID) -> SecondFactor | None:
    """The person's confirmed second factor."""
    factor = await session.get(SecondFactor, person_id)
    return factor if factor is not None and factor.confirmed_at is not None else None


async def has_factor(session: AsyncSession, person_id: UUID) -> bool:
    found = select(SecondFactor.person_id).where(SecondFactor.person_id == person_id, SecondFactor.confirmed_at.is_not(None))
    return await session.scalar(at_most(found, 1)) is not None


async def take_code(session: AsyncSession, box: SecretBox, factor: SecondFactor, typed: str) -> str | None:
    """Which kind of code this is (`totp`, `recovery`) if it is right and was not taken before; it is taken now."""
    code = plain_code(typed)
    if len(code) == _DIGITS and code.isascii() and code.isdigit():
        step = step_of(box.open(factor.sealed, factor.key_id, factor.person_id), code, factor.last_step)
        if step is None:
            return None
        later = update(SecondFactor).where(SecondFactor.person_id == factor.person_id, SecondFactor.last_step < step)
        taken = later.values(last_step=step).returning(SecondFactor.person_id)
        kind = "totp"
    else:
        unused = (RecoveryCode.person_id == factor.person_id, RecoveryCode.code_hash == digest(code), RecoveryCode.used_at.is_(None))
        taken = update(RecoveryCode).where(*unused).values(used_at=clock.real()).returning(RecoveryCode.id)
        kind = "recovery"
    found = await session.execute(taken.execution_options(synchronize_session=False))
    return kind if found.first() is not None else None


async def new_recovery_codes(session: AsyncSession, person_id: UUID) -> list[str]:
    """Ten codes of 79 random bits, shown this once; earlier ones lose their force."""
    await forget_recovery_codes(session, person_id)
    codes = ["-".join("".join(secrets.choice(_ALPHABET) for _ in range(_PIECE)) for _ in range(_PIECES)) for _ in range(RECOVERY_CODES)]
    now = clock.real()
    session.add_all(RecoveryCode(person_id=person_id, code_hash=digest(plain_code(code)), created_at=now) for code in codes)
    return codes


async def forget_recovery_codes(session: AsyncSession, person_id: UUID) -> None:
    await session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))


async def count_recovery_codes(session: AsyncSession, person_id: UUID) -> int:
    """How many are still unused."""
    unused = select(func.count()).where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    return await session.scalar(unused) or 0
