"""Pictures of pages."""

import json
from dataclasses import dataclass
from pathlib import Path

from papi.evidence.isolated.confinement import Limits
from papi.evidence.isolation import IsolationFailed, run_isolated

LIMITS = Limits()


@dataclass(frozen=True)
class Page:
    """One drawn page (WebP) and how many there are. `image` is empty where the page does not exist."""

    pages: int
    image: bytes

    def to_bytes(self) -> bytes:
        return json.dumps({"pages": self.pages}).encode() + b"\n" + self.image

    @classmethod
    def from_bytes(cls, content: bytes) -> "Page":
        head, _, image = content.partition(b"\n")
        return cls(json.loads(head)["pages"], image)


async def render(media_type: str, path: Path, page: int) -> Page:
    """Draw a page, counted from 1. Refused with 503 while too many others wait."""
    output = await run_isolated("drawing", media_type, str(path), str(page), limits=LIMITS)
    try:
        return Page.from_bytes(output)
    except (ValueError, KeyError):
        raise IsolationFailed from None
