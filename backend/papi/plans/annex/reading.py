"""Reads lines as proposals: each cell by what its column holds."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from papi.kit.text import fold, spoken_number
from papi.plans.annex.deriving import TITLE, complete, due_text, shortened, source_ref, title_and_text
from papi.plans.annex.figures import Unclear, read_figure, read_target
from papi.plans.annex.headings import Field
from papi.plans.annex.lines import Line
from papi.plans.annex.nodes import Edition, Node, NodeReader
from papi.plans.annex.proposals import (
    Asked,
    Doubt,
    Doubts,
    Given,
    Key,
    Proposal,
    TargetWanted,
    TaskWanted,
    answers_of,
)
from papi.plans.annex.times import Time, day_of, read_time, time_of
from papi.plans.annex.units import Directory, Piece, UnitReader, Values
from papi.plans.errors import AnotherByUnitPlan
from papi.plans.models import Cadence, Mandate, Mode, Part, TaskKind
from papi.plans.words import CADENCE_WORDS, KIND_WORDS, MODE_WORDS

_KEY = re.compile(r"^[0-9A-Za-z._-]{1,40}$")
_YES, _NO = frozenset({"co", "x", "yes", "dung", "1"}), frozenset({"khong", "no", "0"})
_LIMITS = {
    Field.LEAD: 5000,
    Field.SUPPORT: 5000,
    Field.DELIVERABLE: 300,
    Field.DUE: 200,
    Field.SOURCE_REF: 300,
    Field.LOW_SOURCE: 300,
    Field.TEXT: 20_000,
    Field.TASK: 20_000,
}
_POINTS = 50
_CODES = {
    Field.KIND: {fold(words): code for code, both in KIND_WORDS.items() for words in (*both, code)},
    Field.MODE: {fold(words): code for code, both in MODE_WORDS.items() for words in (*both, code)},
    Field.CADENCE: {fold(words): code for code, both in CADENCE_WORDS.items() for words in (*both, code)},
}


@dataclass(frozen=True)
class Known:
    """What a file is read against."""

    year: int
    directory: Directory
    edition: Edition
    answers: Mapping[tuple[Asked, str], Values]


class Reader:
    """Reads the lines of a file; what it asks is gathered in `doubts`."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.doubts = Doubts()
        self.used: set[Key] = set()  # answers without which something would be asked
        self._keys: set[str] = set()
        self._unit_plan_asked = False
        self._units = UnitReader(known.directory, lambda spelling: self.used.add((Asked.UNIT, spelling)))
        self._nodes = NodeReader(known.edition)
        self._times = answers_of(Asked.TIME, known.answers)

    def read(self, lines: Sequence[Line], told: Callable[[int], None] = lambda _done: None) -> Iterator[Proposal]:
        """The proposals, one for each line; `told` hears how many are read."""
        for number, line in enumerate(lines, start=1):
            yield self._proposal(line)
            told(number)

    def _proposal(self, line: Line) -> Proposal:
        proposal = Proposal(line)
        nodes = self._nodes_of(proposal)
        if line.gives_task:
            proposal.task = self._task(proposal, [node for node in nodes if node is not self.known.edition.total])
        self._target(proposal, nodes)
        if proposal.task is None and proposal.target is None and not proposal.troubles:
            proposal.wrong(Field.TASK, "Dòng không có nhiệm vụ, cũng không có mục tiêu.", "The row has no task, and no target either.")
        self._check_lengths(proposal)
        return proposal

    def _check_lengths(self, proposal: Proposal) -> None:
        for known, most in _LIMITS.items():
            if len(proposal.line.texts[known]) > most:
                proposal.wrong(known, f"Dài quá {spoken_number(most, 'vi')} ký tự.", f"Longer than {spoken_number(most, 'en')} characters.")

    def _nodes_of(self, proposal: Proposal) -> Sequence[Node]:
        """The nodes that the row names, else those of its section; a cell left empty below an indicator is asked about."""
        line = proposal.line
        cell = line.texts[Field.INDICATOR]
        if not cell:
            named = self._nodes.heading(line.headings)
            if named or not line.above or not line.gives_task:
                return self.known.edition.nodes_of(named)
            above = self._nodes.read(line.above).values or self.known.edition.learnt.get(fold(line.above))
            suggested = [above] if above else []
            return self._asked_nodes(proposal, Piece(f"(để trống, dưới “{shortened(line.above)}”)", None, [*suggested, ()]))
        return self._asked_nodes(proposal, self._nodes.read(cell))

    def _asked_nodes(self, proposal: Proposal, piece: Piece) -> Sequence[Node]:
        values = piece.values
        if values is None and (values := self.known.edition.learnt.get(fold(piece.spelling))) is not None:
            self.used.add((Asked.INDICATOR, fold(piece.spelling)))
        if values is not None:
            return self.known.edition.nodes_of(values)
        words = f"Chỉ tiêu “{shortened(piece.spelling)}” cần xác nhận.", f"Confirm the indicator “{shortened(piece.spelling)}”."
        self.doubts.ask(proposal, Field.INDICATOR, Doubt(Asked.INDICATOR, piece.spelling, piece.suggested), words)
        return ()

    def _task(self, proposal: Proposal, nodes: Sequence[Node]) -> TaskWanted:
        line = proposal.line
        title, text = title_and_text(line)
        if len(title) > TITLE:
            proposal.wrong(Field.TASK, "Tên nhiệm vụ dài quá 300 ký tự.", "The task's title is longer than 300 characters.")
        time = self._time(proposal)
        given = self._given(proposal)
        task = TaskWanted(
            title=title,
            text=text,
            source_ref=line.texts[Field.SOURCE_REF] or source_ref(line),
            time=time,
            due_text=due_text(line, time),
            deliverable=line.texts[Field.DELIVERABLE] or None,
            nodes=nodes,
            given=given,
            key=self._key(proposal),
            checklist=self._checklist(proposal),
            kind=self._code(proposal, Field.KIND, TaskKind),
            mode=self._code(proposal, Field.MODE, Mode),
            requires_evidence=self._flag(proposal, Field.EVIDENCE),
            reportable=self._flag(proposal, Field.REPORTABLE),
            by_unit_plan=self._by_unit_plan(proposal, time),
        )
        complete(line, task)
        return task

    def _by_unit_plan(self, proposal: Proposal, time: Time | None) -> bool | None:
        """Whether units do it by sending plans of their own: one task of a plan, which is done once."""
        wanted = self._flag(proposal, Field.BY_UNIT_PLAN)
        if wanted and (self._unit_plan_asked or (time is not None and time.cadence is not Cadence.ONCE)):
            proposal.wrong(Field.BY_UNIT_PLAN, AnotherByUnitPlan.vi, AnotherByUnitPlan.en)
        self._unit_plan_asked = self._unit_plan_asked or bool(wanted)
        return wanted

    def _key(self, proposal: Proposal) -> str | None:
        given = proposal.line.texts[Field.KEY]
        if given and not _KEY.match(given):
            proposal.wrong(Field.KEY, f"Ký hiệu “{shortened(given)}” không hợp lệ.", f"“{shortened(given)}” is no valid key.")
        if given in self._keys:
            vi = f"Ký hiệu “{given}” đã có ở dòng trên; dòng chép thêm thì để trống ký hiệu."
            proposal.wrong(Field.KEY, vi, f"A row above has the key “{given}”; leave the key of a copied row empty.")
        self._keys |= {given} - {""}
        return given or None

    def _checklist(self, proposal: Proposal) -> list[str] | None:
        line = proposal.line
        if Field.CHECKLIST not in line.values:
            return None
        points = [point.strip() for point in line.texts[Field.CHECKLIST].split("\n") if point.strip()]
        if len(points) > _POINTS or any(len(point) > TITLE for point in points):
            proposal.wrong(Field.CHECKLIST, "Tối đa 50 ý, mỗi ý 300 ký tự.", "At most 50 points of 300 characters.")
        return points

    def _code(self, proposal: Proposal, known: Field, kind: Any) -> Any:
        text = proposal.line.texts[known]
        if not text:
            return None
        code = _CODES[known].get(fold(text))
        if code is None:
            proposal.wrong(known, f"Không hiểu “{shortened(text)}”.", f"“{shortened(text)}” is not known.")
        return None if code is None else kind(code)

    def _flag(self, proposal: Proposal, known: Field) -> bool | None:
        text = fold(proposal.line.texts[known])
        if text and text not in _YES | _NO:
            proposal.wrong(known, "Ghi “Có” hoặc “Không”.", "Write “Có” (yes) or “Không” (no).")
        return None if not text else text in _YES

    def _time(self, proposal: Proposal) -> Time | None:
        line = proposal.line
        told = self._code(proposal, Field.CADENCE, Cadence)
        if told is not None:
            last = day_of(line.values.get(Field.DUE_ON), self.known.year)
            if line.texts[Field.DUE_ON] and last is None:
                proposal.wrong(Field.DUE_ON, "Hạn cuối không phải một ngày.", "The last day is no day.")
            elif last is not None and told is not Cadence.ONCE:
                proposal.wrong(Field.DUE_ON, "Chỉ nhiệm vụ một lần có ngày hạn riêng.", "Only once-tasks have a day of their own.")
            return Time(told, last)
        words = line.texts[Field.DUE]
        understood = read_time(line.values.get(Field.DUE), self.known.year)
        if understood.time is None:
            answered = self._times.get(fold(words))
            if answered:
                self.used.add((Asked.TIME, fold(words)))
                return time_of(answered[0])
            suggested = [(time.code,) for time in understood.suggested]
            asked = (
                f"Thời gian “{shortened(words)}” cần xác nhận." if words else "Chưa ghi thời gian.",
                f"Confirm the time “{shortened(words)}”.",
            )
            self.doubts.ask(proposal, Field.DUE, Doubt(Asked.TIME, words, suggested), asked)
        return understood.time

    def _given(self, proposal: Proposal) -> Sequence[Given]:
        """Who gets the task: a unit named twice counts once, and leading goes before supporting."""
        line = proposal.line
        leads, supports = (self._pieces(proposal, known) for known in (Field.LEAD, Field.SUPPORT))
        if (
            Field.KEY not in line.values
            and len(line.texts[Field.LEAD]) <= _LIMITS[Field.LEAD]
            and all(piece.values == () for piece in leads)
        ):
            proposal.wrong(Field.LEAD, "Thiếu cơ quan chủ trì.", "The leading unit is missing.")
        found: dict[UUID, Given] = {}
        for part, pieces in ((Part.LEAD, leads), (Part.SUPPORT, supports)):
            for piece in pieces:
                for unit_id in self.known.directory.members(piece.values or ()):
                    found.setdefault(unit_id, self._assigned(unit_id, part, piece))
        proposal.leads, proposal.supports = (
            [(piece.spelling, self.known.directory.members(piece.values or ())) for piece in pieces] for pieces in (leads, supports)
        )
        return list(found.values())

    def _assigned(self, unit_id: UUID, part: Part, piece: Piece) -> Given:
        asked = piece.asked or self.known.directory.units[unit_id].asked
        mandate = Mandate.REQUESTED if asked else Mandate.ASSIGNED
        grouped = any(value.startswith("group:") for value in piece.values or ())
        return Given(unit_id, part, mandate, piece.due_on, own_due=bool(piece.due), grouped=grouped)

    def _pieces(self, proposal: Proposal, known: Field) -> Sequence[Piece]:
        text = proposal.line.texts[known]
        pieces = list(self._units.read(text) if len(text) <= _LIMITS[known] else ())
        for place, piece in enumerate(pieces):
            if not piece.due_is_a_day:
                pieces[place] = replace(piece, due="")
                words = f"“{shortened(piece.spelling)}”: hạn không phải một ngày.", f"“{shortened(piece.spelling)}”: its due day is no day."
                proposal.wrong(known, *words)
            if piece.values is None:
                words = f"Đơn vị “{shortened(piece.spelling)}” cần xác nhận.", f"Confirm the unit “{shortened(piece.spelling)}”."
                self.doubts.ask(proposal, known, Doubt(Asked.UNIT, piece.spelling, piece.suggested), words)
        return pieces

    def _target(self, proposal: Proposal, nodes: Sequence[Node]) -> None:
        texts, values = proposal.line.texts, proposal.line.values
        said = {known for known in (Field.BASELINE, Field.TARGET, Field.LOW_RATED) if texts[known]}
        if not said or any(trouble.field is Field.INDICATOR for trouble in proposal.troubles):
            return
        if len(nodes) != 1:
            if Field.TARGET in said:
                proposal.wrong(Field.TARGET, "Mục tiêu phải của một chỉ tiêu.", "A target must be of one indicator.")
            return
        try:
            baseline = read_figure(values.get(Field.BASELINE))
            wanted = read_target(values.get(Field.TARGET))
        except Unclear:
            proposal.wrong(
                Field.TARGET, "Không hiểu điểm hoặc mục tiêu; ví dụ: 4,85; Duy trì; Cải thiện 5,60.", "Score or target not understood."
            )
            return
        self._within_scale(proposal, nodes[0], (baseline, wanted.value))
        alone = proposal.task is None
        told = {"baseline"} if baseline is not None else set[str]()
        told |= {"target", "stance"} if Field.TARGET in said else set()
        told |= {"note"} if alone and Field.NOTE in values else set()
        rated = Field.LOW_RATED in values and nodes[0] is not self.known.edition.total
        told |= {"low_rated", "low_rated_source"} if rated else set()
        proposal.target = TargetWanted(
            node=nodes[0],
            told=frozenset(told),
            baseline=baseline,
            target=wanted.value,
            stance=wanted.stance,
            note=texts[Field.NOTE][:300] or None,
            low_rated=bool(self._flag(proposal, Field.LOW_RATED)),
            low_rated_source=texts[Field.LOW_SOURCE] or None,
        )

    def _within_scale(self, proposal: Proposal, node: Node, figures: tuple[float | None, ...]) -> None:
        top = node.maximum
        if top is not None and any(figure is not None and figure > top for figure in figures):
            shown = f"{top:g}".replace(".", ",")
            proposal.wrong(Field.TARGET, f"Thang điểm của {node.code} đến {shown}.", f"The scale of {node.code} ends at {top:g}.")
