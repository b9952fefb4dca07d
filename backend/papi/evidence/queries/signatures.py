"""What was read of a signature, as the wire tells it and in one sentence."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from papi.evidence.isolated.signed import Coverage, Later, Revocation, TimeSource, Trust, Validity
from papi.evidence.schemas import SignatureRead
from papi.kit import clock
from papi.kit.text import Words, format_day, spoken

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNREADABLE = ("không kiểm tra được chữ ký này", "this signature cannot be checked")
_NAMELESS = ("người không rõ tên", "somebody unnamed")
_SOURCES: Words = {
    TimeSource.TIMESTAMP: ("có dấu thời gian", "time-stamped"),
    TimeSource.UNTRUSTED_TIMESTAMP: ("dấu thời gian không rõ nguồn", "by a time stamp of unknown origin"),
    TimeSource.SIGNER: ("theo đồng hồ của người ký", "by the signer's clock"),
}
_LATER: Words = {
    Later.NOTHING: ("ký toàn bộ tệp", "the whole file signed"),
    Later.PROOFS: (
        "ký toàn bộ tệp, sau đó chỉ thêm dữ liệu kiểm tra chữ ký",
        "the whole file signed, later only proofs of the signature were added",
    ),
    Later.FORMS: (
        "ký toàn bộ tệp lúc đó, sau đó chỉ ký thêm hoặc điền biểu mẫu",
        "the whole file of that time signed, later only signed again or filled in",
    ),
    Later.CONTENT: (
        "chỉ ký một phần tệp, nội dung còn lại được thêm sau khi ký",
        "only part of the file signed, the rest was added afterwards",
    ),
}
_PART = ("chỉ ký một phần tệp", "only part of the file signed")
_INTACT = ("không bị sửa sau khi ký", "not changed since")
_PART_INTACT = ("phần đã ký không bị sửa", "what was signed has not been changed")
_CHANGED = ("tệp đã bị sửa sau khi ký", "the file was changed after signing")
_WEAK = ("thuật toán ký đã lạc hậu, không còn an toàn", "signed with an outdated algorithm that is no longer safe")
_TRUST: Words = {
    Trust.TRUSTED: ("chứng thư thuộc gốc tin cậy", "the certificate belongs to a trusted root"),
    Trust.UNKNOWN_ROOT: ("chứng thư không thuộc gốc tin cậy", "the certificate does not belong to a trusted root"),
    Trust.UNUSABLE: ("chứng thư không hợp lệ để ký tài liệu", "the certificate is not valid for signing documents"),
    Trust.NOT_CHECKED: ("chưa kiểm tra gốc tin cậy", "its root was not checked"),
}
_VALIDITY: Words = {
    Validity.EXPIRED: ("chứng thư đã hết hạn khi ký (hết hạn {day})", "the certificate had expired when it was used (on {day})"),
    Validity.NOT_YET: ("chứng thư chưa có hiệu lực khi ký", "the certificate was not valid yet when it was used"),
}
_EXPIRED_SINCE = ("nay chứng thư đã hết hạn (ngày {day})", "the certificate has since expired (on {day})")
_REVOCATION: Words = {
    Revocation.NOT_CHECKED: ("chưa kiểm tra thu hồi", "revocation not checked"),
    Revocation.GOOD: ("chứng thư chưa bị thu hồi theo dữ liệu kèm tệp", "not revoked by what the file brings along"),
    Revocation.REVOKED: ("chứng thư đã bị thu hồi", "the certificate was revoked"),
}


def told(signature: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A stored signature as the wire's `SignatureRead`."""
    read = SignatureRead.model_validate({**signature, "sentence": ""})
    read.certificate_expired = read.certificate_until is not None and read.certificate_until < clock.business()
    read.sentence = _sentence(read, language)
    return read.model_dump()


def _sentence(read: SignatureRead, language: str) -> str:
    said = language == "en"
    who = ", ".join(dict.fromkeys(filter(None, (read.signer, read.organisation)))) or _NAMELESS[said]
    head = f"Digital signature of {who}" if said else f"Chữ ký số của {who}"
    if not read.readable:
        return f"{head}: {_UNREADABLE[said]}."
    parts = "; ".join(pair[said] for pair in _parts(read))
    return f"{head}, {_when(read, language)}; {parts}."


def _when(read: SignatureRead, language: str) -> str:
    if read.signed_at is None or read.time_source is None:
        return "time of signing not given" if language == "en" else "không ghi thời điểm ký"
    local = read.signed_at.astimezone(clock.TIMEZONE)
    at = f"signed at {local:%H:%M} on" if language == "en" else f"ký lúc {local:%H:%M} ngày"
    return f"{at} {_day(local.date(), language)} ({spoken(_SOURCES, read.time_source, language)})"


def _parts(read: SignatureRead) -> Iterator[tuple[str, str]]:
    later = read.later or Later.CONTENT
    yield _PART if read.coverage is Coverage.PART else _LATER[later]
    partial = read.coverage is Coverage.PART or later is Later.CONTENT
    yield _CHANGED if not read.intact else _PART_INTACT if partial else _INTACT
    if read.weak:
        yield _WEAK
    else:
        yield _TRUST[read.trust or Trust.NOT_CHECKED]
    yield from _certificate(read)
    yield _REVOCATION[read.revocation or Revocation.NOT_CHECKED]


def _certificate(read: SignatureRead) -> Iterator[tuple[str, str]]:
    until = read.certificate_until
    if until is None:
        return
    words = _VALIDITY.get(read.validity or "", _EXPIRED_SINCE if read.certificate_expired else None)
    if words is not None:
        day = clock.day_of(until)
        yield words[0].format(day=_day(day, "vi")), words[1].format(day=_day(day, "en"))


def _day(day: date, language: str) -> str:
    """A day as the pages write it: in English with the month's name, because 08/9 may be read both ways."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if language == "en" else format_day(day)
