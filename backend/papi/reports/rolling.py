"""What the units that support a task have said of it, told as one for the unit that leads it. Pure.

Texts that are the same, or nearly so and with the same numbers, are told once with the names of all who said them; each keeps its unit.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from textwrap import shorten
from typing import Any
from uuid import UUID

from papi.kit.text import fold, spoken_number
from papi.plans.models import FigureKind, FigureRule
from papi.reports.merging import TEXTS, Filling, Said, named_text

_NEARLY = 0.92
_SHORTEST = 40
_OWN = "đơn vị"
_WORD = re.compile(r"\w+")


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
    """Each paragraph once, with all who said it or nearly it. A unit's own name in it makes no difference, another number does."""
    found: list[tuple[list[str], str, list[str]]] = []
    for name, text in texts:
        for paragraph in filter(None, (line.strip() for line in text.splitlines())):
            words = _words(name, paragraph)
            known = next((entry for entry in found if _is_same(entry[2], words)), None)
            if known is None:
                found.append(([name], paragraph, words))
            elif name not in known[0]:
                known[0].append(name)
    return [(names, paragraph if len(names) == 1 else _without_name(names[0], paragraph)) for names, paragraph, _words_of in found]


def _shortened(paragraphs: list[tuple[list[str], str]], longest: int) -> list[tuple[list[str], str]]:
    names = sum(len("; ".join(names)) + 4 for names, _paragraph in paragraphs)
    if names + sum(len(paragraph) + 1 for _names, paragraph in paragraphs) <= longest:
        return paragraphs
    share = max(_SHORTEST, (longest - names) // len(paragraphs) - 1)
    return [(names, shorten(paragraph, share, placeholder="…")) for names, paragraph in paragraphs]


def _words(name: str, paragraph: str) -> list[str]:
    return _WORD.findall(fold(paragraph).replace(fold(name), " "))


def _is_same(some: Sequence[str], others: Sequence[str]) -> bool:
    if some == others:
        return True
    if _numbers(some) != _numbers(others):
        return False
    return SequenceMatcher(None, some, others, autojunk=False).ratio() >= _NEARLY


def _numbers(words: Sequence[str]) -> list[str]:
    return [word for word in words if any(character.isdigit() for character in word)]


def _without_name(name: str, paragraph: str) -> str:
    return re.sub(rf"(UBND )?{re.escape(name)}", _OWN, paragraph)


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
