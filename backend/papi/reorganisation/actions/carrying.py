"""What all steps of one reorganisation share: who comes after whom, the day, and the trace that they write."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.text import format_day
from papi.kit.types import new_id
from papi.outbox.facts import Author
from papi.plans.models import WorkState
from papi.reorganisation.models import How, Moved, Succession, SuccessionKind, SuccessionMove
from papi.reorganisation.schemas import ChoiceWrite

NOBODY = ""


@dataclass(frozen=True)
class Heritage:
    """A unit that ends, and those that come after it in official order; the first of them answers for what it leaves."""

    unit: Unit
    kind: SuccessionKind
    successors: Sequence[Unit]
    choices: Mapping[tuple[Moved, UUID], ChoiceWrite]

    @property
    def heir(self) -> Unit | None:
        return self.successors[0] if self.successors else None

    def heir_of(self, what: Moved, thing_id: UUID) -> Unit | None:
        """To whom one thing goes: as it was chosen, else to the heir."""
        choice = self.choices.get((what, thing_id))
        return self.heir if choice is None or choice.to is None else self.successors[choice.to]


@dataclass
class Carrying:
    """One reorganisation being carried out."""

    session: AsyncSession
    author: Author
    succession: Succession
    heritages: Mapping[UUID, Heritage]
    moves: list[SuccessionMove] = field(default_factory=list[SuccessionMove])
    held: dict[UUID, WorkState] = field(default_factory=dict[UUID, WorkState])
    """The assignments that the units leave, each with its state before; nobody else changes them meanwhile."""

    @property
    def day(self) -> date:
        return self.succession.effective_on

    @property
    def spoken_day(self) -> str:
        return format_day(self.day)

    @property
    def ending(self) -> list[UUID]:
        """The units that end, in official order."""
        return [heritage.unit.id for heritage in sorted(self.heritages.values(), key=lambda heritage: heritage.unit.sort)]

    def note(self, what: Moved, how: How, thing: tuple[UUID, str], units: tuple[Unit, Unit | None], into_id: UUID | None = None) -> None:
        """Add one thing (its id and what people call it) to the trace."""
        before, after = units
        self.moves.append(
            SuccessionMove(
                id=new_id(),
                succession_id=self.succession.id,
                what=what,
                how=how,
                thing_id=thing[0],
                into_id=into_id,
                label=thing[1],
                from_unit_id=before.id,
                from_name=before.short_name,
                to_unit_id=after.id if after else None,
                to_name=after.short_name if after else NOBODY,
                moved_at=clock.business(),
            )
        )

    def counted(self, what: Moved, *hows: How) -> int:
        """How many things of a kind went one of these ways."""
        return sum(move.what is what and move.how in hows for move in self.moves)


def together(texts: Iterable[tuple[Unit | None, str | None]]) -> str:
    """One unit's words stay as they are; those of several are set one below the other, each with its unit's name."""
    said = [(unit, text) for unit, text in texts if text and text.strip()]
    if len(said) == 1:
        return said[0][1]
    return "\n".join(f"{unit.short_name}: {text}" if unit is not None else text for unit, text in said)


def names_of(units: Iterable[Unit]) -> str:
    """Units as a sentence lists them, each once, in official order."""
    ordered = sorted({unit.id: unit for unit in units}.values(), key=lambda unit: unit.sort)
    return ", ".join(unit.short_name for unit in ordered)
