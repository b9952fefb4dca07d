"""Loads the editions of the framework from the data files in one folder."""

import csv
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.framework.models import Framework, Indicator, Level, NameStatus
from papi.kit.text import nfc
from papi.kit.types import new_id

_OWN_FILE = (2023, 2024)
_NAMED = 2023  # the edition whose dimension names hold for all, and whose indicators are listed


async def load_frameworks(session: AsyncSession, directory: Path) -> int:
    """Store the editions 2011–2024 that are not there yet, from the data files in `directory`; the number of editions stored."""
    known = set(await session.scalars(select(Framework.year)))
    own = {year: _json(directory / f"framework-{year}.json") for year in _OWN_FILE}
    eras = {year: era for era in _json(directory / "frameworks-by-year.json")["eras"] for year in _years(era["years"])}
    fresh = (eras.keys() | own.keys()) - known
    for year in sorted(fresh):
        if year not in own:
            _add_era(session, eras[year], year, own[_NAMED])
            continue
        nodes = _add_edition(session, own[year], year)
        if year == _NAMED:
            _add_indicators(session, directory / "indicators-2023.csv", nodes)
    await session.flush()
    return len(fresh)


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
        sort=sort,
    )
    session.add(row)
    return row.id
