"""A unit that is parted in two, of which one answers for what was before."""

from papi.access.permissions import Role
from papi.directory.models import Unit, UnitLineage
from papi.kit import clock
from tests.support.world import Someone, World


async def heads_after(world: World, unit: Unit) -> list[Someone]:
    """The heads of both heirs; the first one's unit answers for the one before."""
    heirs = [await world.unit(f"Phường {name}") for name in ("Đông", "Tây")]
    for heir, answers in zip(heirs, (True, False), strict=True):
        await world.add(UnitLineage(unit_id=heir.id, predecessor_id=unit.id, since=clock.today(), direct=True, answers=answers))
    return [await world.person(Role.UNIT_HEAD, heir) for heir in heirs]
