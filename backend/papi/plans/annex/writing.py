"""A plan as the rows of its annex: each cell in words that the import reads as just what was meant."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from papi.kit.text import format_day
from papi.plans.annex.figures import target_words
from papi.plans.annex.headings import Field
from papi.plans.annex.nodes import GENERAL
from papi.plans.annex.reading import Known
from papi.plans.annex.standing import Held, PlanStands, Standing
from papi.plans.annex.times import Time
from papi.plans.models import Cadence, Mandate, Part, Target, TaskKind
from papi.plans.words import CADENCE_WORDS, KIND_WORDS, MODE_WORDS

Values = dict[Field, Any]


@dataclass
class Chapter:
    """Rows under a heading of their own."""

    heading: str
    rows: list[Values] = field(default_factory=list[Values])


class Writer:
    """Says what stands in a plan."""

    def __init__(self, known: Known, stands: PlanStands) -> None:
        self.known = known
        self.stands = stands
        # whoever has the most members first, so that a cell names as few as may be
        self._groups = sorted(known.directory.groups.values(), key=lambda group: (-len(group.members), group.name))

    def chapters(self) -> list[Chapter]:
        """The tasks in the order of the plan; a heading wherever their kind changes."""
        found: list[Chapter] = []
        kind: TaskKind | None = None
        for number, standing in enumerate(self.stands.tasks, start=1):
            if standing.task.kind is not kind:
                kind = standing.task.kind
                found.append(Chapter(KIND_WORDS[kind][0]))
            found[-1].rows.append({Field.NUMBER: number, **self._row(standing)})
        return found

    def targets(self) -> Iterator[Values]:
        """What the plan wants, in the order of the framework."""
        for number, target in enumerate(self.stands.targets.values(), start=1):
            node = self.known.edition.node(target.indicator_id)
            yield {
                Field.NUMBER: number,
                Field.INDICATOR: f"{node.code} {node.names[0]}",
                Field.BASELINE: target.baseline,
                Field.TARGET: target_words(target.target, target.stance),
                Field.NOTE: target.note or "",
                Field.LOW_RATED: _flag(target.low_rated) if node is not self.known.edition.total else "",
                Field.LOW_SOURCE: target.low_rated_source or "",
            }

    def _row(self, standing: Standing) -> Values:
        task = standing.task
        nodes = self.known.edition.fewest(self.known.edition.indicators(standing.linked))
        target = self.stands.targets.get(nodes[0].id) if len(nodes) == 1 else None
        time = Time(task.cadence, task.due_on)
        return {
            Field.INDICATOR: "\n".join(f"{node.code} {node.names[0]}" for node in nodes) or GENERAL,
            **_wanted(target),
            Field.TASK: task.title,
            Field.LEAD: self._units(standing, Part.LEAD),
            Field.SUPPORT: self._units(standing, Part.SUPPORT),
            Field.DUE: task.due_text or time.canonical,
            Field.DELIVERABLE: task.deliverable or "",
            Field.NOTE: standing.note,
            Field.KEY: task.key,
            Field.SOURCE_REF: task.source_ref,
            Field.KIND: KIND_WORDS[task.kind][0],
            Field.MODE: MODE_WORDS[task.mode][0],
            Field.CADENCE: CADENCE_WORDS[task.cadence][0],
            Field.DUE_ON: format_day(task.due_on) if task.due_on else "",
            Field.TEXT: "" if task.text == task.title else task.text,
            Field.CHECKLIST: "\n".join(task.checklist),
            Field.EVIDENCE: _flag(task.requires_evidence),
            Field.REPORTABLE: _flag(task.reportable),
            Field.BY_UNIT_PLAN: _flag(task.by_unit_plan),
        }

    def _units(self, standing: Standing, part: Part) -> str:
        held = [one for one in standing.held.values() if one.part is part and one.open]
        plain = {one.unit_id for one in held if not self._said(standing, one)}
        words: list[str] = []
        for group in self._groups:
            if len(group.members) > 1 and plain.issuperset(group.members):
                words.append(group.name)
                plain -= set(group.members)
        words += [self._named(one.unit_id) for one in held if one.unit_id in plain]
        words += [self._said(standing, one) for one in held if self._said(standing, one)]
        return "; ".join(words)

    def _named(self, unit_id: UUID) -> str:
        return self.known.directory.name_of(unit_id)

    def _said(self, standing: Standing, held: Held) -> str:
        """The words of a unit that is asked although it could be assigned, or has a day of its own; empty for all others."""
        unit = self.known.directory.units.get(held.unit_id)
        if unit is None:
            return held.unit_name
        usual = standing.task.due_on if standing.task.cadence is Cadence.ONCE else held.due_on  # elsewhere the day is the period's
        asked = "đề nghị " if held.mandate is Mandate.REQUESTED and not unit.asked else ""
        due = "" if held.due_on == usual else f" (hạn {format_day(held.due_on)})" if held.due_on else " (không hạn)"
        return f"{asked}{self._named(held.unit_id)}{due}" if asked or due else ""


def _wanted(target: Target | None) -> Values:
    if target is None:
        return {}
    return {Field.BASELINE: target.baseline, Field.TARGET: target_words(target.target, target.stance)}


def _flag(value: bool) -> str:
    return "Có" if value else "Không"
