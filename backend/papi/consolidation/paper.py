"""The report to the province as a paper of the People's Committee (Nghị định 30/2020), with its annexes on landscape pages."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.consolidation.answers import annex_of_answers
from papi.consolidation.numbers import annex_of_numbers
from papi.consolidation.queries.detail import read_contents
from papi.consolidation.queries.issuing import day_of_paper, issuing_unit
from papi.consolidation.queries.reports import get_consolidated
from papi.kit.text import format_day
from papi.papers.paper import Annex, Block, Chart, Column, ColumnKind, Heading, Paper, PaperKind, Paragraph, Series, Table
from papi.papers.queries.letterheads import issuer_of
from papi.papers.sources import Made
from papi.plans.models import Plan
from papi.plans.words import ground_of
from papi.reports.models import Period

_STANDINGS = {
    "on_time": "Đúng hạn",
    "late": "Trễ hạn",
    "missing": "Chưa gửi, quá hạn",
    "waiting": "Chưa gửi, còn hạn",
    "asked": "Được đề nghị phối hợp",
    "voluntary": "Không phải gửi",
    None: "–",
}
_COUNTS = (
    ("done_on_time", "Hoàn thành đúng hạn"),
    ("done_late", "Hoàn thành trễ hạn"),
    ("open_in_time", "Đang thực hiện, trong hạn"),
    ("open_overdue", "Quá hạn chưa hoàn thành"),
    ("no_deadline", "Không có thời hạn"),
)
_TITLE = "Báo cáo tổng hợp "
_NOTHING = "Trong kỳ không phát sinh nội dung."
_SUBJECT = "Kết quả thực hiện cải cách hành chính và cải thiện, nâng cao Chỉ số PAPI"


async def consolidated_paper(session: AsyncSession, actor: Actor, consolidated_id: UUID, edition: int | None = None) -> Made:
    """The report as its reader may read it; what is not approved is marked as a draft."""
    loaded = await get_consolidated(session, actor, consolidated_id)
    contents = await read_contents(session, actor, consolidated_id, edition)
    plan = await session.get_one(Plan, loaded.period.plan_id)
    unit_id = (await issuing_unit(session, actor)).id
    day = day_of_paper(contents["approved_at"])
    issuer = await issuer_of(session, unit_id, day)
    paper = Paper(
        kind=PaperKind.CONSOLIDATED,
        day=day,
        head=issuer.head,
        type_name="Báo cáo",
        abbreviation="BC",
        subject=f"{_SUBJECT} {contents['title'].removeprefix(_TITLE)}",
        grounds=[ground_of(plan)],
        addressees=list(issuer.collectors),
        body=_body(contents["sections"]),
        receivers=["Như trên", *issuer.receivers] if issuer.collectors else [*issuer.receivers] or ["Các cơ quan, đơn vị"],
        annexes=_annexes(contents["tables"]),
        draft=not contents["frozen"],
    )
    return Made(paper, _name(loaded.period), unit_id, {"consolidated_report": contents})


def _name(period: Period) -> str:
    return f"Bao-cao-tong-hop-{period.code}"


def _body(sections: Sequence[Mapping[str, Any]]) -> list[Block]:
    """All headings of the outline, so that their numbers are those of the page; of one under which nothing stands, the paper says so."""
    found: list[Block] = []
    for section, following in zip_longest(sections, sections[1:]):
        found.append(Heading(level=section["level"], words=section["title"]))
        lines = [line for text in section["paragraphs"] for line in text.splitlines() if line.strip()]
        opens = following is not None and following["level"] > section["level"]
        found += [Paragraph(words=line) for line in lines or ([] if opens else [_NOTHING])]
    return found


def _annexes(tables: Mapping[str, Any]) -> list[Annex]:
    until = f"Số liệu đến ngày {format_day(date.fromisoformat(tables['as_of'][:10]))}."
    units = [unit for unit in tables["units"] if not unit["asked"]]
    asked = [unit for unit in tables["units"] if unit["asked"]]
    return [
        Annex(
            title="Tình hình thực hiện theo nội dung",
            blocks=[Paragraph(words=until), _by_dimension(tables), _chart("Kết quả theo nội dung", tables["dimensions"], _dimension)],
        ),
        Annex(
            title="Tình hình thực hiện theo cơ quan, đơn vị",
            blocks=[Paragraph(words=until), _by_unit(units, asked), _chart("Kết quả theo cơ quan, đơn vị", units, itemgetter("name"))],
        ),
        *annex_of_numbers(tables["numbers"]),
        *annex_of_answers(tables["questions"]),
        *([Annex(title="Tài liệu kiểm chứng", blocks=[_evidence(tables["evidence"])])] if tables["evidence"] else []),
    ]


def _counted(first: Sequence[Column]) -> list[Column]:
    number = ColumnKind.NUMBER
    counts = [Column(title=title, width=22, kind=number) for _name, title in _COUNTS]
    return [
        Column(title="STT", width=14, kind=number),
        *first,
        *counts,
        Column(title="Tỷ lệ hoàn thành", width=20, kind=ColumnKind.PERCENT),
    ]


def _numbers(row: Mapping[str, Any]) -> list[Any]:
    return [*(row[name] for name, _title in _COUNTS), row["percent"]]


def _dimension(row: Mapping[str, Any]) -> str:
    return f"{row['code']}. {row['name']}" if row["code"] else row["name"]


def _by_dimension(tables: Mapping[str, Any]) -> Table:
    rows = [[int(row["code"]) if row["code"] else "", row["name"], *_numbers(row)] for row in tables["dimensions"]]
    return Table(columns=_counted([Column(title="Nội dung", width=80)]), rows=[*rows, ["", "Tổng cộng", *_numbers(tables["total"])]])


def _by_unit(units: Sequence[Mapping[str, Any]], asked: Sequence[Mapping[str, Any]]) -> Table:
    rows = [[place, unit["name"], _STANDINGS[unit["standing"]], *_numbers(unit)] for place, unit in enumerate([*units, *asked], 1)]
    first = [Column(title="Cơ quan, đơn vị", width=60), Column(title="Gửi báo cáo", width=30)]
    return Table(columns=_counted(first), rows=rows, grouped_by="Loại")


def _chart(title: str, rows: Sequence[Mapping[str, Any]], label: Callable[[Mapping[str, Any]], str]) -> Chart:
    series = [Series(name=words, values=[row[name] for row in rows]) for name, words in _COUNTS if any(row[name] for row in rows)]
    return Chart(title=title, labels=[label(row) for row in rows], series=series, stacked=True)


def _evidence(documents: Sequence[Mapping[str, Any]]) -> Table:
    columns = [
        Column(title="STT", width=14, kind=ColumnKind.NUMBER),
        Column(title="Cơ quan, đơn vị", width=44),
        Column(title="Tài liệu", width=84),
        Column(title="Số, ký hiệu", width=32),
        Column(title="Ngày", width=22, kind=ColumnKind.DAY),
        Column(title="Mã băm SHA-256", width=64),
    ]
    rows = [
        [place, item["unit"], item["title"], item["number"] or "", _issued(item["issued_on"]), item["sha256"] or ""]
        for place, item in enumerate(documents, 1)
    ]
    return Table(columns=columns, rows=rows)


def _issued(value: str | None) -> date | str:
    return date.fromisoformat(value) if value else ""
