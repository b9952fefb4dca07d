"""The list "chưa thực hiện, thực hiện không tốt" as a paper by Nghị định 30/2020: in the name of the unit that coordinates."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.permissions import Scope
from papi.directory.queries import coordinating_unit
from papi.kit import clock
from papi.kit.text import format_day, spoken_number
from papi.oversight.attention import BELOW, MEASURES
from papi.oversight.models import AttentionDecision, AttentionState
from papi.oversight.queries.attention import DECISIONS, GRADES, read_attention
from papi.papers.paper import Annex, Cell, Column, ColumnKind, Paper, PaperKind, Paragraph, Table
from papi.papers.queries.letterheads import addressed_on, issuer_of
from papi.papers.sources import Made
from papi.plans.models import Plan
from papi.plans.words import ground_of

_FIRM = frozenset({AttentionState.CONFIRMED, AttentionState.PUBLISHED})
_UNDECIDED = "Chưa quyết định"
_NUMBERS = {
    "reports_missing": Column(title="Báo cáo chưa gửi", width=20, kind=ColumnKind.NUMBER),
    "reports_late": Column(title="Báo cáo gửi trễ", width=20, kind=ColumnKind.NUMBER),
    "returned": Column(title="Số lần bị trả lại", width=20, kind=ColumnKind.NUMBER),
    "overdue": Column(title="Nhiệm vụ quá hạn", width=20, kind=ColumnKind.NUMBER),
    "overdue_share": Column(title="Tỷ lệ quá hạn", width=22, kind=ColumnKind.PERCENT),
    "update_rate": Column(title="Tỷ lệ cập nhật", width=22, kind=ColumnKind.PERCENT),
}
_COLUMNS = [
    Column(title="STT", width=12, kind=ColumnKind.NUMBER),
    Column(title="Cơ quan, đơn vị", width=50),
    *_NUMBERS.values(),
    Column(title="Quyết định, lý do", width=66),
]


async def attention_paper(session: AsyncSession, actor: Actor, list_id: UUID) -> Made:
    """The list as its reader may read it: whole, or the part about the reader's own unit. What no person has confirmed, or decided of
    the coordinating unit itself, is a draft."""
    found = await read_attention(session, actor, list_id)
    plan = await session.get_one(Plan, found["plan_id"])
    firm = found["state"] in _FIRM and all(item["decision"] is not None for item in found["items"])
    day = clock.day_of(found["confirmed_at"]) if firm else clock.today()
    coordinating = await coordinating_unit(session)
    unit_id = actor.unit_id if coordinating is None else coordinating.id
    issuer = await issuer_of(session, unit_id, day)
    names = await addressed_on(session, day, {item["unit_id"] for item in found["items"]})
    whole = Scope.ALL in actor.scopes("attention.read")
    opening, addressees = (_counts, list(issuer.collectors)) if whole else (_alone, list(names.values()))
    paper = Paper(
        kind=PaperKind.REPORT if whole else PaperKind.LETTER,
        day=day,
        head=issuer.head,
        type_name="Báo cáo" if whole else "",
        abbreviation="BC" if whole else "",
        subject=_subject(plan, whole=whole),
        grounds=[ground_of(plan)],
        addressees=addressees,
        body=[Paragraph(words=words) for words in (*opening(found, names), _rule(found["thresholds"]), *_confirmed(found))],
        receivers=list(issuer.receivers),
        annexes=_annexes(found["items"], names),
        draft=not firm,
    )
    return Made(paper, "Danh-sach-chua-thuc-hien-thuc-hien-khong-tot", unit_id, {"attention_list": found})


def _subject(plan: Plan, *, whole: bool) -> str:
    said = f"chưa thực hiện, thực hiện không tốt Kế hoạch cải thiện, nâng cao Chỉ số PAPI năm {plan.year}"
    return f"Danh sách cơ quan, đơn vị {said}" if whole else f"thông báo đơn vị {said}"


def _counts(found: Mapping[str, Any], _names: Mapping[UUID, str]) -> list[str]:
    """How many stand on it, by grade, and how many were looked at and left out."""
    items = found["items"]
    standing, struck = _standing(items), _struck(items)
    said = [f"{found['title']}: kết quả rà soát các cơ quan, đơn vị theo số liệu đến ngày {_day(found['computed_at'])}."]
    if standing:
        by_grade = "; ".join(f"{len(ofs)} {GRADES[grade][0].lower()}" for grade, ofs in _by_grade(standing))
        said.append(f"Danh sách có {len(standing)} cơ quan, đơn vị ({by_grade}), nêu tại Phụ lục{' I' * bool(struck)}.")
    else:
        said.append("Không có cơ quan, đơn vị nào trong danh sách.")
    if struck:
        annex = f"Phụ lục{' II' * bool(standing)}"
        said.append(f"Đã xét và không đưa vào danh sách {len(struck)} cơ quan, đơn vị, số liệu và lý do nêu tại {annex}.")
    return said


def _alone(found: Mapping[str, Any], names: Mapping[UUID, str]) -> list[str]:
    """What a unit finds of itself."""
    return [
        f"Qua rà soát theo số liệu đến ngày {_day(found['computed_at'])}, {names[item['unit_id']]} "
        f"thuộc diện {GRADES[item['grade']][0].lower()}, số liệu nêu tại Phụ lục kèm theo."
        for item in found["items"]
    ]


def _rule(thresholds: Sequence[Mapping[str, Any]]) -> str:
    """By which thresholds a unit comes onto it."""
    said: list[str] = []
    for grade, ofs in groupby(sorted(thresholds, key=lambda one: list(GRADES).index(one["grade"])), key=lambda one: one["grade"]):
        crossed = [f"{MEASURES[one['measure']][0]} {_limit(one)}" for one in ofs]
        said.append(f"{GRADES[grade][0].lower()} khi có một trong các mức: {', '.join(crossed)}")
    return f"Căn cứ xếp loại: {'; '.join(said)}." if said else "Không có ngưỡng nào được đặt."


def _limit(threshold: Mapping[str, Any]) -> str:
    amount = spoken_number(threshold["limit"], "vi")
    return f"dưới {amount}" if threshold["measure"] in BELOW else f"từ {amount} trở lên"


def _confirmed(found: Mapping[str, Any]) -> list[str]:
    if found["confirmed_at"] is None:
        return []
    reason = found["reason"].rstrip(".")
    return [f"Danh sách đã được {found['confirmed_by']} xác nhận ngày {_day(found['confirmed_at'])}: {reason}."]


def _day(moment: datetime) -> str:
    return format_day(clock.day_of(moment))


def _annexes(items: Sequence[Mapping[str, Any]], names: Mapping[UUID, str]) -> list[Annex]:
    parts = {
        "Cơ quan, đơn vị chưa thực hiện, thực hiện không tốt": _standing(items),
        "Cơ quan, đơn vị đã xét và không đưa vào danh sách": _struck(items),
    }
    return [Annex(title=title, blocks=[_table(ofs, names)]) for title, ofs in parts.items() if ofs]


def _standing(items: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [item for item in items if item["decision"] is not AttentionDecision.STRIKE]


def _struck(items: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [item for item in items if item["decision"] is AttentionDecision.STRIKE]


def _by_grade(items: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """In the order in which they are read: those that did nothing first."""
    return [(grade, list(ofs)) for grade, ofs in groupby(items, key=lambda item: str(item["grade"]))]


def _table(items: Sequence[Mapping[str, Any]], names: Mapping[UUID, str]) -> Table:
    rows: list[list[Cell]] = []
    place = 0
    for grade, ofs in _by_grade(items):
        rows.append([GRADES[grade][0]])
        for item in ofs:
            place += 1
            rows.append([place, names[item["unit_id"]], *(item["facts"].get(name) for name in _NUMBERS), _decided(item)])
    return Table(columns=_COLUMNS, rows=rows, grouped_by="Mức")


def _decided(item: Mapping[str, Any]) -> str:
    if item["decision"] is None:
        return _UNDECIDED
    said = DECISIONS[item["decision"]][0]
    return f"{said}: {item['reason']}" if item["reason"] else said
