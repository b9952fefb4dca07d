"""All units' plans on a few pages, as a leader reads them: how many came, what is lacking by indicator, what is done about it by unit."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from papi.kit import clock
from papi.kit.text import format_day
from papi.papers.paper import Annex, Cell, Column, ColumnKind, Table

_NUMBER = Column(title="STT", width=12, kind=ColumnKind.NUMBER)
LIMITS = (
    _NUMBER,
    Column(title="Cơ quan, đơn vị", width=46),
    Column(title="Nội dung còn hạn chế", width=72),
    Column(title="Nguyên nhân", width=52),
    Column(title="Giải pháp", width=70),
)
MEASURES = (
    _NUMBER,
    Column(title="Chỉ tiêu", width=38),
    Column(title="Nội dung còn hạn chế", width=52),
    Column(title="Giải pháp", width=66),
    Column(title="Người thực hiện", width=30),
    Column(title="Thời gian", width=27),
    Column(title="Sản phẩm", width=27),
)
_OF_NONE = "Không gắn với chỉ tiêu cụ thể"
_APART = {"asked": "cơ quan được đề nghị phối hợp", "released": "đã gửi, không còn phải gửi", "unasked": "tự gửi, không được giao"}
_APART_TOGETHER = {
    "asked": "{count} cơ quan được đề nghị phối hợp",
    "released": "{count} cơ quan, đơn vị không còn phải gửi",
    "unasked": "{count} cơ quan, đơn vị tự gửi",
}


@dataclass(frozen=True)
class Sent:
    """What was sent: limits in the order of indicators, measures; and the board, which knows who had to send."""

    board: Mapping[str, Any]
    limits: Sequence[Any]
    measures: Sequence[Any]

    @cached_property
    def apart(self) -> Mapping[UUID, str]:
        """How those stand that need not send a plan."""
        return {row["unit"]["id"]: row["standing"] for row in self.board["items"] if row["standing"] in _APART}

    @cached_property
    def _order(self) -> dict[UUID, int]:
        return {row["unit"]["id"]: number for number, row in enumerate(self.board["items"])}

    @cached_property
    def _answers(self) -> Mapping[tuple[UUID, str], list[str]]:
        found: dict[tuple[UUID, str], list[str]] = {}
        for measure in self.measures:
            found.setdefault((measure["unit"]["id"], measure["limit"]), []).append(measure["text"])
        return found

    def place(self, item: Any) -> tuple[bool, int]:
        """Units in official order, those that need not send a plan after all others."""
        unit_id = item["unit"]["id"]
        return unit_id in self.apart, self._order.get(unit_id, len(self._order))

    def answers(self, limit: Any) -> Sequence[str]:
        """The measures that answer a limit."""
        return self._answers.get((limit["unit"]["id"], limit["text"]), ())


def summary_of(sent: Sent) -> list[str]:
    """In sentences: who has sent, and how much."""
    board = sent.board
    came, still = board["on_time"] + board["late"], board["missing"] + board["waiting"]
    accepted = sum(row["accepted_at"] is not None and row["standing"] not in _APART for row in board["items"])
    indicators = {limit["indicator"]["code"] for limit in sent.limits if limit["indicator"]}
    unanswered = sum(not sent.answers(limit) for limit in sent.limits)
    late = f" ({board['on_time']} đúng hạn, {board['late']} trễ hạn)" if came else ""
    who = f"Đến ngày {format_day(clock.today())}, {came}/{board['expected']} cơ quan, đơn vị được giao đã gửi kế hoạch{late}"
    what = f"Các kế hoạch nêu {len(sent.limits)} nội dung còn hạn chế thuộc {len(indicators)} chỉ tiêu và {len(sent.measures)} giải pháp"
    apart = Counter(row["standing"] for row in board["items"] if row["standing"] in _APART and row["first_submitted_at"] is not None)
    others = "; ".join(words.format(count=apart[standing]) for standing, words in _APART_TOGETHER.items() if apart[standing])
    return [
        f"{who}; {accepted} kế hoạch đã được chấp nhận; {still} cơ quan, đơn vị chưa gửi.",
        *([f"Ngoài các cơ quan, đơn vị được giao, đã gửi kế hoạch có: {others}."] if others else []),
        f"{what}; {unanswered} nội dung còn hạn chế chưa có giải pháp.",
        "Nội dung còn hạn chế theo chỉ tiêu tại Phụ lục I, giải pháp của từng cơ quan, đơn vị tại Phụ lục II kèm theo.",
    ]


def annexes_of(sent: Sent) -> list[Annex]:
    """What is lacking by indicator; what is done about it by unit."""
    lacking = Table(columns=list(LIMITS), rows=_lacking(sent), grouped_by="Chỉ tiêu")
    done = Table(columns=list(MEASURES), rows=_done(sent), grouped_by="Cơ quan, đơn vị")
    return [
        Annex(title="Nội dung còn hạn chế theo chỉ tiêu", blocks=[lacking]),
        Annex(title="Giải pháp của các cơ quan, đơn vị", blocks=[done]),
    ]


def _lacking(sent: Sent) -> list[list[Cell]]:
    groups: dict[str, list[Any]] = {}
    for limit in sent.limits:
        groups.setdefault(indicator_words(limit["indicator"]) or _OF_NONE, []).append(limit)
    return _numbered(
        (
            f"{heading}: {len({limit['unit']['id'] for limit in limits})} cơ quan, đơn vị",
            [
                (limit["unit"]["name"], limit["text"], limit["cause"], "\n".join(sent.answers(limit)) or "Chưa có giải pháp")
                for limit in sorted(limits, key=sent.place)
            ],
        )
        for heading, limits in groups.items()
    )


def _done(sent: Sent) -> list[list[Cell]]:
    groups: dict[UUID, list[Any]] = {}
    for measure in sorted(sent.measures, key=sent.place):
        groups.setdefault(measure["unit"]["id"], []).append(measure)
    return _numbered(
        (
            f"{measures[0]['unit']['name']}{_beside(sent.apart.get(unit_id))}: {len(measures)} giải pháp",
            [(indicator_words(measure["indicator"]), measure["limit"] or "", *measure_words(measure)) for measure in measures],
        )
        for unit_id, measures in groups.items()
    )


def _beside(standing: str | None) -> str:
    return f" ({_APART[standing]})" if standing else ""


def _numbered(groups: Any) -> list[list[Cell]]:
    """Each group's heading, then its rows, numbered through the whole table."""
    found: list[list[Cell]] = []
    number = 0
    for heading, rows in groups:
        found.append([heading])
        for row in rows:
            number += 1
            found.append([number, *row])
    return found


def indicator_words(indicator: Any) -> str:
    return f"{indicator['code']} {indicator['name']}" if indicator else ""


def measure_words(item: Any) -> tuple[str, str, str, str]:
    """What, who, until when, with what result."""
    until = f"đến {format_day(item['due_on'])}" if item["due_on"] else ""
    return (item["text"], item["person"], "; ".join(part for part in (item["due_text"], until) if part), item["deliverable"])
