"""The outline of the report on administrative reform (báo cáo cải cách hành chính), in which that on PAPI is nested: headings as data.

`data/outline.json` is shipped; an office writes its own from a day on. Whoever makes a paper takes the outline of its day and asks it
under which heading a task belongs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.papers.composing import heading_numbers
from papi.reports.models import ReportOutline


class Held(StrEnum):
    """What a heading holds besides the tasks of the dimensions that it names.

    `opening`: who reported; `general`: tasks of no dimension; `rest`: dimensions that no heading names; `results`: counts and tables;
    `delays`: who is late and what is overdue; `outlook`: what falls due next.
    """

    OPENING = "opening"
    GENERAL = "general"
    REST = "rest"
    RESULTS = "results"
    DELAYS = "delays"
    DIFFICULTIES = "difficulties"
    OUTLOOK = "outlook"
    PROPOSALS = "proposals"


@dataclass(frozen=True)
class Heading:
    """One heading. `key` stays when the words change; `number` is "I", "1" or "a)" by its level and place."""

    key: str
    level: int
    title: str
    number: str = ""
    holds: Sequence[Held] = ()
    dimensions: Sequence[str] = ()
    tasks: Sequence[str] = ()

    @property
    def label(self) -> str:
        """ "II. Kết quả" or "a) Kết quả" """
        return f"{self.number}{'' if self.number.endswith(')') else '.'} {self.title}"


@dataclass(frozen=True)
class Outline:
    """All headings in order, and what they rest on. `unconfirmed`: nobody has compared it with the text of the rule."""

    title: str
    source: str
    unconfirmed: bool
    headings: Sequence[Heading]
    note: str = ""

    def heading_of(self, dimension: str, task_key: str = "") -> Heading:
        """Where what is said of a task belongs: where the task is named, else its dimension, else what takes the rest."""
        named = next((heading for heading in self.headings if task_key and task_key in heading.tasks), None)
        by_dimension = next((heading for heading in self.headings if dimension and dimension in heading.dimensions), None)
        return named or by_dimension or self.holder(Held.REST if dimension else Held.GENERAL) or self.headings[0]

    def holder(self, held: Held) -> Heading | None:
        """The heading that holds something, if any does."""
        return next((heading for heading in self.headings if held in heading.holds), None)


def read_outline(content: dict[str, Any]) -> Outline:
    """The outline of a stored or shipped document."""
    headings = [
        Heading(
            key=given["key"],
            level=given["level"],
            title=given["title"],
            number=number.rstrip("."),
            holds=[Held(held) for held in given.get("holds", ())],
            dimensions=given.get("dimensions", ()),
            tasks=given.get("tasks", ()),
        )
        for given, number in zip(content["headings"], heading_numbers([given["level"] for given in content["headings"]]), strict=True)
    ]
    return Outline(content["title"], content["source"], content["unconfirmed"], headings, content.get("note") or "")


@cache
def shipped_content() -> dict[str, Any]:
    """The outline that the product brings along."""
    return orjson.loads(resources.files("papi.reports").joinpath("data/outline.json").read_bytes())


async def outline_on(session: AsyncSession, day: date) -> Outline:
    """The outline in force on a day."""
    return read_outline(await outline_content_on(session, day))


async def outline_content_on(session: AsyncSession, day: date) -> dict[str, Any]:
    """The same as a document that is kept with a paper."""
    statement = select(ReportOutline.content).where(ReportOutline.valid_from <= day).order_by(ReportOutline.valid_from.desc()).limit(1)
    content = await session.scalar(statement)
    return content if content is not None else shipped_content()
