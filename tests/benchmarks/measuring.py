"""Rounds that alternate between systems, so that whatever else the machine does meanwhile falls on all of them alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.clients import Script, run_round
from tests.benchmarks.systems import System

CLIENTS = 16
ROUNDS = 5
SECONDS = 1.0


@dataclass(frozen=True)
class Course:
    """What is measured together: each name with its system and what its clients ask."""

    system: System
    script: Script


@dataclass(frozen=True)
class Measured:
    """The rounds of one course: answers a second, and processor time an answer."""

    rates: Sequence[float]
    costs: Sequence[float]


@dataclass(frozen=True)
class Ratio:
    """A median over the rounds with the lowest and the highest."""

    middle: float
    lowest: float
    highest: float

    def __str__(self) -> str:
        return f"{self.middle:.2f} ({self.lowest:.2f}–{self.highest:.2f})"


def ratio(above: Sequence[float], below: Sequence[float]) -> Ratio:
    """Round by round, because neighbours in time had the same machine."""
    each = [one / other for one, other in zip(above, below, strict=True)]
    return Ratio(median(each), min(each), max(each))


async def measure(courses: Mapping[str, Course], *, clients: int = CLIENTS, rounds: int = ROUNDS) -> dict[str, Measured]:
    """All courses in turn, every other time backwards. The first turn warms up and does not count."""
    rates: dict[str, list[float]] = {name: [] for name in courses}
    costs: dict[str, list[float]] = {name: [] for name in courses}
    for number in range(rounds + 1):
        for name in list(courses) if number % 2 else reversed(list(courses)):
            course = courses[name]
            before = course.system.cpu_seconds()
            done = await run_round(course.system.url, course.script, clients=clients, seconds=SECONDS)
            if number:
                rates[name].append(done.rate)
                costs[name].append((course.system.cpu_seconds() - before) / len(done.times))
    return {name: Measured(rates[name], costs[name]) for name in courses}
