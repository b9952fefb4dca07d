"""What a file would change: rows held against the tasks that they are about, field by field."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from papi.kit.text import format_day
from papi.plans.annex.changes import Change
from papi.plans.annex.grids import tidy
from papi.plans.annex.headings import HEADINGS, Field
from papi.plans.annex.lines import Line
from papi.plans.annex.matching import match_tasks
from papi.plans.annex.proposals import Given, Proposal, TaskWanted
from papi.plans.annex.reading import Known
from papi.plans.annex.standing import Held, PlanStands, Standing, is_note
from papi.plans.annex.targets import compare_target
from papi.plans.annex.times import Time
from papi.plans.models import Task
from papi.plans.words import CADENCE_WORDS, KIND_WORDS, MANDATE_WORDS, MODE_WORDS, PART_WORDS

_OURS = frozenset(HEADINGS[known][0] for known in list(Field)[list(Field).index(Field.NOTE) + 1 :])


@dataclass
class Compared:
    """A row and what it changes. Without `standing` its task is new."""

    proposal: Proposal
    standing: Standing | None = None
    changes: list[Change] = field(default_factory=list[Change])
    fields: dict[str, Any] = field(default_factory=dict[str, Any])
    new_units: list[Given] = field(default_factory=list[Given])
    moved: list[tuple[Held, dict[str, Any]]] = field(default_factory=list[tuple[Held, dict[str, Any]]])
    target: dict[str, Any] | None = None
    origin: list[list[str]] | None = None
    left: list[str] = field(default_factory=list[str])

    @property
    def is_new(self) -> bool:
        return self.proposal.task is not None and self.standing is None

    @property
    def task_changes(self) -> bool:
        """Whether a task that is there becomes another, or other units get it."""
        return not self.is_new and bool(self.fields or self.new_units or self.moved or self.origin is not None)


@dataclass(frozen=True)
class Comparison:
    """A whole file against a plan."""

    rows: Sequence[Compared]
    missing: Sequence[Standing]


def compare(proposals: Sequence[Proposal], stands: PlanStands, known: Known) -> Comparison:
    """Hold the proposals against the plan. What may not be changed so is noted as a trouble of its row."""
    matched = match_tasks(proposals, stands.tasks)
    rows: list[Compared] = []
    wanted: dict[UUID, dict[str, Any]] = {}
    for place, proposal in enumerate(proposals):
        row = Compared(proposal, matched.get(place))
        if proposal.task is not None:
            _Tasks(row, known, draft=stands.draft).compare(proposal.task)
        if proposal.target is not None:
            row.target, said = compare_target(proposal, stands.targets.get(proposal.target.node.id), wanted)
            row.changes += said
        rows.append(row)
    _check_unit_plans(rows, stands)
    taken = {id(standing) for standing in matched.values()}
    return Comparison(rows, [standing for standing in stands.tasks if id(standing) not in taken])


def _check_unit_plans(rows: Sequence[Compared], stands: PlanStands) -> None:
    """A task that is to be done by the units' own plans where another is, which this file leaves so: one of the two must say "Không"."""
    freed = {id(row.standing) for row in rows if row.standing is not None and row.fields.get("by_unit_plan") is False}
    asking = [standing for standing in stands.tasks if standing.task.by_unit_plan and id(standing) not in freed]
    for row in rows:
        task = row.proposal.task
        if task is None or not task.by_unit_plan or "by_unit_plan" in task.derived:
            continue
        others = [standing for standing in asking if standing is not row.standing]
        if others:
            title = others[0].task.title
            vi = f"Kế hoạch đã có nhiệm vụ hoàn thành bằng kế hoạch của đơn vị: “{title}”; ghi “Không” ở nhiệm vụ đó trong cùng tệp."
            en = f"Another task is done by the units' own plans: “{title}”; write “Không” (no) beside it in the same file."
            row.proposal.wrong(Field.BY_UNIT_PLAN, vi, en)


def origin_cells(line: Line) -> list[list[str]]:
    """The row word for word, as it is kept with its task; but not what the plan itself keeps, and only our own files say."""
    return [[heading, text] for heading, text in line.cells if heading not in _OURS]


def _with_note(standing: Standing, line: Line) -> list[list[str]]:
    """The words that are kept, with the note of this row."""
    kept = [list(cell) for cell in standing.origin.cells] if standing.origin is not None else []
    note = line.texts[Field.NOTE]
    if Field.NOTE not in line.values or tidy(note) == tidy(standing.note):
        return kept
    others = [cell for cell in kept if not is_note(cell[0])]
    return [*others, [HEADINGS[Field.NOTE][0], note]] if note else others


class _Tasks:
    """Compares one task."""

    def __init__(self, row: Compared, known: Known, *, draft: bool) -> None:
        self.row = row
        self.known = known
        self.draft = draft

    def compare(self, wanted: TaskWanted) -> None:
        standing = self.row.standing
        self._compare_origin(standing)
        if standing is None:
            for given in wanted.given:
                self._give(given)
            return
        self._compare_words(wanted, standing)
        self._compare_time(wanted, standing)
        self._compare_indicators(wanted, standing)
        if wanted.mode is not standing.task.mode and "mode" not in wanted.derived:
            self._stays(Field.MODE, MODE_WORDS[standing.task.mode])
        self._compare_units(wanted, standing)

    def _compare_origin(self, standing: Standing | None) -> None:
        """The words of an annex are kept; of a file that this product made of a task that is there, only its note."""
        line = self.row.proposal.line
        cells = origin_cells(line)
        if line.texts[Field.KEY] and standing is not None:
            cells = _with_note(standing, line)
        if standing is not None and cells == (standing.origin.cells if standing.origin is not None else []):
            return
        self.row.origin = cells
        if standing is not None and standing.origin is not None:
            before, after = (" | ".join(text for _heading, text in some) for some in (standing.origin.cells, cells))
            self.row.changes.append(Change("origin", before, after))
        elif standing is not None:
            self.row.changes.append(Change("origin", None, " | ".join(text for _heading, text in cells)))

    def _compare_words(self, wanted: TaskWanted, standing: Standing) -> None:
        task = standing.task
        self._field("title", (task.title, wanted.title))
        if wanted.text is not None and tidy(wanted.text or wanted.title) != tidy(task.text or task.title):
            self._field("text", (task.text, wanted.text))
        # a paragraph that somebody wrote stays; one that followed from the row's place follows it
        if "source_ref" not in wanted.derived or (wanted.key is None and task.source_ref.startswith(self.row.proposal.line.annex)):
            self._field("source_ref", (task.source_ref, wanted.source_ref))
        self._field("deliverable", (task.deliverable, wanted.deliverable))
        if "kind" not in wanted.derived and wanted.kind is not None:
            self._field("kind", (task.kind, wanted.kind), KIND_WORDS)
        if "requires_evidence" not in wanted.derived:
            self._field("requires_evidence", (task.requires_evidence, wanted.requires_evidence))
        if "by_unit_plan" not in wanted.derived:
            self._field("by_unit_plan", (task.by_unit_plan, wanted.by_unit_plan))
        if "reportable" not in wanted.derived:
            self._compare_reportable(wanted, task)
        if wanted.checklist is not None and [tidy(point) for point in task.checklist] != wanted.checklist:
            self._field("checklist", (task.checklist, wanted.checklist))

    def _compare_reportable(self, wanted: TaskWanted, task: Task) -> None:
        """Whether reports have a line for it is settled when the plan is approved."""
        if self.draft:
            self._field("reportable", (task.reportable, wanted.reportable))
        elif wanted.reportable is not task.reportable:
            self._stays(Field.REPORTABLE, ("Có", "yes") if task.reportable else ("Không", "no"))

    def _field(self, name: str, values: tuple[Any, Any], words: dict[str, tuple[str, str]] | None = None) -> None:
        before, after = values
        if (tidy(before or "") == tidy(after or "")) if isinstance(before or after or "", str) else before == after:
            return
        self.row.fields[name] = after
        spoken = [words[value][0] if words and value is not None else _spoken(value) for value in values]
        self.row.changes.append(Change(name, spoken[0], spoken[1]))

    def _compare_time(self, wanted: TaskWanted, standing: Standing) -> None:
        task, time = standing.task, wanted.time
        if time is None:
            return
        if time.cadence is not task.cadence:
            self._stays(Field.DUE, CADENCE_WORDS[task.cadence])
            return
        now = Time(task.cadence, task.due_on)
        if time.due_on != task.due_on:
            self._field("due_on", (task.due_on, time.due_on))
        if tidy(wanted.due_text or time.canonical) != tidy(task.due_text or now.canonical):
            self._field("due_text", (task.due_text, wanted.due_text))

    def _stays(self, known: Field, words: tuple[str, str]) -> None:
        vi = f"Nhiệm vụ đã có trong kế hoạch với “{words[0]}”; tệp không đổi được điều này."
        self.row.proposal.wrong(known, vi, f"The plan has this task as “{words[1]}”; a file cannot change that.")

    def _compare_indicators(self, wanted: TaskWanted, standing: Standing) -> None:
        edition = self.known.edition
        after, before = edition.indicators(node.id for node in wanted.nodes), edition.indicators(standing.linked)
        if after != before and not any(trouble.field is Field.INDICATOR for trouble in self.row.proposal.troubles):
            self.row.fields["indicator_ids"] = sorted(after)
            said = [edition.label(node.value for node in edition.fewest(some)) or None for some in (before, after)]
            self.row.changes.append(Change("indicator_ids", said[0], said[1]))

    def _compare_units(self, wanted: TaskWanted, standing: Standing) -> None:
        units = self.known.directory.units
        for given in wanted.given:
            held = standing.held.get(given.unit_id)
            if held is not None and (held.carried or (held.cancelled and given.grouped)):
                continue  # who came after has it; nor does the name of a group bring back what one of many gave up
            if held is None or (held.cancelled and self.draft):
                self._give(given)
                self.row.changes.append(Change("unit", None, _given_words(units[given.unit_id].short_name, given)))
            elif held.cancelled:
                vi = f"Nhiệm vụ đã thu hồi ở {held.unit_name}; tệp không giao lại được."
                self.row.proposal.wrong(Field.LEAD, vi, f"The task was withdrawn from {held.unit_name}; a file cannot give it again.")
            else:
                self._compare_held(held, given)
        named = {given.unit_id for given in wanted.given}
        self.row.left = [held.unit_name for held in standing.held.values() if held.unit_id not in named and held.open]

    def _give(self, given: Given) -> None:
        unit = self.known.directory.units[given.unit_id]
        if unit.ended:
            vi = f"{unit.short_name} đã ngừng hoạt động, không giao nhiệm vụ mới được."
            self.row.proposal.wrong(Field.LEAD, vi, f"{unit.short_name} is no longer in use and cannot be given a task.")
        self.row.new_units.append(given)

    def _compare_held(self, held: Held, given: Given) -> None:
        differing: dict[str, Any] = {}
        if held.part is not given.part:
            differing["part"] = given.part
        if held.mandate is not given.mandate:
            differing["mandate"] = given.mandate
        if given.own_due and held.due_on != given.due_on:
            differing["due_on"] = given.due_on
        if differing:
            self.row.moved.append((held, differing))
            before = Given(held.unit_id, held.part, held.mandate, held.due_on, given.own_due)
            self.row.changes.append(Change("unit", _given_words(held.unit_name, before), _given_words(held.unit_name, given)))


def _given_words(name: str, given: Given) -> str:
    words = f"{name} ({PART_WORDS[given.part][0].lower()}, {MANDATE_WORDS[given.mandate][0].lower()}"
    return f"{words}, hạn {format_day(given.due_on)})" if given.own_due and given.due_on else f"{words})"


def _spoken(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, date):
        return format_day(value)
    return "; ".join(value) if isinstance(value, list) else str(value)  # pyright: ignore[reportUnknownArgumentType] - a list of texts
