"""Unit plans as papers: one unit's, or all of them together, by the rules of Nghị định 30/2020 (Phụ lục I).

Number, date and signature stay blank: the office's own system gives them.
"""

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import Response
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit, UnitLevel, level_of
from papi.kit import clock
from papi.kit.lists import attachment
from papi.kit.text import format_day
from papi.plans.models import Plan
from papi.plans.queries.plans import get_plan
from papi.unit_plans.models import ItemKind
from papi.unit_plans.paper import Paper
from papi.unit_plans.queries.detail import read_unit_plan
from papi.unit_plans.queries.items import list_unit_plan_items
from papi.unit_plans.queries.plans import get_unit_plan
from papi.unit_plans.schemas.items import ItemQuery

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HEAD = ("STT", "Chỉ tiêu", "Nội dung còn hạn chế", "Giải pháp", "Người thực hiện", "Thời gian", "Sản phẩm")
_WIDTHS = (12, 40, 52, 66, 32, 26, 29)
_UNIT_HEAD, _UNIT_WIDTHS = ("Đơn vị", *_HEAD[1:]), (30, 36, 46, 62, 30, 25, 28)
_AT_ONCE = 2_000


@dataclass(frozen=True)
class _Named:
    """Who the paper is of, and what its file is called."""

    paper: Paper
    file_name: str


async def answer_paper(session: AsyncSession, actor: Actor, *, unit_plan_id: UUID | None = None, plan_id: UUID | None = None) -> Response:
    """One unit's plan, or all that were sent within a plan, as a DOCX."""
    from papi.unit_plans.word import write_paper  # noqa: PLC0415 - 4 MiB that a server needs from its first paper on, and the worker never

    named = await _of_unit(session, actor, unit_plan_id) if unit_plan_id else await _of_all(session, actor, plan_id)
    content = io.BytesIO()
    await asyncio.to_thread(write_paper, named.paper, content)
    name = f"{named.file_name}-{clock.today():%Y%m%d}.docx"
    return Response(content.getvalue(), media_type=WORD, headers={"Content-Disposition": attachment(name)})


async def _of_unit(session: AsyncSession, actor: Actor, unit_plan_id: UUID) -> _Named:
    loaded = await get_unit_plan(session, actor, unit_plan_id)
    read = await read_unit_plan(session, actor, unit_plan_id)
    unit = loaded.unit
    superior = await session.get(Unit, unit.parent_id) if unit.parent_id else None
    reviewers = (await session.scalars(select(Unit.short_name).where(Unit.coordinating.is_(True)).order_by(Unit.sort))).all()
    ward = level_of(unit.kind) is UnitLevel.WARD
    paper = Paper(
        superior=superior.name if superior else "",
        issuer=unit.name,
        kind="Kế hoạch",
        subject=f"Cải thiện, nâng cao Chỉ số PAPI năm {loaded.plan.year}",
        grounds=[_grounds(loaded.plan)],
        opening=f"{unit.name} xây dựng kế hoạch cải thiện, nâng cao Chỉ số PAPI năm {loaded.plan.year} theo phụ lục kèm theo.",
        receivers=[f"{superior.short_name} (qua {', '.join(reviewers)})" if superior else ", ".join(reviewers)],
        authority=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH") if ward else ("THỦ TRƯỞNG ĐƠN VỊ",),
        annex="Nội dung còn hạn chế và giải pháp",
        reference=f"(Kèm theo Kế hoạch của {unit.name})",
        head=_HEAD,
        widths=_WIDTHS,
        rows=_rows(read["items"]),
    )
    return _Named(paper, f"Ke-hoach-PAPI-{loaded.plan.year}-{unit.code}")


def _grounds(plan: Plan) -> str:
    number = f" số {plan.number}" if plan.number else ""
    day = f" ngày {format_day(plan.adopted_on)}" if plan.adopted_on else ""
    return f"Căn cứ Kế hoạch{number}{day}: {plan.title}"


def _rows(items: Sequence[Any]) -> list[tuple[str, ...]]:
    """A row for each measure under the limit that it answers; limits without measures, and measures of no limit, stand alone."""
    limits = {item["id"]: item for item in items if item["kind"] is ItemKind.LIMIT}
    measures = [item for item in items if item["kind"] is ItemKind.MEASURE]
    found: list[tuple[str, ...]] = []
    for limit in limits.values():
        answers = [measure for measure in measures if measure["limit_id"] == limit["id"]]
        found += [_row(limit, measure) for measure in answers] or [_row(limit, None)]
    found += [_row(None, measure) for measure in measures if measure["limit_id"] not in limits]
    return [(str(place), *row) for place, row in enumerate(found, 1)]


def _row(limit: Any, measure: Any) -> tuple[str, ...]:
    indicator: Any = (measure and measure["indicator"]) or (limit and limit["indicator"])
    cause = f" Nguyên nhân: {limit['cause']}" if limit and limit["cause"] else ""
    lacking = f"{limit['text']}{cause}" if limit else ""
    named = f"{indicator['code']} {indicator['name']}" if indicator else ""
    return (named, lacking, *(_measure(measure) if measure else ("", "", "", "")))


def _measure(item: Any) -> tuple[str, str, str, str]:
    until = f"đến {format_day(item['due_on'])}" if item["due_on"] else ""
    return (item["text"], item["person"], "; ".join(part for part in (item["due_text"], until) if part), item["deliverable"])


async def _of_all(session: AsyncSession, actor: Actor, plan_id: UUID | None) -> _Named:
    assert plan_id is not None, "all plans are those of one plan"
    plan = await get_plan(session, actor, plan_id)
    measures = await _listed(session, actor, ItemQuery(plan=plan_id, kind=ItemKind.MEASURE))
    limits = await _listed(session, actor, ItemQuery(plan=plan_id, kind=ItemKind.LIMIT))
    paper = Paper(
        superior="",
        issuer=actor.unit_name,
        kind="Tổng hợp",
        subject=f"Kế hoạch của các cơ quan, đơn vị cải thiện, nâng cao Chỉ số PAPI năm {plan.year}",
        grounds=[_grounds(plan)],
        opening="Nội dung còn hạn chế và giải pháp của các cơ quan, đơn vị theo phụ lục kèm theo.",
        receivers=["Như trên"],
        authority=(),
        annex="Tổng hợp giải pháp của các cơ quan, đơn vị",
        reference=f"(Số liệu đến ngày {format_day(clock.today())})",
        head=_UNIT_HEAD,
        widths=_UNIT_WIDTHS,
        rows=_consolidated(measures, limits),
    )
    return _Named(paper, f"Tong-hop-ke-hoach-don-vi-{plan.year}")


async def _listed(session: AsyncSession, actor: Actor, query: ItemQuery) -> Sequence[Any]:
    """The whole list, unit after unit."""
    listing = list_unit_plan_items(actor, query)
    found, following = await listing.page(session, "unit", None, _AT_ONCE)
    while following is not None:
        items, following = await listing.page(session, "unit", following, _AT_ONCE)
        found = [*found, *items]
    return found


def _consolidated(measures: Sequence[Any], limits: Sequence[Any]) -> list[tuple[str, ...]]:
    """Each unit's measures with the limits that they answer, and after them the limits that no measure answers."""
    answered = {(measure["unit"]["id"], measure["limit"]) for measure in measures}
    found: dict[Any, list[tuple[str, ...]]] = {limit["unit"]["id"]: [] for limit in limits}
    for item in [*measures, *(limit for limit in limits if (limit["unit"]["id"], limit["text"]) not in answered)]:
        indicator = item["indicator"]
        named = f"{indicator['code']} {indicator['name']}" if indicator else ""
        said = (item["limit"] or "", *_measure(item)) if item["kind"] is ItemKind.MEASURE else (item["text"], "", "", "", "")
        found.setdefault(item["unit"]["id"], []).append((item["unit"]["name"], named, *said))
    return [row for rows in found.values() for row in rows]
