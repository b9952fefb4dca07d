"""Marks: what two files have in common that are the same, or nearly. Only such are compared, however many files there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from papi.evidence.texts.models import Kind

_PICTURE_BANDS = 8  # of 128 bits: of two pictures that differ in seven of them, one band is the same
_TEXT_BANDS = 16  # of 128 bins: two texts that agree in 80 % of them share one in 19 of 20 cases, at 90 % always
_COARSE = 32  # hexadecimal signs
_MOST_COARSE, _MOST_FINE = 7, 40  # bits in which two drawings of one picture differ: of 128, and of 512
_LEAST_ALIKE = 80  # percent of bins
_BIN = 8


@dataclass(frozen=True)
class Print:
    """By what one file is compared."""

    sha256: str
    received_sha256: str
    picture: str | None
    sketch: str | None


def marks_of(known: Print) -> set[int]:
    """The marks of a file, as whole numbers that stand for what they mean."""
    return set(map(_number, _said(known)))


def _said(known: Print) -> Iterator[str]:
    yield f"file {known.sha256}"
    yield f"file {known.received_sha256}"
    if known.picture:
        yield from _bands("picture", known.picture[:_COARSE], _PICTURE_BANDS)
    if known.sketch:
        yield from _bands("text", known.sketch, _TEXT_BANDS)


def _bands(kind: str, signs: str, number: int) -> Iterator[str]:
    width = len(signs) // number
    for place in range(number):
        yield f"{kind} {place} {signs[place * width : (place + 1) * width]}"


def _number(said: str) -> int:
    return int.from_bytes(blake2b(said.encode(), digest_size=8).digest()) >> 1


def likeness_of(one: Print, other: Print) -> tuple[Kind, int] | None:
    """In what two files are the same, and how far, in percent; None where they are not."""
    if {one.sha256, one.received_sha256} & {other.sha256, other.received_sha256}:
        return Kind.FILE, 100
    if one.picture and other.picture:
        return _of_pictures(one.picture, other.picture)
    if one.sketch and other.sketch:
        percent = _agreeing(_bins(one.sketch), _bins(other.sketch))
        return (Kind.TEXT, percent) if percent >= _LEAST_ALIKE else None
    return None


def _of_pictures(one: str, other: str) -> tuple[Kind, int] | None:
    coarse, fine = (_bits_apart(one[part], other[part]) for part in (slice(_COARSE), slice(_COARSE, None)))
    if coarse > _MOST_COARSE or fine > _MOST_FINE:
        return None
    return Kind.PICTURE, round(100 - 100 * fine / (4 * len(one[_COARSE:])))


def _bits_apart(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _bins(sketch: str) -> Sequence[str]:
    return [sketch[place : place + _BIN] for place in range(0, len(sketch), _BIN)]


def _agreeing(one: Sequence[str], other: Sequence[str]) -> int:
    return round(100 * sum(a == b for a, b in zip(one, other, strict=True)) / len(one))
