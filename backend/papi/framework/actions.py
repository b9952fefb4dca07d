"""Importing published scores: all of a file or nothing."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.framework.errors import ScoresRefused
from papi.framework.facts import SCORES_IMPORTED
from papi.framework.importing import compare, store_scores
from papi.framework.official.names import Renaming, Renamings, compare_names, rename
from papi.framework.official.reading import Official, read_official
from papi.framework.official.stored import known_provinces, require_own_year
from papi.framework.reading import BadLine, BadLines, ScoreFile, csv_rows, is_tidy, read_score_lines, sheet_rows
from papi.framework.schemas import ImportResult, NameChange, SheetLeftOut, WorkbookRead
from papi.kit.errors import FieldError
from papi.kit.office import NotReadable, is_office
from papi.kit.types import new_id
from papi.kit.workbooks import read_sheets
from papi.outbox.facts import Author, Fact, record


@dataclass(frozen=True)
class Upload:
    """A file as it was given; the year is that of a workbook of papi.org.vn, where its name does not tell it."""

    content: bytes
    file_name: str
    year: int | None = None


def require_import(actor: Actor) -> None:
    """Refuse those who may not import, before the file is read."""
    actor.require("scores.import")


async def import_file(session: AsyncSession, author: Author, upload: Upload, source: str, *, dry_run: bool = False) -> ImportResult:
    """Store the file's scores and official names beside what is there, or, in a dry run, say what would change.

    What the file is shows in what stands in it: lines as in scores.csv, or the yearly workbook. Again, and nothing changes.
    """
    scores = ScoreFile([])
    try:
        scores, official = await _read(session, upload)
        if official is not None:
            await require_own_year(session, official)
        names = await compare_names(session, official.choice.year, official.names) if official else Renamings((), ())
        told = _told(official, names)  # before anything is renamed
        changed = (await compare(session, scores)).changed if dry_run else await store_scores(session, scores, source)
    except NotReadable as refused:
        raise _refused(BadLines([BadLine(0, refused.vi, refused.en)]), scores) from None
    except BadLines as bad:
        raise _refused(bad, scores) from None
    years = sorted({line.year for line in scores.lines})
    if not dry_run:
        _remember(session, author, (changed, years), source)
        rename(session, author, years[0], names.done, source)
    return ImportResult(rows=len(scores.lines), changed=changed, years=years, stored=not dry_run, workbook=told)


async def _read(session: AsyncSession, upload: Upload) -> tuple[ScoreFile, Official | None]:
    if not is_office(upload.content):
        return read_score_lines(csv_rows(upload.content)), None
    sheets = await asyncio.to_thread(read_sheets, upload.content)
    if not is_tidy(sheets[0]):
        provinces = await known_provinces(session)
        official = await asyncio.to_thread(read_official, sheets, provinces, upload.file_name, upload.year)
        if official is not None:
            return official.scores, official
    return read_score_lines(sheet_rows(sheets[0])), None


def _remember(session: AsyncSession, author: Author, what: tuple[int, Sequence[int]], source: str) -> None:
    changed, years = what
    if changed:
        spoken = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
        data = {"count": changed, "years": spoken, "source": source}
        record(session, author, Fact(SCORES_IMPORTED, "scores", new_id(), f"Điểm PAPI {spoken}", data=data))


def _told(official: Official | None, names: Renamings) -> WorkbookRead | None:
    if official is None:
        return None
    choice = official.choice
    return WorkbookRead(
        layout=official.layout,
        year=choice.year,
        year_from=choice.year_from,
        sheets=[grid.sheet for grid in choice.grids],
        sheets_left_out=[SheetLeftOut(name=name, reason=reason) for name, reason in choice.left_out],
        wrong_year_sheets=list(choice.wrong_tabs),
        provinces=len({line.province_code for line in official.scores.lines}),
        missing_provinces=list(official.missing),
        figures=official.levels,
        zeros=official.zeros,
        other_statistics=official.other_statistics,
        unknown_rows=len(official.unknown_lines),
        names=[_name_change(renaming) for renaming in names.done],
        unclear_names=list(names.unclear),
    )


def _name_change(renaming: Renaming) -> NameChange:
    before = renaming.before
    return NameChange(
        level=renaming.indicator.level,
        code=renaming.indicator.code,
        name_vi_before=before["name_vi"],
        name_vi=renaming.after["name_vi"],
        name_en_before=before["name_en"],
        name_en=renaming.after["name_en"],
        status_before=before["name_status"],
    )


def _refused(bad: BadLines, read: ScoreFile) -> ScoresRefused:
    errors = [_error(line, read) for line in bad.lines]
    return ScoresRefused(errors=errors, count=len(errors))


def _error(line: BadLine, read: ScoreFile) -> FieldError:
    place = read.where.get(line.line)
    if place is not None:
        pointer = f"/sheets/{place.sheet.replace('~', '~0').replace('/', '~1')}/{place.cell}"
        words = f"“{place.sheet}”", place.cell
        return FieldError(pointer, f"Trang {words[0]}, ô {words[1]}: {line.vi}", f"Sheet {words[0]}, cell {words[1]}: {line.en}")
    if line.line:
        return FieldError(f"/lines/{line.line}", f"Dòng {line.line}: {line.vi}", f"Line {line.line}: {line.en}")
    return FieldError("/file", line.vi, line.en)
