"""Passwords: Argon2id in a thread, a few at a time, because each hash takes 64 MiB and a seventh of a second."""

import asyncio
import secrets
from functools import cache
from importlib import resources

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from papi.kit.errors import FieldError, Invalid
from papi.kit.text import fold, nfc

MIN_LENGTH = 14
MAX_LENGTH = 128
_AT_ONCE = asyncio.Semaphore(2)


class PasswordRefused(Invalid):
    code = "password_refused"
    vi = "Mật khẩu mới chưa đạt yêu cầu."
    en = "The new password does not meet the requirements."


@cache
def _hasher() -> PasswordHash:
    return PasswordHash((Argon2Hasher(),))


@cache
def _known_bad() -> frozenset[str]:
    text = resources.files("papi.access").joinpath("known-bad-passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


async def hash_password(password: str) -> str:
    """The hash to store. Normalised to NFC first, so that a keyboard which types NFD works as well."""
    async with _AT_ONCE:
        return await asyncio.to_thread(_hasher().hash, nfc(password))


async def verify_password(password: str, stored: str | None) -> bool:
    """Whether the password fits. Without a stored hash the same work is done, so that the time tells nothing."""
    if len(password) > MAX_LENGTH:
        return False
    async with _AT_ONCE:
        fits = await asyncio.to_thread(_hasher().verify, nfc(password), stored or await asyncio.to_thread(_decoy))
    return fits and stored is not None


@cache
def _decoy() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))


def check_new_password(password: str, *about: str) -> None:
    """Refuse what is too short, too long, widely known, or made of the person's own names. No rules of composition (NIST, ASVS)."""
    plain = nfc(password)
    problem = None
    if not MIN_LENGTH <= len(plain) <= MAX_LENGTH:
        problem = (f"Cần từ {MIN_LENGTH} đến {MAX_LENGTH} ký tự.", f"{MIN_LENGTH} to {MAX_LENGTH} characters.")
    elif _is_known(plain) or any(name and fold(name).replace(" ", "") == fold(plain).replace(" ", "") for name in about):
        problem = ("Mật khẩu này quá phổ biến hoặc dễ đoán.", "This password is widely known or easily guessed.")
    if problem:
        raise PasswordRefused(errors=[FieldError("/new_password", *problem)])


def _is_known(password: str) -> bool:
    simple = fold(password).replace(" ", "")
    stripped = simple.strip("0123456789")
    repeated = len(set(simple)) <= 3
    return simple in _known_bad() or stripped in _known_bad() or repeated


def one_time_password() -> str:
    """A first password or reset code: 128 random bits, without letters that look alike."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(6)) for _ in range(5))
