"""Adding up how assignments stand: the four numbers of what is assigned, and apart from them what bodies are asked to do."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from papi.kit import clock
from papi.plans.models import Mandate, Outcome

UPDATED_WITHIN = timedelta(days=30)

_PLACES: dict[Outcome, str | None] = {
    Outcome.DONE: "done_on_time",
    Outcome.DONE_LATE: "done_late",
    Outcome.AWAITING: "open_in_time",
    Outcome.AWAITING_LATE: "open_overdue",
    Outcome.ASIDE: None,
}
_UNDONE = (Outcome.OPEN, Outcome.AWAITING, Outcome.AWAITING_LATE)


def recent_from() -> date:
    """Since when a save counts as lately done."""
    return clock.today() - UPDATED_WITHIN


@dataclass
class Asked:
    """What bodies are asked to do: done or under way, and never a word about lateness."""

    done: int = 0
    open: int = 0

    def add(self, outcome: Outcome, number: int) -> None:
        if outcome in _UNDONE:
            self.open += number
        elif outcome is not Outcome.ASIDE:
            self.done += number

    def to_wire(self) -> dict[str, int]:
        """The wire's `RequestedCounts`."""
        return {"done": self.done, "open": self.open}


@dataclass
class Tally:
    """The four numbers of a group, those without a day, and what the update rate is made of; `requested` beside them."""

    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    no_deadline: int = 0
    open: int = 0
    updated: int = 0
    requested: Asked = field(default_factory=Asked)
    mandates: set[Mandate] = field(default_factory=set[Mandate])

    today: str = field(default_factory=lambda: clock.today().isoformat())
    recent_from: str = field(default_factory=lambda: recent_from().isoformat())

    def add(self, outcome: Outcome, due_on: str, saved_on: str, *, mandate: Mandate, number: int) -> None:
        """Count `number` assignments that stand alike. What is overdue, and what was updated lately, today decides."""
        self.mandates.add(mandate)
        if mandate is Mandate.REQUESTED:
            self.requested.add(outcome, number)
            return
        name = self._place(outcome, overdue=bool(due_on) and due_on < self.today, dated=bool(due_on))
        if name:
            setattr(self, name, getattr(self, name) + number)
        if outcome is Outcome.OPEN:
            self.open += number
            self.updated += number if saved_on >= self.recent_from else 0

    @staticmethod
    def _place(outcome: Outcome, *, overdue: bool, dated: bool) -> str | None:
        if not dated and outcome in _UNDONE:
            return "no_deadline"
        if outcome is Outcome.OPEN:
            return "open_overdue" if overdue else "open_in_time"
        return _PLACES[outcome]

    def numbers(self) -> dict[str, Any]:
        """The wire's `Numbers`: of what is assigned."""
        return {
            "done_on_time": self.done_on_time,
            "done_late": self.done_late,
            "open_in_time": self.open_in_time,
            "open_overdue": self.open_overdue,
            "no_deadline": self.no_deadline,
            "update_rate": round(self.updated / self.open, 4) if self.open else None,
        }

    def to_wire(self, key: str, label: str) -> dict[str, Any]:
        """The wire's `StatusRow`."""
        only_requested = self.mandates == {Mandate.REQUESTED}
        return {"key": key, "label": label, **self.numbers(), "requested": self.requested.to_wire(), "only_requested": only_requested}
