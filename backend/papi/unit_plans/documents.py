"""Unit plans as papers: one unit's, or all of them together, by the rules of Nghị định 30/2020 (Phụ lục I)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit import clock
from papi.kit.text import format_day
from papi.papers.paper import Annex, Cell, Column, ColumnKind, Paper, PaperKind, Paragraph, Table
from papi.papers.queries.letterheads import issuer_of
from papi.papers.sources import Made
from papi.plans.models import Plan
from papi.plans.queries.plans import get_plan
from papi.plans.words import ground_of
from papi.unit_plans.consolidating import Sent, annexes_of, indicator_words, measure_words, summary_of
from papi.unit_plans.errors import NoPaper
from papi.unit_plans.models import ItemKind
from papi.unit_plans.queries.board import consolidating_refused, read_board
from papi.unit_plans.queries.detail import read_unit_plan
from papi.unit_plans.queries.items import list_unit_plan_items
from papi.unit_plans.queries.plans import LoadedUnitPlan, get_unit_plan
from papi.unit_plans.schemas.items import ItemQuery
from papi.unit_plans.schemas.plans import BoardQuery
from papi.unit_plans.workflow import WRITING

_COLUMNS = (
    Column(title="STT", width=14, kind=ColumnKind.NUMBER),
    Column(title="Chỉ tiêu", width=40),
    Column(title="Nội dung còn hạn chế", width=52),
    Column(title="Giải pháp", width=66),
    Column(title="Người thực hiện", width=32),
    Column(title="Thời gian", width=26),
    Column(title="Sản phẩm", width=24),
)
_AT_ONCE = 2_000


async def unit_plan_paper(session: AsyncSession, actor: Actor, unit_plan_id: UUID) -> Made:
    """One unit's plan; not of bodies that are asked."""
    loaded = await get_unit_plan(session, actor, unit_plan_id)
    read = await read_unit_plan(session, actor, unit_plan_id)
    if not read["has_paper"]:
        raise NoPaper
    name = f"Ke-hoach-PAPI-{loaded.plan.year}-{loaded.unit.code}"
    return Made(await _of_unit(session, loaded, read), name, loaded.unit.id, {"unit_plan": read})


async def all_unit_plans_paper(session: AsyncSession, actor: Actor, plan_id: UUID) -> Made:
    """All that was sent within a plan; for who reads it all, and in no Front or Party body's name."""
    actor.require_some("unit_plan.read")
    refused = await consolidating_refused(session, actor)
    if refused is not None:
        raise refused
    plan = await get_plan(session, actor, plan_id)
    sent = await _all_sent(session, actor, plan)
    data = {"board": sent.board, "limits": sent.limits, "measures": sent.measures}
    return Made(await _of_all(session, actor, plan, sent), f"Tong-hop-ke-hoach-don-vi-{plan.year}", actor.unit_id, data)


async def _of_unit(session: AsyncSession, loaded: LoadedUnitPlan, read: Mapping[str, Any]) -> Paper:
    day = _day_of(read)
    issuer = await issuer_of(session, loaded.unit.id, day)
    year = loaded.plan.year
    above = [f"{issuer.superior} (để báo cáo)"] if issuer.superior and issuer.superior not in issuer.collectors else []
    said = f"{issuer.head.issuer} xây dựng kế hoạch cải thiện, nâng cao Chỉ số PAPI năm {year} theo phụ lục kèm theo"
    return Paper(
        kind=PaperKind.UNIT_PLAN,
        day=day,
        head=issuer.head,
        type_name="Kế hoạch",
        abbreviation="KH",
        subject=f"Cải thiện, nâng cao Chỉ số PAPI năm {year}",
        grounds=[ground_of(loaded.plan)],
        body=[Paragraph(words=said)],
        receivers=[*above, *(f"{name} (để tổng hợp)" for name in issuer.collectors), *issuer.receivers],
        annexes=[Annex(title="Nội dung còn hạn chế và giải pháp", blocks=[Table(columns=list(_COLUMNS), rows=_rows(read["items"]))])],
        draft=_is_draft(read),
    )


def _is_draft(read: Mapping[str, Any]) -> bool:
    return read["number"] == 0 and read["state"] in WRITING


def _day_of(read: Mapping[str, Any]) -> date:
    """The text that is read was sent on a day, also while its unit writes the next one; what the unit writes is of today."""
    if _is_draft(read):
        return clock.today()
    return clock.day_of(read["versions"][read["number"] - 1]["submitted_at"])


def _rows(items: Sequence[Any]) -> list[list[Cell]]:
    """A row for each measure under the limit that it answers; limits without measures, and measures of no limit, stand alone."""
    limits = {item["id"]: item for item in items if item["kind"] is ItemKind.LIMIT}
    measures = [item for item in items if item["kind"] is ItemKind.MEASURE]
    found: list[tuple[str, ...]] = []
    for limit in limits.values():
        answers = [measure for measure in measures if measure["limit_id"] == limit["id"]]
        found += [_row(limit, measure) for measure in answers] or [_row(limit, None)]
    found += [_row(None, measure) for measure in measures if measure["limit_id"] not in limits]
    return [[place, *row] for place, row in enumerate(found, 1)]


def _row(limit: Any, measure: Any) -> tuple[str, ...]:
    indicator: Any = (measure and measure["indicator"]) or (limit and limit["indicator"])
    cause = f" Nguyên nhân: {limit['cause']}" if limit and limit["cause"] else ""
    lacking = f"{limit['text']}{cause}" if limit else ""
    return (indicator_words(indicator), lacking, *(measure_words(measure) if measure else ("", "", "", "")))


async def _all_sent(session: AsyncSession, actor: Actor, plan: Plan) -> Sent:
    return Sent(
        await read_board(session, actor, BoardQuery(plan=plan.id)),
        await _listed(session, actor, ItemQuery(plan=plan.id, kind=ItemKind.LIMIT), "indicator"),
        await _listed(session, actor, ItemQuery(plan=plan.id), "unit"),
    )


async def _of_all(session: AsyncSession, actor: Actor, plan: Plan, sent: Sent) -> Paper:
    issuer = await issuer_of(session, actor.unit_id, clock.today())
    return Paper(
        kind=PaperKind.REPORT,
        day=clock.today(),
        head=issuer.head,
        type_name="Báo cáo",
        abbreviation="BC",
        subject=f"Tổng hợp kế hoạch của các cơ quan, đơn vị cải thiện, nâng cao Chỉ số PAPI năm {plan.year}",
        grounds=[ground_of(plan)],
        addressees=[issuer.superior] if issuer.superior else [],
        body=[Paragraph(words=words) for words in summary_of(sent)],
        receivers=[*issuer.receivers] if issuer.superior else ["Các cơ quan, đơn vị", *issuer.receivers],
        reference=f"Số liệu đến ngày {format_day(clock.today())}",
        annexes=annexes_of(sent),
    )


async def _listed(session: AsyncSession, actor: Actor, query: ItemQuery, sort: str) -> Sequence[Any]:
    """The whole list in an order."""
    listing = list_unit_plan_items(actor, query)
    found, following = await listing.page(session, sort, None, _AT_ONCE)
    while following is not None:
        items, following = await listing.page(session, sort, following, _AT_ONCE)
        found = [*found, *items]
    return found
