"""What was said in several periods, or by several units, told as one: named paragraphs, equal ones folded; numbers by their rule. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from papi.kit.text import fold
from papi.plans.models import FigureKind, FigureRule

TEXTS = ("result", "difficulties", "proposals")
_PREFIX = "báo cáo "


@dataclass(frozen=True)
class Said:
    """An accepted line as it counts elsewhere: who said it, for which period, and in which of its texts."""

    line_id: UUID
    report_id: UUID
    number: int
    period_id: UUID
    period: str
    data_from: date
    data_to: date
    unit_id: UUID
    unit: str
    result: str
    percent: int | None
    figures: Mapping[str, Any]
    difficulties: str
    proposals: str
    self_done: bool
    evidence: Sequence[str]


@dataclass(frozen=True)
class Filling:
    """What earlier periods give to a line: its values, the fields and the text's number of each source, the documents, and the names of
    the periods."""

    values: dict[str, Any]
    given: dict[UUID, list[str]] = field(default_factory=dict[UUID, list[str]])
    evidence: list[UUID] = field(default_factory=list[UUID])
    numbers: dict[UUID, int] = field(default_factory=dict[UUID, int])
    periods: list[str] = field(default_factory=list[str])


def outermost(sources: Iterable[Said]) -> list[Said]:
    """Without those whose window lies within another's, which has taken them in already; the earliest first."""
    found = list(sources)
    kept = [said for said in found if not any(_holds(other, said) for other in found)]
    return sorted(kept, key=lambda said: (said.data_to, said.data_from, said.unit))


def _holds(outer: Said, inner: Said) -> bool:
    wider = (outer.data_from, outer.data_to) != (inner.data_from, inner.data_to)
    return wider and outer.data_from <= inner.data_from and inner.data_to <= outer.data_to


def merge(sources: Sequence[Said], figures: Sequence[Mapping[str, Any]], unit_id: UUID) -> Filling:
    """What the sources come to for a line of the unit; `figures` are those that the task asks for, with their rules."""
    latest = [said for said in sources if said.data_to == sources[-1].data_to]
    values: dict[str, Any] = {name: _texts(sources, name, unit_id) for name in TEXTS}
    values["percent"] = _percent(sources)
    values["self_done"] = all(said.self_done for said in latest)
    numbers = {figure["key"]: _number(sources, figure) for figure in figures if not figure["retired"]}
    values["figures"] = {key: number for key, number in numbers.items() if number is not None}
    evidence = dict.fromkeys(UUID(document) for said in sources for document in said.evidence)
    return Filling(
        values,
        {said.line_id: _fields(said, values) for said in sources},
        list(evidence),
        {said.line_id: said.number for said in sources},
        list(dict.fromkeys(_name(said, unit_id) for said in sources)),
    )


def period_name(title: str) -> str:
    """A period as a paragraph begins with it: "Quý I/2024" of "Báo cáo quý I/2024"."""
    short = title[len(_PREFIX) :] if title.lower().startswith(_PREFIX) else title
    return short[:1].upper() + short[1:]


def folded_paragraphs(texts: Iterable[tuple[str, str]]) -> list[tuple[list[str], str]]:
    """Each paragraph once, with the names of all who said it, in the order in which it was first said."""
    found: dict[str, tuple[list[str], str]] = {}
    for name, text in texts:
        for paragraph in filter(None, (line.strip() for line in text.splitlines())):
            names = found.setdefault(fold(paragraph), ([], paragraph))[0]
            if name not in names:
                names.append(name)
    return list(found.values())


def named_text(paragraphs: Iterable[tuple[list[str], str]]) -> str:
    """The paragraphs under the names of who said them."""
    pieces: list[str] = []
    for names, group in groupby(paragraphs, key=lambda pair: pair[0]):
        lines = [paragraph for _names, paragraph in group]
        pieces.append(f"{'; '.join(names)}:{' ' if len(lines) == 1 else chr(10)}{chr(10).join(lines)}")
    return "\n".join(pieces)


def _texts(sources: Sequence[Said], name: str, unit_id: UUID) -> str:
    return named_text(folded_paragraphs((_name(said, unit_id), getattr(said, name)) for said in sources))


def _name(said: Said, unit_id: UUID) -> str:
    period = period_name(said.period)
    return period if said.unit_id == unit_id else f"{period}, {said.unit}"


def _percent(sources: Sequence[Said]) -> int | None:
    """The latest; of several units that became one, that of the one which is the least far."""
    told = [said for said in sources if said.percent is not None]
    return min((said.percent or 0 for said in told if said.data_to == told[-1].data_to), default=None)


def _number(sources: Sequence[Said], figure: Mapping[str, Any]) -> int | float | None:
    told = [(said.data_to, said.figures[figure["key"]]) for said in sources if said.figures.get(figure["key"]) is not None]
    numbers = [number for _day, number in told]
    if not numbers:
        return None
    if figure["rule"] == FigureRule.MAX:
        return max(numbers)
    if figure["rule"] == FigureRule.SUM:
        total = sum(numbers)
        return total if figure["kind"] == FigureKind.INTEGER else round(total, 6)
    last = [number for day, number in told if day == told[-1][0]]
    return last[0] if len(last) == 1 else None  # the state of several units that became one: nobody said what it is together


def _fields(said: Said, values: Mapping[str, Any]) -> list[str]:
    texts = [name for name in TEXTS if getattr(said, name).strip()]
    percent = ["percent"] if said.percent is not None and values["percent"] is not None else []
    return [*texts, *percent, *(f"figures.{key}" for key in values["figures"] if said.figures.get(key) is not None)]
