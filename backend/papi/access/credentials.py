"""Secrets for programs: made here, shown once, and known to the database by their SHA-256.

They hold 256 random bits, so nobody guesses one, however fast the hash: what slows down guesses at passwords would only slow down each
call. Their beginning says what they are and the end is a checksum, so that scanners for leaked secrets find them and nothing else.
"""

import secrets
from zlib import crc32

CLIENT_SECRET, PERSONAL_TOKEN = "papi_cs_", "papi_pat_"
OVERLAP_HOURS, LONGEST_OVERLAP = 24, 168
"""How long a secret serves on beside the one that takes its place: unless told otherwise, and at most."""
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_RANDOM, _CHECKED, _SHOWN = 43, 6, 6


def new_secret(kind: str) -> str:
    """A new secret of that kind."""
    text = kind + "".join(secrets.choice(_SIGNS) for _ in range(_RANDOM))
    return text + _checksum(text)


def is_genuine(text: str, kind: str) -> bool:
    """Whether the text is a secret of that kind that was not mistyped, as far as can be told without looking it up."""
    whole = len(text) == len(kind) + _RANDOM + _CHECKED and text.isascii()
    return whole and text.startswith(kind) and text[-_CHECKED:] == _checksum(text[:-_CHECKED])


def beginning_of(secret: str) -> str:
    """What is kept of a secret, for people to know it again: six of its signs, of which 220 bits remain unknown."""
    kind = CLIENT_SECRET if secret.startswith(CLIENT_SECRET) else PERSONAL_TOKEN
    return secret[: len(kind) + _SHOWN]


def _checksum(text: str) -> str:
    rest, signs = crc32(text.encode()), ""
    for _ in range(_CHECKED):
        rest, place = divmod(rest, len(_SIGNS))
        signs = _SIGNS[place] + signs
    return signs
