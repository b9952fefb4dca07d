"""Numbers in a text that are likely to be somebody's own: told masked, with their page, and never more of them.

An identity number has 12 digits: province of birth, century and sex, year of birth, six at random (Thông tư 59/2021/TT-BCA, Nghị định
137/2015/NĐ-CP). The older number has 9 and looks like any other, so it counts only where the page speaks of such cards before. Of phones
mobile ones count: beside a person's name, or two of them; those of hotlines and of offices stand in every letterhead.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from phonenumbers import Leniency, PhoneNumberMatcher, PhoneNumberType, number_type

# fmt: off
_PROVINCES = frozenset((
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48,
    49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
))
# fmt: on
_TWELVE = re.compile(r"(?<![\d.,/-])\d{3}(?: ?\d{3}){3}(?![\d/-]|[.,]\d)|(?<![\d.,/-])\d{4} \d{4} \d{4}(?![\d/-]|[.,]\d)")
_NINE = re.compile(r"(?<![\d.,/-])\d{3} ?\d{3} ?\d{3}(?![\d/-]|[.,]\d)")
_CARD = re.compile(r"\bCMND\b|\bCMTND\b|\bCMT\b|chứng minh (?:nhân dân|thư)", re.IGNORECASE)
_HOTLINE = re.compile(r"đường dây nóng|hotline|tổng đài|trực ban|trực cứu|fax|văn phòng|cơ quan|trụ sở", re.IGNORECASE)
_NAME = r"(?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]+\s+){1,4}[A-ZĐÀ-Ỹ][a-zđà-ỹ]*"
_PERSON = re.compile(rf"\b(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Hh]ọ (?:và )?tên|[Cc]hủ hộ|[Nn]gười (?:nộp|khai|liên hệ))\b|{_NAME}")
_NEAR = 80
_MOST = 50


@dataclass(frozen=True)
class Found:
    """One number: `kind` is `cccd`, `cmnd` or `phone`."""

    kind: str
    masked: str
    page: int


def personal_numbers(text: str) -> list[dict[str, Any]]:
    """What is likely to be personal in a text whose pages are parted by form feeds, the first fifty."""
    found, phones = list[Found](), dict[str, tuple[Found, bool]]()
    for number, page in enumerate(text.split("\f"), start=1):
        found += _identities(page, number)
        for phone, told, named in _phones(page, number):
            before = phones.get(phone)
            phones[phone] = (before[0] if before else told, named or bool(before and before[1]))
    if len(phones) > 1 or found or any(named for _told, named in phones.values()):
        found += [told for told, _named in phones.values()]
    return [asdict(told) for told in sorted(dict.fromkeys(found), key=lambda told: told.page)[:_MOST]]


def _identities(page: str, number: int) -> Iterator[Found]:
    for hit in _TWELVE.finditer(page):
        digits = _digits(hit.group())
        if _is_identity(digits):
            yield Found("cccd", f"{digits[:4]}…{digits[-4:]}", number)
    card = _CARD.search(page)
    for hit in _NINE.finditer(page, card.end()) if card else ():
        digits = _digits(hit.group())
        yield Found("cmnd", f"{digits[:2]}…{digits[-3:]}", number)


def _is_identity(digits: str) -> bool:
    century, year = int(digits[3]) // 2, int(digits[4:6])
    born = 1900 + 100 * century + year
    return int(digits[:3]) in _PROVINCES and 1900 <= born <= time.gmtime().tm_year


def _phones(page: str, number: int) -> Iterator[tuple[str, Found, bool]]:
    """Mobile numbers that are no office's, and whether a person stands before each."""
    for hit in PhoneNumberMatcher(page, "VN", leniency=Leniency.VALID):
        before = page[max(hit.start - _NEAR, 0) : hit.start]
        line = before.rpartition("\n")[2]
        if number_type(hit.number) is not PhoneNumberType.MOBILE or _HOTLINE.search(line):
            continue
        digits = f"0{hit.number.national_number}"
        yield digits, Found("phone", f"{digits[:4]}…{digits[-3:]}", number), bool(_PERSON.search(line))


def _digits(written: str) -> str:
    return "".join(filter(str.isdigit, written))
