"""What the units that support a task have said of it, told as one for the unit that leads it. Pure.

Texts that are the same, or nearly so and with the same numbers, are told once with the names of all who said them; each keeps its unit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any
from uuid import UUID

from papi.kit.text import spoken_number
from papi.plans.models import FigureKind, FigureRule
from papi.reports.folding import fold_texts, nameless
from papi.reports.merging import TEXTS, Filling, Said, named_text

_SHORTEST = 40


@dataclass(frozen=True)
class _Paragraph:
    """What a unit said in one line."""

    unit: str
    text: str

    @property
    def names(self) -> Sequence[str]:
        return (f"UBND {self.unit}", self.unit)


def roll_up(sources: Sequence[Said], figures: Sequence[Mapping[str, Any]], longest: int) -> Filling:
    """What the sources, in official order of their units, come to. Texts that would be longer together are each shortened alike, "…"."""
    folded = {name: nearly_folded((said.unit, getattr(said, name)) for said in sources) for name in TEXTS}
    values: dict[str, Any] = {name: named_text(_shortened(paragraphs, longest)) for name, paragraphs in folded.items()}
    asked = [figure for figure in figures if not figure["retired"]]
    values["figures"] = {figure["key"]: number for figure in asked if (number := _number(sources, figure)) is not None}
    listed = [text for figure in asked if figure["rule"] == FigureRule.LATEST and (text := _listed(sources, figure))]
    values["result"] = "\n".join(filter(None, [values["result"], *listed]))
    return Filling(values, {said.line_id: _fields(said, values) for said in sources}, [], {said.line_id: said.number for said in sources})


def nearly_folded(texts: Iterable[tuple[str, str]]) -> list[tuple[list[str], str]]:
    """Each paragraph once, with all who said it or nearly it."""
    paragraphs = [_Paragraph(unit, line.strip()) for unit, text in texts for line in text.splitlines()]
    groups = [(list(dict.fromkeys(item.unit for item in group.items)), group.first) for group in fold_texts(paragraphs)]
    return [(units, first.text if len(units) == 1 else nameless(first)) for units, first in groups]


def _shortened(paragraphs: list[tuple[list[str], str]], longest: int) -> list[tuple[list[str], str]]:
    names = sum(len("; ".join(names)) + 4 for names, _paragraph in paragraphs)
    if names + sum(len(paragraph) + 1 for _names, paragraph in paragraphs) <= longest:
        return paragraphs
    share = max(_SHORTEST, (longest - names) // len(paragraphs) - 1)
    return [(names, shorten(paragraph, share, placeholder="…")) for names, paragraph in paragraphs]


def _told(sources: Sequence[Said], key: str) -> list[tuple[str, Any]]:
    return [(said.unit, said.figures[key]) for said in sources if said.figures.get(key) is not None]


def _number(sources: Sequence[Said], figure: Mapping[str, Any]) -> int | float | None:
    numbers = [number for _unit, number in _told(sources, figure["key"])]
    if not numbers or figure["rule"] == FigureRule.LATEST:
        return None  # the state of several units is nobody's: it is listed by unit
    if figure["rule"] == FigureRule.MAX:
        return max(numbers)
    return sum(numbers) if figure["kind"] == FigureKind.INTEGER else round(sum(numbers), 6)


def _listed(sources: Sequence[Said], figure: Mapping[str, Any]) -> str:
    told = [f"{unit} {spoken_number(number, 'vi')} {figure['measure']}".strip() for unit, number in _told(sources, figure["key"])]
    return f"{figure['label']}: {'; '.join(told)}." if told else ""


def _fields(said: Said, values: Mapping[str, Any]) -> list[str]:
    texts = [name for name in TEXTS if getattr(said, name).strip()]
    return [*texts, *(f"figures.{key}" for key in values["figures"] if said.figures.get(key) is not None)]


def given_by(filling: Filling) -> Mapping[UUID, list[str]]:
    """The fields that each source gave; of those that gave none there is nothing to show."""
    return {line_id: fields for line_id, fields in filling.given.items() if fields}
