"""Passwords: Argon2id in a thread, a few at a time, because each hash takes 64 MiB and a seventh of a second."""

import asyncio
import secrets
from collections.abc import Callable
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TypeVar

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from papi.kit.errors import FieldError, Invalid, Refusal
from papi.kit.text import fold, nfc

MIN_LENGTH = 14
WITH_SECOND_FACTOR = 8
MAX_LENGTH = 128
MOST_WAITING = 200
_AT_ONCE = 2
_SHORTEST_NAME = 4
_LEAST_OF_ONES_OWN = 6
_LONGEST_PIECE = 8
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
Result = TypeVar("Result")


class PasswordRefused(Invalid):
    code = "password_refused"
    vi = "Mật khẩu mới chưa đạt yêu cầu."
    en = "The new password does not meet the requirements."


class HashingBusy(Refusal):
    status = 503
    code = "sign_in_busy"
    vi = "Đang có nhiều người đăng nhập cùng lúc. Thử lại sau ít giây."
    en = "Many people are signing in at once. Try again in a few seconds."

    def __init__(self) -> None:
        super().__init__(headers={"Retry-After": "5"})


class _Desk:
    """Two hashes at a time; the others wait their turn, and beyond a number they are sent away."""

    def __init__(self) -> None:
        self.places = asyncio.Semaphore(_AT_ONCE)
        self.waiting = 0

    async def work(self, function: Callable[..., Result], *arguments: object) -> Result:
        if self.waiting >= MOST_WAITING:
            raise HashingBusy
        self.waiting += 1
        try:
            async with self.places:
                return await asyncio.to_thread(function, *arguments)
        finally:
            self.waiting -= 1


_desk = _Desk()


@cache
def _hasher() -> PasswordHash:
    return PasswordHash((Argon2Hasher(),))


@cache
def _quick_hasher() -> PasswordHash:
    return PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8 * 1024, parallelism=1),))


@cache
def _known_bad() -> frozenset[str]:
    text = resources.files("papi.access").joinpath("known-bad-passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


async def hash_password(password: str) -> str:
    """The hash to store. Normalised to NFC first, so that a keyboard which types NFD works as well."""
    return await _desk.work(_hasher().hash, nfc(password))


async def hash_one_time(password: str) -> str:
    """The hash of a `one_time_password`: its 148 random bits need no slow hash, and a list of 2,000 people no five minutes."""
    return await asyncio.to_thread(_quick_hasher().hash, password)


async def verify_password(password: str, stored: str | None) -> bool:
    """Whether the password fits. Without a stored hash the same work is done, so that the time tells nothing."""
    if len(password) > MAX_LENGTH:
        return False
    fits = await _desk.work(_verify, nfc(password), stored)
    return fits and stored is not None


def _verify(password: str, stored: str | None) -> bool:
    return _hasher().verify(password, stored or _decoy())


@cache
def _decoy() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))


def check_new_password(password: str, *about: str, least: int = MIN_LENGTH) -> None:
    """Refuse what is too short, too long, widely known, or made of the person's own names. No rules of composition (NIST, ASVS)."""
    plain = nfc(password)
    problem = None
    if not least <= len(plain) <= MAX_LENGTH:
        problem = (f"Cần từ {least} đến {MAX_LENGTH} ký tự.", f"{least} to {MAX_LENGTH} characters.")
    elif _is_known(plain) or _is_about(plain, about):
        problem = ("Mật khẩu này quá phổ biến hoặc dễ đoán.", "This password is widely known or easily guessed.")
    if problem:
        raise PasswordRefused(errors=[FieldError("/new_password", *problem)])


def is_short(password: str) -> bool:
    """Whether the password is enough beside a second factor alone."""
    return len(nfc(password)) < MIN_LENGTH


def _plain(text: str) -> str:
    return fold(text).replace(" ", "")


def _is_known(password: str) -> bool:
    simple = _plain(password)
    stems = {simple, simple.strip("0123456789"), _piece(simple)}
    return (
        not stems.isdisjoint(_known_bad())
        or len(_piece(simple)) <= min(_LONGEST_PIECE, len(password) - 1)
        or len(set(simple)) <= 3
        or _is_run(simple)
    )


def _piece(simple: str) -> str:
    """What the text is made of by repeating it: `vungtau` of `vungtauvungtau`; a text that repeats nothing is its own piece."""
    return simple[: (simple + simple).find(simple, 1)] if simple else simple


def _is_run(simple: str) -> bool:
    # 12345678901234 and abcdefghijklmn: each character follows the one before
    follows = [(ord(after) - ord(before)) in {1, -9} for before, after in pairwise(simple)]
    return all(follows)


def _is_about(password: str, about: tuple[str, ...]) -> bool:
    """Whether little is left of the password without a name that everybody knows."""
    simple = _plain(password)
    names = [_plain(name) for name in about]
    return any(len(name) >= _SHORTEST_NAME and name in simple and len(simple.replace(name, "")) < _LEAST_OF_ONES_OWN for name in names)


def one_time_password() -> str:
    """A first password or reset code: 148 random bits, without letters that look alike."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(6)) for _ in range(5))
