"""Parts of a file, as `Range` asks for them (RFC 9110, 14)."""

import re
from dataclasses import dataclass

from papi.evidence.errors import RangeRefused

_RANGE = re.compile(r"^bytes=(\d{0,19})-(\d{0,19})$", re.ASCII)


@dataclass(frozen=True)
class Wanted:
    """The bytes from `start` up to, not including, `end`."""

    start: int
    end: int
    status: int

    def headers(self, size: int) -> dict[str, str]:
        length = {"Content-Length": str(self.end - self.start)}
        return {**length, "Content-Range": f"bytes {self.start}-{self.end - 1}/{size}"} if self.status == 206 else length


def wanted_range(header: str | None, size: int) -> Wanted:
    """What to send. Anything but one well-formed range is answered with the whole file; one outside it is refused with 416."""
    match = _RANGE.match((header or "").replace(" ", ""))
    if match is None or not any(match.groups()):
        return Wanted(0, size, 200)
    first, last = match.groups()
    if first and last and int(last) < int(first):
        return Wanted(0, size, 200)
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last) + 1, size) if first and last else size
    if start >= end:
        raise RangeRefused(headers={"Content-Range": f"bytes */{size}"})
    return Wanted(start, end, 206)
