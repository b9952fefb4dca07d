"""Why a file could not be scanned, as people say it."""

from papi.kit.clamav import Unscanned
from papi.kit.text import Words

_WORDS: Words = {
    Unscanned.TOO_LARGE: ("quá lớn để quét", "too large to be scanned"),
    Unscanned.FAILING: ("trình quét báo lỗi ở tệp này", "the scanner fails at it"),
    Unscanned.ENCRYPTED: ("nội dung bị khóa bằng mật khẩu", "its content is locked by a password"),
}
_OTHERWISE = ("trình quét không đọc được", "the scanner cannot read it")


def unscanned_words(reason: str | None) -> tuple[str, str]:
    """In Vietnamese and English."""
    return _WORDS.get(reason or "", _OTHERWISE)
