"""How the demo's past is played: scene by scene in the order of time, each one request of one person through the product's own actions."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.keys import SigningKey
from papi.demo.cast import CITY, COORDINATING, Cast
from papi.demo.library import Library
from papi.directory.models import Unit, UnitKind, UnitLevel, level_of
from papi.kit import clock
from papi.kit.db import Database
from papi.outbox.relay import relay_batch
from papi.plans.models import Plan
from papi.worker import REACTIONS

FIRST_WARD = "26506"
_ASKED = {UnitKind.FRONT, UnitKind.PARTY}


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of 2024 in the city."""
    return datetime(2024, month, day, hour, minute, tzinfo=clock.TIMEZONE)


@dataclass(frozen=True)
class Stage:
    """Where the story is played."""

    database: Database
    cast: Cast
    library: Library
    plan: Plan
    key: SigningKey

    @property
    def wards(self) -> list[Unit]:
        return [unit for unit in self.cast.units.values() if level_of(unit.kind) is UnitLevel.WARD]

    @property
    def departments(self) -> list[Unit]:
        """Departments, vertical branches and the service unit, without the one that coordinates."""
        apart = {CITY, COORDINATING, *(unit.code for unit in self.wards)}
        return [unit for unit in self.cast.units.values() if unit.code not in apart and unit.kind not in _ASKED]


@dataclass(frozen=True)
class UnitOnStage:
    """A unit, and the people who act in what it does."""

    stage: Stage
    unit: Unit

    @property
    def officer(self) -> Actor:
        return self.stage.cast.officer(self.unit.code)

    @property
    def head(self) -> Actor:
        return self.stage.cast.head(self.unit.code)

    @property
    def reviewer(self) -> Actor:
        return self.stage.cast.reviewer(self.unit.code)


@dataclass(frozen=True)
class Scene:
    """What somebody did at a moment."""

    at: datetime
    act: Callable[[AsyncSession], Awaitable[object]]


async def play(database: Database, scenes: Iterable[Scene]) -> None:
    """Play the scenes, the worker carrying each one's facts up at once: so what follows finds what it would have found."""
    for scene in sorted(scenes, key=lambda scene: scene.at):
        with clock.business_at(scene.at):
            async with database.writing() as session:
                await scene.act(session)
            while await relay_batch(database, REACTIONS):
                pass
