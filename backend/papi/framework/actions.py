"""Importing published scores: all of a file or nothing."""

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.framework.errors import ScoresRefused
from papi.framework.facts import SCORES_IMPORTED
from papi.framework.importing import compare, store_scores
from papi.framework.reading import BadLines, ScoreFile, read_score_lines, rows_of
from papi.kit.errors import FieldError
from papi.kit.types import new_id
from papi.outbox.facts import Author, Fact, record


def require_import(actor: Actor) -> None:
    """Refuse those who may not import, before the file is read."""
    actor.require("scores.import")


def read_score_file(content: bytes) -> ScoreFile:
    """The lines of a CSV or XLSX file in the shape of scores.csv; what is bad in them is told together with what does not fit."""
    try:
        return read_score_lines(rows_of(content))
    except BadLines as bad:
        raise _refused(bad) from None


async def count_changes(session: AsyncSession, read: ScoreFile) -> int:
    """How many values the file would change, after every check."""
    try:
        return (await compare(session, read)).changed
    except BadLines as bad:
        raise _refused(bad) from None


async def import_scores(session: AsyncSession, author: Author, read: ScoreFile, source: str) -> int:
    """Store the file beside what is there; the number of values that changed. Again, and nothing changes."""
    try:
        changed = await store_scores(session, read, source)
    except BadLines as bad:
        raise _refused(bad) from None
    if changed:
        years = sorted({line.year for line in read.lines})
        spoken = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
        data = {"count": changed, "years": spoken, "source": source}
        record(session, author, Fact(SCORES_IMPORTED, "scores", new_id(), f"Điểm PAPI {spoken}", data=data))
    return changed


def _refused(bad: BadLines) -> ScoresRefused:
    errors = [
        FieldError(f"/lines/{line.line}", f"Dòng {line.line}: {line.vi}", f"Line {line.line}: {line.en}")
        if line.line
        else FieldError("/file", line.vi, line.en)
        for line in bad.lines
    ]
    return ScoresRefused(errors=errors, count=len(errors))
