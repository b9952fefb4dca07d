"""Stores published scores beside those that are there, after holding them against the editions and against their own sums."""

import csv
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.framework.models import Framework, Indicator, Level, Score, ScoreLevel
from papi.framework.ranking import standings
from papi.framework.reading import TOTAL_CODE, BadLine, BadLines, ScoreFile, ScoreLine, read_score_lines
from papi.kit import clock
from papi.kit.types import new_id

TOLERANCE = 1e-4
_BATCH = 2000
_HELD = ("id", "source", "rank", "quartile", "updated_at")
_TOTAL = (ScoreLevel.TOTAL, TOTAL_CODE)

Place = tuple[ScoreLevel, str]
Row = dict[str, Any]
Key = tuple[int, str, ScoreLevel, str]


async def load_scores(session: AsyncSession, file: Path, sources: Mapping[ScoreLevel, str]) -> int:
    """Store a CSV file of scores, of which each level has its own source; the number of its lines."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        read = read_score_lines(csv.DictReader(stream))
    for source in dict.fromkeys(sources.values()):
        await store_scores(session, ScoreFile([line for line in read.lines if sources[line.level] == source], read.bad), source)
    return len(read.lines)


@dataclass(frozen=True)
class Comparison:
    """What would be published of some years, and how much of that is new."""

    years: Sequence[int]
    kept: Mapping[Key, Row]
    merged: Sequence[ScoreLine]
    changed: int


async def compare(session: AsyncSession, read: ScoreFile) -> Comparison:
    """Hold the lines against editions, sums and what is stored; raises `BadLines` naming every bad one."""
    lines = read.lines
    years = sorted({line.year for line in lines})
    stored = await _stored(session, years)
    merged = {**{key: line for key, (line, _row) in stored.items()}, **{line.key: line for line in lines}}
    editions = await _editions(session, years)
    misplaced = [wrong for line in lines if (wrong := _misplaced(line, editions.get(line.year))) is not None]
    bad = [*read.bad, *misplaced]
    bad += _wrong_sums(merged.values(), editions, {line.place for line in bad})
    if bad:
        raise BadLines(bad)
    changed = sum(line.key not in stored or stored[line.key][0].value != line.value for line in lines)
    return Comparison(years, {key: row for key, (_line, row) in stored.items()}, list(merged.values()), changed)


async def store_scores(session: AsyncSession, read: ScoreFile, source: str) -> int:
    """Add the lines to what is stored, or correct it; the number of values that changed. Raises `BadLines` before it stores any.

    Rank and quartile of the years concerned are computed anew over all that is then published of them.
    """
    compared = await compare(session, read)
    if not compared.changed:
        return 0
    groups: dict[tuple[int, ScoreLevel, str], list[ScoreLine]] = defaultdict(list)
    for line in compared.merged:
        groups[line.year, line.level, line.code].append(line)
    rows = [row for group in groups.values() for row in _ranked(group, source, compared.kept)]
    await session.execute(delete(Score).where(Score.year.in_(compared.years)))
    for start in range(0, len(rows), _BATCH):
        await session.execute(insert(Score), rows[start : start + _BATCH])
    return compared.changed


async def _stored(session: AsyncSession, years: Sequence[int]) -> dict[Key, tuple[ScoreLine, Row]]:
    named = (Score.year, Score.province_code, Score.province_name, Score.level, Score.code, Score.value)
    rows = await session.execute(select(*named, *(getattr(Score, name) for name in _HELD)).where(Score.year.in_(years)))
    lines = (
        (
            ScoreLine(0, row.year, row.province_code, row.province_name, row.level, row.code, row.value),
            {name: getattr(row, name) for name in (*_HELD, "value")},
        )
        for row in rows
    )
    return {line.key: (line, row) for line, row in lines}


async def _editions(session: AsyncSession, years: Sequence[int]) -> Mapping[int, Mapping[Place, Sequence[Place]]]:
    """Of each year the places that may have a score, and the parts of which each is the sum."""
    found: dict[int, dict[Place, list[Place]]] = {}
    frameworks = await session.execute(select(Framework.id, Framework.year).where(Framework.year.in_(years)))
    years_by_id: dict[UUID, int] = {row.id: row.year for row in frameworks}
    found = {year: {_TOTAL: []} for year in years_by_id.values()}
    nodes = await session.execute(
        select(Indicator.framework_id, Indicator.level, Indicator.code)
        .where(Indicator.framework_id.in_(years_by_id), Indicator.level != Level.INDICATOR)
        .order_by(Indicator.level, Indicator.code)
    )
    for framework_id, level, code in nodes:
        edition = found[years_by_id[framework_id]]
        place = (ScoreLevel(level.value), code)
        edition.setdefault(place, [])
        whole = _TOTAL if level is Level.DIMENSION else (ScoreLevel.DIMENSION, code.split(".")[0])
        edition.setdefault(whole, []).append(place)
    return found


def _misplaced(line: ScoreLine, edition: Mapping[Place, Sequence[Place]] | None) -> BadLine | None:
    place = (str(line.year), line.province_code)
    if edition is None:
        return BadLine(line.line, f"Chưa có bộ chỉ số năm {line.year}.", f"There is no edition of {line.year}.", place)
    if line.level is not ScoreLevel.INDICATOR and (line.level, line.code) not in edition:
        return BadLine(line.line, f"Bộ chỉ số năm {line.year} không có mã này.", f"The edition of {line.year} has no such code.", place)
    return None


def _wrong_sums(
    lines: Iterable[ScoreLine], editions: Mapping[int, Mapping[Place, Sequence[Place]]], unsure: Collection[tuple[str, str]]
) -> Iterable[BadLine]:
    """The sums that do not hold, province by province, but for those of which some line could not be read."""
    found: dict[tuple[int, str], dict[Place, ScoreLine]] = defaultdict(dict)
    for line in lines:
        found[line.year, line.province_code][line.level, line.code] = line
    for (year, province), given in found.items():
        if (str(year), province) not in unsure:
            yield from _wrong_sums_of(given, editions[year])


def _wrong_sums_of(given: Mapping[Place, ScoreLine], edition: Mapping[Place, Sequence[Place]]) -> Iterable[BadLine]:
    """A dimension is the sum of its sub-dimensions, the total that of its dimensions, wherever all of them are published."""
    for whole, parts in edition.items():
        if whole not in given or not parts or not all(part in given for part in parts):
            continue
        # told where the file can be mended: at the whole, else at the first part that the file brings; what it does not touch is no fault
        at = next((line for place in (whole, *parts) if (line := given[place].line)), None)
        total = sum(given[part].value for part in parts)
        if at is not None and abs(total - given[whole].value) > TOLERANCE:
            yield BadLine(at, f"Điểm của {whole[1]} khác tổng các phần ({total:.6f}).", f"{whole[1]} is not the sum ({total:.6f}).")


def _ranked(group: Sequence[ScoreLine], source: str, kept: Mapping[Key, Row]) -> Iterable[Row]:
    ranked = group[0].level is not ScoreLevel.INDICATOR  # too few provinces' indicators are known to rank them
    places = standings([line.value for line in group]) if ranked else [None] * len(group)
    now = clock.business()
    for line, place in zip(group, places, strict=True):
        before = kept.get(line.key)
        told = {"value": line.value, "rank": place.rank if place else None, "quartile": place.quartile if place else None}
        same = before is not None and all(before[name] == value for name, value in told.items())
        yield {
            "id": before["id"] if before else new_id(),
            "year": line.year,
            "province_code": line.province_code,
            "province_name": line.province_name,
            "level": line.level,
            "code": line.code,
            **told,
            "source": before["source"] if before and not line.line else source,
            "updated_at": before["updated_at"] if before and same else now,
        }
