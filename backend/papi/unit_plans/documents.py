"""Unit plans as papers: one unit's, or all of them together, by the rules of Nghị định 30/2020 (Phụ lục I)."""

import asyncio
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import IO, Any, Literal
from uuid import UUID

from fastapi import Response
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit import clock
from papi.kit.documents import XLSX
from papi.kit.lists import attachment
from papi.kit.text import format_day
from papi.plans.models import Plan
from papi.plans.queries.plans import get_plan
from papi.unit_plans.consolidating import Sent, annexes_of, indicator_words, measure_words, summary_of
from papi.unit_plans.errors import NoPaper
from papi.unit_plans.letterhead import letterhead_of
from papi.unit_plans.models import ItemKind
from papi.unit_plans.paper import Annex, Paper
from papi.unit_plans.queries.board import consolidating_refused, read_board
from papi.unit_plans.queries.detail import read_unit_plan
from papi.unit_plans.queries.items import list_unit_plan_items
from papi.unit_plans.queries.plans import LoadedUnitPlan, get_unit_plan
from papi.unit_plans.schemas.items import ItemQuery
from papi.unit_plans.schemas.plans import BoardQuery
from papi.unit_plans.workflow import WRITING

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HEAD = ("STT", "Chỉ tiêu", "Nội dung còn hạn chế", "Giải pháp", "Người thực hiện", "Thời gian", "Sản phẩm")
_WIDTHS = (12, 40, 52, 66, 32, 26, 24)
_AT_ONCE = 2_000


async def answer_paper(session: AsyncSession, actor: Actor, unit_plan_id: UUID) -> Response:
    """One unit's plan as a DOCX; not of bodies that are asked."""
    from papi.unit_plans.word import write_paper  # noqa: PLC0415 - 4 MiB that a server needs from its first paper on, and the worker never

    loaded = await get_unit_plan(session, actor, unit_plan_id)
    read = await read_unit_plan(session, actor, unit_plan_id)
    if not read["has_paper"]:
        raise NoPaper
    paper = await _of_unit(session, loaded, read)
    return await _written(write_paper, paper, f"Ke-hoach-PAPI-{loaded.plan.year}-{loaded.unit.code}", WORD)


async def answer_consolidated(session: AsyncSession, actor: Actor, plan_id: UUID, kind: Literal["docx", "xlsx"]) -> Response:
    """All that was sent within a plan, as a DOCX or as a workbook; for who reads it all, and in no Front or Party body's name."""
    from papi.unit_plans.book import write_book  # noqa: PLC0415 - 2 MiB, as above
    from papi.unit_plans.word import write_paper  # noqa: PLC0415 - 4 MiB, as above

    actor.require_some("unit_plan.read")
    refused = await consolidating_refused(session, actor)
    if refused is not None:
        raise refused
    plan = await get_plan(session, actor, plan_id)
    paper = await _of_all(session, actor, plan)
    write, media_type = (write_paper, WORD) if kind == "docx" else (write_book, XLSX)
    return await _written(write, paper, f"Tong-hop-ke-hoach-don-vi-{plan.year}", media_type)


async def _written(write: Callable[[Paper, IO[bytes]], None], paper: Paper, name: str, media_type: str) -> Response:
    content = io.BytesIO()
    await asyncio.to_thread(write, paper, content)
    ending = "docx" if media_type == WORD else "xlsx"
    headers = {"Content-Disposition": attachment(f"{name}-{clock.today():%Y%m%d}.{ending}")}
    return Response(content.getvalue(), media_type=media_type, headers=headers)


async def _of_unit(session: AsyncSession, loaded: LoadedUnitPlan, read: Mapping[str, Any]) -> Paper:
    head = await letterhead_of(session, loaded.unit.id, _day_of(read))
    year = loaded.plan.year
    above = [f"{head.superior} (để báo cáo)"] if head.superior and head.superior not in head.collectors else []
    return Paper(
        superior=head.above,
        issuer=head.issuer,
        kind="Kế hoạch",
        subject=f"Cải thiện, nâng cao Chỉ số PAPI năm {year}",
        grounds=[_grounds(loaded.plan)],
        paragraphs=[f"{head.issuer} xây dựng kế hoạch cải thiện, nâng cao Chỉ số PAPI năm {year} theo phụ lục kèm theo."],
        addressees=(),
        receivers=[*above, *(f"{name} (để tổng hợp)" for name in head.collectors)],
        authority=head.authority,
        reference=f"(Kèm theo Kế hoạch của {head.issuer})",
        annexes=[Annex("Phụ lục", "Nội dung còn hạn chế và giải pháp", _HEAD, _WIDTHS, _rows(read["items"]))],
    )


def _day_of(read: Mapping[str, Any]) -> date:
    """The text that is read was sent on a day, also while its unit writes the next one; what the unit writes is of today."""
    if read["number"] == 0 and read["state"] in WRITING:
        return clock.today()
    return clock.day_of(read["versions"][read["number"] - 1]["submitted_at"])


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
    return (indicator_words(indicator), lacking, *(measure_words(measure) if measure else ("", "", "", "")))


async def _of_all(session: AsyncSession, actor: Actor, plan: Plan) -> Paper:
    sent = Sent(
        await read_board(session, actor, BoardQuery(plan=plan.id)),
        await _listed(session, actor, ItemQuery(plan=plan.id, kind=ItemKind.LIMIT), "indicator"),
        await _listed(session, actor, ItemQuery(plan=plan.id), "unit"),
    )
    head = await letterhead_of(session, actor.unit_id, clock.today())
    return Paper(
        superior=head.above,
        issuer=head.issuer,
        kind="Báo cáo",
        subject=f"Tổng hợp kế hoạch của các cơ quan, đơn vị cải thiện, nâng cao Chỉ số PAPI năm {plan.year}",
        grounds=[_grounds(plan)],
        paragraphs=summary_of(sent),
        addressees=[head.superior] if head.superior else [],
        receivers=["Như trên"] if head.superior else ["Các cơ quan, đơn vị"],
        authority=head.authority,
        reference=f"(Số liệu đến ngày {format_day(clock.today())})",
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
