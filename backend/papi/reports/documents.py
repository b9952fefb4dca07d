"""A unit's report as a paper: what it says by dimension, and all its lines as a table (Nghị định 30/2020, Phụ lục I)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.framework.models import Indicator, Level
from papi.kit import clock
from papi.kit.text import format_day
from papi.papers.paper import Annex, Block, Cell, Column, ColumnKind, Heading, Paper, PaperKind, Paragraph, Table
from papi.papers.queries.letterheads import ASKED, issuer_of
from papi.papers.sources import Made
from papi.plans.models import Cadence, Plan
from papi.plans.words import ground_of
from papi.reports.answer_paper import annex_of_answers, answers_said
from papi.reports.errors import NoReportPaper
from papi.reports.models import ReportState
from papi.reports.queries.answers import read_answers
from papi.reports.queries.lines import read_lines
from papi.reports.queries.report_views import read_report
from papi.reports.queries.reports import LoadedReport, get_report
from papi.reports.words import said_figures

_COLUMNS = (
    Column(title="STT", width=14, kind=ColumnKind.NUMBER),
    Column(title="Nhiệm vụ", width=62),
    Column(title="Thời hạn", width=24, kind=ColumnKind.DAY),
    Column(title="Kết quả thực hiện", width=78),
    Column(title="Mức độ", width=17, kind=ColumnKind.PERCENT),
    Column(title="Khó khăn, vướng mắc", width=34),
    Column(title="Tài liệu kiểm chứng", width=36),
)
_CADENCES = {Cadence.STANDING: "Thường xuyên", Cadence.EACH_PERIOD: "Mỗi kỳ"}
_GENERAL = "Nhiệm vụ chung"
_OF_WHO_ASKS = frozenset({"allowed_actions", "blocked", "mark", "reviewers", "reviewing"})
"""What is shown to whoever asks for the file, and does not go on with it."""
_ANSWERED = "kết quả trả lời các câu hỏi; bảng tổng hợp tại phụ lục kèm theo"
_WRITING = (ReportState.DRAFT, ReportState.RETURNED)


@dataclass(frozen=True)
class _Told:
    """The lines by dimension, and the answers to the period's questions."""

    groups: Mapping[str, Sequence[Any]]
    answers: Sequence[Any]

    @property
    def lines(self) -> list[Any]:
        return [line for group in self.groups.values() for line in group]


async def report_paper(session: AsyncSession, actor: Actor, report_id: UUID) -> Made:
    """The unit's own text for itself, a draft while it is written; what was sent for everyone else. Not of bodies that are asked."""
    loaded = await get_report(session, actor, report_id)
    if loaded.unit.kind in ASKED:
        raise NoReportPaper
    report = await read_report(session, actor, report_id)
    lines = await read_lines(session, actor, report_id)
    answers = await read_answers(session, actor, report_id) if loaded.report.answers_total else []
    plan = await session.get_one(Plan, loaded.period.plan_id)
    told = _Told(_by_dimension(lines, await _dimensions(session, plan.framework_id)), answers)
    name = f"Bao-cao-{loaded.period.code}-{loaded.unit.code}"
    parts = {"lines": lines, **({"answers": answers} if answers else {})}
    said = {part: [_without(item, _OF_WHO_ASKS) for item in items] for part, items in parts.items()}
    data = {"report": _without(report, _OF_WHO_ASKS), **said}
    return Made(await _paper(session, actor, loaded, plan, told), name, loaded.unit.id, data)


def _without(read: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in read.items() if name not in names}


async def _paper(session: AsyncSession, actor: Actor, loaded: LoadedReport, plan: Plan, told: _Told) -> Paper:
    writing = loaded.report.state in _WRITING and loaded.unit.id in actor.inherited
    sent_at = loaded.report.submitted_at
    day = clock.today() if writing or sent_at is None else clock.day_of(sent_at)
    issuer = await issuer_of(session, loaded.unit.id, day)
    return Paper(
        kind=PaperKind.REPORT,
        day=day,
        head=issuer.head,
        type_name="Báo cáo",
        abbreviation="BC",
        subject=_subject(loaded, plan),
        grounds=[ground_of(plan)],
        addressees=list(issuer.collectors),
        body=_body(loaded, told),
        receivers=list(issuer.receivers),
        annexes=[*_annex_of_lines(told), *annex_of_answers(told.answers)],
        draft=writing,
    )


def _subject(loaded: LoadedReport, plan: Plan) -> str:
    period = loaded.period.title.removeprefix("Báo cáo ").strip()
    if not loaded.period.ask_tasks:
        return period[:1].upper() + period[1:]
    return f"Kết quả thực hiện Kế hoạch cải thiện, nâng cao Chỉ số PAPI năm {plan.year} ({period})"


async def _dimensions(session: AsyncSession, framework_id: UUID) -> Mapping[str, str]:
    rows = select(Indicator.code, Indicator.name_vi).where(Indicator.framework_id == framework_id, Indicator.level == Level.DIMENSION)
    return {code: f"{code}. {name}" for code, name in await session.execute(rows)}


def _by_dimension(lines: Iterable[Any], names: Mapping[str, str]) -> dict[str, list[Any]]:
    """The lines in their order under the names of their dimensions."""
    found: dict[str, list[Any]] = {}
    for line in lines:
        code = line["task"]["dimension"]
        found.setdefault(names.get(code, f"Nội dung {code}") if code else _GENERAL, []).append(line)
    return found


def _body(loaded: LoadedReport, told: _Told) -> list[Block]:
    body: list[Block] = [Paragraph(words=_summary(loaded, told)), *answers_said(told.answers)]
    if told.lines or not told.answers:
        body.append(Heading(words="KẾT QUẢ THỰC HIỆN"))
    for name, group in told.groups.items():
        body.append(Heading(level=2, words=name.partition(". ")[2] or name))
        body += [Paragraph(words=f"- {line['task']['title']}: {_said(line)}") for line in group]
    body += _gathered("KHÓ KHĂN, VƯỚNG MẮC", told.lines, "difficulties")
    body += _gathered("ĐỀ XUẤT, KIẾN NGHỊ", told.lines, "proposals")
    closing = (
        "kết quả thực hiện; kết quả từng nhiệm vụ và tài liệu kiểm chứng tại phụ lục kèm theo" if loaded.period.ask_tasks else _ANSWERED
    )
    return [*body, Paragraph(words=f"{loaded.unit.name} báo cáo {closing}")]


def _summary(loaded: LoadedReport, told: _Told) -> str:
    period, lines = loaded.period, told.lines
    span = f"từ ngày {format_day(period.data_from)} đến ngày {format_day(period.data_to)}"
    if not period.ask_tasks:
        given = sum(answer["value"] is not None for answer in told.answers)
        return f"Trong kỳ báo cáo ({span}), đơn vị trả lời {given}/{len(told.answers)} câu hỏi."
    written = sum(bool(line["result"]) for line in lines)
    done = sum(line["percent"] == 100 for line in lines)
    counted = f"đã ghi kết quả {written} nhiệm vụ, trong đó {done} nhiệm vụ đạt 100%"
    return f"Trong kỳ báo cáo ({span}), đơn vị có {len(lines)} nhiệm vụ phải báo cáo, {counted}."


def _said(line: Mapping[str, Any]) -> str:
    percent = f" (mức độ {line['percent']}%)" if line["percent"] is not None else ""
    words = f"{line['result'].rstrip().rstrip('.') or 'chưa có kết quả'}{percent}."
    return f"{words} {_numbers(line)}." if _numbers(line) else words


def _numbers(line: Mapping[str, Any]) -> str:
    return said_figures(line["task"]["figures"], line["figures"])


def _gathered(title: str, lines: Iterable[Any], name: str) -> list[Block]:
    """What the lines say besides their results; the same words once."""
    said = list(dict.fromkeys(line[name].strip() for line in lines if line[name].strip()))
    return [Heading(words=title), *(Paragraph(words=f"- {words}") for words in said)] if said else []


def _annex_of_lines(told: _Told) -> list[Annex]:
    if told.answers and not told.lines:
        return []
    return [Annex(title="Kết quả thực hiện từng nhiệm vụ", blocks=[_table(told.groups)])]


def _table(groups: Mapping[str, Sequence[Any]]) -> Table:
    rows: list[list[Cell]] = []
    number = 0
    for name, group in groups.items():
        rows.append([f"{name} ({len(group)} nhiệm vụ)"])
        for number, line in enumerate(group, number + 1):  # noqa: B020 - numbered through all groups
            rows.append([number, *_cells(line)])
    return Table(columns=list(_COLUMNS), rows=rows, grouped_by="Nội dung")


def _cells(line: Mapping[str, Any]) -> list[Cell]:
    task = line["task"]
    due = cast(date | str | None, task["due_on"] or task["due_text"] or _CADENCES.get(task["cadence"]))
    proofs = "\n".join(_proof(document) for document in line["evidence"])
    result = "\n".join(filter(None, (line["result"], _numbers(line))))
    return [task["title"], due, result, line["percent"], line["difficulties"], proofs]


def _proof(document: Mapping[str, Any]) -> str:
    number = f" ({document['document_number']})" if document["document_number"] else ""
    return f"{document['title']}{number}"
