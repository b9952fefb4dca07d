"""What a line of the annex comes to: a task with its units, a target of the framework, what is wrong, what must be asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from papi.kit.text import fold
from papi.plans.annex.headings import Field
from papi.plans.annex.lines import Line
from papi.plans.annex.nodes import Node
from papi.plans.annex.times import Time
from papi.plans.annex.units import Values
from papi.plans.models import Mandate, Mode, Part, Stance, TaskKind


class Severity(StrEnum):
    """`error`: the file must be corrected. `confirm`: a person says what is meant."""

    ERROR = "error"
    CONFIRM = "confirm"


class Asked(StrEnum):
    """What a spelling is asked about."""

    UNIT = "unit"
    INDICATOR = "indicator"
    TIME = "time"


Key = tuple[Asked, str]
"""A spelling, folded: whoever answers it answers all that are spelt alike."""


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a cell, or is asked about it."""

    severity: Severity
    field: Field
    vi: str
    en: str
    asks: Key | None = None


@dataclass
class Doubt:
    """A spelling that may mean several things, or nothing known; `lines` are those that use it."""

    kind: Asked
    spelling: str
    suggested: Sequence[Values]
    lines: list[Line] = field(default_factory=list[Line])


@dataclass(frozen=True)
class Given:
    """A task given to a unit; with `own_due` its day is not the task's."""

    unit_id: UUID
    part: Part
    mandate: Mandate
    due_on: date | None = None
    own_due: bool = False
    grouped: bool = False  # named as one of many


@dataclass
class TaskWanted:
    """A task as the line wants it. What is None is not said by the file."""

    title: str
    source_ref: str
    time: Time | None
    due_text: str | None
    deliverable: str | None
    nodes: Sequence[Node]
    given: Sequence[Given]
    key: str | None = None
    text: str | None = None
    checklist: list[str] | None = None
    kind: TaskKind | None = None
    mode: Mode | None = None
    requires_evidence: bool | None = None
    reportable: bool | None = None
    by_unit_plan: bool | None = None
    derived: frozenset[str] = frozenset()  # what the file does not say itself: it makes a new task, and changes none


@dataclass(frozen=True)
class TargetWanted:
    """What the line wants of a node; `told` names what it says, the rest stays as it is."""

    node: Node
    told: frozenset[str]
    baseline: float | None = None
    target: float | None = None
    stance: Stance | None = None
    note: str | None = None
    low_rated: bool = False
    low_rated_source: str | None = None


@dataclass
class Proposal:
    """A line and what it comes to."""

    line: Line
    task: TaskWanted | None = None
    target: TargetWanted | None = None
    leads: Sequence[tuple[str, Sequence[UUID]]] = ()
    supports: Sequence[tuple[str, Sequence[UUID]]] = ()
    troubles: list[Trouble] = field(default_factory=list[Trouble])

    def wrong(self, known: Field, vi: str, en: str) -> None:
        """Note what must be corrected in the file."""
        self.troubles.append(Trouble(Severity.ERROR, known, vi, en))


class Doubts:
    """All that is asked about a file, each spelling once."""

    def __init__(self) -> None:
        self.by_key: dict[Key, Doubt] = {}

    def ask(self, proposal: Proposal, known: Field, doubt: Doubt, words: tuple[str, str]) -> None:
        """Ask about a spelling in this line."""
        key = (doubt.kind, fold(doubt.spelling))
        asked = self.by_key.setdefault(key, doubt)
        if proposal.line not in asked.lines[-1:]:
            asked.lines.append(proposal.line)
        proposal.troubles.append(Trouble(Severity.CONFIRM, known, *words, key))

    def __iter__(self) -> Iterator[Doubt]:
        return iter(self.by_key.values())


def answers_of(kind: Asked, answers: Mapping[Key, Values]) -> dict[str, Values]:
    """The answers about one kind of spelling."""
    return {spelling: values for (asked, spelling), values in answers.items() if asked is kind}
