"""What a consolidated report is made of: the accepted lines and answers of a period, and how the plan stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import Any
from uuid import UUID

from papi.consolidation.models import SourceKind
from papi.plans.models import Cadence
from papi.reports.answering import kept
from papi.reports.folding import fold_texts
from papi.reports.models import QuestionKind


@dataclass(frozen=True)
class UnitNamed:
    """A unit under its name of the day. Bodies that are asked are never called late."""

    id: UUID
    name: str
    short_name: str
    sort: int
    asked: bool

    @property
    def names(self) -> Sequence[str]:
        """How it may call itself."""
        return (self.name, f"UBND {self.short_name}", self.short_name)


@dataclass(frozen=True)
class GroupNamed:
    name: str
    members: frozenset[UUID]


@dataclass(frozen=True)
class Naming:
    """What units and groups of units are called."""

    units: Mapping[UUID, UnitNamed]
    groups: Sequence[GroupNamed]


@dataclass(frozen=True)
class TaskNamed:
    id: UUID
    key: str
    title: str
    dimension: str
    cadence: Cadence
    sort: int


@dataclass(frozen=True)
class Line:
    """An accepted line, as it was submitted under this number."""

    id: UUID
    number: int
    report_id: UUID
    unit: UnitNamed
    task: TaskNamed
    result: str
    percent: int | None
    figures: Mapping[str, Any]
    difficulties: str
    proposals: str
    evidence: Sequence[UUID]

    @property
    def source(self) -> "Source":
        return Source(self.id, self.number, digest_of(self.result, self.percent, self.figures, self.difficulties, self.proposals))


@dataclass(frozen=True)
class Source:
    """What stands behind a paragraph: the id of a line or of an answer."""

    id: UUID
    number: int
    sha256: str
    kind: SourceKind = SourceKind.LINE


def digest_of(*parts: Any) -> str:
    """The hash of what a line said."""
    return sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()


def digest_of_answer(value: Any) -> str:
    """The hash of what was answered, not of how it is worded; 12 and 12.0 are the same number."""
    return digest_of(kept(value))


@dataclass(frozen=True)
class Answer:
    """What an accepted report answers to a question, as it was submitted under this number; `text` in words, empty where there is none."""

    id: UUID
    number: int
    report_id: UUID
    unit: UnitNamed
    value: Any
    text: str

    @property
    def names(self) -> Sequence[str]:
        return self.unit.names

    @property
    def source(self) -> Source:
        return Source(self.id, self.number, digest_of_answer(self.value), SourceKind.ANSWER)


@dataclass(frozen=True)
class Question:
    """A question of an ad-hoc period with a place for the answer of each accepted report, by unit in official order. `counts`: what can be
    counted of them."""

    id: UUID
    number: int
    text: str
    kind: QuestionKind
    measure: str | None
    answers: Sequence[Answer]
    counts: Mapping[str, Any]

    @property
    def answered(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.value is not None]

    @cached_property
    def groups(self) -> list[Sequence[Answer]]:
        """What was answered, each text that several give once; any other answer stands for itself. Folded once: it takes its time."""
        if self.kind is QuestionKind.TEXT:
            return [group.items for group in fold_texts(self.answered)]
        return [[answer] for answer in self.answered]


@dataclass(frozen=True)
class Upcoming:
    """A task that some units still have to do by a day."""

    title: str
    due_on: date
    units: Sequence[UnitNamed]


@dataclass(frozen=True)
class PeriodTold:
    """The period and its plan, as the report speaks of them."""

    title: str
    data_from: date
    data_to: date
    plan_title: str
    plan_number: str | None
    adopted_on: date | None


@dataclass(frozen=True)
class Material:
    """All of it, read at one moment. `board` and `status…` are what the board of the period and the overview show at that moment."""

    period: PeriodTold
    as_of: datetime
    naming: Naming
    lines: Sequence[Line]
    board: Mapping[str, Any]
    status_by_unit: Mapping[str, Any]
    status_by_dimension: Mapping[str, Any]
    unit_ids: Mapping[str, UUID]
    upcoming: Sequence[Upcoming]
    documents: Sequence[Mapping[str, Any]]
    inputs: Mapping[UUID, int]
    figures: Mapping[UUID, Sequence[Mapping[str, Any]]]
    questions: Sequence[Question]
