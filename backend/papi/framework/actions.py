"""Importing published scores: all of a file or nothing."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.framework.errors import ScoresRefused
from papi.framework.facts import SCORES_IMPORTED
from papi.framework.importing import compare, store_scores
from papi.framework.reading import BadLines, ScoreLine, read_score_lines, rows_of
from papi.kit.errors import FieldError
from papi.kit.types import new_id
from papi.outbox.facts import Author, Fact, record


def require_import(actor: Actor) -> None:
    """Refuse those who may not import, before the file is read."""
    actor.require("scores.import")


def read_score_file(content: bytes) -> list[ScoreLine]:
    """The lines of a CSV or XLSX file in the shape of scores.csv; refused whole, listing every bad line."""
    try:
        return read_score_lines(rows_of(content))
    except BadLines as bad:
        raise _refused(bad) from None


async def count_changes(session: AsyncSession, lines: Sequence[ScoreLine]) -> int:
    """How many values the lines would change, after every check."""
    try:
        return (await compare(session, lines)).changed
    except BadLines as bad:
        raise _refused(bad) from None


async def import_scores(session: AsyncSession, author: Author, lines: Sequence[ScoreLine], source: str) -> int:
    """Store the lines beside what is there; the number of values that changed. Again, and nothing changes."""
    try:
        changed = await store_scores(session, lines, source)
    except BadLines as bad:
        raise _refused(bad) from None
    if changed:
        years = sorted({line.year for line in lines})
        spoken = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
        data = {"count": changed, "years": spoken, "source": source}
        record(session, author, Fact(SCORES_IMPORTED, "scores", new_id(), f"Điểm PAPI {spoken}", data=data))
    return changed


def _refused(bad: BadLines) -> ScoresRefused:
    errors = [FieldError(f"/lines/{line.line}", f"Dòng {line.line}: {line.vi}", f"Line {line.line}: {line.en}") for line in bad.lines]
    return ScoresRefused(errors=errors, count=len(errors))
