"""What the published scores say of the nodes that a plan is to move: the figures that targets start from."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.framework.models import Framework, Indicator, Score
from papi.kit.documents import Column, Export
from papi.plans.models import Plan
from papi.plans.queries.plans import get_plan
from papi.plans.totals import TOTAL_CODE

SAME_SCALE_SINCE = 2018
"""Scales and sets of the years before cannot be compared with those of today."""


class Published(NamedTuple):
    """A published score and its year."""

    value: float
    year: int


async def published_before(session: AsyncSession, province_code: str | None, year: int) -> Mapping[str, Published]:
    """The province's last published score of each code before a year; its total has a code of its own."""
    rows = await session.execute(
        select(Score.code, Score.value, Score.year)
        .where(Score.province_code == province_code, Score.year < year, Score.year >= SAME_SCALE_SINCE)
        .order_by(Score.year)
    )
    return {row.code: Published(row.value, row.year) for row in rows}


def above(code: str, scores: Mapping[str, Published]) -> dict[str, Any] | None:
    """The score of what a node is part of, where it has one of its own or not: single indicators seldom have a figure."""
    parent = code.rpartition(".")[0]
    score = scores.get(parent)
    return {"code": parent, "value": score.value, "year": score.year} if score else None


async def read_baselines(session: AsyncSession, actor: Actor, plan_id: UUID) -> dict[str, Any]:
    """Every node of the plan's edition with the province's last published score."""
    plan = await get_plan(session, actor, plan_id)
    scores = await scores_of(session, plan)
    rows = await session.execute(
        select(Indicator.id, Indicator.code, Indicator.level, Indicator.name_vi, Indicator.name_status, Indicator.maximum)
        .where(Indicator.framework_id == plan.framework_id)
        .order_by(Indicator.sort)
    )
    total, edition = scores.get(TOTAL_CODE), await session.get_one(Framework, plan.framework_id)
    return {"items": [_item(row, scores) for row in rows], "total": {"max": edition.maximum, **_published(total)}}


def _item(row: Any, scores: Mapping[str, Published]) -> dict[str, Any]:
    score = scores.get(row.code)
    return {
        "indicator_id": row.id,
        "code": row.code,
        "level": row.level,
        "name_vi": row.name_vi,
        "name_status": row.name_status,
        "max": row.maximum,
        **_published(score),
        "above": above(row.code, scores),
    }


def _published(score: Published | None) -> dict[str, Any]:
    return {"value": score.value if score else None, "year": score.year if score else None}


async def scores_of(session: AsyncSession, plan: Plan) -> Mapping[str, Published]:
    """The scores that the plan starts from."""
    return await published_before(session, plan.province_code, plan.year)


BASELINES = Export(
    "diem-co-so",
    [
        Column("code", "Mã", "Code", 10),
        Column("name_vi", "Nội dung, chỉ tiêu", "Node", 60),
        Column("value", "Điểm đã công bố", "Published score", 16),
        Column("year", "Năm", "Year", 8),
        Column("above.code", "Thuộc", "Part of", 10),
        Column("above.value", "Điểm của mục trên", "Score above", 16),
    ],
)
