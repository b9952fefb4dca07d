"""Loads editions of the framework and published scores. What is wrong is told line by line, and then nothing is stored."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncSession

from papi.framework.models import Framework, Indicator, Level, NameStatus, Score, ScoreLevel
from papi.framework.ranking import standings
from papi.kit.text import nfc, searchable
from papi.kit.types import new_id

TOLERANCE = 1e-4
TOTAL_CODE = "PAPI"
_BATCH = 2000


@dataclass(frozen=True)
class BadLine:
    """A line that cannot be stored; `line` counts from 1, the heading included. 0 is the file as a whole."""

    line: int
    vi: str
    en: str


class BadLines(ValueError):
    """An import is refused whole, with every bad line and its reason."""

    def __init__(self, lines: Sequence[BadLine]) -> None:
        super().__init__(f"{len(lines)} bad lines")
        self.lines = list(lines)


@dataclass(frozen=True)
class ScoreLine:
    """One published value as read. `line` is where it stands in the file."""

    line: int
    year: int
    province_code: str
    province_name: str
    level: ScoreLevel
    code: str
    value: float


def read_score_lines(rows: Iterable[Mapping[str, str]]) -> list[ScoreLine]:
    """Rows of `year,province_code,province_name,level,code,value`; raises `BadLines` naming every bad one."""
    bad: list[BadLine] = []
    found: list[ScoreLine] = []
    seen: set[tuple[int, str, str, str]] = set()
    for number, row in enumerate(rows, start=2):
        try:
            line = _score_line(number, row)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            bad.append(BadLine(number, f"Không đọc được: {error}", f"Cannot be read: {error}"))
            continue
        key = (line.year, line.province_code, line.level, line.code)
        if key in seen:
            bad.append(BadLine(number, "Trùng với một dòng ở trên.", "Repeats a line above."))
        seen.add(key)
        found.append(line)
    bad += _wrong_sums(found)
    if bad:
        raise BadLines(sorted(bad, key=lambda line: line.line))
    return found


def _score_line(number: int, row: Mapping[str, str]) -> ScoreLine:
    value = float(row["value"])
    if not 0 < value <= 100:  # a zero in the official files is a missing value, never a score
        raise ValueError(f"value {row['value']} is not a score")
    year = int(row["year"])
    if not 2011 <= year <= 2100:
        raise ValueError(f"year {year} has no edition")
    province = row["province_code"].strip()
    if not province or not row["code"].strip():
        raise ValueError("province or code is missing")
    name = nfc(row["province_name"].strip())
    return ScoreLine(number, year, province, name, ScoreLevel(row["level"]), row["code"].strip(), value)


def _wrong_sums(lines: Sequence[ScoreLine]) -> list[BadLine]:
    """A dimension is the sum of its sub-dimensions, the total that of its dimensions (WORKBOOK.md), where all are given."""
    parts: dict[tuple[int, str, str], float] = defaultdict(float)
    for line in lines:
        if line.level is ScoreLevel.SUBDIMENSION:
            parts[line.year, line.province_code, line.code.split(".")[0]] += line.value
        elif line.level is ScoreLevel.DIMENSION:
            parts[line.year, line.province_code, TOTAL_CODE] += line.value
    summed = {ScoreLevel.DIMENSION, ScoreLevel.TOTAL}
    return [
        BadLine(line.line, f"Điểm {line.value} khác tổng các phần {total:.6f}.", f"{line.value} is not the sum {total:.6f}.")
        for line in lines
        if line.level in summed
        and (total := parts.get((line.year, line.province_code, line.code))) is not None
        and abs(total - line.value) > TOLERANCE
    ]


async def load_scores(session: AsyncSession, file: Path, source: str) -> int:
    """Store a CSV file of scores, replacing the years in it; the number of rows."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        lines = read_score_lines(csv.DictReader(stream))
    await store_scores(session, lines, source)
    return len(lines)


async def store_scores(session: AsyncSession, lines: Sequence[ScoreLine], source: str) -> None:
    """Replace the years in question, with rank and quartile computed over what was published of each year and code."""
    groups: dict[tuple[int, ScoreLevel, str], list[ScoreLine]] = defaultdict(list)
    for line in lines:
        groups[line.year, line.level, line.code].append(line)
    rows = [row for group in groups.values() for row in _ranked(group, source)]
    await session.execute(delete(Score).where(Score.year.in_({line.year for line in lines})))
    for start in range(0, len(rows), _BATCH):
        await session.execute(insert(Score), rows[start : start + _BATCH])


def _ranked(group: Sequence[ScoreLine], source: str) -> Iterable[dict[str, Any]]:
    ranked = group[0].level is not ScoreLevel.INDICATOR  # too few provinces' indicators are known to rank them
    places = standings([line.value for line in group]) if ranked else [None] * len(group)
    for line, place in zip(group, places, strict=True):
        yield {
            "id": new_id(),
            "year": line.year,
            "province_code": line.province_code,
            "province_name": line.province_name,
            "level": line.level,
            "code": line.code,
            "value": line.value,
            "rank": place.rank if place else None,
            "quartile": place.quartile if place else None,
            "source": source,
        }


async def load_frameworks(session: AsyncSession, directory: Path) -> int:
    """Store the editions 2011–2024 from the data files beside each other in `directory`; the number of editions."""
    eras = _json(directory / "frameworks-by-year.json")["eras"]
    own = {year: _json(directory / f"framework-{year}.json") for year in (2023, 2024)}
    for era in eras:
        for year in _years(era["years"]):
            if year not in own:
                _add_era(session, era, year, own[2023])
    for year, edition in own.items():
        nodes = _add_edition(session, edition, year)
        if year == 2023:
            _add_indicators(session, directory / "indicators-2023.csv", nodes)
    await session.flush()
    return sum(len(_years(era["years"])) for era in eras)


def _json(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8"))


def _years(span: str) -> list[int]:
    first, _, last = span.partition("-")
    return list(range(int(first), int(last or first) + 1))


@dataclass(frozen=True)
class _Node:
    code: str
    name_vi: str
    name_en: str | None
    status: NameStatus
    minimum: float | None
    maximum: float | None
    source: str | None = None
    same_topic: str | None = None
    direction: str | None = None


def _add_era(session: AsyncSession, era: Mapping[str, Any], year: int, later: Mapping[str, Any]) -> None:
    """An older edition: its sub-dimensions are known; the dimensions carry the names of 2023, which did not change in meaning."""
    source = "frameworks-by-year.json"
    framework = _framework(session, year, (era["total_min"], era["total_max"]), source)
    names = {dimension["code"]: dimension for dimension in later["dimensions"]}
    parents: dict[str, UUID] = {}
    for place, code in enumerate(era["dimensions"]):
        given = names[code]
        node = _Node(code, given["name_vi"], given["name_en"], NameStatus.DESCRIBED, 1, 10, source)
        parents[code] = _add_node(session, framework, Level.DIMENSION, node, (None, place * 1000))
    for place, given in enumerate(era["subdimensions"]):
        parent = given["code"].split(".")[0]
        node = _sub_node(given, source)
        _add_node(session, framework, Level.SUBDIMENSION, node, (parents[parent], int(parent) * 1000 - 1000 + 1 + place))


def _sub_node(given: Mapping[str, Any], source: str) -> _Node:
    named = given.get("name_vi")
    return _Node(
        given["code"],
        named or given.get("name_vi_translated") or given["name_en"],
        given["name_en"],
        NameStatus.OFFICIAL if named else NameStatus.TRANSLATED,
        given["scale_min"],
        given["scale_max"],
        source,
        given.get("same_topic_code_2023"),
    )


_STATUS = {
    "label_2023": NameStatus.OFFICIAL,
    "label_earlier_edition": NameStatus.OFFICIAL,
    "secondary": NameStatus.DESCRIBED,
    "not_found": NameStatus.TRANSLATED,
}


def _add_edition(session: AsyncSession, edition: Mapping[str, Any], year: int) -> dict[str, tuple[Framework, UUID, int]]:
    """One of the editions that have a file of their own; its sub-dimensions by code, for the indicators below them."""
    total = edition["total"]
    framework = _framework(session, year, (total["min"], total["max"]), edition["dimension_name_source"])
    found: dict[str, tuple[Framework, UUID, int]] = {}
    for place, dimension in enumerate(edition["dimensions"]):
        node = _Node(
            dimension["code"],
            dimension["name_vi"],
            dimension["name_en"],
            NameStatus.OFFICIAL,
            dimension["min"],
            dimension["max"],
            edition["dimension_name_source"],
        )
        parent = _add_node(session, framework, Level.DIMENSION, node, (None, place * 1000))
        for number, given in enumerate(dimension["subdimensions"], start=1):
            sort = place * 1000 + number * 100
            status = _STATUS.get(given["name_vi_status"], NameStatus.DESCRIBED)
            name = given["name_vi"] or given["name_vi_translated"] or given["name_en"]
            part = _Node(
                given["code"],
                name,
                given["name_en"],
                status,
                given["scale_min"],
                given["scale_max"],
                given["name_vi_source"],
                given["code"],
            )
            found[given["code"]] = (framework, _add_node(session, framework, Level.SUBDIMENSION, part, (parent, sort)), sort)
    return found


def _add_indicators(session: AsyncSession, file: Path, nodes: Mapping[str, tuple[Framework, UUID, int]]) -> None:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        places: Counter[str] = Counter()
        for row in csv.DictReader(stream):
            framework, parent, sort = nodes[row["subdimension"]]
            places[row["subdimension"]] += 1
            node = _Node(
                row["code"],
                row["name_vi"],
                row["name_en"] or None,
                NameStatus(row["name_status"]),
                None,
                None,
                row["source"] or None,
                direction=row["direction"] or None,
            )
            _add_node(session, framework, Level.INDICATOR, node, (parent, sort + places[row["subdimension"]]))


def _framework(session: AsyncSession, year: int, bounds: tuple[float, float], source: str) -> Framework:
    framework = Framework(id=new_id(), year=year, title=f"PAPI {year}", minimum=bounds[0], maximum=bounds[1], source=source)
    session.add(framework)
    return framework


def _add_node(session: AsyncSession, framework: Framework, level: Level, node: _Node, place: tuple[UUID | None, int]) -> UUID:
    parent_id, sort = place
    row = Indicator(
        id=new_id(),
        framework_id=framework.id,
        parent_id=parent_id,
        level=level,
        code=node.code,
        name_vi=nfc(node.name_vi),
        name_en=node.name_en,
        name_status=node.status,
        minimum=node.minimum,
        maximum=node.maximum,
        direction=node.direction,
        same_topic_code=node.same_topic,
        source=node.source,
        folded=searchable(node.code, node.name_vi, node.name_en),
        sort=sort,
    )
    session.add(row)
    return row.id
