"""Reading the framework and the scores; everybody inside may."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.framework.errors import FrameworkNotFound, IndicatorNotFound
from papi.framework.models import Framework, Indicator, Level, Score, ScoreLevel
from papi.framework.schemas import FrameworkQuery, IndicatorQuery, ScoreQuery
from papi.framework.words import LEVEL_WORDS, NAME_STATUS_WORDS, QUARTILE_WORDS
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import search_words, searchable, spoken, words_of
from papi.kit.types import AnyRow

_NODE = (
    Indicator.id,
    Indicator.code,
    Indicator.level,
    Indicator.parent_id,
    Indicator.name_vi,
    Indicator.name_en,
    Indicator.name_status,
    Indicator.minimum.label("min"),
    Indicator.maximum.label("max"),
    Indicator.direction,
    Indicator.same_topic_code,
)
_NODE_FIELDS = (
    "id",
    "code",
    "level",
    "parent_id",
    "name_vi",
    "name_en",
    "name_status",
    "min",
    "max",
    "direction",
    "same_topic_code",
)


def shape_node(row: AnyRow) -> dict[str, Any]:
    """A node as the wire's `IndicatorRow`."""
    return {name: getattr(row, name) for name in _NODE_FIELDS}


def list_frameworks(actor: Actor, query: FrameworkQuery) -> Listing:
    """The editions, the latest first."""
    actor.require_some("framework.read")
    statement = select(
        Framework.id,
        Framework.year,
        Framework.title,
        Framework.minimum.label("min"),
        Framework.maximum.label("max"),
        Framework.source,
        *(_number(level).label(f"{level.value}s") for level in Level),
    )
    if query.q:
        statement = statement.where(matches(Framework.folded, query.q))
    fields = ("id", "year", "title", "min", "max", "source", "dimensions", "subdimensions", "indicators")
    return Listing(Pages(statement, _FRAMEWORK_KEYS), lambda row: {name: getattr(row, name) for name in fields}, _FRAMEWORKS)


def _number(level: Level) -> ColumnElement[int]:
    counted = select(func.count()).where(Indicator.framework_id == Framework.id, Indicator.level == level)
    return counted.correlate(Framework).scalar_subquery()


_FRAMEWORK_KEYS = Keyset({"year": Key(Framework.year, int)}, default="-year", id=Framework.id)
_FRAMEWORKS = Export("bo-chi-so", [Column("year", "Năm", "Year", 8), Column("title", "Bộ chỉ số", "Edition", 24)])


async def read_framework(session: AsyncSession, actor: Actor, year: int) -> dict[str, Any]:
    """An edition with its whole tree, in two queries."""
    actor.require_some("framework.read")
    framework = await session.scalar(select(Framework).where(Framework.year == year))
    if framework is None:
        raise FrameworkNotFound
    rows = await session.execute(select(*_NODE).where(Indicator.framework_id == framework.id).order_by(Indicator.sort))
    nodes: dict[UUID, dict[str, Any]] = {row.id: {**shape_node(row), "children": []} for row in rows}
    roots: list[dict[str, Any]] = []
    for node in nodes.values():
        parent = nodes.get(node["parent_id"])
        (parent["children"] if parent else roots).append(node)
    return {
        "id": framework.id,
        "year": framework.year,
        "title": framework.title,
        "min": framework.minimum,
        "max": framework.maximum,
        "source": framework.source,
        "tree": roots,
    }


def list_indicators(actor: Actor, query: IndicatorQuery) -> Listing:
    """Nodes of the editions, in the order of the framework."""
    actor.require_some("framework.read")
    statement = select(*_NODE).join(Framework, Framework.id == Indicator.framework_id)
    wanted = ((Framework.year, query.framework), (Indicator.level, query.level), (Indicator.parent_id, query.parent))
    statement = statement.where(*(column == value for column, value in wanted if value is not None))
    if query.q:
        statement = statement.where(matches(Indicator.folded, query.q))
    return Listing(Pages(statement, _INDICATOR_KEYS), shape_node, _INDICATORS)


_INDICATOR_KEYS = Keyset({"sort": Key(Indicator.sort, int), "code": Key(Indicator.code, str)}, default="sort", id=Indicator.id)
_INDICATORS = Export(
    "chi-tieu",
    [
        Column("code", "Mã", "Code", 10),
        Column("level", "Cấp", "Level", 20, words_of(LEVEL_WORDS)),
        Column("name_vi", "Tên", "Name", 60),
        Column("name_status", "Căn cứ tên", "Name status", 18, words_of(NAME_STATUS_WORDS)),
    ],
)


async def get_indicator(session: AsyncSession, actor: Actor, indicator_id: UUID) -> Indicator:
    """A node of some edition."""
    actor.require_some("framework.read")
    node = await session.get(Indicator, indicator_id)
    if node is None:
        raise IndicatorNotFound
    return node


async def read_indicator(session: AsyncSession, actor: Actor, indicator_id: UUID) -> dict[str, Any]:
    """A node with the way that leads to it."""
    node = await get_indicator(session, actor, indicator_id)
    framework = await session.get_one(Framework, node.framework_id)
    parts = node.code.split(".")
    ancestors = [".".join(parts[:number]) for number in range(1, len(parts))]
    rows = await session.execute(
        select(*_NODE)
        .where(Indicator.framework_id == framework.id, Indicator.code.in_([*ancestors, node.code]))
        .order_by(case((Indicator.level == Level.DIMENSION, 0), (Indicator.level == Level.SUBDIMENSION, 1), else_=2))
    )
    shaped = [shape_node(row) for row in rows]
    own = next(item for item in shaped if item["id"] == node.id)
    path = [item for item in shaped if item["id"] != node.id]
    return {**own, "framework_year": framework.year, "source": node.source, "path": path}


async def list_scores(session: AsyncSession, actor: Actor, query: ScoreQuery) -> Listing:
    """Published scores; with a province and a code, its series over the years."""
    actor.require_some("framework.read")
    statement = select(*_SCORE)
    wanted = (
        (Score.year, query.year),
        (Score.province_code, query.province),
        (Score.level, query.level),
        (Score.code, query.code),
    )
    statement = statement.where(*(column == value for column, value in wanted if value is not None))
    if query.q:
        statement = statement.where(Score.province_name.in_(await _provinces(session, query.q)))
    return Listing(Pages(statement, _SCORE_KEYS), lambda row: {column.key: getattr(row, column.key) for column in _SCORE}, _SCORES)


async def _provinces(session: AsyncSession, text: str) -> list[str]:
    # a few dozen names, known to every year's total: compared here, so that the table needs no folded copy of them
    names = await session.scalars(select(Score.province_name).where(Score.level == ScoreLevel.TOTAL).distinct())
    words = [f" {word}" for word in search_words(text)]
    return [name for name in names if all(word in searchable(name) for word in words)]


_SCORE = (
    Score.year,
    Score.province_code,
    Score.province_name,
    Score.level,
    Score.code,
    Score.value,
    Score.rank,
    Score.quartile,
    Score.source,
)
_SCORE_KEYS = Keyset(
    {"year": Key(Score.year, int), "value": Key(Score.value, float), "code": Key(Score.code, str)},
    default="year",
    id=Score.id,
)


def _group(quartile: int | None, language: str) -> str:
    return spoken(QUARTILE_WORDS, str(quartile), language) if quartile else ""


_SCORES = Export(
    "diem-papi",
    [
        Column("year", "Năm", "Year", 8),
        Column("province_code", "Mã tỉnh", "Province code", 10),
        Column("province_name", "Tỉnh, thành phố", "Province", 24),
        Column("level", "Cấp", "Level", 20, words_of(LEVEL_WORDS)),
        Column("code", "Mã", "Code", 8),
        Column("value", "Điểm", "Score", 10),
        Column("rank", "Thứ hạng (tính)", "Rank (computed)", 12),
        Column("quartile", "Nhóm điểm (tính)", "Group (computed)", 18, said=_group),
        Column("source", "Nguồn", "Source", 40),
    ],
)
