"""A copy without personal data, made of a document's pages and of what was marked on them."""

import asyncio
import json
import tempfile
from collections import defaultdict
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from papi.evidence.errors import NoPreview, NoSuchPage, TooManyPages
from papi.evidence.filetypes import DRAWN
from papi.evidence.isolated.confinement import Limits
from papi.evidence.isolation import IsolationFailed, run_isolated
from papi.evidence.models import EvidenceFile
from papi.evidence.receiving import Received, measured
from papi.evidence.schemas import Box
from papi.evidence.storing import Workplace, laid_out

MOST_PAGES = 60
_LIMITS = Limits(cpu_seconds=90, written=256 << 20)
_NAME = "ban-da-che.pdf"


@asynccontextmanager
async def blacked_out(place: Workplace, file: EvidenceFile, boxes: Sequence[Box]) -> AsyncGenerator[Received]:
    """A new PDF of the file's pages with the boxes black, on this machine's disk until the block ends."""
    if file.media_type not in DRAWN:
        raise NoPreview
    marked: dict[int, list[list[float]]] = defaultdict(list)
    for box in boxes:
        marked[box.page].append([box.x, box.y, box.width, box.height])
    async with laid_out(place, file) as path:
        with tempfile.NamedTemporaryFile(dir=place.incoming, prefix="black-") as target:
            await _draw(file, path, target.name, json.dumps(marked))
            made = Path(target.name)
            size, sha256 = await asyncio.to_thread(measured, made)
            yield Received(made, _NAME, size, sha256)


async def _draw(file: EvidenceFile, path: Path, target: str, marked: str) -> None:
    try:
        told = json.loads(await run_isolated("blacking", file.media_type, str(path), target, marked, str(MOST_PAGES), limits=_LIMITS))
    except (IsolationFailed, ValueError):
        raise NoPreview from None
    if told["pages"] > MOST_PAGES:
        raise TooManyPages(pages=told["pages"], most=MOST_PAGES)
    if not told["written"]:
        raise NoSuchPage
