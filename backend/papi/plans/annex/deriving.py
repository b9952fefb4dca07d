"""What a row says beside its cells: its title, its place in the plan, and what a new task has by custom."""

import re
from collections.abc import Sequence
from typing import Any

from papi.kit.text import fold
from papi.plans.annex.headings import Field
from papi.plans.annex.lines import Line
from papi.plans.annex.nodes import Node
from papi.plans.annex.proposals import Given, TaskWanted
from papi.plans.annex.times import Time
from papi.plans.models import Cadence, Mode, Part, TaskKind

TITLE = 300
_ORGANISATION = re.compile(r"\bto chuc thuc hien\b")


def title_and_text(line: Line) -> tuple[str, str | None]:
    """A cell that fits a title is the title; of a longer one the first line or sentence. With a column of its own the text is told."""
    cell = line.texts[Field.TASK]
    if line.detailed:
        return cell, line.texts[Field.TEXT]
    first, _, rest = cell.partition("\n")
    if len(first) > TITLE:
        sentence = re.split(r"(?<=[.;:])\s", first, maxsplit=1)[0].rstrip(" .;:")
        title = sentence if len(sentence) <= TITLE else f"{first[: TITLE - 1].rsplit(' ', 1)[0]}…"
        return title, cell
    return (first.rstrip(" .;:") or first, cell) if rest else (first, None)


def source_ref(line: Line) -> str:
    number = line.number.strip().rstrip(".)")
    within = ".".join(part for part in (line.section_numbers, number) if part)
    return f"{line.annex}, mục {within}"[:TITLE] if within else line.annex[:TITLE]


def due_text(line: Line, time: Time | None) -> str | None:
    words = line.texts[Field.DUE]
    return None if not words or (time is not None and words == time.canonical) else words


def complete(line: Line, task: TaskWanted) -> None:
    """What the file does not say: a new task has the usual, one that is there keeps what it has."""
    usual: dict[str, Any] = {
        "kind": _kind(line, task.nodes),
        "mode": _mode(task.given),
        "requires_evidence": (task.time is not None and task.time.cadence is Cadence.ONCE) or task.deliverable is not None,
        "reportable": True,
        "by_unit_plan": False,
    }
    derived = {name for name in usual if getattr(task, name) is None}
    for name in derived:
        setattr(task, name, usual[name])
    task.derived = frozenset(derived | (set() if line.texts[Field.SOURCE_REF] else {"source_ref"}))


def _kind(line: Line, nodes: Sequence[Node]) -> TaskKind:
    if _ORGANISATION.search(fold(line.section)):
        return TaskKind.ORGANISATIONAL
    return TaskKind.SPECIFIC if nodes else TaskKind.GENERAL


def _mode(given: Sequence[Given]) -> Mode:
    return Mode.JOINT if any(one.part is Part.SUPPORT for one in given) else Mode.EACH


def shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
