"""Says what is in a file: its text, what text and first page are compared by, and which personal numbers stand in it."""

import json
from pathlib import Path
from typing import Any

from papi.evidence.filetypes import DRAWN, PDF
from papi.evidence.isolated.clean import joined, says_something
from papi.evidence.isolated.drawing import draw_pdf, draw_picture
from papi.evidence.isolated.fingerprints import picture_of, sketch_of
from papi.evidence.isolated.personal import personal_numbers
from papi.evidence.isolated.words import pages_of


def main(media_type: str, path: str) -> bytes:
    """What was found, as JSON."""
    return json.dumps(said_in(media_type, Path(path))).encode()


def said_in(media_type: str, path: Path) -> dict[str, Any]:
    """A file with text is compared by its text: pages of text look alike from afar."""
    pages = pages_of(media_type, path)
    text, truncated = ("", False) if pages is None else joined(pages)
    if says_something(text):
        return {"text": text, "truncated": truncated, "sketch": sketch_of(text), "numbers": personal_numbers(text), "picture": None}
    return {"text": "", "truncated": False, "sketch": None, "numbers": [], "picture": _picture(media_type, path)}


def _picture(media_type: str, path: Path) -> str | None:
    if media_type not in DRAWN:
        return None
    _pages, drawn = (draw_pdf if media_type == PDF else draw_picture)(path, 1)
    return None if drawn is None else picture_of(drawn)
